"""How well eight tests out of the pool tell apart wrong programs that did not choose them.

Everything runs in this process: the references are the built-in families' and the mutants are ours.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import signal
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.contracts.problem import CallStep, CaseInput, Problem, ProblemDraft
from jupyter_codemm.gates.inputs import PoolInput, pool
from jupyter_codemm.gates.selection import Row, chosen
from tests.benchmarks.slips import slips

CPU_SECONDS = 0.15
AGAIN_SECONDS = 0.01
PROGRAM = "solution.py"
CAP = 40
HELD_OUT = frozenset({"compare", "arithmetic", "deleted"})


@dataclass(frozen=True)
class Figures:
    family: str
    inputs: int
    killable: int
    reached: float
    score: float
    held_out: float
    milliseconds: float


def drafts(style: str, seed: int) -> list[ProblemDraft]:
    found = []
    for family in ALL_FAMILIES:
        if "python" in family.languages:
            request = FamilyRequest(
                problem_id="p1",
                language="python",
                difficulty=min(family.difficulties),
                style=style,
                topics=(min(family.topics),),
                seed=seed,
            )
            found.append(family.draft(request))
    return found


def answers(problem: Problem, code: str, inputs: Sequence[CaseInput]) -> list[str]:
    """Return what a program answers to each input, as text."""
    try:
        compiled = compile(code, PROGRAM, "exec")
    except SyntaxError:
        return ["does not compile"] * len(inputs)
    found: list[str] = []
    for item in inputs:
        found.append(_answer(problem, compiled, item))
        if found[-1] == "TimeoutError" and found.count("TimeoutError") > 2:
            return found + ["TimeoutError"] * (len(inputs) - len(found))
    return found


def _answer(problem: Problem, compiled, item: CaseInput) -> str:
    signal.signal(signal.SIGVTALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS, AGAIN_SECONDS)
    out, stdin = io.StringIO(), sys.stdin
    try:
        with contextlib.redirect_stdout(out):
            return json.dumps([_called(problem, compiled, item), out.getvalue()])
    except Exception as error:  # noqa: BLE001 - any failure of a mutant is an answer
        return type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        sys.stdin = stdin


def _out_of_time(_: int, frame: FrameType | None) -> None:
    # What is raised in a callback of a weak reference is lost, and reported as nobody's.
    if frame is not None and frame.f_code.co_filename == PROGRAM:
        raise TimeoutError


def _called(problem: Problem, compiled, item: CaseInput):
    sys.stdin = io.StringIO(item.stdin or "")
    names = {"__name__": "__main__" if problem.kind == "program" else "solution"}
    exec(compiled, names)
    if problem.kind == "program":
        return None
    if problem.kind == "function":
        value = names[problem.signature.name](*json.loads(json.dumps(list(item.args))))
        return sorted(value.items()) if isinstance(value, dict) else value
    objects, values = {}, []
    for step in item.steps:
        if isinstance(step, CallStep):
            thing, method = step.call.split(".")
            try:
                values.append(getattr(objects[thing], method)(*step.args))
            except TimeoutError:
                raise
            except Exception as error:  # noqa: BLE001 - one step's failure is its answer
                values.append(type(error).__name__)
        else:
            objects[step.new] = names[problem.signature.name](*step.args)
            values.append(None)
    return values


def matrix_of(
    right: Sequence[str], wrong: Sequence[Sequence[str]], items: Sequence[PoolInput]
) -> list[Row]:
    return [
        Row(
            frozenset(m for m, given in enumerate(wrong) if given[i] != right[i]),
            item.category,
            len(item.input.model_dump_json()),
        )
        for i, item in enumerate(items)
    ]


def measured(
    draft: ProblemDraft, take: Callable, seed: int, size: int, *, halves: bool = False
) -> Figures | None:
    """Choose by the mutants of most families; count those of the others that the eight kill."""
    problem, rng = draft.problem, random.Random(seed)
    samples = [test.input for test in problem.samples]
    begun = time.perf_counter()
    items = pool(problem, draft.reference, take(draft), seed=seed, size=size)
    took = (time.perf_counter() - begun) * 1000
    items = [PoolInput(t.input, t.category) for t in problem.samples] + [
        item for item in items if item.input not in samples
    ]
    # Whether a mutant can be killed at all is judged by many more inputs than the pool has.
    wide = [PoolInput(c.input, c.category) for c in draft.candidates]
    wide += pool(problem, draft.reference, draft.candidates, seed=seed + 999, size=3 * size)
    inputs = [item.input for item in (*items, *wide)]
    right = answers(problem, draft.reference.text, inputs)
    found = slips(draft.reference.text)
    mutants = rng.sample(found, min(len(found), 2 * CAP))
    wrong = [answers(problem, code, inputs) for _, code in mutants]
    rows = matrix_of(right, wrong, items)
    every = matrix_of(right, wrong, (*items, *wide))
    killable = frozenset[int]().union(*(row.kills for row in every))
    reached = frozenset[int]().union(*(row.kills for row in rows))
    choosing = [n for n, (family, _) in enumerate(mutants) if family not in HELD_OUT]
    used = frozenset(choosing[:CAP])
    if halves:
        used = frozenset(range(0, len(mutants), 2))
    picking = [Row(row.kills & used, row.category, row.size) for row in rows]
    choice = chosen(picking, range(len(samples)))
    killed = frozenset[int]().union(*(rows[i].kills for i in choice.indexes))
    unseen = killable - frozenset(choosing) if not halves else killable - used
    if not unseen or not killable & used:
        return None
    return Figures(
        draft.family,
        len(items),
        len(killable),
        len(reached) / len(killable),
        choice.score,
        len(killed & unseen) / len(unseen),
        took,
    )


TAKES: dict[str, Callable] = {
    "all": lambda draft: draft.candidates,
    "sixteen": lambda draft: draft.candidates[:: max(1, len(draft.candidates) // 16)][:16],
    "first sixteen": lambda draft: draft.candidates[:16],
    "typical only": lambda draft: [c for c in draft.candidates if c.category == "typical"][:12],
}


def report(styles: Sequence[str], seeds: int, size: int, *, halves: bool, full: bool) -> None:
    for style in styles:
        for name, take in TAKES.items():
            found = [
                measured(draft, take, seed, size, halves=halves)
                for seed in range(seeds)
                for draft in drafts(style, seed)
            ]
            figures = [figure for figure in found if figure]
            held = [figure.held_out for figure in figures]
            print(
                f"{style:7} {name:14} n={len(figures):3}"
                f" reached={statistics.mean(f.reached for f in figures):.4f}"
                f" score={statistics.mean(f.score for f in figures):.4f}"
                f" held_out={statistics.mean(held):.4f}"
                f" perfect={sum(h == 1 for h in held) / len(held):.3f}"
                f" >=.95: {sum(h >= 0.95 for h in held) / len(held):.3f}"
                f" pool={statistics.median(f.milliseconds for f in figures):.0f} ms",
                flush=True,
            )
            for figure in figures:
                if full and figure.held_out < 1:
                    print("   ", figure)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--styles", nargs="+", default=["return"])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--halves", action="store_true", help="hold out half, not families")
    parser.add_argument("--full", action="store_true", help="print every problem below 1")
    options = parser.parse_args()
    report(options.styles, options.seeds, options.size, halves=options.halves, full=options.full)
