"""Many programs observed together: each is seen as if it were alone, whatever the others do."""

import asyncio
from pathlib import Path

import pytest

from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import CaseInput, Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import MissingToolError, UnavailableError
from jupyter_codemm.judging import (
    Observation,
    Observations,
    observe,
    observe_many,
    patience_ms,
)
from jupyter_codemm.ports import Sandbox
from tests.fakes.bare_sandbox import BareSandbox
from tests.judging.judged import HERE, MARKS, source_of, tiers
from tests.judging.problems import class_, function, problem
from tests.judging.test_data_changes import COUNT, DATABASE, RIGHT, change
from tests.sandbox.boxes import using


def marked(*languages: str):
    names = [pytest.param(name, marks=MARKS.get(name, [])) for name in languages]
    return pytest.mark.parametrize("language", names)


every_language = marked("python", "sql", "java", "cpp")
every_tier = pytest.mark.parametrize("kind", tiers)
BUDGET_MS = 1000


def folder(name: str, language: str) -> dict[str, Source]:
    """Return the programs of a folder by name."""
    found = sorted(Path(HERE, name, language).iterdir())
    return {path.stem: source_of(path) for path in found if path.suffix != ".json"}


def beside(name: str, language: str) -> Problem:
    return Problem.parse(Path(HERE, name, language, "problem.json").read_text())


def in_sandbox(kind: str, work):
    """Return what `work` returns in a sandbox of a kind; skips where the kind is missing."""
    results = []

    async def session(sandbox: Sandbox) -> None:
        try:
            results.append(await work(sandbox))
        except MissingToolError as error:
            pytest.skip(f"{kind}: {error.message}")

    using(kind, session)
    return results[0]


def seen(observations: Observations) -> list:
    """Return what is the same whenever a program is observed, however fast the machine is."""
    items = [
        (item.verdict, item.message, item.got if item.verdict in LASTING else None)
        for item in observations.items
    ]
    return [observations.compiled, observations.compile_output, *items]


LASTING = ("accepted", "runtime_error")
TIME_RAN_OUT = ("time_limit", "", None)


def both_ways(kind: str, task: Problem, sources: dict[str, Source], inputs: list[CaseInput]):
    """Return what is seen of each source together with all others, and alone."""

    async def work(sandbox):
        crowd = list(sources.values())
        together = await observe_many(task, crowd, inputs, sandbox, budget_ms=BUDGET_MS)
        apart = [
            await observe(task, source, inputs, sandbox, budget_ms=BUDGET_MS) for source in crowd
        ]
        return together, apart

    pairs = zip(sources, *in_sandbox(kind, work), strict=True)
    both = {name: in_time(seen(one), seen(other)) for name, one, other in pairs}
    return [{name: pair[way] for name, pair in both.items()} for way in (0, 1)]


def in_time(one: list, other: list) -> tuple[list, list]:
    """Cut two observations where either ran out of time: how far it gets is chance."""
    late = [TIME_RAN_OUT in pair for pair in zip(one, other, strict=True)]
    end = late.index(True) if True in late else len(one)
    return one[:end], other[:end]


@pytest.mark.slow
@every_language
@every_tier
def test_each_program_is_seen_as_if_it_were_alone(kind, language):
    task = beside("programs", language)
    inputs = [test.input for test in task.tests] * 3
    together, apart = both_ways(kind, task, folder("programs", language), inputs)
    assert together == apart


@pytest.mark.slow
@marked("python", "java", "cpp")
@every_tier
def test_each_program_that_reads_stdin_is_seen_as_if_it_were_alone(kind, language):
    task = problem(language, "program", None, [({"stdin": "1\n"}, {"stdout": "2"})])
    inputs = [CaseInput(stdin=f"{n}\n") for n in range(9)]
    together, apart = both_ways(kind, task, folder("streams", language), inputs)
    assert together == apart


