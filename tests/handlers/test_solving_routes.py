"""What the page of a learner asks: the problem of an answer cell, hints, readable outcomes."""

from __future__ import annotations

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.handlers.routes import PREFIX

TALK = ("one easy Python problem on loops", "it should return its result")


async def a_problem(api, jp_fetch) -> dict:
    session = (await api("POST", "sessions", body={}))["id"]
    for text in TALK:
        await api("POST", "sessions", session, "messages", body={"text": text})
    await api("POST", "sessions", session, "generate", body={"seed": 3})
    await jp_fetch(PREFIX, "sessions", session, "generate", "stream", request_timeout=60)
    (listed,) = (await api("GET", "activities"))["activities"]
    return (await api("GET", "activities", listed["id"]))["problems"][0]


async def test_a_learners_page_gets_what_it_needs_and_no_test(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    view = await api("GET", "problems", problem["id"])
    assert view["header"] == f"# codemm: {problem['id']}"
    assert view["starter"] == problem["starter"].rstrip()
    assert view["entry_file"] == "solution.py"
    assert not {"tests", "checker", "hints"} & view.keys()
    with pytest.raises(HTTPClientError) as caught:
        await api("GET", "problems", "somebody-elses")
    assert caught.value.code == 404

    with pytest.raises(HTTPClientError) as caught:
        await api("POST", "hints", body={"problem_id": problem["id"], "level": 5})
    assert caught.value.code == 422

    asked = {"problem_id": problem["id"], "source": {"code": problem["starter"]}}
    plain = await api("POST", "run", body=asked)
    assert plain["report"] is None
    reply = await api("POST", "run", body=asked, params={"report": "1"})
    assert [case["visibility"] for case in reply["report"]["cases"]] == ["sample"] * 3
    assert reply["report"]["marks"][0]["file"] == "solution.py"
    params = {"wait": "30", "report": "1"}
    submission = await api("POST", "submit", body=asked, params=params)
    hidden = [c for c in submission["report"]["cases"] if c["visibility"] == "hidden"]
    assert len(hidden) == 5
    assert not any(case["given"] or case["compared"] or case["message"] for case in hidden)
    again = await api("GET", "submissions", submission["id"], params={"report": "1"})
    assert again == submission
    assert (await api("GET", "submissions", submission["id"]))["report"] is None

    # A submission outlives its activity, and what its values mean goes with that.
    await api("DELETE", "activities", view["activity_id"])
    later = await api("GET", "submissions", submission["id"], params={"report": "1"})
    assert later["outcome"] == submission["outcome"]
    assert later["report"] is None
