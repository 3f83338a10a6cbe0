"""From a plan to what its runs need: compile steps in boxes of their own, each only once."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import partial

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import (
    CompileStep,
    Confidence,
    ExecutionPlan,
    ExecutionReport,
    StepReport,
)
from jupyter_codemm.sandbox.answers import Reply
from jupyter_codemm.sandbox.compiling import CompileCache, Compiled
from jupyter_codemm.sandbox.products import Product, belongs

Call = Callable[[ExecutionPlan, Mapping[str, Product]], Awaitable[Compiled]]
"""Runs the one compile step of a plan, with what earlier steps made lying beside its files."""


@dataclass(frozen=True, slots=True)
class Built:
    """What is left of a plan once its compile steps are done.

    `plan` has only the checks after the last step that makes something: they run in the box of the
    runs, which finds `products`. `done` are the results of the steps before, up to one that failed.
    """

    plan: ExecutionPlan
    products: Mapping[str, Product]
    done: tuple[Compiled, ...]

    @property
    def failed(self) -> bool:
        """Whether a step failed, so that nothing more may run."""
        return not all(result.ok for result in self.done)

    def refusal(self) -> tuple[tuple[StepReport, ...], tuple[StepReport, ...]]:
        """Return the reports of the compile steps and of the runs when a step failed."""
        left = tuple(_not_run("") for _ in self.plan.compile)
        return self._reports(left), tuple(_not_run(run.name) for run in self.plan.runs)

    def merged(self, report: ExecutionReport) -> ExecutionReport:
        """Return the box's report with those of the steps that were done before it."""
        return replace(report, compile=self._reports(report.compile))

    def _reports(self, left: tuple[StepReport, ...]) -> tuple[StepReport, ...]:
        reports = (*(result.report for result in self.done), *left)
        return tuple(replace(step, name=f"compile_{at}") for at, step in enumerate(reports, 1))


async def build(plan: ExecutionPlan, toolchain: str, cache: CompileCache, call: Call) -> Built:
    """Do the compile steps up to the last that makes something.

    Steps whose result is known are not done again. Stops at the first that fails. Raises
    UnavailableError when that says nothing of the text that was to be compiled.
    """
    keys = step_keys(plan, toolchain)
    last = max((at for at, step in enumerate(plan.compile) if step.makes), default=-1)
    done: list[Compiled] = []
    products: dict[str, Product] = {}
    kept_for = _confidences(plan)
    for key, step, confidence in zip(keys, plan.compile[: last + 1], kept_for, strict=False):
        one, beside = _apart(plan, step, products)
        work = partial(_sound_call, call, one, beside)
        result = await (cache.once(key, work, confidence) if key else work())
        done.append(result)
        products.update(result.made)
        if not result.ok:
            break
    return _left(plan, products, tuple(done))


async def _sound_call(call: Call, one: ExecutionPlan, beside: Mapping[str, Product]) -> Compiled:
    """Call a compiler, and raise UnavailableError where only the machine can be why it failed."""
    result = await call(one, beside)
    if one.compile[0].ours and not result.ok:
        raise UnavailableError(f"a part of the judge was not compiled: {result.last_words}")
    if result.broke_down:
        raise UnavailableError(f"the compiler did not work: {result.broke_down}")
    return result


def sound(reply: Reply, box: str) -> Reply:
    """Return a reply in which the box did its work; raises UnavailableError for another."""
    steps = (*reply.report.compile, *reply.report.runs)
    if failed := [step for step in steps if step.end == "failed"]:
        raise UnavailableError(f"{box} could not start a step: {failed[0].detail}")
    return reply


def the_one_step(reply: Reply) -> Compiled:
    """Return the result of a plan that was one compile step."""
    return Compiled(reply.report.compile[0], reply.made.get(0, {}))


def step_keys(plan: ExecutionPlan, toolchain: str) -> tuple[str, ...]:
    """Return for each compile step what identifies its result, "" where nothing does.

    That is the toolchain, the call, its limits, and the content of all that it reads. What an
    earlier step makes is identified by that step's own key.
    """
    keys: list[str] = []
    for step in plan.compile:
        read = [_identity(name, plan, keys) for name in step.reads]
        if not read or not all(read):
            keys.append("")
            continue
        whole = (toolchain, step.argv, astuple(step.limits), step.reads, step.makes, read)
        keys.append(_digest(repr(whole).encode()))
    return tuple(keys)


def _identity(name: str, plan: ExecutionPlan, keys: Sequence[str]) -> str:
    """Return what identifies the content of something that is read, "" when nothing does."""
    earlier = zip(plan.compile, keys, strict=False)
    made_by = [key for step, key in earlier if any(_overlap(name, made) for made in step.makes)]
    if made_by:
        return _digest(repr(made_by).encode()) if all(made_by) else ""
    return _digest(plan.files[name]) if name in plan.files else ""


def _confidences(plan: ExecutionPlan) -> tuple[Confidence | None, ...]:
    """Return for each compile step in whose confidence its result is, None where in nobody's."""
    known, found = set(plan.open_files), []
    for step in plan.compile:
        is_open = bool(step.reads) and known.issuperset(step.reads)
        known.update(step.makes if is_open else ())
        found.append(None if is_open else plan.confidence)
    return tuple(found)


def _apart(
    plan: ExecutionPlan, step: CompileStep, products: Mapping[str, Product]
) -> tuple[ExecutionPlan, Mapping[str, Product]]:
    """Return a plan of one compile step alone, and which products it finds."""
    files = plan.files
    if step.reads:
        files = {name: content for name, content in files.items() if name in step.reads}
        products = {path: item for path, item in products.items() if belongs(path, step.reads)}
    one = replace(plan, files=files, compile=(step,), runs=(), needs=None, preload=None)
    return one, products


def _left(
    plan: ExecutionPlan, products: Mapping[str, Product], done: tuple[Compiled, ...]
) -> Built:
    """Leave out of a plan what neither its runs nor the checks that are left can want."""
    files, left = plan.files, plan.compile[len(done) :]
    if plan.needs is not None and all(step.reads for step in left):
        named = (*plan.needs, *(name for step in left for name in step.reads))
        files = {name: content for name, content in files.items() if name in named}
        products = {path: item for path, item in products.items() if belongs(path, named)}
    return Built(replace(plan, compile=left, files=files), products, done)


def _overlap(one: str, other: str) -> bool:
    return belongs(one, (other,)) or belongs(other, (one,))


def _not_run(name: str) -> StepReport:
    return StepReport(name=name, end="not_run")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
