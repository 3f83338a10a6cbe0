"""Generation as the user sees it: start, follow, cancel, and going on after a crash."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from functools import partial

from jupyter_codemm.contracts.api import GenerationAccepted
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.events import GenerationEvent
from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.errors import CodemmError, MissingToolError, StoreError, WrongStateError
from jupyter_codemm.generation import generate
from jupyter_codemm.ports import FinishedSlot, GenerationRequest, Transaction
from jupyter_codemm.services import generation_records as records
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.following import session_topic
from jupyter_codemm.services.generation_jobs import Job, stopped
from jupyter_codemm.services.generation_plans import Planned
from jupyter_codemm.services.generation_records import Held, LostLeaseError
from jupyter_codemm.services.leases import (
    Heartbeat,
    LeaseTimes,
    Lookout,
    Pause,
    cancel_asked,
    cancel_key,
    held_elsewhere,
)
from jupyter_codemm.services.model_access import for_class
from jupyter_codemm.services.surprises import log_surprise

SEED_BITS = 53
CANCEL_SECONDS = 3600.0
_log = logging.getLogger(__name__)


class Generations:
    """Every generation of this process. Others see by its leases what it works on."""

    def __init__(
        self, ctx: Context, *, times: LeaseTimes | None = None, pause: Pause = asyncio.sleep
    ) -> None:
        self._ctx = ctx
        self._times = times or LeaseTimes()
        self._heartbeat = Heartbeat(ctx, self._times, pause, self._lost)
        self._jobs: dict[str, Job] = {}
        self._starting = asyncio.Lock()
        self._lookout = Lookout(self._adopt, self._times, pause)

    @property
    def running(self) -> tuple[str, ...]:
        """The sessions that this process generates now."""
        return tuple(self._jobs)

    async def start(self, owner: str, session_id: str, seed: int | None) -> GenerationAccepted:
        """Start, or go on with, a session's generation in the background.

        Slots that are finished already are kept. Raises NotFoundError for a session that is not the
        owner's, WrongStateError when it cannot be generated now, UnsupportedTopicError for a topic
        that the author cannot write, and MissingToolError when the language does not work here.
        """
        held = Held(self._ctx, owner, session_id)
        async with self._starting:
            spec, class_id = await self._ctx.store.transact(partial(self._startable, held=held))
            await self._check_language(spec.language)
            ctx = await for_class(self._ctx, owner, class_id)
            return await self._begin(ctx, held, spec, seed)

    async def cancel(self, owner: str, session_id: str) -> None:
        """Stop a generation and keep what is proven.

        When another server runs it, that one stops at its next heartbeat. Raises NotFoundError, and
        WrongStateError when nothing is being generated.
        """
        held = Held(self._ctx, owner, session_id)
        await self._ctx.store.transact(partial(_running_session, held=held))
        job = self._jobs.get(session_id)
        if job is None or job.task is None:
            await self._ctx.store.transact(partial(self._cancel_elsewhere, held=held))
        else:
            await stopped([job], "cancelled")
        self._ctx.tidings.tell(session_topic(session_id))

    async def forget(self, owner: str) -> None:
        """Stop what this process generates for somebody: no model is asked for them after this."""
        await stopped([job for job in self._jobs.values() if job.held.owner == owner], "cancelled")

    async def recover(self) -> None:
        """Go on with every generation that a dead process left behind.

        Only expired leases are touched. Where another lease is still believed, this looks again
        when it may have run out.
        """
        await self._lookout.look()

    async def close(self) -> None:
        """Stop everything; what ran goes on when a server is started again."""
        await self._lookout.close()
        await stopped(list(self._jobs.values()), "closing")
        await self._heartbeat.close()

    def _startable(self, tx: Transaction, held: Held) -> tuple[ActivitySpec, str | None]:
        session = tx.sessions.get(held.session_id, held.owner)
        if session.id in self._jobs:
            raise WrongStateError("this session is being generated already")
        return records.startable(tx, self._ctx, session), session.class_id

    async def _check_language(self, language: Language) -> None:
        for health in await self._ctx.sandbox.languages():
            if health.language == language and not health.ok:
                raise MissingToolError(f"{health.reason}. {health.fix}".strip(), where=language)

    async def _begin(
        self, ctx: Context, held: Held, spec: ActivitySpec, seed: int | None
    ) -> GenerationAccepted:
        mastery = await self._ctx.profiles.mastery(held.owner, spec.language)
        fresh_seed, seconds = secrets.randbits(SEED_BITS), self._times.lease_seconds

        def work(tx: Transaction) -> tuple[Planned, GenerationRequest, int]:
            session = records.begin(
                tx, held, spec, seed=seed, fresh_seed=fresh_seed, seconds=seconds
            )
            planned = Planned(ctx, spec, session.learning_mode, mastery)
            slots = planned.slots(spec)
            ctx.author.check(slots)
            request = GenerationRequest(
                session_id=session.id,
                owner=session.owner,
                mode=session.learning_mode,
                slots=slots,
                seed=session.seed or 0,
                kept=records.kept_slots(tx, session, slots),
                run_id=self._ctx.new_id("run"),
                instructions=session.guidance.instructions,
                course=session.guidance.course_context,
                key=self._ctx.key,
                history=planned.history(tx, session),
            )
            return planned, request, tx.events.last_id(session_topic(session.id))

        planned, request, last_event_id = await self._ctx.store.transact(work)
        self._launch(ctx, held, planned, request)
        return GenerationAccepted(session_id=held.session_id, last_event_id=last_event_id)

    def _launch(
        self, ctx: Context, held: Held, planned: Planned, request: GenerationRequest
    ) -> None:
        work = generate(
            request,
            ctx.author,
            ctx.sandbox,
            partial(self._announce, held),
            partial(self._keep, held),
            manner=ctx.manner,
        )
        job = Job(held, planned, asyncio.create_task(work))
        self._jobs[held.session_id] = job
        self._heartbeat.watch(held.key)
        job.task = asyncio.create_task(self._record_end(job), name=held.key)
        job.task.add_done_callback(log_surprise)

    async def _record_end(self, job: Job) -> None:
        end: Callable[[Transaction], None] | None = partial(
            records.fail, held=job.held, reason="an internal error; the log names it"
        )
        try:
            result = await job.work
            end = partial(
                records.finish,
                held=job.held,
                spec=job.planned.spec,
                result=result,
                change=job.planned.change(result),
            )
        except LostLeaseError:
            end = None
        except CodemmError as error:
            end = partial(records.fail, held=job.held, reason=error.without_place)
        except asyncio.CancelledError:
            end = _ending(job)
        finally:
            await self._close_job(job, end)

    async def _close_job(self, job: Job, end: Callable[[Transaction], None] | None) -> None:
        self._heartbeat.drop(job.held.key)
        try:
            if end is not None:
                await self._ctx.store.transact(end)
        except LostLeaseError:
            _log.info("session %s is another server's now", job.held.session_id)
        except StoreError:
            self._lookout.look_later()
            raise
        finally:
            self._jobs.pop(job.held.session_id, None)
            self._ctx.tidings.tell(session_topic(job.held.session_id))

    async def _announce(self, held: Held, event: GenerationEvent) -> None:
        await self._ctx.store.transact(partial(records.announce, held=held, event=event))
        self._ctx.tidings.tell(session_topic(held.session_id))

    async def _keep(self, held: Held, finished: FinishedSlot) -> None:
        await self._ctx.store.transact(partial(records.keep, held=held, finished=finished))

    def _lost(self, key: str) -> None:
        """Stop a job whose lease was taken, or whose end was asked for elsewhere."""
        for job in self._jobs.values():
            if job.held.key == key:
                job.stop = job.stop or "lost"
                job.work.cancel()

    def _cancel_elsewhere(self, tx: Transaction, held: Held) -> None:
        now = self._ctx.clock.now()
        if held_elsewhere(tx, held.key, self._ctx):
            tx.leases.acquire(cancel_key(held.key), self._ctx.holder, now, CANCEL_SECONDS)
        elif tx.leases.acquire(held.key, self._ctx.holder, now, self._times.lease_seconds):
            records.stop(tx, held)

    async def _adopt(self) -> bool:
        """Take over what nobody works on; return whether somebody else still works on some."""

        def scan(tx: Transaction) -> tuple[list[AuthoringSession], bool]:
            sessions = [s for s in tx.sessions.generating() if s.id not in self._jobs]
            dead = [
                session
                for session in sessions
                if not held_elsewhere(tx, records.generation_key(session.id), self._ctx)
            ]
            return dead, len(dead) < len(sessions)

        dead, others = await self._ctx.store.transact(scan)
        for session in dead:
            await self._resume(session)
        return others

    async def _resume(self, session: AuthoringSession) -> None:
        held = Held(self._ctx, session.owner, session.id)
        try:
            if await self._ctx.store.transact(lambda tx: cancel_asked(tx, held.key)):
                await self._ctx.store.transact(partial(self._cancel_elsewhere, held=held))
                return
            await self.start(session.owner, session.id, None)
            _log.info("going on with session %s", session.id)
        except CodemmError as error:
            end = partial(self._fail_orphan, held=held, reason=error.without_place)
            await self._ctx.store.transact(end)

    def _fail_orphan(self, tx: Transaction, held: Held, reason: str) -> None:
        """Record a failure, unless somebody else was faster and goes on, or is done."""
        session = tx.sessions.get(held.session_id, held.owner)
        if session.state != "GENERATING" or session.id in self._jobs:
            return
        now = self._ctx.clock.now()
        if tx.leases.acquire(held.key, self._ctx.holder, now, self._times.lease_seconds):
            records.fail(tx, held, reason)


def _running_session(tx: Transaction, held: Held) -> AuthoringSession:
    session = tx.sessions.get(held.session_id, held.owner)
    if session.state != "GENERATING":
        raise WrongStateError("nothing is being generated in this session")
    return session


def _release(tx: Transaction, held: Held) -> None:
    tx.leases.release(held.key, held.ctx.holder)


def _stop_if_asked(tx: Transaction, held: Held) -> None:
    # A job is "lost" when its lease is gone, and when another server asked for its end.
    if cancel_asked(tx, held.key):
        records.stop(tx, held)


def _ending(job: Job) -> Callable[[Transaction], None]:
    """Return what is recorded of a job that was stopped early."""
    match job.stop:
        case "cancelled":
            return partial(records.stop, held=job.held)
        case "lost":
            return partial(_stop_if_asked, held=job.held)
        case _:
            return partial(_release, held=job.held)
