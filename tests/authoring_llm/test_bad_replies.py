"""Every reply that a model can give: over real HTTP, through the gates, into a database."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from jupyter_codemm.authoring.llm import AuthorSettings
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.events import NumberedEvent
from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.services.activities import get_activity
from tests.authoring_llm.served import Bench, Play, endpoint, served
from tests.fakes.contexts import OWNER
from tests.fakes.model_endpoint import (
    Answer,
    Drip,
    Flood,
    HangUp,
    Hold,
    Step,
    refusal,
    reply,
)
from tests.fakes.model_replies import function_reply, program_reply

SECRET = "zyzzyva"


def good(**changes: Any) -> dict[str, Any]:
    return function_reply() | changes


def text(value: object, **changes: Any) -> Step:
    return reply(value if isinstance(value, str) else json.dumps(value), **changes)


def python_style(value: dict[str, Any]) -> str:
    """Return a value as Python would print it, when no text in it needs other quotes."""
    plain = value | {"reference": value["reference"].replace("'", "")}
    return repr(plain)


def run(
    play: Play, tmp_path: Path, **settings: Any
) -> tuple[AuthoringSession, Activity | None, list[NumberedEvent]]:
    async def scenario(bench: Bench) -> Any:
        session, events = await bench.run(topic_tags=["loops"])
        made = session.activity_id and await get_activity(bench.ctx, OWNER, session.activity_id)
        return session, made or None, events

    async def opened() -> Any:
        with endpoint(play) as model:
            async with served(model, tmp_path / "codemm.db", **settings) as bench:
                return await scenario(bench)

    return asyncio.run(opened())


def first(*steps: Step) -> Play:
    return lambda _order, number: steps[number] if number < len(steps) else None


JAVA = """public class Solution { public static int countAbove(int[] zyzzyva) { return 1; } }"""
HOMOGLYPH = "c\u043eunt_above"  # a Cyrillic o
LIST_CUT = json.dumps(good())[:-2000]

WRAPPED = {
    "fences": "Certainly!\n```json\n" + json.dumps(good()) + "\n```\nAnything else?",
    "a byte order mark": "\ufeff" + json.dumps(good()),
    "prose around": "Here you are: " + json.dumps(good()) + " I hope {this} helps.",
    "a list of one": json.dumps([good()]),
    "trailing commas": json.dumps(good()).replace("}]", "},]")[:-1] + ",}",
    "comments": "{// an exercise\n" + json.dumps(good())[1:],
    "single quotes": python_style(good()),
    "thoughts first": f"<think>{{{SECRET}}}</think>{json.dumps(good())}",
    "line ends in strings": json.dumps(good()).replace("\\n", "\n"),
}


@pytest.mark.parametrize("wrapped", WRAPPED.values(), ids=WRAPPED)
def test_a_good_draft_is_found_however_it_is_wrapped(wrapped: str, tmp_path: Path):
    session, made, _ = run(first(text(wrapped)), tmp_path)
    assert session.state == "SAVED"
    assert made is not None
    assert [call.outcome for call in made.verifications[0].calls] == ["answered"]


REFUSED_ONCE = {
    "nothing": text(""),
    "blanks": text(" \n\t "),
    "no content": reply(None),
    "a refusal in its own field": reply(
        "", choices=[{"message": {"content": None, "refusal": SECRET}, "finish_reason": "stop"}]
    ),
    "filtered": reply("", finish_reason="content_filter"),
    "a refusal in words": text(f"I'm sorry, but I can't help with {SECRET}."),
    "prose": text(f"The {SECRET} is an exercise about loops. " * 20),
    "a list": text([SECRET, 1]),
    "a number": text("42"),
    "deep nesting": text('{"a":' * 50_000),
    "another key": text({"exercise": good(title=SECRET)}),
    "huge text": text(good(statement=SECRET * 50_000)),
    "a long statement": text(good(statement=SECRET * 2000)),
    "a form of another kind": text(program_reply() | {"candidates": [SECRET]}),
    "a homoglyph in a name": text(
        good(signature=good()["signature"] | {"name": HOMOGLYPH}, title=SECRET)
    ),
    "invisible code": text(good(reference=good()["reference"] + f"\n#\u202e{SECRET}")),
    "code in another language": text(good(reference=JAVA)),
    "code that ends": text(good(reference="def count_above(readings, limit):\n    pass")),
    "wrong claims": text(
        good(candidates=[c | {"value": c["value"] + 1} for c in good()["candidates"]])
    ),
    "few candidates": text(good(candidates=good()["candidates"][:1] * 30)),
}


@pytest.mark.parametrize("step", REFUSED_ONCE.values(), ids=REFUSED_ONCE)
def test_a_reply_that_is_no_draft_is_tried_again_and_leaves_nothing_behind(
    step: Step, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    session, made, events = run(first(step), tmp_path)
    assert session.state == "SAVED", session.last_error
    assert made is not None
    assert made.verifications[0].attempts <= 2
    assert 2 <= len(made.verifications[0].calls) <= 4
    told = "\n".join(event.model_dump_json() for event in events)
    for place in (told, caplog.text, session.model_dump_json(), made.model_dump_json()):
        assert SECRET not in place
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert SECRET.encode() not in files


FAILED_ONCE = {
    "429": (refusal(429), "answered"),
    "500": (Answer(500, b"<html>zyzzyva"), "answered"),
    "503": (refusal(503, Retry_After="1"), "answered"),
    "reset": (HangUp(), "answered"),
    "cut in the middle": (Answer(body=b'{"choices": [{"mess', declared=5000), "answered"),
    "no chat completion": (Answer(body=b"<html>"), "answered"),
    "without end": (Flood(), "unanswered"),
    "a stall": (Hold(), "unanswered"),
    "a drip": (Drip(), "unanswered"),
    "too long": (refusal(400, "maximum context length is 512 tokens"), "refused"),
}


@pytest.mark.parametrize(("step", "outcome"), FAILED_ONCE.values(), ids=FAILED_ONCE)
def test_a_failure_on_the_way_costs_no_attempt(step: Step, outcome: str, tmp_path: Path):
    stalls = isinstance(step, (Hold, Drip))
    limits = AuthorSettings(timeout_s=1.5 if stalls else 60.0)
    session, made, _ = run(first(step), tmp_path, limits=limits)
    assert session.state == "SAVED", session.last_error
    assert made is not None
    proof = made.verifications[0]
    assert proof.attempts == 1
    assert proof.calls[0].outcome == outcome
    assert proof.calls[0].retries == (1 if outcome == "answered" else 0)


def test_a_reply_at_the_token_limit_is_finished_in_parts(tmp_path: Path):
    cut = json.dumps(good())
    at = cut.index('"wrong_solutions"') - 200
    session, made, _ = run(first(text(cut[:at], finish_reason="length")), tmp_path)
    assert session.state == "SAVED"
    assert made is not None
    calls = made.verifications[0].calls
    assert calls[0].truncated
    assert calls[0].purpose == "function_draft"
    assert len(calls) <= 5
    assert made.verifications[0].attempts == 1


@pytest.mark.parametrize("step", [text(""), text("I will not."), reply(None)])
def test_a_model_that_never_helps_is_told_in_plain_words(step: Step, tmp_path: Path):
    session, made, _ = run(lambda _order, _number: step, tmp_path)
    assert session.state == "FAILED"
    assert made is None
    assert session.last_error == (
        "problem 1: no draft passed the checks in 3 attempts: the answer was no exercise that "
        "could be read (3 times). Start again; if that does not help, another model may."
    )
    (failure,) = session.failures
    assert {call.outcome for call in failure.calls} == {"answered"}
    assert len(failure.calls) <= 3 + 2 * 2


def test_a_slot_that_fails_takes_no_other_with_it(tmp_path: Path):
    def play(order: dict[str, Any], _number: int) -> Step | None:
        return text("no") if order["difficulty"] == "medium" else None

    async def scenario() -> AuthoringSession:
        with endpoint(play) as model:
            async with served(model, tmp_path / "codemm.db") as bench:
                plan = [{"difficulty": d, "count": 1} for d in ("easy", "medium")]
                session, _ = await bench.run(2, difficulty_plan=plan, topic_tags=["loops"])
                made = await get_activity(bench.ctx, OWNER, session.activity_id or "")
                assert [p.difficulty for p in made.problems] == ["easy"]
                return session

    session = asyncio.run(scenario())
    assert (session.state, len(session.failures)) == ("FAILED", 1)
    assert session.last_error.startswith("problem 2: ")
