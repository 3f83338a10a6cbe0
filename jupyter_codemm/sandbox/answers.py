"""What a supervisor says, checked: whoever speaks on its pipe may be a program that got out."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import (
    Channel,
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    StepEnd,
    StepReport,
)
from jupyter_codemm.sandbox.products import Product, belongs, checked_path

# Nested too deep, or a number that no integer holds.
TOO_MUCH = (RecursionError, OverflowError)


@dataclass(frozen=True, slots=True)
class Reply:
    """A plan's report. `made[i]` are the files that compile step `i` left, by their path.

    Only steps with `makes` that were asked for (see `wire.encode`) and ended well are in `made`.
    Every path is plain (see `products.checked_path`) and is or lies in something the step makes.
    """

    report: ExecutionReport
    made: Mapping[int, Mapping[str, Product]]


@dataclass(frozen=True, slots=True)
class Output:
    """What a run step just wrote. Comes before the reply, for a plan sent with `stream` only."""

    step: str
    channel: Channel
    data: bytes


@dataclass(frozen=True, slots=True)
class Reset:
    """Comes after the reply of a serving box. With a reason the box must be destroyed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Warmed:
    """The answer to `wire.encode_warm`: the reason why the box is not warm, or nothing."""

    reason: str


Answer = Reply | Output | Reset | Warmed


class Hearing:
    """Takes what a supervisor says while and after it runs one plan, in its order."""

    def __init__(self, tier: Tier, plan: ExecutionPlan) -> None:
        self._tier, self._plan = tier, plan
        self._ran: list[StepReport] = []

    def take(self, body: bytes) -> Answer | None:
        """Return what a message says; of runs that ended nothing, until the reply has them all.

        Raises UnavailableError for anything that is no valid answer to this plan.
        """
        try:
            return self._answer(json.loads(body))
        except (ValueError, KeyError, TypeError, AttributeError, *TOO_MUCH) as error:
            raise UnavailableError("the sandbox answered with no valid report") from error

    def _answer(self, message: Mapping[str, Any]) -> Answer | None:
        ((kind, content),) = message.items()
        if kind == "ran":
            self._take_runs([content])
            return None
        if kind == "report":
            return self._reply(content)
        if kind == "output":
            return _output(content, self._plan)
        if kind not in {"reset", "warm"} or not isinstance(content, str):
            raise ValueError(f"unknown answer {kind!r}")
        return Reset(content) if kind == "reset" else Warmed(content)

    def _take_runs(self, items: Sequence[Mapping[str, Any]]) -> None:
        expected = self._plan.runs[len(self._ran) :]
        if len(items) > len(expected):
            raise ValueError("more runs were reported than the plan has")
        named = zip(items, expected, strict=False)
        self._ran += [_report(item, step.name) for item, step in named]

    def _reply(self, content: Mapping[str, Any]) -> Reply:
        plan, compiled = self._plan, content["compile"]
        self._take_runs(content["runs"])
        if len(compiled) != len(plan.compile) or len(self._ran) != len(plan.runs):
            raise ValueError("the report has another number of steps than the plan")
        report = ExecutionReport(
            tier=self._tier,
            runs=tuple(self._ran),
            compile=tuple(_report(item, f"compile_{i}") for i, item in enumerate(compiled, 1)),
        )
        made = {
            i: _made(item["made"], step)
            for i, (item, step) in enumerate(zip(compiled, plan.compile, strict=True))
            if "made" in item
        }
        return Reply(report, made)


def _made(items: list[list[Any]], step: CompileStep) -> dict[str, Product]:
    found = {
        checked_path(path): Product(b64decode(content, validate=True), bool(executable))
        for path, content, executable in items
    }
    if not all(belongs(path, step.makes) for path in found):
        raise ValueError("a product is none of what the step makes")
    return found


def _output(content: list[Any], plan: ExecutionPlan) -> Output:
    step, channel, data = content
    if channel not in get_args(Channel) or step not in {run.name for run in plan.runs}:
        raise ValueError("output of no step")
    return Output(step, cast("Channel", channel), b64decode(data, validate=True))


def _report(item: Mapping[str, Any], name: str) -> StepReport:
    end = item["end"]
    if end not in get_args(StepEnd) or item["name"] != name:
        raise ValueError(f"unknown end {end!r} or step")
    return StepReport(
        name=name,
        end=end,
        code=int(item.get("code", 0)),
        wall_ms=int(item.get("wall_ms", 0)),
        cpu_ms=int(item.get("cpu_ms", 0)),
        memory_kb=int(item.get("memory_kb", 0)),
        stdout=b64decode(item.get("stdout", ""), validate=True),
        stderr=b64decode(item.get("stderr", ""), validate=True),
        frame=b64decode(item.get("frame", ""), validate=True),
        truncated=bool(item.get("truncated")),
        detail=str(item.get("detail", "")),
    )
