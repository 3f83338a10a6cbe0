"""How well drafts are proven: good ones accepted, weak tests made strong, wrong references refused.

The drafts are the built-in families'. `weak` keeps only a few typical inputs of them, `wrong` makes
each held-out mutant the reference while all claims stay right.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.problem import CaseInput, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates import Verified, verify
from jupyter_codemm.gates.inputs import pool
from jupyter_codemm.gates.mutation import mutants
from jupyter_codemm.judging import Observations, matches, observe_many
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.sandbox.local import LocalSandbox
from jupyter_codemm.sandbox.probe import choose

FEW, SIXTEEN, HELD_OUT_CAP, WRONG_CAP = 8, 16, 24, 4
BUDGET_MS = 500


def drafts(language: Language, seed: int) -> list[ProblemDraft]:
    """Return a draft of each family in a language, of a difficulty and a style by seed."""
    found = []
    for family in ALL_FAMILIES:
        if language in family.languages:
            rng = random.Random(f"{family.name}{seed}")
            request = FamilyRequest(
                problem_id=f"p{seed}",
                language=language,
                difficulty=rng.choice(sorted(family.difficulties)),
                style=rng.choice(sorted(family.styles)),
                topics=(min(family.topics),),
                seed=seed,
            )
            found.append(family.draft(request))
    return found


def sixteen(draft: ProblemDraft) -> ProblemDraft:
    """Return the draft with 16 candidates, as a model's has."""
    step = max(1, len(draft.candidates) // SIXTEEN)
    return draft.model_copy(update={"candidates": draft.candidates[::step][:SIXTEEN]})


def weak(draft: ProblemDraft) -> ProblemDraft | None:
    """Return the draft with few inputs, all of them typical; None when it has not got so many."""
    typical = [c for c in draft.candidates if c.category == "typical" and c.claimed]
    if len(typical) < FEW:
        return None
    tests = [
        test.model_copy(
            update={"input": c.input, "expected": c.claimed, "category": c.category},
        )
        for test, c in zip(draft.problem.tests, typical, strict=False)
    ]
    problem = draft.problem.model_copy(update={"tests": tuple(tests)})
    return draft.model_copy(update={"problem": problem, "candidates": tuple(typical[: FEW + 2])})


@dataclass
class Tally:
    """What came of many drafts."""

    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    warned: Counter[str] = field(default_factory=Counter)
    held_out: list[float] = field(default_factory=list)

    def take(self, verified: Verified, name: str) -> None:
        """Count a draft."""
        self.accepted += verified.accepted
        if verified.rejection is not None:
            self.refused[verified.rejection.gate] += 1
            print(f"  refused {name}: {verified.rejection.gate} {verified.rejection.evidence}")
        self.warned.update(gate.gate for gate in verified.gates if gate.action == "warned")

    def __str__(self) -> str:
        total = self.accepted + sum(self.refused.values())
        held = self.held_out or [1.0]
        return (
            f"{self.accepted} of {total} accepted, refused by {dict(self.refused)},"
            f" warned {dict(self.warned)}; held out: {statistics.mean(held):.4f} of {len(held)},"
            f" all killed in {sum(h == 1 for h in held)}"
        )


async def told(draft: ProblemDraft, tests: Sequence[CaseInput], sandbox: Sandbox) -> list[float]:
    """Return the share of held-out mutants that tests tell, of those that any input tells."""
    problem = draft.problem
    wide = [t.input for t in problem.tests] + [c.input for c in draft.candidates]
    wide += [p.input for p in pool(problem, draft.reference, draft.candidates, seed=77, size=128)]
    inputs = [*tests, *wide]
    wrong = mutants(problem, draft.reference, seed=5, cap=HELD_OUT_CAP, held_out=True)
    sources = [draft.reference, *(one.source for one in wrong[:HELD_OUT_CAP])]
    first, *others = await observe_many(problem, sources, inputs, sandbox, budget_ms=BUDGET_MS)
    shares: list[tuple[bool, bool]] = []
    for seen in others:
        if seen.compiled:
            differs = _differing(draft, inputs, first, seen)
            shares.append((any(differs[: len(tests)]), any(differs)))
    killable = [inside for inside, anywhere in shares if anywhere]
    return [sum(killable) / len(killable)] if killable else []


def _differing(
    draft: ProblemDraft, inputs: Sequence[CaseInput], right: Observations, seen: Observations
) -> list[bool]:
    like = draft.problem.tests[0].expected
    found = []
    for given, known, item in zip(inputs, right.items, seen.items, strict=True):
        if known.verdict != "accepted" or item.verdict == "not_run":
            found.append(False)
            continue
        fields = known.got.model_dump(include=set(like.model_fields_set - {"compare"}))
        expected = type(like).model_validate({**fields, "compare": like.compare})
        found.append(not matches(expected, item.got, draft.problem, given))
    return found


async def wrong_references(draft: ProblemDraft, sandbox: Sandbox, tally: Tally) -> None:
    """Verify drafts whose reference is a held-out mutant that some input tells."""
    wrong = mutants(draft.problem, draft.reference, seed=9, cap=HELD_OUT_CAP, held_out=True)
    for one in wrong[:WRONG_CAP]:
        wide = await told_one(draft, one.source, sandbox)
        if wide:
            spoilt = draft.model_copy(update={"reference": one.source})
            verified = await verify(spoilt, sandbox)
            tally.accepted += verified.accepted
            if verified.rejection:
                tally.refused[verified.rejection.gate] += 1
            else:
                print(f"  accepted wrong {draft.family}: {one.family} {one.line} {one.edit}")


async def told_one(draft: ProblemDraft, source: Source, sandbox: Sandbox) -> bool:
    """Return whether some input tells a program from the reference."""
    inputs = [c.input for c in draft.candidates]
    inputs += [
        p.input for p in pool(draft.problem, draft.reference, draft.candidates, seed=78, size=96)
    ]
    sources = [draft.reference, source]
    right, seen = await observe_many(draft.problem, sources, inputs, sandbox, budget_ms=BUDGET_MS)
    return seen.compiled and any(_differing(draft, inputs, right, seen))


async def report(options: argparse.Namespace) -> None:
    """Print the figures of each language."""
    sandbox: Sandbox = LocalSandbox("landlock") if options.local else await choose("auto")
    for language in options.languages:
        good, poor, wrong = Tally(), Tally(), Tally()
        found = [d for seed in options.seeds for d in drafts(language, seed)]
        for draft in random.Random(1).sample(found, min(len(found), options.problems)):
            await _one(draft, options, sandbox, (good, poor, wrong))
        for name, tally in (("good", good), ("weak", poor), ("wrong", wrong)):
            print(f"{language} {name}: {tally}", flush=True)
    await sandbox.close()


async def _one(
    draft: ProblemDraft,
    options: argparse.Namespace,
    sandbox: Sandbox,
    tallies: tuple[Tally, Tally, Tally],
) -> None:
    name = f"{draft.family} seed {draft.seed} {draft.problem.style} {draft.problem.difficulty}"
    versions = {"good": sixteen(draft), "weak": weak(draft)}
    for (kind, version), tally in zip(versions.items(), tallies, strict=False):
        if kind in options.kinds and version is not None:
            verified = await verify(version, sandbox)
            tally.take(verified, f"{kind} {name}")
            if verified.accepted:
                tests = [test.input for test in verified.draft.problem.tests]
                tally.held_out += await told(draft, tests, sandbox)
                if tally.held_out and tally.held_out[-1] < 1:
                    print(f"  held out {kind} {name}: {tally.held_out[-1]:.3f}", flush=True)
    if "wrong" in options.kinds:
        await wrong_references(sixteen(draft), sandbox, tallies[2])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--seeds", nargs="+", type=int, default=[0, 1])
    parser.add_argument("--problems", type=int, default=20, help="at most so many per language")
    parser.add_argument("--kinds", nargs="+", default=["good", "weak", "wrong"])
    parser.add_argument("--local", action="store_true", help="in the local sandbox")
    asyncio.run(report(parser.parse_args()))
