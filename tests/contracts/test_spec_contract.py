"""The strict spec and its draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.base import DIFFICULTIES, LANGUAGES
from jupyter_codemm.contracts.languages import CONSTRAINTS
from jupyter_codemm.contracts.spec import ActivitySpec, DraftSpec
from jupyter_codemm.errors import InvalidInputError

SPEC = {
    "language": "python",
    "problem_count": 3,
    "difficulty_plan": [{"difficulty": "easy", "count": 2}, {"difficulty": "hard", "count": 1}],
    "topic_tags": ["loops"],
    "problem_style": "return",
}


def test_a_spec_survives_the_wire_and_carries_its_fixed_fields():
    spec = ActivitySpec.parse(SPEC)
    assert ActivitySpec.parse(spec.to_json()) == spec
    assert (spec.version, spec.test_case_count) == ("1.0", 8)
    assert spec.constraints == CONSTRAINTS["python"]


@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.integers(0, 7), min_size=3, max_size=3),
    st.integers(0, 8),
)
def test_a_spec_exists_exactly_when_the_plan_makes_its_count(language, counts, count):
    data = SPEC | {
        "language": language,
        "problem_style": "stdout",
        "problem_count": count,
        "difficulty_plan": [
            {"difficulty": d, "count": c} for d, c in zip(DIFFICULTIES, counts, strict=True)
        ],
    }
    if sum(counts) == count and 1 <= count <= 7:
        assert ActivitySpec.parse(data).problem_count == count
    else:
        with pytest.raises(InvalidInputError):
            ActivitySpec.parse(data)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"extra": 1}, "extra"),
        ({"language": "rust"}, "language"),
        ({"language": None}, "language"),
        ({"problem_count": 3.0}, "problem_count"),
        ({"problem_count": "3"}, "problem_count"),
        ({"problem_count": 8}, "problem_count"),
        ({"topic_tags": []}, "topic_tags"),
        ({"topic_tags": ["x" * 41]}, "topic_tags.0"),
        ({"topic_tags": ["  "]}, "topic_tags.0"),
        ({"topic_tags": [f"t{n}" for n in range(13)]}, "topic_tags"),
        ({"problem_style": "both"}, "problem_style"),
        ({"test_case_count": 9}, "test_case_count"),
        ({"version": "2.0"}, "version"),
        ({"difficulty_plan": [{"difficulty": "easy", "count": 3, "x": 1}]}, "difficulty_plan.0.x"),
        ({"difficulty_plan": [{"difficulty": "easy", "count": 3}] * 2}, "difficulty_plan"),
        ({"difficulty_plan": []}, "difficulty_plan"),
        ({"language": "sql"}, ""),
        ({"constraints": "be nice"}, ""),
    ],
)
def test_a_wrong_field_is_named(change, where):
    with pytest.raises(InvalidInputError) as caught:
        ActivitySpec.parse(SPEC | change)
    assert caught.value.where == where


def test_topics_are_trimmed_folded_and_unique():
    spec = ActivitySpec.parse(SPEC | {"topic_tags": [" Loops", "loops", "MAPS "]})
    assert spec.topic_tags == ("loops", "maps")


@given(st.sets(st.sampled_from(sorted(SPEC))))
def test_any_part_of_a_spec_is_a_draft(names):
    draft = DraftSpec.parse({name: SPEC[name] for name in names})
    assert DraftSpec.parse(draft.to_json()) == draft


@pytest.mark.parametrize(
    "draft",
    [
        {"problem_count": 4, "difficulty_plan": SPEC["difficulty_plan"]},
        {"language": "sql", "problem_style": "return"},
        {"language": "java", "constraints": CONSTRAINTS["python"]},
        {"topic_tags": []},
    ],
)
def test_a_draft_never_contradicts_itself(draft):
    with pytest.raises(InvalidInputError):
        DraftSpec.parse(draft)
