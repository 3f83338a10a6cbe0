"""An activity of good problems, and everything that edits them, on a real database."""

from __future__ import annotations

from contextlib import asynccontextmanager

from jupyter_codemm.contracts.activity import Activity, Verification
from jupyter_codemm.contracts.editing import EditProblem
from jupyter_codemm.services.editing import Edits
from tests.fakes.contexts import OWNER, make_context, spec
from tests.fakes.drafts import good_draft
from tests.fakes.pauses import Pauses
from tests.store.engines import store_at

ACTIVITY = "activity-1"
BOUND_SECONDS = 60.0


@asynccontextmanager
async def editing(tmp_path, *, problems=2, **parts):
    """Open a server with an activity of `p-1`, `p-2` and so on."""
    tmp_path.mkdir(exist_ok=True)
    store = store_at(tmp_path / "codemm.sqlite")
    ctx = make_context(store, **parts)
    edits = Edits(ctx, pause=Pauses())
    try:
        await store.transact(lambda tx: tx.activities.add(_activity(ctx, problems), "made"))
        yield ctx, edits
    finally:
        await edits.close()
        await store.close()


def _activity(ctx, count):
    names = [f"p-{n}" for n in range(1, count + 1)]
    return Activity(
        id=ACTIVITY,
        owner=OWNER,
        title="One",
        language="python",
        spec=spec(min(count, 7)),
        problems=tuple(good_draft(name, title=f"Count for {name}").problem for name in names),
        verifications=tuple(
            Verification(
                problem_id=name,
                gates=(),
                attempts=1,
                author="scripted",
                sandbox_launches=5,
                elapsed_ms=9,
                tier="rlimit",
            )
            for name in names
        ),
        created_at=ctx.clock.now(),
    )


def by_hand(reference=None, version=None, **changes) -> EditProblem:
    body = {"changes": changes, "reference": reference, "version": version}
    return EditProblem.parse(body)


async def asked(edits: Edits, request: EditProblem, problem_id: str = "p-1"):
    """Ask for an edit and return it when it is worked on no more."""
    begun = await edits.edit(OWNER, ACTIVITY, problem_id, request)
    return await edits.wait(OWNER, ACTIVITY, begun.id, BOUND_SECONDS)
