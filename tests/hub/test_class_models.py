"""The models of a class over HTTP on both sides: the wired service, and an endpoint."""

from __future__ import annotations

import json

import pytest

from tests.fakes.model_endpoint import ModelEndpoint, in_pieces
from tests.hub.schools import two_schools

KEY = "sk-of-the-class-7f3a"
SITE_KEY = "sk-of-the-site-9b1c"
MORE = (
    "Think of a row of letter boxes. You walk along them and look into each one in turn, and do "
    "the same small thing at every box. That is all that a loop does for you. When the last box is "
    "done, you go on with what comes after it. Which small thing would you do at each box here?"
)


@pytest.fixture
def endpoint(monkeypatch):
    with ModelEndpoint(lambda _: in_pieces(MORE)) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", SITE_KEY)
        monkeypatch.setenv("OPENAI_MODEL", "m1")
        yield running


@pytest.fixture
def jp_server_config(jp_server_config, endpoint):
    jp_server_config["JupyterCodemm"]["author"] = "auto"
    return jp_server_config


@pytest.fixture
def asked(ask):
    """Ask a question about a problem; returns what its wording ends with, None without one."""

    async def question(who: str, problem: str) -> str | None:
        body = {"text": "What is a loop in Python?", "problem_id": problem}
        status, query = await ask(who, "POST", "queries", body)
        assert (status, query["status"]) == (200, "completed")
        if query["wording"] is None:
            return None
        _, stream = await ask(who, "GET", f"wordings/{query['wording']}/stream")
        return json.loads(stream.decode().strip().split("data: ")[-1])["text"]

    return question


def keys_seen(endpoint) -> set[str]:
    return {seen.headers.get("authorization") for seen in endpoint.seen}


async def test_the_key_of_a_class_goes_to_its_endpoint_and_nowhere_else(
    ask, asked, parts, endpoint, caplog
):
    caplog.set_level("DEBUG")
    schools = await two_schools((await parts()).ctx)
    path = f"classes/{schools.loops}/llm"
    assert (await asked("ada", schools.problem)).endswith(MORE)
    assert keys_seen(endpoint) == {f"Bearer {SITE_KEY}"}
    endpoint.seen.clear()
    own = {"models": ["big"], "base_url": endpoint.base_url, "key": KEY}
    status, told = await ask("eve:staff", "PUT", path, own)
    assert (status, told["has_key"], told["model"]) == (200, True, "big")
    assert (await asked("ada", schools.problem)).endswith(MORE)
    assert keys_seen(endpoint) == {f"Bearer {KEY}"}
    assert {seen.body["model"] for seen in endpoint.seen} == {"big"}
    endpoint.seen.clear()
    replies = [told]
    for who, route in (
        ("eve:staff", path),
        ("root:staff", path),
        ("ada", "me/llm"),
        ("eve:staff", f"classes/{schools.loops}/costs"),
        ("root:staff", f"classes/{schools.loops}/export"),
        ("eve", "me/export"),
    ):
        status, reply = await ask(who, "GET", route)
        assert status == 200
        replies.append(reply)
    wrong = {"models": ["big"], "base_url": "http://127.0.0.1:1/v1", "key": KEY}
    status, refused = await ask("eve:staff", "PUT", path, wrong)
    assert (status, refused["error"]["where"]) == (422, "base_url")
    assert KEY not in f"{replies} {refused} {caplog.text}"


async def test_off_and_spent_send_nothing_and_what_was_spent_is_told(ask, asked, parts, endpoint):
    schools = await two_schools((await parts()).ctx)
    path = f"classes/{schools.loops}/llm"
    assert await asked("ada", schools.problem)
    sent = len(endpoint.seen)
    _, costs = await ask("tom:staff", "GET", f"classes/{schools.loops}/costs")
    (week,) = costs["weeks"]
    assert week["spent"]["calls"] == sent
    assert [one["user"] for one in week["people"]] == ["ada"]
    _, mine = await ask("ada", "GET", "me/llm")
    assert mine["classes"][0]["spent"] == week["spent"]
    status, content = await ask("tom:staff", "GET", f"classes/{schools.loops}/costs", format="csv")
    assert (status, content.split(b"\r\n")[0][:18]) == (200, b"week,user,purpose,")
    status, _ = await ask("tom:staff", "GET", f"classes/{schools.loops}/costs", format="pdf")
    assert status == 422
    await ask("eve:staff", "PUT", path, {"student": {"tokens": 1}})
    text = await asked("ada", schools.problem)
    assert "Your budget for the model in this class is used up for this week: " in text
    await ask("eve:staff", "PUT", path, {"policy": "off"})
    assert await asked("ada", schools.problem) is None
    assert len(endpoint.seen) == sent


async def test_what_models_are_for_is_decided_in_one_place(ask, parts):
    schools = await two_schools((await parts()).ctx)
    path = f"classes/{schools.loops}"
    status, told = await ask("eve:staff", "PUT", f"{path}/llm", {"policy": "off"})
    assert (status, told["policy"]) == (200, "off")
    change = {"name": "Circles", "model_policy": "all"}
    status, refused = await ask("eve:staff", "PATCH", path, change)
    assert (status, refused["error"]["where"]) == (422, "model_policy")
    assert await ask("eve:staff", "GET", f"{path}/llm") == (200, told)
    _, mine = await ask("eve:staff", "GET", "classes")
    assert [one["school_class"]["name"] for one in mine["classes"]] == ["Loops"]
