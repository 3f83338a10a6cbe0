"""Orders and vectors."""

from __future__ import annotations

import math
import random

import pytest

from jupyter_codemm.knowledge import fused, nearest, packed, sketch, vectors


def test_what_both_find_comes_first():
    scores = fused({"a": 9.0, "b": 8.0, "c": 1.0}, {"b": 0.9, "d": 0.8})
    assert max(scores, key=scores.__getitem__) == "b"
    assert set(scores) == {"a", "b", "c", "d"}
    assert fused() == fused({}) == {}


def test_equal_scores_stay_equal():
    scores = fused({"a": 2.0, "b": 2.0 + 1e-9, "c": 1.0})
    assert scores["a"] == scores["b"] > scores["c"]


@pytest.mark.parametrize("vector", [(), (0.0, 0.0), (math.nan, 1.0), (math.inf, 1.0)])
def test_a_vector_needs_a_direction(vector):
    with pytest.raises(ValueError, match="direction"):
        packed(vector)


def test_a_vector_is_kept_in_four_bytes_a_number_and_one_bit_of_sketch():
    blob = packed([3.0, -4.0, 0.0])
    assert blob.hex() == "9a99193f" + "cdcc4cbf" + "00000000"
    assert sketch(blob) == bytes([0b100])
    assert len(sketch(packed([1.0] * 9))) == 2


def stored(count, size, seed):
    draw = random.Random(seed)
    known = {f"c{n}": packed([draw.gauss() for _ in range(size)]) for n in range(count)}
    return known, [(name, sketch(blob)) for name, blob in known.items()]


def exact(vector, known, limit):
    found = nearest(vector, [(n, sketch(b)) for n, b in known.items()], lambda _: known, limit)
    return list(found)


def test_few_vectors_are_compared_exactly():
    known = {"same": packed([1.0, 1.0]), "off": packed([1.0, 0.0]), "away": packed([-1.0, -1.0])}
    sketches = [(name, sketch(blob)) for name, blob in known.items()]
    found = nearest([2.0, 2.0], sketches, lambda names: {n: known[n] for n in names}, 2)
    assert list(found) == ["same", "off"]
    assert found["same"] == pytest.approx(1.0)
    assert found["off"] == pytest.approx(math.sqrt(0.5))


def test_vectors_of_another_length_are_left_out():
    known = {"long": packed([1.0] * 40), "short": packed([1.0, 1.0]), "odd": packed([1.0] * 3)}
    assert exact([1.0, 1.0], known, 5) == ["short"]


def test_of_many_the_sketches_choose_which_are_compared():
    known, sketches = stored(2000, 256, seed=7)
    draw = random.Random(8)
    read = []

    def reading(names):
        read.append(len(names))
        return {name: known[name] for name in names}

    hits = 0
    for number in range(20):
        near = f"c{number}"
        asked = [n + draw.gauss() / 16 for n in vectors._unpacked(known[near])]
        hits += next(iter(nearest(asked, sketches, reading, 5))) == near
    assert hits == 20
    assert set(read) == {vectors.EXACT_NUMBERS // 256}
