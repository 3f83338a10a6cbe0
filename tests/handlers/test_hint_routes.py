"""Hints through the real server: with each verdict, and on request, by the rules of unlocking."""

from __future__ import annotations

import json

import pytest
from tornado.httpclient import HTTPClientError

from tests.handlers.test_solving_routes import a_problem


def wrong_answer(problem: dict, value: str = "None") -> dict:
    name, params = problem["signature"]["name"], problem["signature"]["params"]
    listed = ", ".join(param["name"] for param in params)
    return {"code": f"def {name}({listed}):\n    return {value}\n"}


async def submitted(api, problem, source):
    body = {"problem_id": problem["id"], "source": source}
    return await api("POST", "submit", body=body, params={"wait": "30"})


async def test_before_the_first_attempt_there_is_only_the_idea(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    starter = {"code": problem["starter"]}
    for _ in range(2):
        reply = await api("POST", "hints", body={"problem_id": problem["id"], "source": starter})
        assert (reply["level"], reply["ruling"], reply["source"]) == (2, "conceptual", "rule")
    await submitted(api, problem, starter)
    reply = await api("POST", "hints", body={"problem_id": problem["id"], "source": starter})
    assert reply["ruling"] == "conceptual"


async def test_the_idea_that_is_shown_after_a_run_of_a_cell_is_recorded(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    body = {"problem_id": problem["id"], "source": wrong_answer(problem)}
    await api("POST", "notes", body=body | {"what": "ran", "run": {"stdout": "6"}})
    reply = await api("POST", "hints", body=body)
    (line,) = (await api("GET", "problems", problem["id"], "journey"))["chat"]
    assert (line["kind"], line["text"]) == ("hint", reply["text"])
    assert (await api("GET", "profile"))["totals"]["hints_used"] == 0


async def test_levels_open_by_work(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    await submitted(api, problem, wrong_answer(problem))

    async def ask(value, **more):
        body = {"problem_id": problem["id"], "source": wrong_answer(problem, value)} | more
        reply = await api("POST", "hints", body=body)
        return reply["level"], reply["ruling"]

    assert await ask("None") == (1, "given")
    assert await ask("None") == (1, "again")  # the same click, twice
    assert await ask("None", level=1) == (1, "again")
    profile = await api("GET", "profile")
    assert profile["totals"]["hints_used"] == 1


async def test_a_verdict_has_its_hint_and_a_pass_its_reflection(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    first = await submitted(api, problem, wrong_answer(problem))
    body = {"problem_id": problem["id"], "submission_id": first["id"]}
    hint = await api("POST", "hints", body=body)
    assert (hint["level"], hint["ruling"]) == (1, "given")
    again = await api("POST", "hints", body=body)
    assert (again["text"], again["ruling"]) == (hint["text"], "again")
    second = await submitted(api, problem, wrong_answer(problem, "0"))
    hint = await api("POST", "hints", body=body | {"submission_id": second["id"]})
    assert hint["level"] <= 2
    assert (await api("GET", "profile"))["totals"]["hints_used"] == 2
    journey = await api("GET", "journey", params={"problem_id": problem["id"]})
    assert [row["kind"] for row in journey["rows"]].count("hint") == 2
    chat = (await api("GET", "problems", problem["id"], "journey"))["chat"]
    assert [line["level"] for line in chat] == [1, hint["level"]]


async def test_who_has_passed_needs_no_hint(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    samples = [t for t in problem["tests"] if t["visibility"] == "sample"]
    known = [(t["input"]["args"], t["expected"]["value"]) for t in samples]
    params = problem["signature"]["params"]
    names = ", ".join(param["name"] for param in params)
    code = (
        f"def {problem['signature']['name']}({names}):\n"
        f"    known = {known!r}\n"
        f"    return next((value for given, value in known if given == [{names}]), None)\n"
    )
    body = {"problem_id": problem["id"], "source": {"code": code}}
    run = await api("POST", "run", body=body)
    assert run["samples"]["verdict"] == "accepted"
    hint = await api("POST", "hints", body=body)
    assert (hint["level"], hint["ruling"]) == (0, "again")
    assert "Submit" in hint["text"]


async def test_no_hint_tells_a_hidden_value(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    submission = await submitted(api, problem, wrong_answer(problem))
    body = {"problem_id": problem["id"], "submission_id": submission["id"]}
    said = json.dumps(await api("POST", "hints", body=body))
    hidden = [t for t in problem["tests"] if t["visibility"] == "hidden"]
    shown = json.dumps([t for t in problem["tests"] if t["visibility"] == "sample"])
    for test in hidden:
        value = json.dumps(test["input"]["args"])
        assert value not in said or value in shown


async def test_hints_for_what_is_not_there_are_refused(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    for body in (
        {"problem_id": "nobody-s"},
        {"problem_id": problem["id"], "submission_id": "nobody-s"},
    ):
        with pytest.raises(HTTPClientError) as caught:
            await api("POST", "hints", body=body)
        assert caught.value.code == 404
