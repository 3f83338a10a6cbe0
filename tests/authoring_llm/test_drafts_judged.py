"""The drafts that a good model gives, through the real judge: what generation will ask of them."""

from __future__ import annotations

import asyncio
import shutil
from typing import Any

import pytest

from jupyter_codemm.authoring.llm import ModelAuthor
from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.judging import judge
from jupyter_codemm.ports import DraftRequest
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.model_replies import drafting_model

TOOLS = {"java": "javac", "cpp": "g++"}
CASES = [
    ("python", "return", "loops"),
    ("python", "mixed", "loops"),
    ("python", "stdout", "loops"),
    ("python", "return", "classes"),
    ("java", "return", "loops"),
    ("java", "stdout", "loops"),
    ("java", "return", "classes"),
    ("cpp", "return", "loops"),
    ("cpp", "stdout", "loops"),
    ("cpp", "return", "classes"),
    ("sql", "stdout", "filtering"),
]


@pytest.fixture(params=CASES, ids="-".join)
def made(request: pytest.FixtureRequest) -> ProblemDraft:
    language, style, topic = request.param
    tool = TOOLS.get(language)
    if tool and shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    slot = Slot(index=0, language=language, difficulty="easy", topics=(topic,), style=style)
    wanted = DraftRequest(slot=slot, problem_id="p1", seed=1)
    return asyncio.run(ModelAuthor(drafting_model()).draft(wanted))


def judged(made: ProblemDraft, source: Source) -> Outcome:
    async def scenario() -> Outcome:
        sandbox: Any = BareSandbox()
        try:
            return await judge(made.problem, source, sandbox)
        finally:
            await sandbox.close()

    return asyncio.run(scenario())


def test_the_reference_passes_all_and_a_guided_starter_none(made: ProblemDraft):
    outcome = judged(made, made.reference)
    assert (outcome.verdict, outcome.passed) == ("accepted", 8), outcome.compile_output
    guided = scaffolded(made, 80)
    assert judged(guided, Source.single(guided.problem.starter)).passed == 0
