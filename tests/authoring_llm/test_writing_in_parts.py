"""Whole replies, the parts that they lack, and models that write one part after another."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from jupyter_codemm.authoring.llm import AuthorSettings, ModelAuthor
from jupyter_codemm.errors import (
    InvalidInputError,
    PromptTooLongError,
    UnansweredError,
    UnavailableError,
)
from tests.authoring_llm.orders import Answer, Model, Truncating, draft, wanted
from tests.fakes.model_replies import function_reply, good_reply

IN_PARTS = AuthorSettings(staging="always")
PARTS = ["statement", "reference", "candidates", "hints", "mistakes"]
CASES = [
    ("python", "return", "loops"),
    ("python", "mixed", "loops"),
    ("java", "stdout", "loops"),
    ("cpp", "return", "classes"),
    ("sql", "stdout", "filtering"),
]


def whole_is(answer: Answer) -> Any:
    return lambda order, _number: answer if order["answer"] == "whole" else None


def without(*keys: str, **changes: Any) -> dict[str, Any]:
    return {k: v for k, v in (function_reply() | changes).items() if k not in keys}


def test_a_good_model_is_asked_once_and_tells_private_things_too():
    model = Model()
    made, calls = draft(model)
    assert model.answered == ["whole"]
    assert len(made.candidates) == 16
    assert [c.rule for c in made.constraints] == ["length", "range"]
    assert [w.mistake for w in made.wrong_solutions] == [
        "counts readings at the limit",
        "counts the readings below",
        "starts at one",
    ]
    assert not any(w.source.text in made.problem.model_dump_json() for w in made.wrong_solutions)
    assert [(c.purpose, c.outcome, c.model) for c in calls] == [
        ("function_draft", "answered", "m1")
    ]
    assert calls[0].tokens_in > 1000


@pytest.mark.parametrize(("language", "style", "topic"), CASES)
def test_in_parts_comes_the_same_draft_as_at_once(language: Any, style: Any, topic: str):
    request = wanted(language, style, (topic,))
    model = Model()
    made, calls = draft(model, request, limits=IN_PARTS)
    assert made == draft(Model(), request)[0]
    assert model.answered == PARTS
    assert [call.purpose.partition("_")[2] for call in calls] == PARTS


def test_each_part_is_shown_what_it_needs_and_claims_never_the_reference():
    model = Model()
    draft(model, limits=IN_PARTS)
    shown = {order["answer"]: set(order["exercise"] or {}) for order in model.orders}
    assert shown["statement"] == set()
    assert {"statement", "signature", "constraints"} <= shown["reference"]
    assert {"statement", "signature"} <= shown["candidates"]
    assert "reference" not in shown["candidates"]
    assert "reference" in shown["hints"] & shown["mistakes"]
    reference = function_reply()["reference"].splitlines()[1].strip()
    assert reference not in model.requests[2].messages[1].text


@pytest.mark.parametrize(
    ("missing", "part"),
    [("reference", "reference"), ("candidates", "candidates"), ("hints", "hints")],
)
def test_a_part_that_a_whole_reply_lacks_is_asked_for_alone(missing: str, part: str):
    model = Model(whole_is(without(missing)))
    made, _ = draft(model)
    assert model.answered == ["whole", part]
    assert made == draft(Model())[0]


def test_too_few_candidates_become_more():
    few = function_reply()["candidates"][:5]
    model = Model(whole_is(without(candidates=few)))
    made, _ = draft(model)
    assert model.answered == ["whole", "candidates"]
    assert len(made.candidates) == 16


def test_two_hints_are_not_enough_for_three_levels():
    model = Model(whole_is(without(hints=[*function_reply()["hints"][:2], "  "])))
    made, _ = draft(model)
    assert model.answered == ["whole", "hints"]
    assert [hint.level for hint in made.problem.hints] == [1, 2, 3]


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"value": "three"}, "candidates.0: the claimed result is not of the declared type"),
        ({"args": ["no"]}, "candidates: only 0 different ones fit, 8 are needed"),
    ],
)
def test_candidates_that_do_not_fit_are_asked_for_once_more(
    changed: dict[str, Any], complaint: str
):
    odd = [candidate | changed for candidate in function_reply()["candidates"]]
    model = Model(whole_is(without(candidates=odd)))
    made, _ = draft(model)
    assert model.answered == ["whole", "candidates"]
    assert complaint in model.orders[1]["complaint"]
    assert made == draft(Model())[0]
    with pytest.raises(InvalidInputError, match="candidates"):
        draft(Model(lambda _o, _n: without(candidates=odd)))


def test_candidates_that_break_the_stated_constraints_are_left_out():
    odd = {"on": "readings", "rule": "length", "low": 1, "high": None, "text": ""}
    model = Model(whole_is(without(constraints=[odd, {"on": 7}, odd | {"rule": "best"}])))
    made, _ = draft(model)
    assert len(made.constraints) == 1
    assert len(made.candidates) == 15
    assert all(c.input.args and c.input.args[0] for c in made.candidates)


@pytest.mark.parametrize("low", ["NaN", "-Infinity", "1e400"])
def test_a_constraint_without_an_end_that_can_be_reached_is_left_out(low: str):
    promise = {"on": "values", "rule": "length", "low": 0}
    reply = json.dumps(without(constraints=[promise, promise | {"low": "LOW"}]))
    made, _ = draft(Model(lambda _o, _n: reply.replace('"LOW"', low)))
    assert [constraint.low for constraint in made.constraints] == [0]


def test_wrong_solutions_and_constraints_are_no_condition():
    model = Model(whole_is(without("wrong_solutions", "constraints")))
    made, _ = draft(model)
    assert model.answered == ["whole"]
    assert (made.wrong_solutions, made.constraints) == ((), ())


def test_a_reply_that_is_cut_keeps_its_whole_parts():
    order = ["title", "statement", "signature", "candidates", "reference", "hints", "goals"]
    reply = function_reply()
    whole = json.dumps({key: reply[key] for key in order})
    at = whole.index('"reference"') + 40

    class Cut(Truncating):
        def _reply(self, request: Any) -> str:
            text = super()._reply(request)
            return whole if "whole" in request.messages[1].text[:30] else text

    model = Cut(at)
    made, calls = draft(model)
    assert model.answered == ["whole", "reference", "hints"]
    assert len(made.candidates) == 16
    assert [call.truncated for call in calls] == [True, False, False]


def test_candidates_that_are_cut_keep_the_whole_ones():
    reply = function_reply()
    whole = json.dumps({key: reply[key] for key in ("title", "statement", "signature")})
    candidates = json.dumps(reply["candidates"])
    text = f'{whole[:-1]}, "candidates": {candidates[: candidates.index("[7, 7, 8, 7]")]}'
    model = Model(whole_is(text))
    made, _ = draft(model)
    assert model.answered == ["whole", "reference", "hints"]
    assert len(made.candidates) == 9


def test_other_lists_that_are_cut_do_not_count():
    reply = function_reply()
    order = ["title", "statement", "signature", "candidates", "reference", "hints", "goals"]
    text = json.dumps({key: reply[key] for key in order})
    model = Model(whole_is(text[: text.index(reply["goals"][2])]))
    made, _ = draft(model)
    assert model.answered == ["whole", "hints"]
    assert list(made.goals) == reply["goals"]


def test_wrong_solutions_that_are_none_are_left_out():
    reply = function_reply()
    wrong = reply["wrong_solutions"][0]
    copy = {"code": f"\n{reply['reference']}\n\n", "mistake": "none"}
    odd = [copy, wrong, wrong, {"code": "", "mistake": "x"}, {"mistake": "y"}, 7]
    made, _ = draft(Model(whole_is(without(wrong_solutions=odd))))
    assert [w.mistake for w in made.wrong_solutions] == [wrong["mistake"]]


def attempts(author: ModelAuthor, count: int) -> list[str]:
    """Return what became of some drafts one after another."""

    async def one() -> str:
        try:
            return (await author.draft(wanted())).problem.title
        except InvalidInputError as error:
            return error.message

    async def scenario() -> list[str]:
        return [await one() for _ in range(count)]

    return asyncio.run(scenario())


def test_a_model_that_fails_twice_at_the_whole_is_asked_for_parts_from_then_on():
    model = Model(whole_is("Of course! I would love to."))
    results = attempts(ModelAuthor(model), 8)
    title = "Readings above the limit"
    assert results == ["The model's reply is not a JSON object.", *[title] * 7]
    # The second goes on in parts at once; after five more in parts the whole is tried again.
    counts = [model.answered.count(part) for part in ("whole", "statement", "mistakes")]
    assert counts == [3, 7, 7]


def test_one_failure_does_not_make_a_model_weak():
    model = Model(lambda o, n: "no" if (o["answer"], n % 2) == ("whole", 1) else None)
    results = attempts(ModelAuthor(model), 6)
    assert [len(r) for r in results[::2]] == [39, 39, 39]
    assert model.answered == ["whole"] * 6


def test_a_model_that_can_write_the_whole_is_given_time():
    model = Model(lambda o, n: "no" if (o["answer"], n > 1) == ("whole", True) else None)
    results = attempts(ModelAuthor(model), 7)
    assert [len(r) for r in results[1:6]] == [39] * 5
    # The sixth failure in a row goes on in parts.
    assert results[6] == results[0]
    assert model.answered[:8] == [*["whole"] * 7, "statement"]


def test_never_in_parts_means_one_call_a_draft():
    model = Model(whole_is(without("hints")))
    author = ModelAuthor(model, AuthorSettings(staging="never"))
    assert attempts(author, 4) == ["The model's reply: hints: Field required."] * 4
    assert model.answered == ["whole"] * 4


def test_a_part_is_asked_for_twice_and_told_why():
    model = Model(lambda o, n: {} if (o["answer"], n) == ("reference", 1) else None)
    draft(model, limits=IN_PARTS)
    assert model.answered == ["statement", "reference", *PARTS[1:]]
    complaints = [order["complaint"] for order in model.orders]
    assert complaints[2] == "The model's reply: reference: Field required."
    assert not any(complaints[:2] + complaints[3:])


@pytest.mark.parametrize("part", PARTS[:-1])
def test_a_part_that_never_comes_ends_the_draft(part: str):
    model = Model(lambda o, _n: "sorry" if o["answer"] == part else None)
    with pytest.raises(InvalidInputError, match=f"not a JSON object. That was the part {part}"):
        draft(model, limits=IN_PARTS)
    assert model.answered.count(part) == 2


def test_wrong_solutions_that_never_come_are_done_without():
    model = Model(lambda o, _n: "sorry" if o["answer"] == "mistakes" else None)
    made, _ = draft(model, limits=IN_PARTS)
    assert made.wrong_solutions == ()


def test_the_calls_of_one_draft_are_bounded():
    model = Model(lambda _o, n: "sorry" if n == 1 else None)
    limits = AuthorSettings(staging="always", max_calls=4)
    with pytest.raises(InvalidInputError, match="too many calls"):
        draft(model, limits=limits)
    assert len(model.requests) == 4


def test_a_call_without_an_answer_is_made_once_more_and_both_are_noted():
    model = Model(lambda _o, n: UnansweredError("It hung up.") if n == 1 else None)
    _, calls = draft(model)
    assert [call.outcome for call in calls] == ["unanswered", "answered"]
    assert calls[0].estimated
    assert calls[0].tokens_in > 1000 < calls[0].tokens_out


def test_a_model_that_is_away_is_not_asked_again():
    model = Model(lambda _o, _n: UnavailableError("The key was refused."))
    with pytest.raises(UnavailableError, match="key was refused"):
        draft(model)
    assert len(model.requests) == 1


def test_a_whole_that_the_endpoint_finds_too_long_is_written_in_parts():
    model = Model(whole_is(PromptTooLongError("It is too long.")))
    made, calls = draft(model)
    assert model.answered == ["whole", *PARTS]
    assert calls[0].outcome == "refused"
    assert made.problem.title == "Readings above the limit"


@pytest.mark.parametrize(("language", "style", "topic"), CASES)
def test_a_context_of_4096_tokens_is_enough_for_parts(language: Any, style: Any, topic: str):
    model = Model()
    limits = AuthorSettings(context_tokens=4096)
    draft(model, wanted(language, style, (topic,)), limits=limits)
    assert model.answered == PARTS
    for request in model.requests:
        sent = sum(len(message.text.encode()) for message in request.messages)
        assert sent / 3 + request.max_tokens <= 4096
        assert request.max_tokens >= 700


def test_a_context_without_room_is_refused_before_anything_is_sent():
    model = Model()
    with pytest.raises(UnavailableError, match="context of 1000 tokens has no room"):
        draft(model, limits=AuthorSettings(context_tokens=1000))
    assert model.requests == []


def test_long_course_contexts_are_shortened_to_fit_and_that_is_noted():
    request = wanted(course="a long chapter. " * 900, instructions="more ferries. " * 300)
    model = Model()
    _, calls = draft(model, request, limits=AuthorSettings(context_tokens=9000))
    assert model.answered == ["whole"]
    assert calls[0].shortened
    order = model.orders[0]
    assert order["course_context"].endswith("…")
    assert 100 < len(order["course_context"]) < 5000
    _, calls = draft(Model(), request, limits=AuthorSettings(context_tokens=64_000))
    assert not calls[0].shortened


def test_good_replies_of_parts_together_are_the_whole():
    order = {"kind": "function", "language": "python", "style": "return"}
    parts: dict[str, Any] = {}
    for part in PARTS:
        parts |= good_reply(order | {"answer": part})
    assert parts == function_reply()
