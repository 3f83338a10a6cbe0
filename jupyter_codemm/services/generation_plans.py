"""What a generation sets out to do, and what is proposed when it cannot be done as specified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jupyter_codemm.contracts.base import LearningMode
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.generation import Change, GenerationResult, proposed_change
from jupyter_codemm.planning import plan
from jupyter_codemm.ports import EarlierProblem, Transaction
from jupyter_codemm.services.context import Context


@dataclass(frozen=True, slots=True)
class Planned:
    """A spec with what its plan depends on."""

    ctx: Context
    spec: ActivitySpec
    mode: LearningMode
    mastery: Mapping[str, float]

    def slots(self, spec: ActivitySpec) -> tuple[Slot, ...]:
        """Return the slots of a spec.

        Topics are put together only where whoever may take over can write about both of them.
        """
        writer = self.ctx.manner.fallback or self.ctx.author
        return plan(spec, self.mode, self.mastery, writer.fits).slots

    def history(self, tx: Transaction, session: AuthoringSession) -> tuple[EarlierProblem, ...]:
        """Return what no new problem may repeat; a seed that is given again gives the same."""
        seed = session.seed or 0
        return tx.activities.history(session.owner, self.spec.language, but_seed=seed)

    def change(self, result: GenerationResult) -> Change | None:
        """Return the change to propose: one that the fallback can write, else the author."""
        for writer in (self.ctx.manner.fallback, self.ctx.author):
            if writer is not None and (
                change := proposed_change(
                    self.spec, result.unfilled, result.finished, self.slots, writer.fits
                )
            ):
                return change
        return None
