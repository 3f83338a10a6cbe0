"""What the hand-written Python problems ask for, worked out in another way than they do it."""

from collections import Counter
from itertools import accumulate


def ferry_wait(now, first, every, last):
    waits = [time - now for time in range(first, last + 1, every) if time >= now]
    return min(waits, default=-1)


def merge_bookings(bookings):
    busy = sorted({half for a, b in bookings for half in range(2 * a, 2 * b + 1) if b > a})
    merged = []
    for half in busy:
        if merged and half == merged[-1][1] + 1:
            merged[-1][1] = half
        else:
            merged.append([half, half])
    return [[a // 2, b // 2] for a, b in merged]


def roman_value(text):
    worth = [dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))[c] for c in text]
    after = [*worth[1:], 0]
    return sum(-a if a < b else a for a, b in zip(worth, after, strict=False))


def rotate_grid(grid, turns):
    for _ in range(turns % 4):
        grid = [list(row) for row in zip(*grid[::-1], strict=True)]
    return grid


def anagram_groups(words):
    counts = [tuple(sorted(Counter(word.lower()).items())) for word in words]
    groups = []
    for key in dict.fromkeys(counts):
        group = [word for word, count in zip(words, counts, strict=True) if count == key]
        if len(group) >= 2:
            groups.append(group)
    return groups


def balance_point(values):
    sums = [0, *accumulate(values)]
    fits = (i for i in range(len(values)) if sums[i] == sums[-1] - sums[i + 1])
    return next(fits, -1)


def move_tower(discs, start, goal):
    if start == goal:
        return []
    pegs = {p: [] for p in (1, 2, 3)}
    pegs[start] = list(range(discs, 0, -1))
    spare = 6 - start - goal
    cycle = [start, goal, spare] if discs % 2 else [start, spare, goal]
    moves, small = [], 0
    while len(pegs[goal]) < discs:
        a, b = cycle[small], cycle[(small + 1) % 3]
        pegs[b].append(pegs[a].pop())
        moves.append([a, b])
        small = (small + 1) % 3
        x, y = cycle[(small + 1) % 3], cycle[(small + 2) % 3]
        if pegs[x] or pegs[y]:
            if not pegs[y] or (pegs[x] and pegs[x][-1] < pegs[y][-1]):
                a, b = x, y
            else:
                a, b = y, x
            pegs[b].append(pegs[a].pop())
            moves.append([a, b])
    return moves


def club_table(stdin):
    lines = stdin.splitlines()
    totals = Counter()
    for line in lines[1 : 1 + int(lines[0])]:
        name, points = line.split()
        totals.update({name: int(points)})
    ranked = sorted(sorted(totals), key=totals.__getitem__, reverse=True)
    return "".join(f"{name} {totals[name]}\n" for name in ranked) or "nobody\n"


class TicketRoll:
    def __init__(self, highest):
        self.highest, self.issued, self.called = highest, 0, 0

    def _number(self, count):
        return (count - 1) % self.highest + 1

    def issue(self):
        self.issued += 1
        return self._number(self.issued)

    def call(self):
        if self.called == self.issued:
            return -1
        self.called += 1
        return self._number(self.called)

    def waiting(self):
        return self.issued - self.called


class SeatRow:
    def __init__(self, seats):
        self.row = "." * seats

    def book(self, group):
        at = self.row.find("." * group)
        if at >= 0:
            self.row = self.row[:at] + "x" * group + self.row[at + group :]
        return at

    def leave(self, first, group):
        part = self.row[first : first + group]
        self.row = self.row[:first] + "." * len(part) + self.row[first + group :]
        return part.count("x")

    def free(self):
        return self.row.count(".")
