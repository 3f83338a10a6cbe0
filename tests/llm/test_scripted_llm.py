from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.llm.scripted import ScriptedLLM
from jupyter_codemm.ports import ChatMessage, CompletionRequest


def asking(max_tokens: int = 100) -> CompletionRequest:
    return CompletionRequest(messages=(ChatMessage("user", "hello"),), max_tokens=max_tokens)


def test_a_function_answers_by_the_request():
    llm = ScriptedLLM(lambda request: request.messages[0].text.upper())
    assert asyncio.run(llm.complete(asking())).text == "HELLO"
    assert llm.requests == [asking()]


def test_a_script_that_has_run_out_says_so():
    with pytest.raises(UnavailableError, match="run out"):
        asyncio.run(ScriptedLLM([]).complete(asking()))


def test_a_reply_over_the_token_limit_is_cut():
    completion = asyncio.run(ScriptedLLM(["x" * 50]).complete(asking(max_tokens=10)))
    assert completion.truncated
    assert completion.text == "x" * 40
