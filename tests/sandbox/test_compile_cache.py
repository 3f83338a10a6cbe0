"""Compiler calls are made once for the same input, and never for another."""

import asyncio
from dataclasses import replace

import pytest

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import (
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    RunStep,
    Sandbox,
    StepReport,
)
from jupyter_codemm.sandbox.building import build, step_keys
from jupyter_codemm.sandbox.compiling import CompileCache, Compiled
from jupyter_codemm.sandbox.products import Product
from tests.sandbox.boxes import DOCKER, LIMITS, using

OBJECT = CompileStep(("cc", "-c", "a.c"), LIMITS, reads=("a.c", "a.h"), makes=("a.o",))
LINK = CompileStep(("ld", "a.o"), LIMITS, reads=("a.o",), makes=("program",))
CHECK = CompileStep(("lint", "a.c"), LIMITS, reads=("a.c",))
RUN = RunStep("run", ("{build}/program",), LIMITS)
PLAN = ExecutionPlan(
    language="cpp",
    files={"a.c": b"source", "a.h": b"header", "notes": b"-"},
    runs=(RUN,),
    compile=(OBJECT, LINK, CHECK),
    needs=("program",),
)


def compiled(code: int = 0, end: str = "exited", **made: bytes) -> Compiled:
    report = StepReport(name="compile_1", end=end, code=code)
    return Compiled(report, {name: Product(content) for name, content in made.items()})


class Compiler:
    """Answers calls with what is prepared by tool name, and remembers them."""

    def __init__(self, **answers: Compiled) -> None:
        self.answers = answers
        self.calls: list[tuple[str, set[str], set[str]]] = []

    async def __call__(self, plan: ExecutionPlan, products: dict[str, Product]) -> Compiled:
        (step,) = plan.compile
        assert plan.runs == ()
        self.calls.append((step.argv[0], set(plan.files), set(products)))
        return self.answers[step.argv[0]]


def compiler(**changes: Compiled) -> Compiler:
    return Compiler(**{"cc": compiled(**{"a.o": b"o"}), "ld": compiled(program=b"p"), **changes})


def built(plan, cache, call, toolchain="image"):
    return asyncio.run(build(plan, toolchain, cache, call))


def test_a_call_finds_only_what_it_reads_and_the_box_of_the_runs_only_what_it_needs():
    call = compiler()
    result = built(PLAN, CompileCache(), call)
    assert call.calls == [("cc", {"a.c", "a.h"}, set()), ("ld", set(), {"a.o"})]
    assert result.products == {"program": Product(b"p")}
    assert result.plan.compile == (CHECK,)
    assert set(result.plan.files) == {"a.c"}


def test_the_same_plan_compiles_once_and_its_check_is_left_to_the_box_of_the_runs():
    cache, call = CompileCache(), compiler()
    checked = StepReport(name="compile_1", end="exited", stdout=b"fine")
    for _ in range(2):
        result = built(PLAN, cache, call)
        assert result.plan.compile == (CHECK,)
        assert result.products == {"program": Product(b"p")}
        whole = result.merged(ExecutionReport(tier="docker", runs=(), compile=(checked,)))
        assert [step.name for step in whole.compile] == ["compile_1", "compile_2", "compile_3"]
        assert whole.compile[2].stdout == b"fine"
        assert whole.compiled
    assert len(call.calls) == 2


@pytest.mark.parametrize(
    ("change", "keys_that_differ"),
    [
        ({"files": {**PLAN.files, "a.c": b"other"}}, [True, True, True]),
        ({"files": {**PLAN.files, "a.h": b"other"}}, [True, True, False]),
        ({"files": {**PLAN.files, "notes": b"other"}}, [False, False, False]),
        (
            {"compile": (replace(OBJECT, argv=("cc", "-O2", "-c", "a.c")), LINK, CHECK)},
            [True, True, False],
        ),
        (
            {"compile": (OBJECT, replace(LINK, limits=replace(LIMITS, wall_ms=1)), CHECK)},
            [False, True, False],
        ),
        ({"runs": (), "total_ms": 1}, [False, False, False]),
    ],
)
def test_a_key_changes_with_whatever_the_result_depends_on(change, keys_that_differ):
    before, after = step_keys(PLAN, "image"), step_keys(replace(PLAN, **change), "image")
    assert [b != a for b, a in zip(before, after, strict=True)] == keys_that_differ


def test_another_toolchain_shares_no_key():
    assert not set(step_keys(PLAN, "image")) & set(step_keys(PLAN, "other"))


