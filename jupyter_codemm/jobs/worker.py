"""A worker: processes that judge what the queue gives them, until it is told to stop."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

from billiard import current_process
from celery import Celery, current_task, signals
from celery.platforms import SecurityWarning
from celery.worker import state
from prometheus_client import CollectorRegistry
from redis.exceptions import AuthenticationError, RedisError

from jupyter_codemm import __version__
from jupyter_codemm.contracts.job import WorkerNotice
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.jobs.acknowledging import Acknowledged
from jupyter_codemm.jobs.announcing import Announcer
from jupyter_codemm.jobs.broker import celery_app, connected_in_thread, reason
from jupyter_codemm.jobs.child import Child
from jupyter_codemm.jobs.figures import Figures
from jupyter_codemm.jobs.monitor import monitored
from jupyter_codemm.jobs.names import TASK
from jupyter_codemm.jobs.plan import WorkerPlan
from jupyter_codemm.jobs.settings import PASSWORD_ENV, QueueSettings

_log = logging.getLogger(__name__)


def work(settings: QueueSettings, plan: WorkerPlan) -> int:
    """Judge until SIGTERM, then end what was begun; returns the exit code.

    A queue that does not answer is waited for. Raises InvalidInputError for a monitor's address
    that cannot be had.
    """
    app = celery_app(settings)
    figures = Figures(plan.concurrency)
    child = Child(settings, plan.name, plan.open_judge, figures)

    @app.task(name=TASK)  # type: ignore[untyped-decorator] # Celery has no types
    def judge(text: str) -> None:
        child.work(current_task.request.id, text)

    def begin(**_: object) -> None:
        plan.prepare()
        child.start(current_process().index)

    def end(**_: object) -> None:
        child.stop()

    announcer = Announcer(connected_in_thread(settings), lambda: _notice(plan), settings.times)
    registry = CollectorRegistry()
    registry.register(figures)
    with ExitStack() as running:
        running.enter_context(_connected(signals.worker_process_init, begin))
        running.enter_context(_connected(signals.worker_process_shutdown, end))
        running.enter_context(_connected(signals.setup_logging, _quiet))
        if plan.monitor is not None:
            running.enter_context(monitored(plan.monitor, registry, lambda: announcer.is_heard))
        running.enter_context(_connected(signals.worker_ready, lambda **_: announcer.start()))
        running.callback(announcer.stop)
        _log.info("worker %s: %d at once", plan.name, plan.concurrency)
        return _served(app, plan)


def ask(settings: QueueSettings) -> None:
    """Ask the queue once; raises InvalidInputError when it refuses the password."""
    try:
        with connected_in_thread(settings) as client:
            client.ping()
    except AuthenticationError as error:
        raise InvalidInputError(
            f"{PASSWORD_ENV}: {reason(error)}, or asks for one", where=PASSWORD_ENV
        ) from None
    except (RedisError, OSError) as error:
        _log.warning("%s; this worker waits for it", reason(error))


def _served(app: Celery, plan: WorkerPlan) -> int:
    # What it warns of is pickle in messages; here they are JSON.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    app.steps["consumer"].add(Acknowledged)
    worker = app.Worker(
        hostname=plan.name,
        pool="prefork",
        concurrency=plan.concurrency,
        loglevel="WARNING",
        optimization="fair",
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    worker.start()
    return worker.exitcode or 0


def _notice(plan: WorkerPlan) -> WorkerNotice:
    return WorkerNotice(
        name=plan.name,
        version=__version__,
        at=time.monotonic(),
        concurrency=plan.concurrency,
        tier=plan.tier,
        languages=plan.languages,
        running=_running(),
    )


def _running() -> tuple[str, ...]:
    """Return the ids of the jobs that this worker has, which another thread takes and ends."""
    while True:
        with suppress(RuntimeError):  # one came or went meanwhile
            return tuple(request.id for request in state.reserved_requests)


@contextmanager
def _connected(signal: signals.Signal, receiver: Callable[..., None]) -> Iterator[None]:
    signal.connect(receiver, weak=False)
    try:
        yield
    finally:
        signal.disconnect(receiver)


def _quiet(**_: object) -> None:
    """Log in our own way: what Celery says of a message that it cannot use quotes all of it."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for name in ("celery", "kombu", "amqp"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("celery.worker.consumer.consumer").addFilter(_without_message)


def _without_message(record: logging.LogRecord) -> bool:
    if "body" in str(record.msg):
        record.msg, record.args = "a message that is no job was dropped", ()
    return True
