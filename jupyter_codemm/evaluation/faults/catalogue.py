"""Every fault class, and how often it occurs in each profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.evaluation.faults import claims, references, swaps, texts, wrapping
from jupyter_codemm.evaluation.faults.spoiling import Spoil
from jupyter_codemm.evaluation.faults.wrapping import Wrap

Profile = Literal["clean", "2022", "2024", "hostile"]
PROFILES: tuple[Profile, ...] = ("clean", "2022", "2024", "hostile")

_MORE: Mapping[Profile, float] = {"clean": 0.0, "2022": 2.0, "2024": 1.0, "hostile": 3.0}
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault class: either a reply is `spoil`ed or its way to us is, by `wrap`.

    `rate` is its share of the replies of profile 2024. A semantic fault can be told only by who
    understands the statement: it counts apart. The two wrong references are made by the runner,
    which has the mutants: `wrong_reference` says which of the two kinds.
    """

    name: str
    rate: float
    spoil: Spoil | None = None
    wrap: Wrap | None = None
    wrong_reference: Literal["", "told", "consistent"] = ""
    semantic: bool = False

    def rate_in(self, profile: Profile) -> float:
        """Return its share of the replies of a profile."""
        return min(_MOST, self.rate * _MORE[profile])


FAULTS: tuple[Fault, ...] = (
    Fault("malformed JSON", 0.08, wrap=wrapping.malformed),
    Fault("truncated", 0.03, wrap=wrapping.cut_short),
    Fault("schema miss", 0.05, wrap=wrapping.off_schema),
    Fault("refusal", 0.01, wrap=wrapping.refused),
    Fault("HTTP 429, 500 or time-out", 0.04, wrap=wrapping.unavailable),
    Fault("reference crashes", 0.03, spoil=references.crashes),
    Fault("reference subtly wrong", 0.05, wrong_reference="told"),
    Fault("claims wrong", 0.12, spoil=claims.claims_wrong_results),
    Fault("weak inputs", 0.15, spoil=claims.tests_little),
    Fault("statement does not fit the code", 0.04, spoil=texts.tells_of_other_names),
    Fault("sample wrong", 0.04, spoil=claims.shows_a_wrong_sample),
    Fault("topic missing", 0.10, spoil=swaps.misses_a_topic),
    Fault("difficulty off", 0.20, spoil=swaps.is_of_another_difficulty),
    Fault("starter is the solution", 0.03, spoil=texts.starts_with_the_solution),
    Fault("leak in statement or hint", 0.04, spoil=texts.gives_the_solution_away),
    Fault("duplicate", 0.05, spoil=texts.repeats_another),
    Fault("nondeterminism", 0.02, spoil=references.answers_differently),
    Fault("unsafe call", 0.01, spoil=references.does_what_is_not_allowed),
    Fault("trivially solvable", 0.02, spoil=claims.needs_nothing),
    Fault("slow", 0.02, spoil=references.takes_long),
    Fault("reference consistently wrong", 0.01, wrong_reference="consistent", semantic=True),
    Fault("statement of another task", 0.01, spoil=texts.tells_of_another_task, semantic=True),
)
"""In the order of the report. How often each occurs is assumed, not known: so they are reported
one by one."""


def named(name: str) -> Fault:
    """Return the fault class of a name; raises KeyError when there is none."""
    return next(fault for fault in FAULTS if fault.name == name)
