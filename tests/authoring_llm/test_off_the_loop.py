"""What takes a while with a long reply is done in threads: the server answers others meanwhile."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any, ClassVar

from jupyter_codemm.authoring.llm import ModelAuthor, reword
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.ports import DraftRequest, Feedback, Rewrite
from tests.authoring_llm.orders import Model, draft, wanted
from tests.fakes.drafts import good_draft
from tests.fakes.model_replies import function_reply
from tests.fakes.watched_text import WatchedLLM

MORE_TESTS = Feedback(1, "mutation", {"score": 0.8, "line": 4, "edit": "> becomes >="})


class WatchedRequest(DraftRequest):
    """Remembers the threads in which a draft took its name from it."""

    threads: ClassVar[set[int]] = set()

    def __getattribute__(self, name: str) -> Any:
        if name == "problem_id":
            WatchedRequest.threads.add(threading.get_ident())
        return super().__getattribute__(name)


class WatchedDraft(ProblemDraft):
    """Remembers the threads in which it was taken apart."""

    threads: ClassVar[set[int]] = set()

    def __getattribute__(self, name: str) -> Any:
        if name == "wrong_solutions":
            WatchedDraft.threads.add(threading.get_ident())
        return super().__getattribute__(name)


def test_a_reply_is_read_and_a_draft_is_built_in_threads():
    model = WatchedLLM(json.dumps(function_reply()))
    request = WatchedRequest(slot=wanted().slot, problem_id="p1", seed=7)
    made = asyncio.run(ModelAuthor(model).draft(request))
    assert made.problem.id == "p1"
    assert model.was_read_elsewhere
    assert WatchedRequest.threads
    assert threading.get_ident() not in WatchedRequest.threads


def test_a_refused_draft_is_taken_apart_in_a_thread():
    before, _ = draft(Model())
    refused = WatchedDraft.model_construct(**dict(before))
    draft(Model(), wanted(feedback=(MORE_TESTS,), rejected=refused))
    assert WatchedDraft.threads
    assert threading.get_ident() not in WatchedDraft.threads


def test_other_words_are_read_in_a_thread():
    problem = good_draft().problem
    answer = {
        "changes_task": False,
        "title": "Other",
        "statement": problem.statement,
        "hints": [hint.text for hint in problem.hints],
        "estimated_minutes": 5,
    }
    model = WatchedLLM(json.dumps(answer))
    changes = asyncio.run(reword(model, wanted(), Rewrite(problem, "another title")))
    assert changes is not None
    assert changes.title == "Other"
    assert model.was_read_elsewhere
