from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.planning.topics import IMPERATIVE_TOPICS, SQL_TOPICS, canonical


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("loops", "loops"),
        ("For Loops", "loops"),
        ("while", "loops"),
        ("dictionaries", "maps"),
        ("dicts", "maps"),
        ("hash-maps", "maps"),
        ("HashMap", "maps"),
        ("arrays", "lists"),
        ("std::vector", "lists"),
        ("c++ vectors", "lists"),
        ("if/else statements", "conditionals"),
        ("OOP", "classes"),
        ("matrices", "2d arrays"),
        ("2-D arrays", "2d arrays"),
        ("simple python string problems", "strings"),
        ("recursive functions", "recursion"),
        ("group by", "grouping"),
        ("common table expressions", "cte"),
    ],
)
def test_the_usual_names_of_a_topic_are_understood(asked: str, meant: str) -> None:
    assert canonical(asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "graphs",
        "pointers",
        "dynamic programming",
        "quicksort",
        "regex",
        "threads",
        "",
        "lists of graphs",
    ],
)
def test_an_unknown_topic_is_never_guessed(asked: str) -> None:
    assert canonical(asked) is None


def test_sorting_in_sql_means_ordering() -> None:
    assert canonical("sorting", "sql") == "ordering"
    assert canonical("sorting", "python") == "sorting"


@given(
    st.sampled_from(IMPERATIVE_TOPICS + SQL_TOPICS), st.booleans(), st.sampled_from(["", " ", "  "])
)
def test_a_canonical_name_stands_for_itself(topic: str, upper: bool, pad: str) -> None:
    assert canonical(pad + (topic.upper() if upper else topic) + pad) == topic


@given(st.text(max_size=40))
def test_any_text_gives_a_topic_or_nothing(text: str) -> None:
    assert canonical(text) in {None, *IMPERATIVE_TOPICS, *SQL_TOPICS}
