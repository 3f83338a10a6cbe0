"""Watching what many sources do on the same inputs, in few sandbox launches.

One plan holds all programs, which are compiled in one step that tells which of them are refused.
Then every program has a run step of its own, as if it were observed alone: a process, a user and a
folder that no other program's process meets, and its share of the output. So nothing that a program
does changes what is seen of another. Queries are no programs and can write nowhere: they share one
process and its databases (see `many_queries.py`).

What is unusual is settled apart. A program that dies goes on in the next launch, with all others
that died. One that is too loud for its share, or about which the compile step cannot tell, is
observed alone. When a launch fails as a whole, those that the compiler blames are observed alone;
where nobody is blamed the programs are halved, until the bad one is alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from jupyter_codemm.contracts.problem import CaseInput, Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.judging.execution import built
from jupyter_codemm.judging.harness import Program, Refusal
from jupyter_codemm.judging.harness.crowd import SpoiltError
from jupyter_codemm.judging.many_programs import observed_programs
from jupyter_codemm.judging.many_queries import observed_queries
from jupyter_codemm.judging.many_together import Known
from jupyter_codemm.judging.observing import Observations, Stage, not_compiled, observe
from jupyter_codemm.ports import Sandbox

PATIENCE, LEAST_MS = 10, 250
SHARING = ("java",)


def patience_ms(reference: Observations) -> int:
    """Return a budget for programs that do the work of a reference: ten times its time.

    Where it ran out of time itself it did no work.
    """
    worked = [item for item in reference.items if item.verdict != "time_limit"]
    return max(LEAST_MS, PATIENCE * sum(item.time_ms for item in worked))


async def observe_many(
    problem: Problem,
    sources: Sequence[Source],
    inputs: Sequence[CaseInput],
    sandbox: Sandbox,
    *,
    env: Mapping[str, str] | None = None,
    budget_ms: int | None = None,
    known: Known | None = None,
) -> tuple[Observations, ...]:
    """Return what `observe` returns for each source, in order, but for what no two runs share.

    That is times, memory, and what a program printed before it was stopped. A program that reads
    stdin takes all inputs in one process, as if each time started anew: in C++ it is, in Java its
    classes are, in Python its modules are. `budget_ms` bounds the processor time of each program
    beside its start (see `patience_ms`): then endless ones are cheap, and one that reads stdin is
    not run on the rest once it died on too many inputs. Raises what `observe` raises.

    A `known` program says that all sources come of one author and may share processes (see
    many_together.py): then what they leave behind in a process may in theory reach each other.
    """
    stage = Stage.of(problem, sandbox, env=env, budget_ms=budget_ms)
    shared = known if stage.target.language in SHARING else None
    many = _Many(stage, sources, inputs, shared)
    return await many.observed()


class _Many:
    def __init__(
        self,
        stage: Stage,
        sources: Sequence[Source],
        inputs: Sequence[CaseInput],
        known: Known | None,
    ) -> None:
        self._stage, self._inputs, self._known = stage, inputs, known
        self._count = len(sources)
        self._sources = sources if known is None else (*sources, known.source)
        self._programs: dict[int, Program] = {}
        self._done: dict[int, Observations] = {}

    async def observed(self) -> tuple[Observations, ...]:
        """Return the observations of each source."""
        await asyncio.to_thread(self._build)
        if self._count and self._programs:
            await self._settle(list(self._programs))
        return tuple(self._done[number] for number in range(self._count))

    def _build(self) -> None:
        for number, source in enumerate(self._sources):
            program = built(self._stage.target, source)
            if isinstance(program, Refusal):
                self._done[number] = not_compiled(len(self._inputs), program.message)
            else:
                self._programs[number] = program

    async def _settle(self, numbers: list[int]) -> None:
        """Observe programs together, and those alone for which that does not do."""
        if len(numbers) == 1:
            await self._alone(numbers[0])
            return
        programs = {number: self._programs[number] for number in numbers}
        try:
            self._done |= await self._together(programs, numbers[-1])
        except SpoiltError as error:
            await self._apart(numbers, error.numbers)
            return
        except UnavailableError:
            await self._apart(numbers, frozenset())
            return
        for number in numbers:
            if number not in self._done:
                await self._alone(number)

    async def _together(
        self, programs: Mapping[int, Program], last: int
    ) -> dict[int, Observations]:
        if self._stage.problem.kind == "query":
            return await observed_queries(self._stage, programs, self._inputs)
        known = self._known if last == self._count else None
        return await observed_programs(self._stage, programs, self._inputs, known)

    async def _apart(self, numbers: list[int], spoilers: frozenset[int]) -> None:
        """Observe the spoilers alone and the others together; halves where nobody is known."""
        rest = [number for number in numbers if number not in spoilers]
        if len(rest) < len(numbers):
            parts = [rest, *([number] for number in numbers if number in spoilers)]
        else:
            middle = len(numbers) // 2
            parts = [numbers[:middle], numbers[middle:]]
        for part in filter(None, parts):
            await self._settle(part)

    async def _alone(self, number: int) -> None:
        stage = self._stage
        self._done[number] = await observe(
            stage.problem,
            self._sources[number],
            self._inputs,
            stage.sandbox,
            env=stage.env,
            budget_ms=stage.budget_ms,
        )
