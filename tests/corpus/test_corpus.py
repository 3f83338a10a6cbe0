"""Every program of the corpus in every tier: its verdict, and that it leaves nothing behind."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

import pytest

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError, TooLargeError
from jupyter_codemm.ports import CompileStep, ExecutionPlan, RunStep, StepLimits
from jupyter_codemm.sandbox.docker.daemon import DEFAULT_HOST
from tests.corpus.court import BUSY, sitting
from tests.corpus.entries import LAST, ROOMY_MS, TIERS, Entry, entries
from tests.fakes.cut_line import CutLine

ENTRIES = entries()
MARKS = {"java": pytest.mark.java, "cpp": pytest.mark.cpp, "docker": pytest.mark.docker}


def marked(tier: str, entry: Entry, name: str) -> object:
    marks = [MARKS[word] for word in (tier, entry.language) if word in MARKS]
    return pytest.param(tier, entry, marks=marks, id=f"{tier}-{name}")


def where(stage: str) -> list[object]:
    """Return every program of a stage with every tier where it is judged."""
    return [
        marked(tier, entry, name)
        for tier in TIERS
        for name, entry in ENTRIES.items()
        if entry.verdicts and tier in entry.where
        if entry.stage == stage and not entry.disturb
    ]


AWAY_S = 1
LIMITS = StepLimits(wall_ms=ROOMY_MS, cpu_ms=ROOMY_MS, memory_mb=96)
DISTURBED = [pytest.param(entry, id=name) for name, entry in ENTRIES.items() if entry.disturb]
REFUSED = [pytest.param(entry, id=name) for name, entry in ENTRIES.items() if entry.refused]


@pytest.fixture(scope="module")
def court(request):
    with sitting(request.param) as court:
        yield court
        assert court.restless() < BUSY, "the boxes still compute"


@pytest.mark.parametrize(("court", "entry"), where("run"), indirect=["court"], scope="module")
def test_program_gets_its_verdict_and_leaves_nothing(court, entry):
    for outcome in court.judged_at_once(entry):
        assert outcome.verdict in entry.verdicts, told(outcome)
        looked_at(entry, outcome)
    for then in entry.then:
        outcome = court.judged(entry, Source.single(then.program))
        assert outcome.verdict in then.verdicts, told(outcome)
    honest = court.honest(entry.language)
    assert honest.verdict == "accepted", told(honest)
    assert court.left() == set()


@pytest.mark.parametrize(("court", "entry"), where("compile"), indirect=["court"], scope="module")
def test_compiler_leaves_nothing(court, entry):
    call = CompileStep(("python3", "-I", "-S", "compiler.py"), LIMITS, ("compiler.py",), ("made",))
    look = RunStep("look", ("python3", "-I", "-S", "-c", "print('looked')"), LIMITS)
    files = {"compiler.py": entry.program.encode()}
    report = court.executed(ExecutionPlan("python", files, (look,), (call,)))
    assert [(step.end, step.code) for step in (*report.compile, *report.runs)] == 2 * [
        ("exited", 0)
    ]
    assert report.runs[0].stdout == b"looked\n"
    assert court.honest(entry.language).verdict == "accepted"
    assert court.left() == set()


# The SDK leaves the socket open whose connection is refused.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.docker
@pytest.mark.parametrize("entry", DISTURBED)
def test_what_goes_and_comes_back_gives_no_wrong_verdict(entry, monkeypatch, tmp_path):
    scheme, _, path = (os.environ.get("DOCKER_HOST") or DEFAULT_HOST).partition("://")
    if scheme != "unix":
        pytest.skip("docker: the daemon is on another machine")
    line = CutLine(Path(path), tmp_path / "line")
    with sitting("docker", line) as court:
        monkeypatch.setenv("DOCKER_HOST", f"unix://{line.path}")
        disturbances = {"daemon": partial(line.fail_for, AWAY_S), "box": court.kill_boxes}
        outcome = court.judged_while(entry, disturbances[entry.disturb])
        assert outcome.verdict in entry.verdicts, told(outcome)
        assert court.honest(entry.language).verdict == "accepted"
        assert court.left() == set()


def test_every_line_has_its_program():
    assert {entry.number for entry in ENTRIES.values()} == set(range(LAST + 1))


@pytest.mark.parametrize("entry", REFUSED)
def test_files_are_refused_at_the_door(entry):
    with pytest.raises((InvalidInputError, TooLargeError)) as caught:
        entry.source.resolved(entry.language)
    assert entry.refused in caught.value.message
    assert len(caught.value.message) < 300


def looked_at(entry: Entry, outcome: Outcome) -> None:
    """Check what an outcome shows: no controls, no hidden things, and what the entry says."""
    assert not any(case.verdict == "judge_error" for case in outcome.cases), told(outcome)
    for case in outcome.cases:
        if case.visibility == "hidden":
            assert (case.input, case.expected, case.got, case.message) == (None, None, None, "")
    shown = [outcome.message, outcome.compile_output]
    for case in outcome.cases:
        shown += [case.message, *([case.got.model_dump_json()] if case.got else [])]
    text = "\n".join(shown)
    assert all(char >= " " or char in "\n\t" for char in text), repr(text)
    for words in entry.inspect.has:
        assert words in text, told(outcome)
    for words in entry.inspect.lacks:
        assert words not in text, told(outcome)
    if entry.inspect.got:
        got = outcome.cases[0].got
        assert got is not None
        assert entry.inspect.got.items() <= got.model_dump(mode="json").items(), told(outcome)


def told(outcome: Outcome) -> str:
    return json.dumps(outcome.to_json())[:3000]
