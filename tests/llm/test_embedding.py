"""Vectors from an endpoint, and everything that an endpoint may say instead."""

from __future__ import annotations

import asyncio
import json

import pytest

from jupyter_codemm.errors import UnansweredError, UnavailableError
from jupyter_codemm.llm.embedding import BATCH, EndpointEmbedder, embedding_settings
from jupyter_codemm.llm.settings import LLMSettings
from tests.fakes.model_endpoint import Answer, Flood, HangUp, ModelEndpoint, Reset, Seen, refusal

URL = "http://127.0.0.1:11434/v1"
KEY = "sk-very-secret-key"


def vectors(*rows, **more) -> Answer:
    data = [{"index": number, "embedding": row} for number, row in rows]
    return Answer(body=json.dumps({"object": "list", "data": data} | more).encode())


def counted(seen: Seen) -> Answer:
    """Answer with the lengths of the texts, the last one first."""
    lengths = [(number, [len(text), 1.0]) for number, text in enumerate(seen.body["input"])]
    return vectors(*reversed(lengths), usage={"prompt_tokens": 1}, model="other")


def embed(endpoint: ModelEndpoint, *texts: str):
    settings = LLMSettings(base_url=endpoint.base_url, model="m1", key=KEY)

    async def work():
        embedder = EndpointEmbedder(settings)
        try:
            return await embedder.embed(texts)
        finally:
            await embedder.close()

    return asyncio.run(work())


def test_vectors_come_in_the_order_of_the_texts_some_at_a_time():
    texts = ["x" * n for n in range(1, BATCH + 3)]
    with ModelEndpoint(counted) as endpoint:
        found = embed(endpoint, *texts)
    assert [vector[0] for vector in found.vectors] == [len(text) for text in texts]
    assert [len(seen.body["input"]) for seen in endpoint.seen] == [BATCH, 2]
    assert found.tokens == 2
    first = endpoint.seen[0]
    assert first.path == "/v1/embeddings"
    assert (first.body["model"], first.body["encoding_format"]) == ("m1", "float")
    assert first.headers["authorization"] == f"Bearer {KEY}"


def test_half_a_surrogate_pair_can_be_asked_for():
    with ModelEndpoint(counted) as endpoint:
        assert len(embed(endpoint, "a\ud800b").vectors) == 1


def test_nothing_is_asked_for_nothing():
    with ModelEndpoint(counted) as endpoint:
        assert embed(endpoint).vectors == ()
    assert endpoint.seen == []


@pytest.mark.parametrize("usage", [None, "much", {"prompt_tokens": -1}, {"prompt_tokens": "3"}])
def test_tokens_that_are_not_counted_are_none(usage):
    with ModelEndpoint([vectors((0, [1.0]), usage=usage)]) as endpoint:
        assert embed(endpoint, "a").tokens == 0


@pytest.mark.parametrize(
    ("first", "error"),
    [
        ([], UnavailableError),
        ([vectors(*((n, [1.0]) for n in range(BATCH)))], UnansweredError),
    ],
)
def test_a_refusal_costs_nothing_unless_something_was_answered_before(first, error):
    with ModelEndpoint([*first, refusal(429)]) as endpoint, pytest.raises(error) as refused:
        embed(endpoint, *["a"] * (BATCH + 1))
    assert type(refused.value) is error


@pytest.mark.parametrize(
    "step",
    [
        refusal(401),
        refusal(500, "private words"),
        Answer(body=b"<html>private"),
        Answer(body=b"{}"),
        vectors(),
        vectors((0, [])),
        vectors((0, ["x"])),
        vectors((1, [1.0])),
        vectors((0, [1.0]), (1, [1.0])),
        vectors((0, [1.0] * 9000)),
        Answer(body=b'{"data": [{"index": 0, "embedding": [1e999]}]}'),
        Answer(body=b'{"data": [{"index": 0, "embedding": [NaN]}]}'),
        HangUp(),
        Reset(b'{"data"'),
        Flood(),
    ],
)
def test_what_is_no_embedding_is_told_in_one_sentence(step):
    with ModelEndpoint([step]) as endpoint, pytest.raises(UnavailableError) as refused:
        embed(endpoint, "the private text")
    sentence = refused.value.message
    assert sentence.startswith(f"The model endpoint at {endpoint.base_url.removesuffix('/v1')} ")
    assert "private" not in sentence
    assert KEY not in sentence
    assert len(endpoint.seen) == 1


def test_lengths_that_differ_are_refused():
    rows = vectors((0, [1.0]), (1, [1.0, 2.0]))
    with ModelEndpoint([rows]) as endpoint, pytest.raises(UnavailableError, match="different"):
        embed(endpoint, "a", "b")


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, None),
        ({"OPENAI_MODEL": "m", "OPENAI_API_KEY": "k"}, None),
        ({"OPENAI_EMBEDDING_MODEL": "e"}, None),
        (
            {"OPENAI_EMBEDDING_MODEL": "e", "OPENAI_MODEL": "m", "OPENAI_BASE_URL": URL},
            (URL, "e"),
        ),
        (
            {"CODEMM_OPENAI_EMBEDDING_MODEL": "mine", "OPENAI_API_KEY": "k"},
            ("https://api.openai.com/v1", "mine"),
        ),
    ],
)
def test_a_model_for_embeddings_is_named_by_itself(environ, found):
    settings = embedding_settings(environ)
    assert (settings and (settings.base_url, settings.model)) == found
