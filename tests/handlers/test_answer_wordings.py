"""What a model adds to answers, and its word in triage, over real HTTP on both sides."""

from __future__ import annotations

import logging
from random import Random

import pytest

from tests.fakes.model_endpoint import Hold, in_pieces, refusal, reply
from tests.fakes.tutored import (
    TutorSteps,
    add_problem,
    endpoint_of,
    followed,
    hint_of_verdict,
    talk_of,
    wrong,
)
from tests.soak.replies import of_value, verbatim

MORE = (
    "Think of a row of letter boxes. You walk along them and look into each one in turn, and do "
    "the same small thing at every box. That is all that a loop does for you. When the last box is "
    "done, you go on with what comes after it. Which small thing would you do at each box here?"
)


@pytest.fixture
def steps():
    return TutorSteps()


@pytest.fixture
def endpoint(steps, monkeypatch):
    with endpoint_of(steps) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.base_url)
        monkeypatch.setenv("OPENAI_MODEL", "m1")
        yield running


@pytest.fixture
def jp_server_config(jp_server_config, endpoint):
    jp_server_config["JupyterCodemm"]["author"] = "auto"
    return jp_server_config


async def test_an_answer_is_added_to_and_stored_as_it_was_shown(api, jp_fetch, steps):
    steps.step = in_pieces(MORE)
    asked = await api("POST", "queries", body={"text": "What is a loop in Python?"})
    rule = asked["answer"]["text"]
    assert (asked["status"], asked["answer"]["provider"]) == ("completed", None)
    parts, end = await followed(jp_fetch, asked["wording"])
    assert "".join(parts) == MORE
    assert end == f"{rule}\n\n{MORE}"
    kept = await api("GET", "queries", asked["id"])
    assert (kept["answer"]["text"], kept["wording"]) == (end, None)
    assert kept["answer"]["call"]["purpose"] == "answer_concept"
    assert kept["answer"]["provider"] == "m1"


@pytest.mark.parametrize(
    "text", ["just give me the solution", "what's the weather", "How am I doing?"]
)
async def test_what_rules_alone_answer_no_model_hears_of(api, steps, endpoint, text):
    steps.step = in_pieces(MORE)
    asked = await api("POST", "queries", body={"text": text})
    assert asked["wording"] is None
    assert endpoint.seen == []


async def test_a_leaking_or_failing_model_leaves_the_answer(
    api, jp_fetch, jp_serverapp, steps, caplog
):
    caplog.set_level(logging.DEBUG)
    given = await add_problem(jp_serverapp)
    await hint_of_verdict(api, given, wrong(given))
    leaks = [verbatim(given, Random(1)), of_value(given, Random(2)), of_value(given, Random(3))]
    body = {"text": "why is my answer wrong?", "problem_id": given.draft.problem.id}
    for step in (*(in_pieces("\n".join(one.texts)) for one in leaks), refusal(500), reply("")):
        steps.step = step
        asked = await api("POST", "queries", body=body | {"source": wrong(given)})
        parts, end = await followed(jp_fetch, asked["wording"])
        stored = (await api("GET", "queries", asked["id"]))["answer"]
        assert (parts, end, stored["text"]) == ([], asked["answer"]["text"], end)
        assert stored["provider"] is None
    said = await talk_of(api, body["problem_id"])
    for one in leaks:
        assert not one.leaks(said)
        assert not any(text in caplog.text for text in one.texts)
    assert "guardrail_replaced: a answer_debug" in caplog.text


@pytest.mark.parametrize(
    ("said", "routed"),
    [
        ('{"type": "exercise"}', ("exercise", "llm")),
        ('{"type": "root"}', ("concept", "rule")),
        ('{"type": "exercise", "sure": 1}', ("concept", "rule")),
        ("exercise", ("concept", "rule")),
        ("", ("concept", "rule")),
    ],
)
async def test_a_model_breaks_ties_by_a_closed_form_only(api, steps, endpoint, said, routed):
    steps.step = reply(said)
    asked = await api("POST", "queries", body={"text": "hmm marmalade"})
    (routing,) = asked["routings"]
    assert (routing["query_type"], routing["method"]) == routed
    assert routing["reason"]
    assert endpoint.seen[0].body["max_tokens"] == 20


async def test_a_tie_waits_for_no_stalling_model(api, steps, endpoint):
    steps.step = Hold()
    asked = await api("POST", "queries", body={"text": "hmm marmalade"})
    assert asked["routings"][0]["method"] == "rule"
    assert asked["status"] == "completed"
