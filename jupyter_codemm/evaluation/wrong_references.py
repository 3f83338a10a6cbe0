"""References that are subtly wrong: by faults that never choose a test, or written by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.authoring.llm.returning import parts_of_draft
from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.evaluation.faults.spoiling import Spoilt, spoilt
from jupyter_codemm.evaluation.measuring import expected_of
from jupyter_codemm.evaluation.triples import Triple, draft_of
from jupyter_codemm.gates.mutation.generating import mutants
from jupyter_codemm.judging import Observation, matches
from jupyter_codemm.judging.many import observe_many
from jupyter_codemm.ports import Sandbox

MUTANTS = 8
BUDGET_MS = 3000


@dataclass(frozen=True, slots=True)
class WrongReference:
    """A program that answers every candidate, some of them wrongly; `seen` is what it answers."""

    code: str
    label: str
    seen: tuple[Got, ...]


class WrongReferences:
    """Finds the wrong references of exercises, each exercise once."""

    def __init__(self, sandbox: Sandbox, seed: int) -> None:
        self._sandbox = sandbox
        self._seed = seed
        self._found: dict[tuple[str, str], asyncio.Task[list[WrongReference]]] = {}

    async def of(self, triple: Triple) -> list[WrongReference]:
        """Return what there is for an exercise; it can be nothing."""
        key = (triple.language, triple.name)
        if key not in self._found:
            self._found[key] = asyncio.ensure_future(self._seek(triple))
        return await self._found[key]

    async def _seek(self, triple: Triple) -> list[WrongReference]:
        draft = draft_of(triple.slot, triple.reply)
        wrong = await asyncio.to_thread(
            mutants, draft.problem, draft.reference, seed=self._seed, cap=MUTANTS, held_out=True
        )
        sources = [(m.source.text, "held-out mutant") for m in wrong[:MUTANTS]]
        sources += [(code, "written by hand") for code in triple.bugs]
        inputs = [candidate.input for candidate in draft.candidates]
        programs = [Source.single(code) for code, _ in sources]
        seen = await observe_many(
            draft.problem, programs, inputs, self._sandbox, budget_ms=BUDGET_MS
        )
        return [
            WrongReference(code, label, tuple(item.got for item in watched.items))
            for (code, label), watched in zip(sources, seen, strict=True)
            if _answers(watched.items) and not keeps_claims(draft, watched.items)
        ]


def keeps_claims(draft: ProblemDraft, items: Sequence[Observation]) -> bool:
    """Return whether a program does everything that is claimed."""
    return all(
        candidate.claimed is None
        or (
            item.verdict == "accepted"
            and matches(candidate.claimed, item.got, draft.problem, candidate.input)
        )
        for candidate, item in zip(draft.candidates, items, strict=True)
    )


def told(triple: Triple, wrong: WrongReference) -> Spoilt:
    """Return the exercise with a wrong reference and right claims."""
    return spoilt(triple, wrong.label, reference=wrong.code)


def consistent(triple: Triple, wrong: WrongReference) -> Spoilt:
    """Return the exercise with a wrong reference whose results are what is claimed."""
    draft = draft_of(triple.slot, triple.reply)
    candidates = [
        candidate.model_copy(update={"claimed": expected_of(draft, got)})
        for candidate, got in zip(draft.candidates, wrong.seen, strict=True)
    ]
    part = parts_of_draft(draft.model_copy(update={"candidates": tuple(candidates)}))
    fields = part["candidates"].model_dump(mode="json")
    return spoilt(triple, wrong.label, reference=wrong.code, **fields)


def following(triple: Triple, draft: ProblemDraft, wrong: WrongReference) -> ProblemDraft:
    """Return a draft whose tests expect what a wrong reference does, as if they came from it."""
    good = draft_of(triple.slot, triple.reply)
    results = {
        candidate.input.model_dump_json(): expected_of(good, got)
        for candidate, got in zip(good.candidates, wrong.seen, strict=True)
    }
    tests = [
        test.to_json() | {"expected": results[test.input.model_dump_json()].to_json()}
        for test in draft.problem.tests
    ]
    return draft.model_copy(update={"problem": draft.problem.updated(tests=tests)})


def _answers(items: Sequence[Observation]) -> bool:
    return all(item.verdict == "accepted" and not _raises(item.got) for item in items)


def _raises(got: Got) -> bool:
    steps = got.value if isinstance(got.value, list) else []
    return got.raises is not None or any(isinstance(s, dict) and "raises" in s for s in steps)
