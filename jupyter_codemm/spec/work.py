"""The steps of a turn on the draft: answers, words, what is left to us, the proposal."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyter_codemm.contracts.session import PatchOperation, SpecField
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.spec.commitments import LEFT_TO_US, PROPOSED, SAID
from jupyter_codemm.spec.confirmation import applicable, gate, without
from jupyter_codemm.spec.decide import Decision
from jupyter_codemm.spec.defaults import shared_plan
from jupyter_codemm.spec.extract import Reading
from jupyter_codemm.spec.leaving import chosen, left_to_us
from jupyter_codemm.spec.patch import Patched, apply_patch, field_of, setting
from jupyter_codemm.spec.proposed import Proposal
from jupyter_codemm.spec.wording import FIELD_NAMES, listed, value_of

_MAX_REASON = 180


@dataclass(slots=True)
class Work:
    """What a turn has done so far. `acknowledgement` is a model's, when all it proposed applied."""

    draft: DraftSpec
    pending: tuple[PatchOperation, ...]
    applied: list[PatchOperation] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    confidence: dict[SpecField, float] = field(default_factory=dict)
    answered: bool = False
    acknowledgement: str = ""

    def apply(self, operations: tuple[PatchOperation, ...], confidence: float) -> Patched:
        """Apply operations, remember how sure they are, and say which could not be applied."""
        patched = apply_patch(self.draft, operations)
        self.draft = patched.draft
        self.applied += patched.applied
        dropped = {id(d.operation) for d in patched.dropped}
        for operation in operations:
            name = field_of(operation)
            if name is not None and id(operation) not in dropped:
                self.confidence[name] = confidence
        self.notices += [f"I left out: {d.reason[:_MAX_REASON]}." for d in patched.dropped]
        return patched


def settle(work: Work, reading: Reading, decision: Decision) -> None:
    """Apply, drop or keep what waits for a yes. A refusal clears only what was asked about."""
    waiting = bool(work.pending)
    work.pending = without(work.pending, decision.understood)
    yields = reading.defer is not None and not reading.facts
    if waiting and (reading.answer == "yes" or yields):
        work.apply(work.pending, SAID)
        work.answered = True
        work.pending = ()
    elif waiting and reading.answer == "no":
        names = [FIELD_NAMES[name] for op in work.pending if (name := field_of(op))]
        work.notices += [f"I left the {listed(names)} as before."] if names else []
        work.answered = True
        work.pending = ()


def obey(work: Work, decision: Decision) -> None:
    """Apply the user's own words."""
    work.apply(tuple(decision.operations), SAID)
    work.notices += decision.notices
    if decision.confirm:
        work.pending = (*work.pending, *applicable(work.draft, decision.confirm))


def fill(work: Work, reading: Reading, asked: SpecField | None) -> None:
    """Decide what the user leaves to us, and say what was chosen."""
    if not work.answered:
        fields = left_to_us(work.draft, reading, asked)
        work.apply(chosen(work.draft, fields, reading.mix), LEFT_TO_US)
        words = [value_of(name, work.draft) for name in fields]
        work.notices += [f"My choice: {'; '.join(words)}."] if words else []
    count = work.draft.problem_count
    if reading.mix.whole and count and work.draft.difficulty_plan is None:
        plan = shared_plan(reading.mix.whole, count, mostly=reading.mix.mostly)
        work.apply((setting("difficulty_plan", plan),), SAID)


def consider(
    work: Work,
    reading: Reading,
    proposal: Proposal | None,
    *,
    understood: frozenset[SpecField],
    locked: frozenset[SpecField],
) -> None:
    """Let a model's proposal fill what the user's own words left open."""
    if proposal is None:
        return
    settled = understood | frozenset(work.confidence)
    gated = gate(work.draft, proposal.patch, reading, understood=settled, locked=locked)
    patched = work.apply(tuple(gated.now), LEFT_TO_US)
    work.confidence |= {n: PROPOSED for n in gated.named if n in work.confidence}
    work.notices += gated.notices
    if gated.ask and not work.pending:
        work.pending = applicable(work.draft, tuple(gated.ask))
    if not (patched.dropped or gated.notices or work.pending):
        work.acknowledgement = proposal.acknowledgement
