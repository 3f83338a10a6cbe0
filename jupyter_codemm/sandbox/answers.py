"""What a supervisor says, checked: whoever speaks on its pipe may be a program that got out."""

from __future__ import annotations

import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import (
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    StepEnd,
    StepReport,
)
from jupyter_codemm.sandbox.products import Product, belongs, checked_path

Channel = Literal["stdout", "stderr"]


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


def decode(body: bytes, tier: Tier, plan: ExecutionPlan) -> Answer:
    """Return what a supervisor said while or after it ran `plan`.

    Raises UnavailableError for anything that is no valid answer to this plan.
    """
    try:
        return _answer(json.loads(body), tier, plan)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, Base64Error) as error:
        raise UnavailableError("the sandbox answered with no valid report") from error


def _answer(message: Mapping[str, Any], tier: Tier, plan: ExecutionPlan) -> Answer:
    ((kind, content),) = message.items()
    if kind == "report":
        return _reply(content, tier, plan)
    if kind == "output":
        return _output(content, plan)
    if kind not in {"reset", "warm"} or not isinstance(content, str):
        raise ValueError(f"unknown answer {kind!r}")
    return Reset(content) if kind == "reset" else Warmed(content)


def _reply(content: Mapping[str, Any], tier: Tier, plan: ExecutionPlan) -> Reply:
    compiled, runs = content["compile"], content["runs"]
    if len(compiled) != len(plan.compile) or len(runs) != len(plan.runs):
        raise ValueError("the report has another number of steps than the plan")
    report = ExecutionReport(
        tier=tier,
        runs=tuple(_report(item, step.name) for item, step in zip(runs, plan.runs, strict=True)),
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
