"""Changing the problems of an activity: asked for, proven in the background, then decided."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.editing import (
    AcceptedEdit,
    AddProblem,
    EditKind,
    EditProblem,
    ProblemEdit,
    RegenerateProblem,
)
from jupyter_codemm.contracts.events import ProofStep
from jupyter_codemm.errors import CodemmError, StoreError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services import edit_records as records
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_by_hand import by_hand
from jupyter_codemm.services.edit_changes import check_words
from jupyter_codemm.services.edit_in_words import in_words
from jupyter_codemm.services.edit_records import PREFIX, lease_key
from jupyter_codemm.services.edit_slots import check_slot_works, slot_for, slot_like, writing
from jupyter_codemm.services.edit_work import Errand, Work
from jupyter_codemm.services.leases import Heartbeat, LeaseTimes, Lookout, Pause
from jupyter_codemm.services.model_access import within
from jupyter_codemm.services.surprises import log_surprise
from jupyter_codemm.services.turns import Turns
from jupyter_codemm.services.wakeups import heard

POLL_SECONDS = 2.0
SURPRISE = "an internal error; the log names it"
AT_ONCE = 2


class Edits:
    """Every edit of this process. One activity has one open edit at a time."""

    def __init__(
        self, ctx: Context, *, times: LeaseTimes | None = None, pause: Pause = asyncio.sleep
    ) -> None:
        self._ctx = ctx
        self._times = times or LeaseTimes()
        self._heartbeat = Heartbeat(ctx, self._times, pause, self._lost)
        self._lookout = Lookout(self._bury, self._times, pause)
        self._turns = Turns(AT_ONCE, ctx.clock)
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def edit(
        self, owner: str, activity_id: str, problem_id: str, asked: EditProblem
    ) -> ProblemEdit:
        """Begin a change of a problem and return it as it is then.

        Raises NotFoundError, InvalidInputError naming the field, and WrongStateError when another
        change of the activity is open or it has another version by now.
        """
        activity = await self._opened(owner, activity_id, asked.version)
        before = records.problem_of(activity, problem_id)
        ctx = await self._with_models(activity)
        words = asked.instruction
        if words is None:
            work = await by_hand(ctx, owner, before, asked)
            return await self._begin(ctx, activity, "changes", work, problem_id=problem_id)
        check_words(words)
        work = await in_words(ctx, owner, before, words)
        return await self._begin(
            ctx, activity, "instruction", work, problem_id=problem_id, instruction=words
        )

    async def regenerate(
        self, owner: str, activity_id: str, problem_id: str, asked: RegenerateProblem
    ) -> ProblemEdit:
        """Begin the writing of a new problem in the place of one; raises as `edit` does."""
        activity = await self._opened(owner, activity_id, asked.version)
        slot = slot_like(records.problem_of(activity, problem_id), asked)
        ctx = await self._with_models(activity)
        check_slot_works(ctx, slot)
        work = writing(slot, asked.seed)
        return await self._begin(ctx, activity, "regenerate", work, problem_id=problem_id)

    async def add(self, owner: str, activity_id: str, asked: AddProblem) -> ProblemEdit:
        """Begin the writing of one more problem; raises as `edit` does."""
        activity = await self._opened(owner, activity_id, asked.version)
        ctx = await self._with_models(activity)
        slot = await slot_for(ctx, activity, asked)
        check_slot_works(ctx, slot)
        work = writing(slot, asked.seed)
        return await self._begin(ctx, activity, "add", work, position=asked.position)

    async def list(self, owner: str, activity_id: str) -> tuple[ProblemEdit, ...]:
        """Return the edits of an activity, newest first and without their diffs.

        Raises NotFoundError.
        """

        def work(tx: Transaction) -> tuple[ProblemEdit, ...]:
            tx.activities.get(activity_id, owner)
            found = tx.edits.list(activity_id, owner)
            return tuple(edit.model_copy(update={"diff": None}) for edit in found)

        return await self._ctx.store.transact(work)

    async def wait(self, owner: str, activity_id: str, edit_id: str, seconds: float) -> ProblemEdit:
        """Return an edit as soon as it is no longer worked on, or as it is after `seconds`.

        Raises NotFoundError when it is unknown or not the owner's.
        """
        now = asyncio.get_running_loop().time
        deadline = now() + seconds
        look = partial(records.shown, activity_id=activity_id, edit_id=edit_id, owner=owner)
        with self._ctx.wakeups.listening(lease_key(edit_id)) as rung:
            while True:
                edit = await self._ctx.store.transact(look)
                left = deadline - now()
                if edit.status != "working" or left <= 0:
                    return edit
                if edit_id not in self._tasks:
                    # Whoever works on it may die, and no other process may hear of that.
                    self._lookout.look_later()
                await heard(rung, min(left, POLL_SECONDS))

    async def accept(self, owner: str, activity_id: str, edit_id: str) -> AcceptedEdit:
        """Put in place what an edit proposes; the activity gets its next version.

        Raises NotFoundError, and WrongStateError when it proposes nothing or the activity has
        changed since.
        """
        work = partial(
            records.accept, ctx=self._ctx, activity_id=activity_id, edit_id=edit_id, owner=owner
        )
        edit, activity = await self._ctx.store.transact(work)
        self._ctx.warmth.begin(activity.problems, self._ctx.sandbox, self._ctx.clock.now())
        return AcceptedEdit(edit=edit, activity=activity.without_checkers())

    async def discard(self, owner: str, activity_id: str, edit_id: str) -> ProblemEdit:
        """Drop an edit, and stop the work on it; raises as `accept` does."""
        work = partial(
            records.discard, ctx=self._ctx, activity_id=activity_id, edit_id=edit_id, owner=owner
        )
        edit = await self._ctx.store.transact(work)
        self._stop(edit_id)
        self._ctx.wakeups.ring(lease_key(edit_id))
        return edit

    async def forget(self, owner: str) -> None:
        """Stop what this process edits for somebody: no model is asked for them after this."""
        working = await self._ctx.store.transact(lambda tx: tx.edits.working())
        mine = (edit.id for edit in working if edit.owner == owner)
        await self._end([edit_id for edit_id in mine if edit_id in self._tasks])

    async def recover(self) -> None:
        """Say of every edit whose server died that it has failed: its reference is gone."""
        await self._lookout.look()

    async def close(self) -> None:
        """Stop all work; what was not done has failed."""
        await self._lookout.close()
        await self._end(self._tasks)
        await self._heartbeat.close()

    async def _end(self, edit_ids: Iterable[str]) -> None:
        tasks = [self._tasks[edit_id] for edit_id in edit_ids]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _opened(self, owner: str, activity_id: str, version: int | None) -> Activity:
        look = partial(records.opened, owner=owner, activity_id=activity_id, version=version)
        return await self._ctx.store.transact(look)

    async def _with_models(self, activity: Activity) -> Context:
        """Return what works with the models of the class that an activity was given to."""
        return await within(self._ctx, activity.owner, activity.id, "authoring")

    async def _begin(
        self, ctx: Context, activity: Activity, kind: EditKind, work: Work, **more: object
    ) -> ProblemEdit:
        edit = ProblemEdit(
            id=ctx.new_id("edit"),
            owner=activity.owner,
            activity_id=activity.id,
            kind=kind,
            version=activity.version,
            created_at=ctx.clock.now(),
        ).updated(**more)
        seconds = self._times.lease_seconds
        await ctx.store.transact(partial(records.begin, ctx=ctx, edit=edit, seconds=seconds))
        errand = Errand(ctx, edit, activity, partial(self._tell, edit))
        task = asyncio.create_task(self._carry_out(errand, work), name=lease_key(edit.id))
        self._tasks[edit.id] = task
        self._heartbeat.watch(lease_key(edit.id))
        task.add_done_callback(partial(self._ended, edit.id))
        return edit

    async def _carry_out(self, errand: Errand, work: Work) -> None:
        ctx, edit = errand.ctx, errand.edit
        end: Callable[[Transaction], None] = partial(
            records.fail, ctx=ctx, edit=edit, note=SURPRISE
        )
        try:
            async with self._turns.turn(edit.owner):
                found = await work(errand)
            end = partial(records.end, ctx=ctx, edit=edit, found=found)
        except CodemmError as error:
            end = partial(records.fail, ctx=ctx, edit=edit, note=error.without_place)
        except asyncio.CancelledError:
            # Discarded meanwhile, then this changes nothing; or the server stops.
            end = partial(records.fail, ctx=ctx, edit=edit, note=records.STOPPED)
        finally:
            await ctx.store.transact(end)

    async def _tell(self, edit: ProblemEdit, note: str, step: ProofStep | None = None) -> None:
        ctx = self._ctx
        await ctx.store.transact(partial(records.tell, ctx=ctx, edit=edit, note=note, step=step))

    def _ended(self, edit_id: str, task: asyncio.Task[None]) -> None:
        log_surprise(task)
        if not task.cancelled() and isinstance(task.exception(), StoreError):
            self._lookout.look_later()
        del self._tasks[edit_id]
        self._heartbeat.drop(lease_key(edit_id))
        self._ctx.wakeups.ring(lease_key(edit_id))

    def _lost(self, key: str) -> None:
        """Stop what was discarded elsewhere, or what another process took for dead."""
        self._stop(key.removeprefix(PREFIX))

    def _stop(self, edit_id: str) -> None:
        task = self._tasks.get(edit_id)
        if task is not None:
            task.cancel()

    async def _bury(self) -> bool:
        known = frozenset(self._tasks)
        return await self._ctx.store.transact(
            partial(records.abandoned, ctx=self._ctx, known=known)
        )
