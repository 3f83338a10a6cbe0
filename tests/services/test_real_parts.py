"""One problem per language with the built-in author, the local sandbox and a real database."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.catalogue import topics_for
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.services.activities import get_activity
from jupyter_codemm.services.authoring import get_session
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.judging import SubmissionQueue
from tests.fakes.contexts import OWNER, generated, make_context, ready_session
from tests.sandbox.boxes import local_sandbox
from tests.store.engines import store_at

BOUND_SECONDS = 120.0


@pytest.mark.slow
@pytest.mark.parametrize("language", ["python", "java", "cpp", "sql"])
def test_one_problem_from_spec_to_verdict(tmp_path, language):
    async def scenario():
        sandbox = await local_sandbox(language)
        store = store_at(tmp_path / "codemm.sqlite")
        ctx = make_context(store, author=BuiltinAuthor(), sandbox=sandbox)
        generations, queue = Generations(ctx), SubmissionQueue(ctx)
        try:
            session = await ready_session(
                ctx,
                1,
                language=language,
                topic_tags=[topics_for(language)[0]],
                problem_style="stdout" if language == "sql" else "return",
            )
            events = await generated(generations, ctx, session.id)
            assert events[-1].event.type == "generation_completed", events
            after = await get_session(ctx, OWNER, session.id)
            activity = await get_activity(ctx, OWNER, after.activity_id)
            problem, proof = activity.problems[0], activity.verifications[0]
            assert all(gate.ok for gate in proof.gates)
            assert proof.tier == sandbox.tier
            request = SubmitRequest(
                problem_id=problem.id, source=Source(files={problem.entry_file: problem.starter})
            )
            submission = await queue.submit(OWNER, request)
            done = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
            assert done.outcome is not None
            assert done.outcome.passed == 0
            assert done.outcome.verdict not in ("accepted", "judge_error")
        finally:
            await queue.close()
            await generations.close()
            await store.close()
            await sandbox.close()

    asyncio.run(scenario())
