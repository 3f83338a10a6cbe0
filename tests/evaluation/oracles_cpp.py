"""What the hand-written C++ problems ask for, in Python."""

import re
from bisect import bisect_left
from collections import deque
from itertools import groupby


def day_ranges(days):
    groups = groupby(enumerate(days), key=lambda pair: pair[1] - pair[0])
    runs = [[day for _, day in members] for _, members in groups]
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


def longest_climb(heights):
    ends = []
    for height in heights:
        at = bisect_left(ends, height)
        ends[at : at + 1] = [height]
    return len(ends)


def title_case(text):
    return re.sub(r"[^ -]+", lambda word: word[0].capitalize(), text)


def saddle_points(grid):
    columns = list(zip(*grid, strict=True))
    return [
        [r, c]
        for r, row in enumerate(grid)
        for c, value in enumerate(row)
        if value == max(row) and value == min(columns[c])
    ]


def sum_of_multiples(limit, factors):
    return sum({m for factor in factors for m in range(factor, limit, factor)})


def insert_place(shelf, number):
    return sum(other < number for other in shelf)


def partitions(total, largest):
    ways = [1] + [0] * total
    for part in range(1, largest + 1):
        for amount in range(part, total + 1):
            ways[amount] += ways[amount - part]
    return ways[total]


def village_bus(stdin):
    lines = [list(map(int, line.split())) for line in stdin.splitlines()]
    (room,), (stops,) = lines[:2]
    inside = most = left = 0
    for off, waiting in lines[2 : 2 + stops]:
        inside -= min(off, inside)
        boarding = min(waiting, room - inside)
        left += waiting - boarding
        inside += boarding
        most = max(most, inside)
    return f"{most} {left}\n"


class ScoreRing:
    def __init__(self, room):
        self.scores = deque(maxlen=room)

    def add(self, score):
        lost = self.scores[0] if len(self.scores) == self.scores.maxlen else -1
        self.scores.append(score)
        return lost

    def take(self):
        return self.scores.popleft() if self.scores else -1

    def total(self):
        return sum(self.scores)


class Odometer:
    def __init__(self, digits):
        self.digits, self.driven = digits, 0

    def drive(self, km):
        self.driven += max(km, 0)
        return self.reading()

    def reading(self):
        return int(str(self.driven)[-self.digits :])

    def rounds(self):
        return int("0" + str(self.driven)[: -self.digits])