def test_a_step_that_does_not_say_what_it_reads_is_always_done_again_and_what_follows_too():
    vague = replace(PLAN, compile=(replace(OBJECT, reads=()), LINK))
    assert step_keys(vague, "image") == ("", "")
    cache, call = CompileCache(), compiler()
    built(vague, cache, call)
    built(vague, cache, call)
    assert len(call.calls) == 4
    assert call.calls[0] == ("cc", set(PLAN.files), set())


def test_a_step_that_reads_what_is_not_there_is_not_kept():
    assert step_keys(replace(PLAN, files={}), "image") == ("", "", "")


def test_what_the_compiler_refuses_is_known_the_next_time_and_nothing_runs():
    cache, call = CompileCache(), compiler(cc=compiled(1))
    for _ in range(2):
        result = built(PLAN, cache, call)
        assert result.failed
        compile_reports, runs = result.refusal()
        assert [step.end for step in compile_reports] == ["exited", "not_run", "not_run"]
        assert [step.end for step in runs] == ["not_run"]
    assert len(call.calls) == 1


def test_a_refusal_is_believed_for_a_minute_and_a_success_for_good():
    now = [0.0]
    cache = CompileCache(clock=lambda: now[0])
    refused, fine = compiler(cc=compiled(1)), compiler()
    for at, calls in ((0, 1), (59, 1), (60, 2)):
        now[0] = at
        assert built(PLAN, cache, refused).failed
        assert len(refused.calls) == calls
    for now[0] in (200, 100_000):
        assert not built(PLAN, cache, fine).failed
    assert len(fine.calls) == 2


@pytest.mark.parametrize("code", [2, 3, 4, 255])
def test_a_compiler_that_failed_itself_is_called_again(code):
    cache, call = CompileCache(), compiler(cc=compiled(code))
    for _ in range(2):
        assert built(PLAN, cache, call).failed
    assert len(call.calls) == 2


@pytest.mark.parametrize("end", ["time_limit", "memory_limit", "signaled", "output_limit"])
def test_what_may_end_otherwise_the_next_time_is_not_kept(end):
    cache, call = CompileCache(), compiler(cc=compiled(0, end))
    for _ in range(2):
        assert built(PLAN, cache, call).failed
    assert len(call.calls) == 2


def test_a_sandbox_that_fails_leaves_nothing_behind():
    cache, good = CompileCache(), compiler()

    async def broken(plan, products):
        raise UnavailableError("away")

    with pytest.raises(UnavailableError):
        built(PLAN, cache, broken)
    assert not built(PLAN, cache, good).failed


def test_results_used_longest_ago_make_room_and_a_large_one_is_not_kept():
    cache = CompileCache(most_bytes=40_000)
    names = [str(number) for number in range(9)]
    for name in names:
        cache.keep(name, compiled(x=bytes(3500)))
        assert cache.known("0")
    assert [name for name in names if cache.known(name) is None] == ["1"]
    cache.keep("huge", compiled(x=bytes(4500)))
    assert cache.known("huge") is None
    assert cache.known("2")


class Slow:
    """A call that ends when it is told to."""

    def __init__(self) -> None:
        self.calls = self.cancelled = 0
        self.started, self.go = asyncio.Event(), asyncio.Event()

    async def __call__(self) -> Compiled:
        self.calls += 1
        self.started.set()
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return compiled(x=b"x")


def test_fifty_at_once_call_once_and_one_who_gives_up_does_not_stop_the_others():
    async def scenario() -> None:
        cache, slow = CompileCache(), Slow()
        tasks = [asyncio.create_task(cache.once("key", slow)) for _ in range(50)]
        await slow.started.wait()
        tasks[0].cancel()
        await asyncio.wait({tasks[0]})
        slow.go.set()
        results = await asyncio.gather(*tasks[1:])
        assert tasks[0].cancelled()
        assert slow.calls == 1
        assert all(result.made["x"].content == b"x" for result in results)
        assert cache.known("key")

    asyncio.run(scenario())


def test_the_last_who_gives_up_ends_the_call_and_the_next_begins_anew():
    async def scenario() -> None:
        cache, slow = CompileCache(), Slow()
        tasks = [asyncio.create_task(cache.once("key", slow)) for _ in range(2)]
        await slow.started.wait()
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        assert slow.cancelled == 1
        slow.go.set()
        assert (await cache.once("key", slow)).ok
        assert slow.calls == 2

    asyncio.run(scenario())


