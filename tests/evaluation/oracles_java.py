"""What the hand-written Java problems ask for, in Python."""

from collections import Counter
from functools import reduce
from math import gcd


def fewest_coins(coins, amount):
    reached, count = {0}, 0
    seen = {0}
    while amount not in reached:
        reached = {a + c for a in reached for c in coins if a + c <= amount} - seen
        if not reached:
            return -1
        seen |= reached
        count += 1
    return count


def password_issues(password):
    return sum(
        (
            len(password) < 8,
            not any(c in "0123456789" for c in password),
            not any("A" <= c <= "Z" for c in password),
            " " in password,
        )
    )


def spiral_order(grid):
    walked = []
    while grid:
        walked += grid[0]
        grid = [list(row) for row in zip(*grid[1:], strict=True)][::-1]
    return walked


def square_tiles(width, height):
    return width * height // gcd(width, height) ** 2


def most_borrowed(titles):
    return min(titles, key=lambda title: (-Counter(titles)[title], title), default="")


def common_names(first, second):
    return sorted({a for a in first for b in second if a == b})


def in_base(number, base):
    digits = []
    while number or not digits:
        number, digit = divmod(number, base)
        digits.insert(0, "0123456789abcdef"[digit])
    return "".join(digits)


def stall_receipt(stdin):
    sums = []
    for line in stdin.splitlines():
        if line == "end":
            break
        sums.append(reduce(int.__mul__, map(int, line.split())))
    total = sum(sums)
    if total >= 100:
        total -= total // 10
    return "".join(f"{s}\n" for s in sums) + f"total {total}\n"


class WaitingRoom:
    def __init__(self):
        self.people, self.row = [], 0

    def arrive(self, name, urgent):
        self.people.append((name, urgent))
        return len(self.people)

    def next(self):
        if not self.people:
            return ""
        urgent = [i for i, p in enumerate(self.people) if p[1]]
        calm = [i for i, p in enumerate(self.people) if not p[1]]
        takes_urgent = bool(urgent) and not (calm and self.row >= 2)
        self.row = self.row + 1 if takes_urgent else 0
        return self.people.pop((urgent if takes_urgent else calm)[0])[0]

    def waiting(self):
        return len(self.people)


class Thermostat:
    def __init__(self, low, high):
        self.low, self.high, self.states = low, high, [False]

    def measure(self, degrees):
        now = self.states[-1]
        if degrees < self.low:
            now = True
        elif degrees > self.high:
            now = False
        self.states.append(now)
        return now

    def switches(self):
        return sum(a != b for a, b in zip(self.states, self.states[1:], strict=False))
