"""What somebody's judged submissions to a problem of a challenge came to, as one line to count."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from jupyter_codemm.contracts.artefacts import Misconception
from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.outcome import Outcome, Verdict
from jupyter_codemm.contracts.people import Person

PASSED, FAILED, NOT_RUN, NO_SUCH_TEST = "P", "F", "N", "-"
Marks = Annotated[str, StringConstraints(pattern=r"^[PFN-]*$")]
"""What became of one test, a letter for each attempt: passed, failed, not run, not there then."""


ShownFault = Misconception | Literal[""]
"""The misunderstanding that a failed program shows, "" where none was found."""


class AttemptLog(Contract):
    """The attempts of one learner at one problem of a challenge, oldest first.

    What stands at the same place of each belongs to the same attempt. It follows from the
    submissions and their newest verdicts, and holds nothing of any test but its name.
    """

    challenge_id: Identifier
    user: Person
    problem_id: Identifier
    submission_ids: tuple[Identifier, ...] = Field(min_length=1)
    at: tuple[AwareDatetime, ...]
    verdicts: tuple[Verdict, ...]
    passed: tuple[int, ...]
    totals: tuple[int, ...]
    misconceptions: tuple[ShownFault, ...]
    cases: dict[str, Marks] = Field(default_factory=dict)

    @property
    def attempts(self) -> int:
        """How many there are."""
        return len(self.submission_ids)

    @property
    def accepted(self) -> int | None:
        """The place of the first one that was accepted, None while none was."""
        return self.verdicts.index("accepted") if "accepted" in self.verdicts else None

    @model_validator(mode="after")
    def _as_long(self) -> Self:
        columns = (self.at, self.verdicts, self.passed, self.totals, self.misconceptions)
        lengths = {*map(len, columns), *map(len, self.cases.values())}
        if lengths != {len(self.submission_ids)}:
            raise ValueError("a log has one entry of each kind for each attempt")
        return self


class Attempt(Contract):
    """A judged submission, as a log is made of it."""

    submission_id: Identifier
    at: AwareDatetime
    outcome: Outcome
    misconception: ShownFault = ""