def test_a_failing_call_fails_everybody_who_waits_and_nobody_later():
    async def scenario() -> None:
        cache, go = CompileCache(), asyncio.Event()

        async def broken() -> Compiled:
            await go.wait()
            raise UnavailableError("away")

        tasks = [asyncio.create_task(cache.once("key", broken)) for _ in range(3)]
        await asyncio.sleep(0)
        go.set()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(result, UnavailableError) for result in results)

        async def good() -> Compiled:
            return compiled()

        assert (await cache.once("key", good)).ok

    asyncio.run(scenario())


OURS = replace(OBJECT, ours=True)


@pytest.mark.parametrize("end", ["exited", "time_limit", "memory_limit"])
def test_a_part_of_the_judge_that_is_not_compiled_is_tried_again_the_next_time(end):
    plan, cache = replace(PLAN, compile=(OURS, LINK, CHECK)), CompileCache()
    with pytest.raises(UnavailableError, match="a part of the judge was not compiled"):
        built(plan, cache, compiler(cc=compiled(1, end)))
    assert not built(plan, cache, compiler()).failed


@pytest.mark.parametrize(
    "words",
    [
        "g++: fatal error: Killed signal terminated program cc1plus\ncompilation terminated.",
        "g++: fatal error: cannot execute 'as': vfork: Resource temporarily unavailable",
        "a.cpp: warning\n/usr/bin/ld: final link failed: No space left on device",
        "{standard input}: Fatal error: can't write 9 bytes to x.o: 'No space left on device'",
        "gnu-g++-12: fatal error: cannot execute 'as': fork: Resource temporarily unavailable",
        "#\n# There is insufficient memory for the Java Runtime Environment to continue.",
        "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory",
    ],
)
def test_what_a_compiler_says_of_the_machine_is_no_refusal(words):
    cache, report = CompileCache(), StepReport(name="c", end="exited", code=1)
    broken = Compiled(replace(report, stderr=words.encode()))
    with pytest.raises(UnavailableError, match="the compiler did not work") as caught:
        built(PLAN, cache, compiler(ld=broken))
    assert "a.cpp" not in caught.value.message
    assert not built(PLAN, cache, compiler()).failed


@pytest.mark.parametrize(
    "words",
    [
        "a.cpp:1:1: error: fork: no such name",
        "a.cpp:3:9: error: expected ';'\n    3 |   fail(\"ld: No space left on device\")\n",
        "a.cpp:3:9: error: static assertion failed: Input/output error\n",
        "A.java:3: error: ';' expected\n    say(\"as: Too many open files\")\n",
    ],
)
def test_what_a_compiler_quotes_of_a_text_says_nothing_of_the_machine(words):
    report = StepReport(name="c", end="exited", code=1, stderr=words.encode())
    assert built(PLAN, CompileCache(), compiler(ld=Compiled(report))).failed


@pytest.mark.cpp
@pytest.mark.parametrize("kind", ["landlock", "bwrap", DOCKER])
def test_every_sandbox_compiles_the_same_thing_once(kind):
    reads_a, reads_o = ("a.cpp",), ("parts/a.o",)
    fold = CompileStep(
        ("python3", "-c", "import os; os.mkdir('parts'); open('parts/x', 'w')"),
        LIMITS,
        reads_a,
        makes=("parts",),
    )
    limits = replace(LIMITS, memory_mb=1024, cpu_ms=60_000, wall_ms=60_000)
    note = CompileStep(("g++", "-c", "-o", "parts/a.o", "a.cpp"), limits, ("a.cpp", "parts"))
    make = replace(note, makes=("parts/a.o",))
    link = CompileStep(("g++", "-o", "program", "parts/a.o"), limits, reads_o, makes=("program",))
    wanted = ExecutionPlan(
        language="cpp",
        files={"a.cpp": b'#include <cstdio>\nint main() { puts("42"); }'},
        runs=(replace(RUN, name="run"),),
        compile=(fold, make, link),
        needs=("program",),
    )

    async def work(sandbox: Sandbox) -> None:
        if not all(item.ok for item in await sandbox.languages()):
            pytest.skip(f"{kind}: no C++ here")
        first, second = await sandbox.execute(wanted), await sandbox.execute(wanted)
        assert [step.end for step in first.compile] == ["exited"] * 3, first.compile
        assert second.compile == first.compile, "measured again: it was compiled again"
        assert first.runs[0].stdout == second.runs[0].stdout == b"42\n"

    using(kind, work)
