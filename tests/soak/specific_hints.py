"""`python -m tests.soak.specific_hints`: how often hints without a model are specific, and right.

For problems of built-in families: fault signatures come from the mutants that choose
tests; learners' programs are mutants of the families that never choose tests, and mutants with two
faults. A hint is specific when it tells a fault, a finding, a behaviour or an error, and no mere
category. For programs with an exact twin the line of the third level is compared with the fault's;
where a statement is missing, the line before or behind it is right too.
Programs run in the local sandbox.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

from jupyter_codemm.authoring.builtin.sql import SQL_FAMILIES
from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.outcome import CaseOutcome, Outcome
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.gates.evidence import Evidence, Killed, Seen, outcome_of
from jupyter_codemm.gates.mutation import mutants
from jupyter_codemm.gates.mutation.mutant import Mutant
from jupyter_codemm.gates.pieces import wrong_piece
from jupyter_codemm.judging import Observations, observe_many
from jupyter_codemm.judging.messages import shown
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.sandbox.probe import choose
from jupyter_codemm.syntax.queries import trees, written
from jupyter_codemm.tutoring.hinting import Attempt, hint, known_faults
from tests.soak.replies import FAMILIES
from tests.tutoring.problems import draft_in

KEY = b"h" * 32
SPECIFIC = ("fault", "static", "behaviour", "error")


async def seen_of(
    draft: ProblemDraft, sources: Sequence[Source], sandbox: Sandbox
) -> list[Observations]:
    inputs = [test.input for test in draft.problem.tests]
    return list(await observe_many(draft.problem, sources, inputs, sandbox))


def outcome(draft: ProblemDraft, seen: Observations) -> Outcome:
    """Return what the judge would say: samples with what was observed, hidden tests without."""
    problem, cases = draft.problem, []
    for test, one in zip(problem.tests, seen.items, strict=True):
        verdict, _ = outcome_of(problem, test, one)
        sample = test.visibility == "sample"
        cases.append(
            CaseOutcome(
                name=test.name,
                visibility=test.visibility,
                category=test.category,
                verdict=verdict,
                points=float(verdict == "accepted"),
                input=test.input if sample else None,
                expected=test.expected if sample else None,
                got=shown(one.got) if sample else None,
                message=one.message if sample else "",
            )
        )
    failed = [case.verdict for case in cases if case.verdict != "accepted"]
    worst = "compile_error" if not seen.compiled else (failed[0] if failed else "accepted")
    passed = len(cases) - len(failed)
    return Outcome(
        verdict="wrong_answer" if worst == "not_run" else worst,
        cases=tuple(cases),
        passed=passed,
        total=len(cases),
        points=float(passed),
        max_points=float(len(cases)),
        time_ms=1,
        memory_kb=1,
        compile_output=seen.compile_output,
        tier="rlimit",
        limits=problem.limits,
    )


def doubled(draft: ProblemDraft, known: Sequence[Mutant], many: int) -> list[Source]:
    """Return programs with two faults, of two lines each taken from another mutant.

    A query is one expression, laid out anew with each fault: there a mutant is changed once more.
    """
    if draft.problem.language == "sql":
        again = (mutants(draft.problem, one.source, seed=many, cap=2) for one in known[:many])
        right = {draft.reference.text, *(one.source.text for one in known)}
        twice = [two.source for pair in again for two in pair if two.source.text not in right]
        return twice[:: max(1, len(twice) // many)][:many]
    lines = (draft.reference.code or "").splitlines()
    found = []
    for one, other in combinations(known, 2):
        texts = [(m.source.code or "").splitlines() for m in (one, other)]
        changed = [
            [n for n, (a, b) in enumerate(zip(lines, t, strict=False)) if a != b] for t in texts
        ]
        alone = all(
            len(t) == len(lines) and len(c) == 1 for t, c in zip(texts, changed, strict=True)
        )
        if alone and changed[0] != changed[1]:
            both = list(texts[0])
            both[changed[1][0]] = texts[1][changed[1][0]]
            found.append(Source.single("\n".join(both) + "\n"))
    return found[:: max(1, len(found) // many)][:many]


def _killed(draft: ProblemDraft, mutant: Mutant, outcomes: tuple[Seen, ...]) -> Killed:
    wrong = wrong_piece(draft.reference.text, mutant.source.text, draft.problem.language)
    return Killed(mutant.family, mutant.line, mutant.edit, outcomes, wrong)


def right_lines(draft: ProblemDraft, mutant: Mutant) -> range:
    """Return the lines of a mutant that may be told: where something is missing, the next ones."""
    line, lines = mutant.line, mutant.source.text.splitlines()
    if draft.problem.language == "sql":  # its mutants are laid out anew
        (tree,) = trees(draft.reference.text)
        before = f"{written(tree, pretty=True)};".splitlines()
        changes = SequenceMatcher(None, before, lines, autojunk=False).get_opcodes()
        kind, _, _, first, last = next(one for one in changes if one[0] != "equal")
        return range(first, first + 2) if kind == "delete" else range(first + 1, last + 1)
    missing = lines[line - 1].strip() in ("", "pass")
    return range(line - missing, line + missing + 1)


async def of_family(
    language: Language, name: str, seed: int, tally: Counter, sandbox: Sandbox
) -> None:
    draft = draft_in(language, name, seed=seed)
    problem = draft.problem
    known = mutants(problem, draft.reference, seed=seed, cap=30)
    held = mutants(problem, draft.reference, seed=seed, cap=8, held_out=True)
    twos = doubled(draft, known, 6)
    seen = await seen_of(
        draft, [*(m.source for m in known), *(m.source for m in held), *twos], sandbox
    )
    killed = []
    for mutant, one in zip(known, seen, strict=False):
        pairs = zip(problem.tests, one.items, strict=True)
        outcomes = tuple(outcome_of(problem, test, item) for test, item in pairs)
        if any(verdict != "accepted" for verdict, _ in outcomes):
            killed.append(_killed(draft, mutant, outcomes))
    evidence = Evidence(tuple(killed), len(known), len(killed), 1.0, 8)
    kept = artefacts(draft, evidence, KEY)
    tried = [("held out", m.source, right_lines(draft, m)) for m in held]
    tried += [("two faults", source, None) for source in twos]
    tried += [("twin", m.source, right_lines(draft, m)) for m in known]
    order = [*seen[len(known) :], *seen[: len(known)]]
    for (kind, source, lines), one in zip(tried, order, strict=True):
        told = outcome(draft, one)
        if told.verdict == "accepted":
            continue
        attempt = Attempt(
            problem, source, told, known_faults(kept, told, KEY, source.text), kept.goals
        )
        hints = [hint(attempt, level) for level in (1, 2, 3)]
        tally[kind, "all"] += 1
        tally[kind, "specific"] += any(h.kind in SPECIFIC for h in hints)
        if lines is not None and attempt.faults and attempt.faults[0].exact and hints[2].line:
            tally[kind, "with a twin and a line"] += 1
            tally[kind, "right line"] += hints[2].line in lines
            near = range(lines.start - 1, lines.stop + 1)
            tally[kind, "next line"] += hints[2].line in near


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.specific_hints")
    parser.add_argument("--families", type=int, default=len(FAMILIES))
    parser.add_argument("--language", choices=LANGUAGES, default="python")
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    tally: Counter = Counter()
    queries = [family.name for family in SQL_FAMILIES]
    names = queries[::5] if options.language == "sql" else FAMILIES
    sandbox = await choose("local", parallel=2)
    try:
        for name in names[: options.families]:
            await of_family(options.language, name, options.seed, tally, sandbox)
    finally:
        await sandbox.close()
    for (kind, what), count in sorted(tally.items()):
        print(f"  {kind:11} {what:24} {count}")
    for kind in ("held out", "two faults", "twin"):
        share = tally[kind, "specific"] / max(1, tally[kind, "all"])
        print(f"{kind}: specific {share:.1%}")
    lines = tally["twin", "right line"] + tally["held out", "right line"]
    all_ = tally["twin", "with a twin and a line"] + tally["held out", "with a twin and a line"]
    print(f"right line: {lines} of {all_} = {lines / max(1, all_):.1%}")


if __name__ == "__main__":
    asyncio.run(main())
