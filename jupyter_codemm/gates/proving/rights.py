"""Whether answers are right, where the problem's checker may have to be asked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import CaseInput, Expected, Problem, TestCase
from jupyter_codemm.judging import Observation, matches, ruled
from jupyter_codemm.ports import Sandbox


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer to an input of which a result is expected. `same` is one that is known as right."""

    expected: Expected
    input: CaseInput
    seen: Observation
    same: Got | None = None


def ran(seen: Observation) -> bool:
    """Return whether a program came to an answer, be it an exception of its own."""
    return seen.verdict == "accepted" or seen.got.raises is not None


async def rights(problem: Problem, asked: Sequence[Asked], sandbox: Sandbox) -> list[bool]:
    """Return for each answer whether it is right.

    The checker is asked about each different answer once, in one launch; what it fails at is not
    right.
    """
    found = await asyncio.to_thread(lambda: [_plainly(problem, one) for one in asked])
    open_ones = [index for index, right in enumerate(found) if right is None]
    if open_ones:
        ruling = await _checked(problem, [asked[index] for index in open_ones], sandbox)
        found = [ruling.pop(0) if right is None else right for right in found]
    return [bool(right) for right in found]


def _plainly(problem: Problem, one: Asked) -> bool | None:
    """Return whether an answer is right, None when the checker has to tell."""
    if not ran(one.seen):
        return False
    if one.same is not None and one.seen.got == one.same:
        return True
    if not one.expected.asks_checker:
        return matches(one.expected, one.seen.got, problem, one.input)
    if not matches(one.expected, one.seen.got, problem, one.input, checked=True):
        return False
    return None


async def _checked(problem: Problem, asked: Sequence[Asked], sandbox: Sandbox) -> list[bool]:
    keys = [one.input.model_dump_json() + one.seen.got.as_key() for one in asked]
    different = dict(zip(keys, asked, strict=True))
    cases = [
        TestCase(name=f"answer_{n}", visibility="hidden", input=one.input, expected=one.expected)
        for n, one in enumerate(different.values())
    ]
    answers = [one.seen.got for one in different.values()]
    said = dict(zip(different, await ruled(problem, cases, answers, sandbox), strict=True))
    return [said[key] is True for key in keys]
