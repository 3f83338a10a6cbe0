"""Bad input gets one clear sentence, the right exit code, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import io
import json
import os
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from jupyter_codemm.cli.batch import Line, in_order
from jupyter_codemm.cli.output import Output
from jupyter_codemm.errors import InvalidInputError, StoreError
from tests.cli.inputs import ACTIVITY, PROBLEM, SPEC

NOT_TEXT = b"\xff\xfe\x00"


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def changed(base: dict, **changes: object) -> str:
    return json.dumps(base | changes)


SPECS = {
    "unknown field": (changed(SPEC, colour="red"), "colour"),
    "wrong type": (changed(SPEC, problem_count="two"), "problem_count"),
    "true is no number": (changed(SPEC, problem_count=True), "problem_count"),
    "sum": (changed(SPEC, problem_count=3), "sums to 2"),
    "eight problems": (changed(SPEC, problem_count=8), "problem_count"),
    "no problem": (changed(SPEC, problem_count=0), "problem_count"),
    "language": (changed(SPEC, language="rust"), "language"),
    "no topics": (changed(SPEC, topic_tags=[]), "topic_tags"),
    "long topic": (changed(SPEC, topic_tags=["x" * 41]), "topic_tags"),
    "style of sql": (changed(SPEC, language="sql"), "problem_style"),
    "constraints": (changed(SPEC, constraints="anything goes"), "constraints"),
    "difficulty twice": (
        changed(SPEC, difficulty_plan=[{"difficulty": "easy", "count": 1}] * 2),
        "difficulty_plan",
    ),
    "list": ("[]", "spec.json"),
    "empty": ("", "spec.json"),
    "not text": (NOT_TEXT, "spec.json"),
    "nul": ('{"language": "py\0thon"}', "spec.json"),
    "too large": ('{"x": "' + "a" * 10_000_000 + '"}', "more than"),
    "deep": ("[" * 100_000, "spec.json"),
}


@pytest.mark.parametrize("name", SPECS)
def test_bad_specs(codemm, tmp_path, name, database):
    content, named = SPECS[name]
    spec = write(tmp_path / "spec.json", content)
    ran = codemm("generate", "--spec", spec, "--out", tmp_path / "out", "--sandbox", "local")
    assert ran.code == 2
    assert named in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert len(ran.err) < 600
    assert not (tmp_path / "out").exists()
    assert not database.exists()


PROBLEMS = {
    "unknown field": (changed(PROBLEM, solution="x"), "solution"),
    "no tests": (changed(PROBLEM, tests=[]), "tests"),
    "wrong argument type": (
        changed(PROBLEM, tests=[PROBLEM["tests"][0] | {"input": {"args": ["1"]}}]),
        "args.0",
    ),
    "wrong number of arguments": (
        changed(PROBLEM, tests=[PROBLEM["tests"][0] | {"input": {"args": [1, 2]}}]),
        "argument",
    ),
    "value of another type": (
        changed(PROBLEM, tests=[PROBLEM["tests"][0] | {"expected": {"value": "2"}}]),
        "expected.value",
    ),
    "nothing expected": (
        changed(PROBLEM, tests=[PROBLEM["tests"][0] | {"expected": {}}]),
        "expect",
    ),
    "infinite": (
        json.dumps(PROBLEM).replace('"value": 2}', '"value": Infinity}'),
        "Infinity",
    ),
    "unknown type": (
        changed(PROBLEM, signature=PROBLEM["signature"] | {"returns": "integer"}),
        "integer",
    ),
    "reserved word": (
        changed(PROBLEM, signature=PROBLEM["signature"] | {"name": "lambda"}),
        "lambda",
    ),
    "kind": (changed(PROBLEM, kind="query"), "query"),
    "limit": (changed(PROBLEM, limits={"time_ms": 60_000}), "time_ms"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_bad_problems(codemm, tmp_path, name):
    content, named = PROBLEMS[name]
    problem = write(tmp_path / "problem.json", content)
    source = write(tmp_path / "solution.py", "x = 1\n")
    ran = codemm("judge", problem, source, "--sandbox", "local")
    assert ran.code == 2
    assert named in ran.err
    assert len(ran.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["judge"], "PROBLEM.json"),
        (["judge", "{problem}", "{missing}"], "no such file"),
        (["judge", "{missing}", "{source}"], "no such file"),
        (["judge", "{folder}", "{source}"], "directory"),
        (["judge", "n" * 300, "{source}"], "too long"),
        (["judge", "{problem}", "n" * 300], "too long"),
        (["judge", "{activity}", "{source}"], "is an activity of 1 problems"),
        (["judge", "--batch", "{deep}"], "line 1"),
        (["demo", "--dir", "n" * 300], "too long"),
        (["run", "--language", "python", "n" * 300], "too long"),
        (["judge", "{problem}", "{empty_folder}"], "no Python file"),
        (["judge", "{problem}", "{full_folder}"], "at most 20"),
        (["judge", "{problem}", "{source}", "--workers", "0"], "--workers"),
        (["judge", "{problem}", "{source}", "--sandbox", "cloud"], "cloud"),
        (["judge", "--batch", "{missing}"], "no such file"),
        (["judge", "--batch", "{garbage}"], "line 1"),
        (["judge", "{problem}", "{source}", "--batch", "{garbage}"], "or --batch"),
        (["run", "--language", "python", "{missing}"], "no such file"),
        (["run", "--language", "cobol", "{source}"], "cobol"),
        (["run", "{source}"], "--language"),
        (["run", "--language", "python", "{source}", "--stdin", "{folder}"], "directory"),
        (["verify"], "DRAFT.json"),
        (["verify", "{problem}"], "problem"),
        (["notebook", "{problem}", "--out", "{folder}"], "problem.json"),
        (["notebook", "{missing}", "--out", "{folder}"], "no such file"),
        (["spec"], "MESSAGE"),
        (["spec", "x" * 11_000], "10000"),
        (["spec", "nul \0 byte"], "NUL"),
        (["spec", ""], "text"),
        (["generate", "--spec", "{missing}", "--out", "{folder}"], "no such file"),
        (["generate", "--spec", "{spec}", "--out", "{source}"], "not a directory"),
        (["generate", "--spec", "{spec}", "--out", "{folder}", "--seed", "-1"], "--seed"),
        (["demo", "--language", "rust"], "rust"),
        (["demo", "--dir", "{source}"], "not a directory"),
        (["eval", "--model", "tiny"], "--provider"),
        (["eval", "--record", "{missing}"], "--provider"),
        (["eval", "--replay", "{missing}", "--sandbox", "local"], "cannot be read"),
        (["eval", "--provider", "http://localhost:9", "--fault", "clean"], "--fault"),
        (["eval", "--out", "{source}"], "not a directory"),
        (["eval", "--languages", "python,ruby"], "ruby"),
        (["db", "drop"], "drop"),
        (["serve"], "--headless"),
        (["serve", "--headless", "--port", "70000"], "70000"),
        (["images", "build", "--base", "-v/:/x"], "--base"),
        (["nonsense"], "nonsense"),
        ([], "command"),
    ],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_bad_arguments(codemm, tmp_path, problem_file, *, arguments, named, as_json):
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    for number in range(31):
        write(tmp_path / "full" / f"m{number}.py", "")
    places = {
        "problem": problem_file,
        "source": write(tmp_path / "solution.py", "def double(n): return 2 * n\n"),
        "missing": tmp_path / "missing.json",
        "folder": tmp_path,
        "empty_folder": tmp_path / "empty",
        "full_folder": tmp_path / "full",
        "garbage": write(tmp_path / "garbage.jsonl", "not json\n"),
        "activity": write(tmp_path / "activity.json", json.dumps(ACTIVITY)),
        "deep": write(tmp_path / "deep.jsonl", "[" * 100_000 + "\n"),
        "spec": write(tmp_path / "spec.json", json.dumps(SPEC)),
    }
    given = [a.format(**places) if a.startswith("{") else a for a in arguments]
    before = sorted(tmp_path.rglob("*"))
    ran = codemm(*given, *(["--json"] if as_json and given else []))
    assert ran.code == 2, ran
    assert named in ran.err
    assert ran.out == ""
    assert sorted(tmp_path.rglob("*")) == before
    if as_json and given:
        assert set(json.loads(ran.err)["error"]) == {"code", "message", "where"}


def test_unsupported_topic_names_those_that_work(codemm, tmp_path):
    spec = write(tmp_path / "spec.json", changed(SPEC, topic_tags=["monads"]))
    ran = codemm("generate", "--spec", spec, "--out", tmp_path / "out", "--sandbox", "local")
    assert ran.code == 2
    assert "monads" in ran.err
    assert "loops" in ran.err


def test_model_that_is_not_configured(codemm, tmp_path):
    spec = write(tmp_path / "spec.json", json.dumps(SPEC))
    ran = codemm("generate", "--spec", spec, "--out", tmp_path / "out", "--author", "llm")
    assert ran.code == 3
    assert "OPENAI_MODEL" in ran.err


def test_missing_toolchain_is_said_before_anything_starts(codemm, tmp_path, monkeypatch, database):
    monkeypatch.setenv("PATH", str(tmp_path))
    spec = write(tmp_path / "spec.json", changed(SPEC, language="java"))
    ran = codemm("generate", "--spec", spec, "--out", tmp_path / "out", "--sandbox", "local")
    assert ran.code == 3
    assert "javac" in ran.err
    assert not (tmp_path / "out").exists()
    assert not database.exists()


def test_no_docker(codemm, problem_file, tmp_path, monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent.sock")
    source = write(tmp_path / "solution.py", "def double(n): return 2 * n\n")
    ran = codemm("judge", problem_file, source, "--sandbox", "docker")
    assert ran.code == 3
    assert "Docker" in ran.err


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_left_alone(codemm, database, tmp_path, content):
    database.parent.mkdir()
    database.write_bytes(content)
    spec = write(tmp_path / "spec.json", json.dumps(SPEC))
    ran = codemm("generate", "--spec", spec, "--out", tmp_path / "out", "--sandbox", "local")
    assert ran.code == 3
    assert str(database) in ran.err
    assert database.read_bytes() == content
    assert not (tmp_path / "out").exists()


def test_read_only_output(codemm, tmp_path):
    spec = write(tmp_path / "spec.json", json.dumps(SPEC))
    target = Path("/proc/codemm-cannot-be-made")
    if not os.access("/proc", os.X_OK):
        pytest.skip("there is no /proc here")
    real = ("--provider", "http://localhost:9", "--model", "tiny", "--record", target / "tape")
    for command in (
        ["generate", "--spec", spec, "--out", target],
        ["eval", "--out", target],
        ["eval", *real],
    ):
        ran = codemm(*command, "--sandbox", "local")
        assert ran.code == 3
        assert "cannot be written" in ran.err


def test_output_that_cannot_be_written_is_said():
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb", buffering=0) as full:
        text = io.TextIOWrapper(full, write_through=True)
        with redirect_stdout(text), pytest.raises(StoreError, match="output cannot be written"):
            Output().line("accepted")
        text.detach()


def test_a_line_that_nobody_foresaw_costs_no_other_line():
    lines = [Line(1, "a", {}), Line(2, "b", {}), Line(3, "c", {})]

    async def work(line):
        if line.id == "a":
            raise KeyError("private")
        if line.id == "b":
            raise InvalidInputError("b is wrong", where="b")
        return {"id": line.id}

    async def records():
        return [record async for record in in_order(lines, work, 2)]

    surprise, wrong, fine = asyncio.run(records())
    assert surprise["error"]["message"].startswith("an internal error: KeyError at ")
    assert "private" not in str(surprise)
    assert (wrong["error"]["message"], fine) == ("b is wrong", {"id": "c"})
