"""Which misunderstanding a class is told of a program that fails."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.gates.evidence import Evidence, Killed
from jupyter_codemm.services.class_views import statistics
from tests.fakes.drafts import REFERENCE, good_draft
from tests.services.schools import EVE, School, run

LESS = REFERENCE.replace("value > limit", "value < limit")
CRASHES = REFERENCE.replace("value > limit", "valu > limit")


@pytest.mark.parametrize(("code", "told"), [(LESS, ["boundary"]), (CRASHES, [])])
def test_a_program_that_fails_by_errors_alone_shows_none(tmp_path, code, told):
    async def scenario(one: School) -> None:
        await one.give()
        failed = [case.verdict for case in (await one.submit(code, "bob")).outcome.cases]
        # What is known fails in the same tests, with wrong answers.
        known = tuple(
            ("accepted", "") if end == "accepted" else ("wrong_answer", '{"value": 99}')
            for end in failed
        )
        evidence = Evidence((Killed("bounds", 2, "", known, ""),), 1, 1, 1.0, 8)
        kept = artefacts(good_draft(), evidence, one.ctx.key)
        await one.ctx.store.transact(lambda tx: tx.artefacts.keep(kept))
        await one.submit(code)
        (problem,) = (await statistics(one.ctx, EVE, one.challenge_id)).problems
        assert [(each.misconception, each.users) for each in problem.misconceptions] == [
            (name, ("ada",)) for name in told
        ]

    run(tmp_path, scenario)
