"""Embeddings as bytes, and those nearest to one of them.

A sketch is one bit for each number, its sign. Comparing sketches is so cheap that all of them can
be looked at; only the most promising vectors are read and compared as they are.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import mul
from sys import byteorder

Vector = Sequence[float]

EXACT_NUMBERS = 200_000
"""Numbers of stored vectors that are compared for one question: about 7 ms."""


def packed(vector: Vector) -> bytes:
    """Return a vector of length 1 in the same direction, as float32, the lowest byte first.

    Raises ValueError for one without a direction: empty, all zeros, or not finite.
    """
    length = math.sqrt(sum(number * number for number in vector))
    if not length or not math.isfinite(length):
        raise ValueError("an embedding needs a direction")
    numbers = array("f", (number / length for number in vector))
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def sketch(blob: bytes) -> bytes:
    """Return the signs of a packed vector, eight in a byte."""
    bits = 0
    for number in _unpacked(blob):
        bits = bits << 1 | (number > 0)
    return bits.to_bytes(-(-len(blob) // 32), "big")


def nearest(
    vector: Vector,
    sketches: Iterable[tuple[str, bytes]],
    read: Callable[[Collection[str]], Mapping[str, bytes]],
    limit: int,
) -> dict[str, float]:
    """Return the ids of the `limit` stored vectors nearest to a vector, with their cosine.

    Few vectors are all compared; of many, as many as EXACT_NUMBERS allows, those with the most
    similar sketches. `read` returns packed vectors. Vectors of another length are left out. Raises
    ValueError as `packed` does.
    """
    asked = packed(vector)
    signs = int.from_bytes(sketch(asked), "big")
    most = max(limit, EXACT_NUMBERS // len(vector))
    size = -(-len(vector) // 8)
    known = [(name, one) for name, one in sketches if len(one) == size]
    names = [name for name, _ in known]
    if len(names) > most:
        apart = [(int.from_bytes(one, "big") ^ signs).bit_count() for _, one in known]
        promising = sorted(range(len(names)), key=apart.__getitem__)[:most]
        names = [names[place] for place in promising]
    numbers = _unpacked(asked)
    found = {
        name: sum(map(mul, numbers, _unpacked(blob)))
        for name, blob in read(names).items()
        if len(blob) == len(asked)
    }
    best = sorted(found, key=found.__getitem__, reverse=True)[:limit]
    return {name: found[name] for name in best}


def _unpacked(blob: bytes) -> array[float]:
    numbers = array("f")
    numbers.frombytes(blob)
    if byteorder == "big":
        numbers.byteswap()
    return numbers
