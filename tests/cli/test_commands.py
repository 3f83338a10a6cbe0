"""The commands do their job, with and without --json."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from tests.cli.inputs import ACTIVITY, PROBLEM, SPEC

GOOD = "def double(n):\n    return 2 * n\n"
BAD = "def double(n):\n    return 2 * n if n < 3 else 0\n"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "solution.py"
    path.write_text(GOOD)
    return path


def test_judge_accepts_and_says_the_tier(codemm, problem_file, source):
    (record,) = codemm("judge", problem_file, source, "--sandbox", "local", "--json").records
    assert record["verdict"] == "accepted"
    assert record["passed"] == record["total"] == 4
    assert record["tier"] in ("bwrap", "landlock")


def test_a_wrong_answer_is_a_job_done(codemm, problem_file, tmp_path):
    (tmp_path / "bad.py").write_text(BAD)
    ran = codemm("judge", problem_file, tmp_path / "bad.py", "--sandbox", "local", "--json")
    assert ran.code == 0
    (record,) = ran.records
    assert record["verdict"] == "wrong_answer"
    hidden = [case for case in record["cases"] if case["visibility"] == "hidden"]
    assert [case["verdict"] for case in hidden] == ["wrong_answer", "wrong_answer"]
    assert all(case["input"] is None and case["expected"] is None for case in hidden)


def test_batch_keeps_the_order_and_names_bad_lines(codemm, tmp_path):
    lines = [
        {"id": "a", "problem": PROBLEM, "source": {"code": GOOD}},
        {"id": "b", "problem": PROBLEM, "source": {"code": "x = ("}},
        {"id": "c", "problem": {"id": "p"}, "source": {"code": GOOD}},
        {"id": "d", "problem": PROBLEM, "source": GOOD},
        {"id": "e", "problem": PROBLEM},
        {"id": None, "problem": "n" * 400, "source": GOOD},
        {"id": "g", "problem": PROBLEM, "source": "n" * 255 + "/" + "n" * 300},
    ]
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    ran = codemm("judge", "--batch", path, "--sandbox", "local", "--workers", "2")
    assert ran.code == 0
    assert [record["id"] for record in ran.records] == list("abcde6g")
    assert [record.get("verdict") for record in ran.records] == [
        "accepted",
        "compile_error",
        None,
        "accepted",
        None,
        None,
        "runtime_error",
    ]
    assert "source" in ran.records[4]["error"]["message"]
    assert "too long" in ran.records[5]["error"]["message"]


def test_half_a_surrogate_pair_does_not_end_a_batch(codemm, tmp_path):
    odd = {
        "id": "odd",
        "problem": PROBLEM | {"signature": PROBLEM["signature"] | {"returns": "str"}},
        "source": {"code": "def double(n): return chr(0xD800) * n"},
    }
    odd["problem"]["tests"] = [t | {"expected": {"value": "x"}} for t in PROBLEM["tests"]]
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in (odd, odd | {"id": "next"})))
    ran = codemm("judge", "--batch", path, "--sandbox", "local")
    assert [r["verdict"] for r in ran.records] == ["wrong_answer", "wrong_answer"]
    ran.out.encode("utf-8")
    assert ran.records[0]["cases"][0]["got"]["value"] == "\\ud800"


def test_memory_tells_nothing_about_hidden_inputs(codemm, problem_file, tmp_path):
    (tmp_path / "probe.py").write_text(
        "def double(n):\n    x = bytearray(n * 3_000_000)\n    return 0\n"
    )
    ran = codemm("judge", problem_file, tmp_path / "probe.py", "--sandbox", "local", "--json")
    cases = ran.records[0]["cases"]
    hidden = {case["memory_kb"] for case in cases if case["visibility"] == "hidden"}
    assert all(figure % (16 << 10) == 0 for figure in hidden)
    assert ran.records[0]["memory_kb"] % (16 << 10) == 0


def test_judge_reads_the_answer_out_of_a_notebook(codemm, problem_file, tmp_path):
    notebook = tmp_path / "answers.ipynb"
    cells = [{"cell_type": "code", "source": f"# codemm: p1\n{GOOD}", "metadata": {}}]
    notebook.write_text(json.dumps({"cells": cells}))
    (record,) = codemm("judge", problem_file, notebook, "--sandbox", "local", "--json").records
    assert record["verdict"] == "accepted"


def test_run(codemm, tmp_path):
    program, stdin = tmp_path / "main.py", tmp_path / "in.txt"
    program.write_text("print(input()[::-1])")
    stdin.write_text("abc\n")
    arguments = ("run", "--language", "python", program, "--stdin", stdin, "--sandbox", "local")
    (record,) = codemm(*arguments, "--json").records
    assert record["stdout"] == "cba\n"
    assert "cba" in codemm(*arguments).out


def test_spec_prints_every_turn(codemm):
    ran = codemm("spec", "two easy Python problems on loops", "they return a value", "--json")
    assert ran.code == 0
    first, last = ran.records
    assert first["question_key"] == "problem_style"
    assert last["state"] == "READY"
    assert last["done"] is True


def test_generate_is_reproducible_and_leaves_a_valid_notebook(codemm, tmp_path):
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps(SPEC))
    made = []
    for folder in ("one", "two"):
        ran = codemm(
            *("generate", "--spec", spec, "--out", tmp_path / folder, "--seed", 5),
            *("--sandbox", "local", "--author", "builtin", "--json"),
        )
        assert ran.code == 0, ran.err
        record = ran.records[-1]
        assert record["complete"]
        nbformat.validate(nbformat.read(record["notebook"], 4))
        problems = json.loads(Path(record["activity"]).read_text())["problems"]
        made.append([problem | {"id": ""} for problem in problems])
    assert made[0] == made[1]
    again = codemm("notebook", record["activity"], "--out", tmp_path / "three", "--json")
    assert again.code == 0
    assert again.records[0]["problems"] == 2
    assert again.records[0]["tests"] is None


@pytest.mark.parametrize("form", ["nbgrader", "otter"])
def test_an_assignment_is_never_written_over_another(codemm, tmp_path, form):
    path, out = tmp_path / "activity.json", tmp_path / "{course}"
    path.write_text(json.dumps(ACTIVITY))
    made = [codemm("notebook", path, "--out", out, "--format", form, "--json") for _ in range(2)]
    records = [record for ran in made for record in ran.records]
    notebooks, tests = ({record[key] for record in records} for key in ("notebook", "tests"))
    assert len(notebooks) == len(tests) == 2
    assert all(Path(name).stat().st_mode & 0o077 == 0 for name in tests)
    said = codemm("notebook", path, "--out", out, "--format", form).out
    assert "stays with you" in said


def test_doctor_speaks_of_every_language(codemm):
    (record,) = codemm("doctor", "--json").records
    assert {item["language"] for item in record["languages"]} == {"python", "java", "cpp", "sql"}
    assert {check["id"] for check in record["checks"]} >= {"store", "author", "panel"}


def test_doctor_says_what_keeps_everything_from_starting(codemm, database):
    database.parent.mkdir()
    database.write_bytes(b"this is no database" * 100)
    ran = codemm("doctor", "--json")
    assert ran.code == 0
    findings = {check["id"]: check for check in ran.records[0]["checks"]}
    assert findings["start"]["level"] == "missing"
    assert database.name in findings["start"]["detail"]
    assert "panel" in findings


def test_db_status_makes_no_database(codemm, database):
    assert codemm("db", "status").code == 0
    assert not database.exists()
    assert codemm("db", "upgrade").code == 0
    assert database.exists()


def test_demo(codemm, tmp_path):
    ran = codemm("demo", "--no-lab", "--dir", tmp_path / "demo", "--sandbox", "local")
    assert ran.code == 0, ran.err
    assert "you:" in ran.out
    assert "sandbox tier" in ran.out
    assert ran.out.count("proven: 8 tests refuse ") == 3
    assert len(list((tmp_path / "demo").glob("*.ipynb"))) == 1


def test_verify_gives_back_the_problem_as_it_was_proven(codemm, tmp_path):
    candidates = [
        {"category": kind, "input": {"args": [n]}, "claimed": {"value": 2 * n}}
        for kind, n in (("minimal", 0), ("negative", -7), ("large", 90), ("typical", 12))
    ]
    draft = {"problem": PROBLEM, "reference": {"code": GOOD}, "candidates": candidates}
    wrong = {**draft, "reference": {"code": BAD}}
    path = tmp_path / "drafts.jsonl"
    lines = [{"id": "good", "draft": draft}, {"id": "wrong", "draft": wrong}]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    ran = codemm("verify", "--batch", path, "--sandbox", "local")
    good, refused = ran.records
    assert (good["id"], good["accepted"], refused["accepted"]) == ("good", True, False)
    tests = good["problem"]["tests"]
    assert [test["name"] for test in tests] == [f"test_case_{n}" for n in range(1, 9)]
    assert [test["visibility"] for test in tests].count("sample") == 3
    assert all(test["expected"]["value"] == 2 * test["input"]["args"][0] for test in tests)
    assert good["mutation"]["score"] == 1
    assert good["mutation"]["mutants"] >= good["mutation"]["killable"] > 0
    assert "problem" not in refused
    assert "return 2" not in ran.out
    proposed = [one["input"]["args"] for one in candidates + PROBLEM["tests"]]
    new = [test["name"] for test in tests if test["input"]["args"] not in proposed]
    assert good["unclaimed"] == new


def test_verify_says_what_a_refusal_means_and_what_is_to_be_checked(codemm, tmp_path):
    few = [
        {"category": kind, "input": {"args": [n]}, "claimed": {"value": 2 * n}}
        for kind, n in (("minimal", 0), ("negative", -7), ("large", 90))
    ]
    draft = {"problem": PROBLEM, "reference": {"code": GOOD}, "candidates": few}
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(draft))
    ran = codemm("verify", path, "--sandbox", "local")
    assert "check by hand: test_case_" in ran.out
    path.write_text(json.dumps({**draft, "reference": {"code": BAD}}))
    ran = codemm("verify", path, "--sandbox", "local")
    assert "its own solution failed its own tests" in ran.out
