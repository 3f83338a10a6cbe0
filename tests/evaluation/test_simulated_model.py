"""The simulated model behind the real client, and cassettes of what a model answered."""

import asyncio
import json

import pytest

from jupyter_codemm.authoring.llm import AuthorSettings, ModelAuthor
from jupyter_codemm.errors import InvalidInputError, UnavailableError
from jupyter_codemm.evaluation.cassette import Player, Recorder
from jupyter_codemm.evaluation.faults import wrapping
from jupyter_codemm.evaluation.faults.wrapping import Wrapped, plain
from jupyter_codemm.evaluation.handwritten import all_handwritten
from jupyter_codemm.evaluation.sampling import rng_of
from jupyter_codemm.evaluation.simulated import MODEL, Endpoint, Script, SimulatedModel
from jupyter_codemm.evaluation.simulated.model import Labelled
from jupyter_codemm.evaluation.triples import draft_of
from jupyter_codemm.llm.client import EndpointLLM
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.ports import ChatMessage, CompletionRequest, DraftRequest
from tests.fakes.scripted_llm import ScriptedLLM

TRIPLES = all_handwritten()
KEY = "sk-very-secret-key"


def drafted(triple, *wraps, staging="auto", patience_s=20.0):
    """Return the draft that comes of wraps for the first requests, and the calls it took."""
    model, calls = SimulatedModel(), []

    def wrap(_attempt, before, reply):
        chosen = wraps[before] if before < len(wraps) else plain
        return chosen(reply, rng_of("test", before))

    model.learn("one", Script(lambda _attempt: triple.reply, wrap))
    with Endpoint(model) as endpoint:
        llm = EndpointLLM(LLMSettings(endpoint.base_url, MODEL))
        settings = AuthorSettings(timeout_s=patience_s, context_tokens=64_000, staging=staging)
        author = Labelled(ModelAuthor(llm, settings), "one")
        request = DraftRequest(slot=triple.slot, problem_id="eval", seed=1, note=calls.append)
        return asyncio.run(author.draft(request)), calls


@pytest.mark.parametrize("triple", TRIPLES[::7], ids=lambda t: t.name)
def test_a_good_reply_becomes_the_draft_that_it_is(triple):
    draft, calls = drafted(triple)
    assert draft == draft_of(triple.slot, triple.reply)
    assert len(calls) == 1
    assert calls[0].model == MODEL
    assert calls[0].tokens_in > calls[0].tokens_out > 100


@pytest.mark.parametrize("triple", TRIPLES[::13], ids=lambda t: t.name)
def test_parts_make_the_same_draft(triple):
    draft, calls = drafted(triple, staging="always")
    assert draft == draft_of(triple.slot, triple.reply)
    assert [call.purpose.split("_")[1] for call in calls] == [
        "statement",
        "reference",
        "candidates",
        "hints",
        "mistakes",
    ]


def busy(_reply, _rng):
    return Wrapped("{}", status=429, headers={"Retry-After": "0"})


def test_a_busy_endpoint_is_asked_again():
    triple = TRIPLES[0]
    draft, calls = drafted(triple, busy)
    assert draft == draft_of(triple.slot, triple.reply)
    assert [call.retries for call in calls] == [1]


def test_a_stall_ends_with_the_patience_and_the_next_request_is_answered():
    triple = TRIPLES[0]
    draft, calls = drafted(triple, lambda _reply, _rng: Wrapped(stalls=True), patience_s=2.0)
    assert draft == draft_of(triple.slot, triple.reply)
    assert [call.outcome for call in calls] == ["unanswered", "answered"]


def test_a_refusal_is_no_draft():
    with pytest.raises(InvalidInputError):
        drafted(TRIPLES[0], wrapping.refused)


def test_a_case_that_nobody_knows_is_not_answered():
    with Endpoint(SimulatedModel()) as endpoint:
        llm = EndpointLLM(LLMSettings(endpoint.base_url, MODEL))
        request = DraftRequest(slot=TRIPLES[0].slot, problem_id="eval", seed=1)
        with pytest.raises(UnavailableError):
            asyncio.run(ModelAuthor(llm).draft(request))


def asked(text):
    return CompletionRequest(messages=(ChatMessage("user", text),), schema_name="x")


def test_a_recording_answers_each_prompt_in_order_and_nothing_else(tmp_path):
    path, answers = tmp_path / "tape.jsonl", iter(["one", "two\u2028\x85", "three"])
    recorder = Recorder(ScriptedLLM(lambda _request: next(answers)), path, "")

    async def record():
        for text in ("a", "b", "a"):
            await recorder.complete(asked(text))

    asyncio.run(record())
    player = Player(path)

    async def play(text):
        return (await player.complete(asked(text))).text

    assert [asyncio.run(play(text)) for text in ("b", "a", "a")] == [
        "two\u2028\x85",
        "one",
        "three",
    ]
    with pytest.raises(UnavailableError):
        asyncio.run(play("a"))


def test_a_recording_holds_neither_the_key_nor_the_prompt(tmp_path):
    path = tmp_path / "tape.jsonl"
    recorder = Recorder(ScriptedLLM(lambda _request: f"your key is {KEY}!"), path, KEY)
    reply = asyncio.run(recorder.complete(asked("a private prompt")))
    assert KEY in reply.text
    text = path.read_text()
    assert KEY not in text
    assert "private" not in text
    assert json.loads(text)["text"] == "your key is [key]!"


def test_a_recording_that_is_none_names_its_line(tmp_path):
    path = tmp_path / "tape.jsonl"
    path.write_text('{"prompt": 1}\n')
    with pytest.raises(InvalidInputError, match="line 1"):
        Player(path)
