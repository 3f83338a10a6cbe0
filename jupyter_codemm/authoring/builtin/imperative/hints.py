"""The three rungs of hints that a problem carries: a question, an idea, the steps. No code."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.authoring.builtin.imperative.concepts import CONCEPTS
from jupyter_codemm.authoring.builtin.imperative.naming import sentence, with_articles
from jupyter_codemm.contracts.problem import Hint


def ladder(
    *, result: str, edges: str, topic: str, goals: Sequence[str], pitfalls: Sequence[str]
) -> tuple[Hint, ...]:
    """Return the hints of a problem from its texts, all of them already filled in."""
    question = (
        "Take the first sample and work it out by hand, without looking at the answer. Say in "
        "your own "
        f"words what the answer is: {result}. Then compare with what your program gives. Do "
        f"ordinary "
        "inputs fail, or only special ones? Read the rules for special cases once more. "
        f"{sentence(edges)} Which sentence of the task does your program not obey yet?"
    )
    steps = "; ".join(f"{number}) {goal}" for number, goal in enumerate(goals, 1))
    slips = " ".join(f"Another one: {text}." for text in pitfalls[1:2])
    next_step = (
        f"Compare your program with these steps: {steps}. Find the first step where a sample and "
        f"your "
        f"program part ways, and change only the lines that belong to it. A usual slip here: "
        f"{pitfalls[0]}. "
        f"{slips} Follow one input on which that slip would matter, value by value, before you run"
        f" again."
    )
    return (
        Hint(level=1, text=with_articles(question)),
        Hint(level=2, text=CONCEPTS[topic]),
        Hint(level=3, text=with_articles(" ".join(next_step.split()))),
    )
