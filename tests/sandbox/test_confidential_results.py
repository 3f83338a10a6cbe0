"""What is compiled in confidence is forgotten with it; what is no secret stays."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.judging import shipped_files
from jupyter_codemm.judging.harness import HARNESSES, Target
from jupyter_codemm.ports import (
    CompileStep,
    Confidence,
    ExecutionPlan,
    StepLimits,
    StepReport,
)
from jupyter_codemm.sandbox.building import build
from jupyter_codemm.sandbox.compiling import CompileCache, Compiled
from jupyter_codemm.sandbox.products import Product
from tests.fakes.drafts import SIGNATURE

LIMITS = StepLimits(wall_ms=1000, cpu_ms=1000, memory_mb=64)
DONE = StepReport(name="", end="exited")


class Compiler:
    """Makes of every step what it says, and counts."""

    def __init__(self):
        self.made = []

    async def __call__(self, plan, _products):
        (step,) = plan.compile
        self.made += step.makes
        return Compiled(DONE, {name: Product(name.encode()) for name in step.makes})


def plan(confidence=None, reference=b"secret", open_files=frozenset({"ours.c"})):
    return ExecutionPlan(
        language="cpp",
        files={"ours.c": b"ours", "reference.c": reference},
        runs=(),
        compile=(
            CompileStep(("cc", "ours.c"), LIMITS, reads=("ours.c",), makes=("ours.o",)),
            CompileStep(
                ("cc", "reference.c"), LIMITS, reads=("reference.c", "ours.o"), makes=("program",)
            ),
        ),
        confidence=confidence,
        open_files=open_files,
    )


def built(cache, *plans):
    async def all_of_them():
        for one in plans:
            await build(one, "cc 1", cache, compiler)

    compiler = Compiler()
    asyncio.run(all_of_them())
    return compiler.made


def test_what_was_compiled_in_confidence_is_known_only_until_it_ends():
    cache, confidence = CompileCache(), Confidence()
    assert built(cache, plan(confidence), plan(confidence)) == ["ours.o", "program"]
    confidence.close()
    assert built(cache, plan(Confidence())) == ["program"]


def test_nothing_is_open_that_nobody_said_is():
    cache, confidence = CompileCache(), Confidence()
    assert built(cache, plan(confidence, open_files=frozenset())) == ["ours.o", "program"]
    confidence.close()
    assert built(cache, plan()) == ["ours.o", "program"]


def test_what_a_learner_had_compiled_before_stays_theirs():
    cache, confidence = CompileCache(), Confidence()
    built(cache, plan(), plan(confidence))
    confidence.close()
    assert built(cache, plan()) == []


def test_a_result_that_comes_after_the_end_is_not_kept():
    cache, confidence = CompileCache(), Confidence()
    confidence.close()
    built(cache, plan(confidence))
    assert built(cache, plan()) == ["program"]


def test_what_was_forgotten_makes_room():
    cache, confidence = CompileCache(most_bytes=8 * 1100), Confidence()
    for number in range(6):
        built(cache, plan(confidence, reference=b"%d" % number))
    confidence.close()
    for number in range(6):
        built(cache, plan(reference=b"%d" % number))
    assert built(cache, *(plan(reference=b"%d" % number) for number in range(6))) == []


@pytest.mark.parametrize(
    ("language", "entry"), [("java", "Solution.java"), ("cpp", "solution.cpp")]
)
def test_the_harness_is_ours_and_a_solution_is_not(language, entry):
    target = Target(language, "function", entry, SIGNATURE, memory_mb=64, time_ms=1000)
    text = "public class Solution {}" if language == "java" else "int count_above();"
    program = HARNESSES[language](target, {entry: text})
    ours = shipped_files(program.files)
    assert entry not in ours
    first, *_, last = program.compile
    assert ours.issuperset(first.reads)
    assert not ours.issuperset(last.reads)