@pytest.mark.slow
@every_language
@every_tier
@pytest.mark.parametrize("attacks", ["forgeries", "neighbours"])
def test_nothing_changes_what_is_seen_of_an_honest_neighbour(kind, language, attacks):
    task = beside("forgeries", language)
    honest = folder("forgeries", language)["00_honest"]
    crowd = [honest]
    for source in folder(attacks, language).values():
        crowd += [source, honest]

    async def work(sandbox):
        inputs = [test.input for test in task.tests]
        return await observe_many(task, crowd, inputs, sandbox, budget_ms=BUDGET_MS)

    together = in_sandbox(kind, work)
    expected = [("accepted", test.expected.value, test.expected.rows) for test in task.tests]
    for observations in together[::2]:
        got = [(item.verdict, item.got.value, item.got.rows) for item in observations.items]
        assert got == expected
    if attacks == "neighbours":
        for observations in together[1::2]:
            got = [(item.verdict, item.got.value, item.got.rows) for item in observations.items]
            assert got != expected


COUNTERS = {
    "python": "class Thing:\n    def __init__(self, start): self.sum = start\n"
    "    def add(self, n):\n        if n == 3: raise ValueError('three')\n"
    "        self.sum {} n\n        return self.sum\n",
    "java": "public class Thing {{ int sum; public Thing(int start) {{ sum = start; }}\n"
    'public int add(int n) {{ if (n == 3) throw new IllegalStateException("three");\n'
    "sum {} n; return sum; }} }}\n",
    "cpp": "#include <stdexcept>\nclass Thing {{ int sum;\n"
    "public: Thing(int start) : sum(start) {{}}\n"
    'int add(int n) {{ if (n == 3) throw std::invalid_argument("three");\n'
    "sum {} n; return sum; }} }};\n",
}


@marked("python", "java", "cpp")
def test_each_class_is_seen_as_if_it_were_alone(language):
    steps = [{"new": "t", "args": [5]}, *({"call": "t.add", "args": [n]} for n in (1, 2, 3))]
    value = [None, 6, 8, {"raises": "X"}]
    task = class_(
        language,
        {"add": ("n: int", "int")},
        ({"steps": steps}, {"value": value}),
        params="start: int",
    )
    sources = {
        sign: Source.single(COUNTERS[language].format(sign)) for sign in ("+=", "-=", "=", "?")
    }
    together, apart = both_ways("landlock", task, sources, [test.input for test in task.tests] * 4)
    assert together == apart
    assert [one[0] for one in together.values()] == [True, True, True, False]


def test_each_change_of_data_is_seen_as_if_it_were_alone():
    scripts = (
        RIGHT,
        "DELETE FROM t",
        "DELETE FROM other",
        "DROP TABLE t",
        "SELECT * FROM t",
        "INSERT INTO t VALUES (2, 'twice')",
        f"DELETE FROM t WHERE a = ({COUNT} SELECT count(*) FROM r)",
        f"INSERT INTO t (b) {COUNT} SELECT n FROM r LIMIT 20000",
    )
    task = change()
    sources = {script: Source.single(script) for script in scripts}
    inputs = [CaseInput(database=f"{DATABASE} INSERT INTO t (b) VALUES ({n});") for n in range(5)]
    together, apart = both_ways("bare", task, sources, inputs)
    assert together == apart


class Poisoned(BareSandbox):
    """Fails whenever one of the programs has a certain word in it, as if that broke the box."""

    async def execute(self, plan, listen=None):
        poisoned = any(b"poison" in content for content in plan.files.values())
        if poisoned and (len(plan.runs) > 1 or self.deadly):
            self.failures += 1
            raise UnavailableError("the box broke")
        return await super().execute(plan, listen)

    deadly = False
    failures = 0


def poisoned(count: int) -> list[Source]:
    honest = "def f(n):\n    return n\n"
    return [Source.single(honest + f"# {n}{' poison' * (n == 11)}\n") for n in range(count)]


def test_a_program_that_breaks_its_launch_is_found_by_halving():
    sandbox = Poisoned()
    task = function("n: int", "int", ({"args": [1]}, {"value": 1}))
    inputs = [CaseInput(args=(n,)) for n in range(3)]
    many = asyncio.run(observe_many(task, poisoned(16), inputs, sandbox))
    assert [[item.got.value for item in one.items] for one in many] == [[0, 1, 2]] * 16
    assert sandbox.failures == 2 * 4
    assert sandbox.launches == 4 + 1


def test_a_sandbox_that_is_gone_is_told():
    sandbox = Poisoned()
    sandbox.deadly = True
    task = function("n: int", "int", ({"args": [1]}, {"value": 1}))
    with pytest.raises(UnavailableError):
        asyncio.run(observe_many(task, poisoned(16), [CaseInput(args=(1,))], sandbox))


