"""A learner's progress and record, through the real server."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.handlers.routes import PREFIX
from tests.handlers.test_solving_routes import a_problem

WRONG = {"code": "def wrong():\n    pass\n"}


async def refused(call, *arguments, **more):
    with pytest.raises(HTTPClientError) as caught:
        await call(*arguments, **more)
    return caught.value.code, json.loads(caught.value.response.body)["error"]


async def test_what_a_learner_does_shows_in_their_progress(api, jp_fetch):
    empty = await api("GET", "profile")
    assert (await api("GET", "journey", "problems"))["problems"] == []
    assert (empty["topics"], empty["next_activity"], empty["totals"]["attempts"]) == ([], None, 0)

    problem = await a_problem(api, jp_fetch)
    name = problem["id"]
    asked = {"problem_id": name, "source": {"code": problem["starter"]}}
    assert (await api("POST", "notes", body={"problem_id": name, "what": "opened"}))["recorded"]
    await api("POST", "run", body=asked)
    await api("POST", "submit", body=asked, params={"wait": "30"})
    profile = await api("GET", "profile")
    assert profile["totals"]["attempts"] == 1
    assert profile["totals"]["problems_opened"] == 1
    assert {skill["tag"] for skill in profile["skills"]} == set(problem["topics"])
    assert profile["streak"]["days"] == 1
    assert profile["next_activity"]["reason"]

    (worked,) = (await api("GET", "journey", "problems"))["problems"]
    assert (worked["problem_id"], worked["title"]) == (name, problem["title"])
    assert (worked["attempts"], worked["solved"]) == (1, False)

    kept = await api("GET", "problems", name, "solution")
    assert kept["source"]["files"] == {"solution.py": problem["starter"]}
    assert kept["origin"] == "submitted"


async def test_a_journey_is_looked_back_at(api, jp_fetch):
    name = (await a_problem(api, jp_fetch))["id"]
    for what, code in (("opened", "a = 1"), ("saved", "a = 2"), ("saved", "a = 3")):
        body = {"problem_id": name, "what": what, "source": {"code": code}}
        await api("POST", "notes", body=body)
    journey = await api("GET", "journey", params={"problem_id": name})
    assert journey["steps"] == 4
    assert journey["rows"][-1]["sentence"]
    codes = [(await api("GET", "journey", "steps", str(k)))["code"] for k in range(5)]
    assert codes == ["", "", "a = 1", "a = 2", "a = 3"]
    versions = (await api("GET", "problems", name, "solutions"))["versions"]
    assert [version["origin"] for version in versions] == ["manual", "manual"]
    assert (await api("GET", "journey", "interactions"))["rows"] == []
    for step in ("5", "1" * 30, "two"):
        assert (await refused(api, "GET", "journey", "steps", step))[0] == 422


async def test_autosaves_that_change_nothing_are_not_kept(api, jp_fetch):
    name = (await a_problem(api, jp_fetch))["id"]

    async def save(what, code):
        body = {"problem_id": name, "what": what, "source": {"code": code}}
        return (await api("POST", "notes", body=body))["recorded"]

    assert [await save("autosaved", text) for text in ("a = 1", "a = 1", "a = 2", "a = 1")] == [
        True,
        False,
        True,
        True,
    ]
    assert await save("saved", "a = 1")


async def test_what_was_run_is_a_version_once_it_is_saved(api, jp_fetch):
    name = (await a_problem(api, jp_fetch))["id"]
    run = {"stdout": "", "error_name": None}
    for what, code, more in (
        ("autosaved", "a = 1", {}),
        ("ran", "a = 2", {"run": run}),
        ("autosaved", "a = 2", {}),
        ("ran", "a = 2", {"run": run}),
        ("autosaved", "a = 2", {}),
    ):
        body = {"problem_id": name, "what": what, "source": {"code": code}} | more
        await api("POST", "notes", body=body)
    versions = (await api("GET", "problems", name, "solutions"))["versions"]
    assert [version["origin"] for version in versions] == ["autosave", "autosave"]


async def test_a_paused_record_stays_as_it_is(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    asked = {"problem_id": problem["id"], "source": {"code": problem["starter"]}}
    settings = await api("PATCH", "me", "recording", body={"recording": False})
    expected = {"recording": False, "research": False, "research_in": [], "time_zone": "UTC"}
    assert settings == expected
    noted = await api("POST", "notes", body={"problem_id": problem["id"], "what": "opened"})
    assert noted == {"recorded": False, "paused": True}
    submission = await api("POST", "submit", body=asked, params={"wait": "30"})
    assert submission["status"] == "done"
    profile = await api("GET", "profile")
    assert (profile["recording"], profile["totals"]["attempts"]) == (False, 0)
    await api("PATCH", "me", "recording", body={"recording": True})
    await api("POST", "submit", body=asked, params={"wait": "30"})
    assert (await api("GET", "profile"))["totals"]["attempts"] == 1


async def test_everything_of_a_learner_is_handed_to_them(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    asked = {"problem_id": problem["id"], "source": {"code": problem["starter"]}}
    await api("POST", "notes", body={"problem_id": problem["id"], "what": "opened"})
    await api("POST", "submit", body=asked, params={"wait": "30"})
    await api("POST", "queries", body={"text": "=SUM(A1) why?", "problem_id": problem["id"]})
    whole = await api("GET", "me", "export")
    assert [len(whole[name]) for name in ("submissions", "questions", "conversations")] == [1, 1, 1]
    assert [record["id"] for record in whole["records"]] == list(
        range(1, len(whole["records"]) + 1)
    )
    assert len(whole["code_states"]) == 1
    hidden = {t["name"] for t in problem["tests"] if t["visibility"] == "hidden"}
    cases = whole["submissions"][0]["outcome"]["cases"]
    assert all(case["expected"] is None for case in cases if case["name"] in hidden)

    table = await jp_fetch(PREFIX, "me", "export", params={"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(table.body.decode())))
    assert len(rows) == len(whole["records"])
    archive = await jp_fetch(PREFIX, "me", "export", params={"format": "progsnap2"})
    with zipfile.ZipFile(io.BytesIO(archive.body)) as files:
        assert "MainTable.csv" in files.namelist()
        assert b"local" not in files.read("MainTable.csv").split(b"\n", 1)[1]
    with pytest.raises(HTTPClientError) as caught:
        await jp_fetch(PREFIX, "me", "export", params={"format": "pdf"})
    assert caught.value.code == 422


async def test_erasing_needs_the_sentence_and_leaves_nothing(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    await api("POST", "notes", body={"problem_id": problem["id"], "what": "opened"})
    assert (await refused(api, "POST", "me", "erase", body={}))[0] == 422
    rows = (await api("POST", "me", "erase", body={"confirm": "erase everything about me"}))["rows"]
    assert rows["journey"] >= 2
    assert rows["activities"] == 1
    assert (await api("GET", "activities"))["activities"] == []
    assert (await api("GET", "profile"))["totals"]["problems_opened"] == 0


async def test_erasing_ends_what_is_being_generated(api, jp_serverapp):
    (app,) = jp_serverapp.extension_manager.extension_apps["jupyter_codemm"]
    generations = (await app.once.get()).generations
    session = (await api("POST", "sessions", body={}))["id"]
    for text in ("seven hard Python problems on recursion and maps", "return their results"):
        await api("POST", "sessions", session, "messages", body={"text": text})
    await api("POST", "sessions", session, "generate", body={"seed": 3})
    assert generations.running == (session,)
    await api("POST", "me", "erase", body={"confirm": "erase everything about me"})
    assert generations.running == ()


@pytest.mark.parametrize(
    ("asked", "body", "answer"),
    [
        ("PATCH me/recording", {"time_zone": "Mars/Olympus"}, (422, "time_zone")),
        ("POST notes", {"problem_id": "nobody-s", "what": "opened"}, (404, "")),
        ("POST notes", {"problem_id": "p", "what": "sang"}, (422, "what")),
        ("POST notes", {"problem_id": "p", "what": "saved"}, (422, "")),
        ("POST profile/alerts", {"trigger": "says_stuck", "topic": "loops"}, (404, "trigger")),
        ("GET problems/nobody-s/solution", None, (404, "")),
    ],
)
async def test_what_cannot_be_is_refused_in_words(api, asked, body, answer):
    method, path = asked.split()
    got, error = await refused(api, method, *path.split("/"), body=body)
    assert (got, error["where"]) == answer
    assert error["message"]


async def test_a_timeline_knows_whole_and_beginning_only(api, jp_fetch):
    assert await api("GET", "journey", params={"part": "beginning"}) == await api("GET", "journey")
    with pytest.raises(HTTPClientError) as caught:
        await jp_fetch(PREFIX, "journey", params={"part": "end"})
    assert json.loads(caught.value.response.body)["error"]["where"] == "part"


async def test_an_explanation_names_what_it_misses(jp_fetch):
    for query, code in (
        ({}, 422),
        ({"language": "cobol", "topic": "x"}, 422),
        ({"language": "sql"}, 422),
        ({"language": "sql", "topic": "x"}, 404),
    ):
        with pytest.raises(HTTPClientError) as caught:
            await jp_fetch(PREFIX, "profile", "explanation", params=query)
        assert caught.value.code == code
