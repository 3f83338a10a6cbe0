"""Every fault class, and how often it occurs in each profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.evaluation.faults import claims, references, swaps, texts, wrapping
from jupyter_codemm.evaluation.faults.spoiling import Spoil
from jupyter_codemm.evaluation.faults.wrapping import Wrap

Part = Literal["way", "reference", "tests", "text", "whole"]
Profile = Literal["clean", "2022", "2024", "hostile"]
PROFILES: tuple[Profile, ...] = ("clean", "2022", "2024", "hostile")

_MORE: Mapping[Profile, float] = {"clean": 0.0, "2022": 2.0, "2024": 1.0, "hostile": 3.0}
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault class: either a reply is `spoil`ed or its way to us is, by `wrap`.

    `rate` is its share of the replies of profile 2024. A semantic fault can be told only by who
    understands the statement: it counts apart. The two wrong references are made by the runner,
    which has the mutants: `wrong_reference` says which of the two kinds. `part` is what of a reply
    it changes: two faults of one part would undo each other, and `whole` goes with no other.
    """

    name: str
    rate: float
    spoil: Spoil | None = None
    wrap: Wrap | None = None
    wrong_reference: Literal["", "told", "consistent"] = ""
    semantic: bool = False
    part: Part = "whole"

    def rate_in(self, profile: Profile) -> float:
        """Return its share of the replies of a profile."""
        return min(_MOST, self.rate * _MORE[profile])


FAULTS: tuple[Fault, ...] = (
    Fault("malformed JSON", 0.08, wrap=wrapping.malformed, part="way"),
    Fault("truncated", 0.03, wrap=wrapping.cut_short, part="way"),
    Fault("schema miss", 0.05, wrap=wrapping.off_schema, part="way"),
    Fault("refusal", 0.01, wrap=wrapping.refused, part="way"),
    Fault("HTTP 429, 500 or time-out", 0.04, wrap=wrapping.unavailable, part="way"),
    Fault("reference crashes", 0.03, spoil=references.crashes, part="reference"),
    Fault("reference subtly wrong", 0.05, wrong_reference="told", part="reference"),
    Fault("claims wrong", 0.12, spoil=claims.claims_wrong_results, part="tests"),
    Fault("weak inputs", 0.15, spoil=claims.tests_little, part="tests"),
    Fault("statement does not fit the code", 0.04, spoil=texts.tells_of_other_names, part="text"),
    Fault("sample wrong", 0.04, spoil=claims.shows_a_wrong_sample, part="tests"),
    Fault("topic missing", 0.10, spoil=swaps.misses_a_topic),
    Fault("size two steps off", 0.05, spoil=swaps.is_far_too_small_or_large),
    Fault("starter is the solution", 0.03, spoil=texts.starts_with_the_solution),
    Fault("leak in statement or hint", 0.04, spoil=texts.gives_the_solution_away, part="text"),
    Fault("duplicate", 0.05, spoil=texts.repeats_another),
    Fault("nondeterminism", 0.02, spoil=references.answers_differently, part="reference"),
    Fault("unsafe call", 0.01, spoil=references.does_what_is_not_allowed, part="reference"),
    Fault("trivially solvable", 0.02, spoil=claims.needs_nothing),
    Fault("slow", 0.02, spoil=references.takes_long, part="reference"),
    Fault("reference consistently wrong", 0.01, wrong_reference="consistent", semantic=True),
    Fault("statement of another task", 0.01, spoil=texts.tells_of_another_task, semantic=True),
    Fault("label two steps off", 0.15, spoil=swaps.is_labelled_two_steps_off, semantic=True),
    Fault("label one step off", 0.0, spoil=swaps.is_labelled_one_step_off, semantic=True),
)
"""In the order of the report. How often each occurs is assumed, not known: so they are reported
one by one."""


def named(name: str) -> Fault:
    """Return the fault class of a name; raises KeyError when there is none."""
    return next(fault for fault in FAULTS if fault.name == name)


def compatible(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return the faults that one reply can have together: the first of each part.

    One that changes a reply as a whole goes only with what happens to it on its way.
    """
    first: dict[Part, Fault] = {}
    for fault in faults:
        first.setdefault(fault.part, fault)
    kept = [first[part] for part in first if part in ("way", "whole") or "whole" not in first]
    return tuple(fault for fault in faults if fault in kept)
