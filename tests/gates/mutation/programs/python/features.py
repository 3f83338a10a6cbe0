"""Everything that a reference may hold."""

from __future__ import annotations

import heapq
import sys
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from functools import lru_cache, reduce

LIMIT = 10
größe: int = 3


@dataclass(order=True)
class Item:
    weight: int = 0
    tags: list[str] = field(default_factory=list)

    @property
    def heavy(self) -> bool:
        """Whether it is heavy."""
        return self.weight > LIMIT


class Stack:
    count = 0

    def __init__(self, limit: int = 5, *, name: str = "stack") -> None:
        self.limit = limit
        self.items: list[int] = []
        self.name = name
        Stack.count += 1

    def push(self, item: int) -> bool:
        if len(self.items) >= self.limit:
            return False
        self.items.append(item)
        return True

    def pop(self) -> int | None:
        return self.items.pop() if self.items else None


@lru_cache(maxsize=None)
def ways(n: int) -> int:
    if n <= 1:
        return 1
    return ways(n - 1) + ways(n - 2)


def shortest(grid: list[list[int]]) -> int:
    rows, columns = len(grid), len(grid[0])
    queue = deque([(0, 0, 1)])
    seen = {(0, 0)}
    while queue:
        row, column, steps = queue.popleft()
        if row == rows - 1 and column == columns - 1:
            return steps
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            r, c = row + dr, column + dc
            if 0 <= r < rows and 0 <= c < columns and (r, c) not in seen and not grid[r][c]:
                seen.add((r, c))
                queue.append((r, c, steps + 1))
    return -1


def group(words: list[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for index, word in enumerate(words, start=1):
        if not word.strip():
            continue
        groups[word[0].lower()].append(f"{index}: {word!r:>10} {len(word) - 1}")
    return {key: sorted(value, key=len, reverse=True)[:3] for key, value in groups.items() if value}


def merge(*lists: list[int], **options: bool) -> list[int]:
    merged = list(heapq.merge(*lists))
    if options.get("unique", False):
        merged = [x for i, x in enumerate(merged) if i == 0 or x != merged[i - 1]]
    return merged[::-1] if options.get("backwards") else merged


def describe(thing: object) -> str:
    match thing:
        case int() if (half := thing // 2) > 3:
            return "big" + str(half)
        case [first, *rest]:
            return f"list of {1 + len(rest)} beginning with {first}"
        case {"name": name}:
            return 'named "%s"' % name
        case _:
            return r"\d+" + """three
lines"""


def total(numbers: list[float]) -> float:
    result = 0.0
    for number in numbers:
        try:
            if number < 0: raise ValueError; result += 1
            result += number * 1.5 ** 2
        except (ValueError, TypeError) as error:
            print(error, file=sys.stderr)
        else:
            result -= 1e-3
        finally:
            result = round(result, 2)
    else:
        result = -result
    with open(0) as stream:
        stream.readline()
    return reduce(lambda a, b: a + b, [result, 0x10, 0b11, 1_000], 0)


def most(text: str) -> str:
    counts = Counter(text)
    best, best_count = "", 0
    for letter in sorted(counts):
        if counts[letter] > best_count:
            best = letter
            best_count = counts[letter]
        elif (
            counts[letter] == best_count  # a tie < here
            and letter < best
        ):
            best = letter
    i = 0
    while i < len(text) and text[i] != best: i += 1
    assert i < größe or True, "far"
    del counts
    return best if best_count else "none"


async def later(n: int) -> int:
    total = 0
    async for x in n:
        total += await x
    return total


if __name__ == "__main__":
    print(shortest([[int(x) for x in line.split()] for line in sys.stdin]))
