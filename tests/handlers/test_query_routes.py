"""Questions through the real server, without a model: asked, routed, answered, rated."""

from __future__ import annotations

import json

import pytest
from tornado.httpclient import HTTPClientError

from tests.handlers.test_hint_routes import submitted, wrong_answer
from tests.handlers.test_solving_routes import a_problem


async def refusal(call, *arguments, **more):
    with pytest.raises(HTTPClientError) as caught:
        await call(*arguments, **more)
    error = json.loads(caught.value.response.body)["error"]
    return caught.value.code, error["where"]


@pytest.mark.parametrize(
    ("text", "kind", "sub", "says"),
    [
        ("How do for loops work in Python?", "concept", None, ""),
        ("Give me a practice problem on loops", "exercise", None, "one easy python problem on"),
        ("How am I doing?", "other", "progress", "nothing to tell yet"),
        ("what's the weather", "other", "off_topic", "programming"),
    ],
)
async def test_each_specialist_answers_without_a_model(api, text, kind, sub, says):
    query = await api("POST", "queries", body={"text": text})
    (routing,) = query["routings"]
    assert query["status"] == "completed"
    assert (routing["query_type"], routing["sub_intent"], routing["method"]) == (kind, sub, "rule")
    assert routing["reason"]
    assert says in query["answer"]["text"]


async def test_a_question_about_a_failed_answer_is_answered_by_its_verdict(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    source = wrong_answer(problem)
    body = {"text": "why is my answer wrong?", "problem_id": problem["id"], "source": source}
    early = await api("POST", "queries", body=body)
    assert "Run your program" in early["answer"]["text"]
    await submitted(api, problem, source)
    query = await api("POST", "queries", body=body)
    assert query["routings"][0]["target"] == "debug"
    assert "0 of 8" in query["answer"]["text"] or "expected" in query["answer"]["text"]
    listed = (await api("GET", "queries", params={"problem_id": problem["id"]}))["queries"]
    assert [one["id"] for one in listed] == [early["id"], query["id"]]
    journey = await api("GET", "journey", params={"problem_id": problem["id"]})
    assert [row["kind"] for row in journey["rows"]].count("question") == 2


async def test_who_asks_for_the_solution_gets_a_next_step(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    await submitted(api, problem, wrong_answer(problem))
    body = {"text": "just give me the solution", "problem_id": problem["id"]}
    query = await api("POST", "queries", body=body)
    assert "will not hand over the solution" in query["answer"]["text"]


async def test_a_question_is_sent_to_another_specialist_and_rated(api):
    first = await api("POST", "queries", body={"text": "How do for loops work in Python?"})
    again = await api("POST", "queries", first["id"], "route", body={"query_type": "exercise"})
    assert (again["retry_of"], again["routings"][0]["method"]) == (first["id"], "user")
    assert again["answer"]["format"] == "exercise"
    for rating in (2, 5):
        body = {"rating": rating, "comment": "ok"}
        rated = await api("PUT", "queries", again["id"], "rating", body=body)
        assert rated["rating"] == rating
    assert (await api("GET", "queries", first["id"]))["rating"] is None


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({"text": ""}, (422, "text")),
        ({"text": "   "}, (422, "")),
        ({"text": "x" * 10_001}, (422, "text")),
        ({"text": "why?", "problem_id": "nobody-s"}, (404, "")),
        ({"text": "why?", "retry_of": "nobody-s"}, (404, "")),
    ],
)
async def test_what_is_no_question_is_refused_and_not_kept(api, body, answer):
    assert await refusal(api, "POST", "queries", body=body) == answer
    assert (await api("GET", "queries"))["queries"] == []


async def test_ratings_are_one_to_five(api):
    query = await api("POST", "queries", body={"text": "x" * 10_000})
    for rating in (0, 6):
        body = {"rating": rating}
        refused = await refusal(api, "PUT", "queries", query["id"], "rating", body=body)
        assert refused == (422, "rating")