def test_no_sources_need_no_launch():
    sandbox = BareSandbox()
    task = function("n: int", "int", ({"args": [1]}, {"value": 1}))
    assert asyncio.run(observe_many(task, [], [CaseInput(args=(1,))], sandbox)) == ()
    assert sandbox.launches == 0


def test_expected_values_do_not_enter():
    plans = []

    class Open(BareSandbox):
        async def execute(self, plan, listen=None):
            plans.append(plan)
            return await super().execute(plan, listen)

    task = function("n: int", "int", ({"args": [1]}, {"value": 987654321}))
    sources = [Source.single(f"def f(n): return n + {n}") for n in range(3)]
    asyncio.run(observe_many(task, sources, [test.input for test in task.tests], Open()))
    everything = repr([(plan.files, plan.runs, plan.compile) for plan in plans])
    assert "987654321" not in everything


@every_language
def test_programs_that_all_end_well_take_one_launch(language):
    task, sources = beside("programs", language), folder("programs", language)
    crowd = [sources["accepted"], sources["wrong_answer"]] * 6

    async def work(sandbox):
        await observe_many(task, crowd, [test.input for test in task.tests], sandbox)
        return sandbox.launches

    assert in_sandbox("bare", work) == 1


@every_language
def test_an_endless_program_takes_no_further_launch(language):
    task, sources = beside("programs", language), folder("programs", language)
    crowd = [sources["time_limit"], sources["accepted"], sources["time_limit"], sources["accepted"]]

    async def work(sandbox):
        inputs = [test.input for test in task.tests]
        many = await observe_many(task, crowd, inputs, sandbox, budget_ms=BUDGET_MS)
        return sandbox.launches, [one.items[-1].verdict for one in many]

    launches, last = in_sandbox("bare", work)
    assert launches == 1
    assert last[1::2] == ["accepted"] * 2
    assert "accepted" not in last[::2]


class Recording(BareSandbox):
    """Knows how many processes ran in each launch."""

    def __init__(self):
        super().__init__()
        self.processes = []

    async def execute(self, plan, listen=None):
        self.processes.append(len(plan.runs))
        return await super().execute(plan, listen)


DYING = "import os\nn = int(input())\nif n in {}: os._exit(3)\nprint(n + 1)\n"


def test_a_program_that_dies_once_runs_in_few_processes():
    task = problem("python", "program", None, [({"stdin": "1\n"}, {"stdout": "2"})])
    inputs = [CaseInput(stdin=f"{n}\n") for n in range(40)]
    sources = [Source.single(DYING.format(places)) for places in ((), (1,), (1, 20), range(40))]
    sandbox = Recording()
    many = asyncio.run(observe_many(task, sources, inputs, sandbox))
    assert sum(sandbox.processes) < 4 + 2 * (5 + 9) + 40 + 5
    for source, seen_together in zip(sources, many, strict=True):
        assert seen(seen_together) == seen(asyncio.run(observe(task, source, inputs, sandbox)))


def test_a_program_that_always_dies_is_not_run_for_ever_on_a_budget():
    task = problem("python", "program", None, [({"stdin": "1\n"}, {"stdout": "2"})])
    inputs = [CaseInput(stdin=f"{n}\n") for n in range(40)]
    sources = [Source.single(DYING.format(places)) for places in ((), range(40))]
    sandbox = Recording()
    well, died = asyncio.run(observe_many(task, sources, inputs, sandbox, budget_ms=BUDGET_MS))
    assert {item.verdict for item in well.items} == {"accepted"}
    assert [item.verdict for item in died.items[:28]] == ["runtime_error"] * 28
    assert {item.verdict for item in died.items[28:]} == {"not_run"}
    assert sum(sandbox.processes) == 2 + 4 + 1 + 8 + 1 + 16


def test_patience_is_ten_times_the_work_and_running_out_of_time_is_none():
    worked = [Observation("accepted", Got(), 20), Observation("runtime_error", Got(), 30)]
    endless = Observation("time_limit", Got(), 9000)
    assert patience_ms(Observations((*worked, endless))) == 500
    assert patience_ms(Observations((endless,))) == patience_ms(Observations(()))
