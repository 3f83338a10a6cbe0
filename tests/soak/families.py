"""Every family by language by band by seeds through the gates, `python -m tests.soak.families`.

Each item adds one line to a file, so that a run that was stopped goes on where it was: what is in
the file is not done again, except with --again for what was refused. Seeds come in rounds: the
first seed of every family before the second of any, each round in a mixed order, so that a part of
it tells of all. At the end stands a table.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import Family, FamilyRequest
from jupyter_codemm.authoring.builtin.imperative.randomness import shuffled, stream
from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.base import (
    DIFFICULTIES,
    LANGUAGES,
    Difficulty,
    Language,
    ProblemStyle,
)
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates import verify
from jupyter_codemm.gates.contract import check_contract, check_diversity
from jupyter_codemm.gates.leak import check_leak
from jupyter_codemm.gates.statement import check_statement
from jupyter_codemm.gates.static import STATIC
from jupyter_codemm.gates.trivial import check_trivial, trivial_programs
from jupyter_codemm.sandbox.probe import choose

Check = Callable[[ProblemDraft], Coroutine[None, None, Sequence[GateOutcome]]]


@dataclass(frozen=True)
class Item:
    family: Family
    language: Language
    difficulty: Difficulty
    seed: int

    @property
    def style(self) -> ProblemStyle:
        """Styles in turn, so that the seeds of a family meet all of them."""
        styles = sorted(self.family.styles)
        return styles[self.seed % len(styles)]

    @property
    def topics(self) -> tuple[str, ...]:
        """Pairs of topics in turn, so that the seeds of a family meet all of them."""
        names = sorted(self.family.topics)
        return tuple(dict.fromkeys(names[(self.seed + n) % len(names)] for n in range(2)))

    @property
    def key(self) -> str:
        return f"{self.family.name} {self.language} {self.difficulty} {self.style} {self.seed}"

    def draft(self) -> ProblemDraft:
        request = FamilyRequest(
            problem_id="p1",
            language=self.language,
            difficulty=self.difficulty,
            style=self.style,
            topics=self.topics,
            seed=self.seed,
        )
        return self.family.draft(request)


def items(options: argparse.Namespace) -> Iterator[Item]:
    for seed in range(options.first, options.first + options.seeds):
        yield from shuffled(stream("sweep", seed), list(round_of(seed, options)))


def round_of(seed: int, options: argparse.Namespace) -> Iterator[Item]:
    for family, difficulty, language in product(ALL_FAMILIES, options.bands, options.languages):
        if options.families and family.name not in options.families:
            continue
        if language in family.languages and difficulty in family.difficulties:
            yield Item(family, language, difficulty, seed)


async def by_looking(draft: ProblemDraft) -> Sequence[GateOutcome]:
    """Ask the gates that run no program."""
    problem = draft.problem
    return [
        check_contract(draft),
        check_diversity(problem),
        check_statement(problem),
        check_leak(draft),
        check_trivial(problem, trivial_programs(problem)),
        *(check(draft) for check in STATIC),
    ]


def by_running(sandbox) -> Check:
    """Ask all gates, in a sandbox."""

    async def check(draft: ProblemDraft) -> Sequence[GateOutcome]:
        return (await verify(draft, sandbox, audit=True)).gates

    return check


async def told(item: Item, check: Check) -> dict:
    """Return the line about an item: what was refused, warned of or repaired, and the time."""
    started = time.perf_counter()
    gates = await check(item.draft())
    spoke = [gate for gate in gates if not gate.ok or gate.action != "none"]
    return {
        "key": item.key,
        "language": item.language,
        "difficulty": item.difficulty,
        "ok": all(gate.ok for gate in gates),
        "seconds": round(time.perf_counter() - started, 2),
        "gates": [gate.model_dump(mode="json") for gate in spoke],
    }


async def sweep(todo: Iterable[Item], check: Check, file: Path, jobs: int) -> None:
    waiting = iter(todo)

    async def work() -> None:
        for item in waiting:
            line = await told(item, check)
            with file.open("a") as out:
                out.write(json.dumps(line) + "\n")
            if not line["ok"]:
                refused = [gate for gate in line["gates"] if not gate["ok"]]
                print(f"{line['key']}: {json.dumps(refused)}", flush=True)

    await asyncio.gather(*(work() for _ in range(jobs)))


def lines(file: Path) -> dict[str, dict]:
    """Return the last line about each item."""
    texts = file.read_text().splitlines() if file.exists() else []
    return {line["key"]: line for line in map(json.loads, texts)}


def table(found: Sequence[dict]) -> None:
    groups: defaultdict[tuple[str, str], list[dict]] = defaultdict(list)
    for line in found:
        groups[(line["language"], line["difficulty"])].append(line)
    print(f"\n{'language':8} {'band':7} {'passed':>12}   seconds each")
    for (language, band), group in sorted(groups.items()):
        passed, seconds = sum(line["ok"] for line in group), [line["seconds"] for line in group]
        share = f"{passed} of {len(group)}"
        print(f"{language:8} {band:7} {share:>12}   {sum(seconds) / len(seconds):.2f}")
    spoke = Counter(
        (gate["gate"], "refused" if not gate["ok"] else gate["action"])
        for line in found
        for gate in line["gates"]
    )
    for (gate, what), number in spoke.most_common():
        print(f"  {gate}: {number} {what}")


async def main(options: argparse.Namespace) -> None:
    asked = list(items(options))
    done = lines(options.file)
    known = {key for key, line in done.items() if line["ok"] or not options.again}
    todo = [item for item in asked if item.key not in known]
    print(f"{len(asked)} items, {len(asked) - len(todo)} of them done before", flush=True)
    async with AsyncExitStack() as stack:
        check: Check = by_looking
        if options.run:
            sandbox = await choose(options.sandbox)
            stack.push_async_callback(sandbox.close)
            check = by_running(sandbox)
        try:
            await sweep(todo, check, options.file, options.jobs)
        finally:
            done = lines(options.file)
            table([done[item.key] for item in asked if item.key in done])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.families")
    add = parser.add_argument
    add("file", type=Path, help="JSON lines: one for each item that was checked")
    add("--run", action="store_true", help="all gates in a sandbox, not only those that look")
    add("--seeds", type=int, default=20)
    add("--first", type=int, default=0, help="the first seed")
    add("--families", nargs="+", default=(), help="only these families")
    add("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    add("--bands", nargs="+", choices=DIFFICULTIES, default=DIFFICULTIES)
    add("--again", action="store_true", help="check anew what was refused")
    add("--jobs", type=int, default=1, help="how many are checked at once")
    add("--sandbox", default="auto")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(arguments()))
