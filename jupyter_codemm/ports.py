"""What the domain asks of the world. Adapters implement these; `app.py` chooses which.

Execution is described as data (an ExecutionPlan) and answered as data (an ExecutionReport), so that
one judge serves every sandbox and one sandbox serves every language.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from jupyter_codemm.contracts.activity import Activity, ActivitySummary, Verification
from jupyter_codemm.contracts.base import Language, LearningMode
from jupyter_codemm.contracts.events import GenerationEvent, NumberedEvent
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.session import AuthoringSession, SessionSummary
from jupyter_codemm.contracts.submission import Submission

T = TypeVar("T")

# --- execution ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepLimits:
    """Limits of one process. Times in milliseconds, memory in MiB, output in bytes a channel."""

    wall_ms: int
    cpu_ms: int
    memory_mb: int
    output_bytes: int = 1 << 20
    processes: int = 32
    file_bytes: int = 16 << 20


@dataclass(frozen=True, slots=True)
class CompileStep:
    """One compiler call in the build directory, as another user than the runs."""

    argv: tuple[str, ...]
    limits: StepLimits


@dataclass(frozen=True, slots=True)
class RunStep:
    """One process. It finds `frame` in the file `frame` of its own empty working directory.

    argv[0] is a tool's plain name (python3, java, javac, g++), which the sandbox resolves, or
    starts with `{build}/`. The environment is clean but for `env`. `stdin` is its standard input.
    What it writes to file descriptor 3 comes back as the result frame. `{build}` in argv stands for
    the directory that holds the files and the compiler's output.
    A step's wall time counts against `ExecutionPlan.total_ms` too.
    """

    name: str
    argv: tuple[str, ...]
    limits: StepLimits
    stdin: bytes = b""
    frame: bytes = b""
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExecutionPlan:
    """Compile once, then run steps in order, each in a process of its own with nothing left over.

    `total_ms` bounds the wall (and CPU) time of all runs together, from the first run's start: the
    step that crosses it is a time-out and every later step is not run. With `stop_on_timeout` the
    same happens when a single step reaches its own limit.
    """

    language: Language
    files: Mapping[str, bytes]
    runs: tuple[RunStep, ...]
    compile: tuple[CompileStep, ...] = ()
    total_ms: int = 30_000
    stop_on_timeout: bool = True


StepEnd = Literal[
    "exited", "signaled", "time_limit", "memory_limit", "output_limit", "not_run", "failed"
]


@dataclass(frozen=True, slots=True)
class StepReport:
    """How a process ended, in plain facts.

    `end` is "failed" only when the sandbox itself could not do its work. Streams are cut at their
    limit; `truncated` says so. `code` is the exit code or the signal number.
    """

    name: str
    end: StepEnd
    code: int = 0
    wall_ms: int = 0
    cpu_ms: int = 0
    memory_kb: int = 0
    stdout: bytes = b""
    stderr: bytes = b""
    frame: bytes = b""
    truncated: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ExecutionReport:
    """What happened. When a compile step did not exit with 0, `runs` are all "not_run"."""

    tier: Tier
    runs: tuple[StepReport, ...]
    compile: tuple[StepReport, ...] = ()

    @property
    def compiled(self) -> bool:
        """Whether every compile step succeeded."""
        return all(step.end == "exited" and step.code == 0 for step in self.compile)


class Sandbox(Protocol):
    """Runs untrusted programs. One instance serves many callers at once."""

    @property
    def tier(self) -> Tier:
        """How strongly programs are confined."""
        ...

    @property
    def launches(self) -> int:
        """How many boxes were started so far."""
        ...

    async def execute(self, plan: ExecutionPlan) -> ExecutionReport:
        """Run a plan in a fresh box. Cancelling the task kills everything that it started.

        Raises UnavailableError when the sandbox itself fails, MissingToolError when the toolchain
        of the plan's language is not there.
        """
        ...

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return, for each language, whether it works here and if not how to get it."""
        ...

    async def close(self) -> None:
        """Release everything that this instance holds."""
        ...


# --- model ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message to a model."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """A question to a model. With `schema` the reply should be one JSON value of that schema."""

    messages: tuple[ChatMessage, ...]
    schema_name: str = ""
    schema: Mapping[str, object] | None = None
    max_tokens: int = 1000
    temperature: float = 0.0
    timeout_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's reply. It is untrusted text."""

    text: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    latency_ms: int = 0
    truncated: bool = False


class LLM(Protocol):
    """Any OpenAI-compatible endpoint."""

    @property
    def name(self) -> str:
        """The model's name, for records."""
        ...

    async def complete(self, request: CompletionRequest) -> Completion:
        """Return the reply. Cancelling the task closes the connection.

        Raises UnavailableError, in words for the user, after the adapter's own retries.
        """
        ...


# --- authoring ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Feedback:
    """Why an earlier attempt at the slot was rejected, as evidence for the author."""

    attempt: int
    gate: str
    evidence: Mapping[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What the author is asked for. `seed` makes the reply reproducible.

    `avoid` holds the family names and titles already used in this activity, most recent last.
    """

    slot: Slot
    problem_id: str
    seed: int
    avoid: tuple[str, ...] = ()
    feedback: tuple[Feedback, ...] = ()


class Author(Protocol):
    """Writes problem drafts. A draft is a proposal; the gates decide."""

    @property
    def name(self) -> str:
        """The author's name, for events and records."""
        ...

    def fits(self, slot: Slot) -> bool:
        """Return whether a draft for the slot can be written at all."""
        ...

    def check(self, slots: Sequence[Slot]) -> None:
        """Raise UnsupportedTopicError, naming the topics that work, if one cannot be written."""
        ...

    async def draft(self, request: DraftRequest) -> ProblemDraft:
        """Return a draft for a slot.

        Raises UnsupportedTopicError for a topic that it cannot write, InvalidInputError for a reply
        that is no draft, and UnavailableError when the model cannot be reached.
        """
        ...


# --- time, records --------------------------------------------------------------------------------


class Clock(Protocol):
    """The time, so that tests can set it."""

    def now(self) -> datetime:
        """Return the time now, in UTC, with its zone."""
        ...


@dataclass(frozen=True, slots=True)
class FinishedSlot:
    """A proven problem of a generation that may still be running."""

    slot: int
    problem: Problem
    verification: Verification


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on something, and until when that is believed without a heartbeat."""

    key: str
    holder: str
    expires_at: datetime


class Sessions(Protocol):
    """Authoring sessions of one owner at a time."""

    def add(self, session: AuthoringSession) -> None:
        """Store a new session."""
        ...

    def get(self, session_id: str, owner: str) -> AuthoringSession:
        """Return a session; raises NotFoundError when it is unknown or not the owner's."""
        ...

    def save(self, session: AuthoringSession) -> None:
        """Replace a stored session."""
        ...

    def list(self, owner: str, limit: int = 50) -> tuple[SessionSummary, ...]:
        """Return the owner's sessions, newest first."""
        ...

    def generating(self) -> tuple[AuthoringSession, ...]:
        """Return every session in state GENERATING, whoever owns it."""
        ...

    def finished_slots(self, session_id: str) -> tuple[FinishedSlot, ...]:
        """Return the proven problems of a session in slot order."""
        ...

    def add_finished_slot(self, session_id: str, finished: FinishedSlot) -> None:
        """Store a proven problem, replacing an earlier one of the same slot."""
        ...

    def clear_finished_slots(self, session_id: str) -> None:
        """Forget the proven problems of a session whose spec changed."""
        ...


class Activities(Protocol):
    """Activities of one owner at a time."""

    def add(self, activity: Activity) -> None:
        """Store a new activity."""
        ...

    def get(self, activity_id: str, owner: str) -> Activity:
        """Return an activity; raises NotFoundError when it is unknown or not the owner's."""
        ...

    def save(self, activity: Activity) -> None:
        """Replace a stored activity."""
        ...

    def delete(self, activity_id: str, owner: str) -> None:
        """Hide an activity from every list and look-up; submissions stay."""
        ...

    def list(self, owner: str, limit: int = 100) -> tuple[ActivitySummary, ...]:
        """Return the owner's activities, newest first."""
        ...

    def set_notebook(self, activity_id: str, owner: str, path: str) -> None:
        """Remember where the activity's notebook was written."""
        ...

    def problem(self, problem_id: str, user: str) -> tuple[Activity, Problem]:
        """Return a problem that the user may work on, with its activity; raises NotFoundError."""
        ...


class Submissions(Protocol):
    """Attempts at problems."""

    def add(self, submission: Submission) -> None:
        """Store a new submission."""
        ...

    def save(self, submission: Submission) -> None:
        """Replace a stored submission; a final outcome is written once and never replaced."""
        ...

    def get(self, submission_id: str, user: str) -> Submission:
        """Return a submission; raises NotFoundError when it is unknown or not the user's."""
        ...

    def list(
        self, user: str, problem_id: str | None = None, limit: int = 50
    ) -> tuple[Submission, ...]:
        """Return the user's submissions, newest first."""
        ...

    def unfinished(self) -> tuple[Submission, ...]:
        """Return every submission that has no outcome, oldest first."""
        ...


class Events(Protocol):
    """Numbered streams, one per topic. A topic is `session:<id>`."""

    def append(self, topic: str, event: GenerationEvent, at: datetime) -> NumberedEvent:
        """Store an event under the topic's next number."""
        ...

    def after(self, topic: str, last_id: int, limit: int = 500) -> tuple[NumberedEvent, ...]:
        """Return the events of a topic that follow a number, in order."""
        ...

    def last_id(self, topic: str) -> int:
        """Return the newest number of a topic, 0 when it has none."""
        ...


class Leases(Protocol):
    """Who works on what, across processes that share the database."""

    def acquire(self, key: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take a lease that is free, expired or already ours; returns whether we hold it now."""
        ...

    def release(self, key: str, holder: str) -> None:
        """Give up a lease if we hold it."""
        ...

    def get(self, key: str) -> Lease | None:
        """Return the lease, expired or not."""
        ...


class Transaction(Protocol):
    """Everything that one transaction may touch."""

    @property
    def sessions(self) -> Sessions:
        """Authoring sessions."""
        ...

    @property
    def activities(self) -> Activities:
        """Activities."""
        ...

    @property
    def submissions(self) -> Submissions:
        """Submissions."""
        ...

    @property
    def events(self) -> Events:
        """Event streams."""
        ...

    @property
    def leases(self) -> Leases:
        """Leases."""
        ...


class Store(Protocol):
    """The database. Work runs on its own thread, in one transaction, never on the event loop."""

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction; whatever it raises rolls everything back."""
        ...

    async def close(self) -> None:
        """Wait for running work and close the database."""
        ...


class ProfileReader(Protocol):
    """What the planner wants to know of a learner."""

    async def mastery(self, user: str, language: Language) -> Mapping[str, float]:
        """Return mastery 0..1 by topic; a topic that is missing is unknown."""
        ...


class NotebookFiles(Protocol):
    """Where notebooks are written. Paths are relative and use `/`."""

    async def exists(self, path: str) -> bool:
        """Return whether a file is there."""
        ...

    async def write(self, path: str, notebook: Mapping[str, object]) -> None:
        """Store a notebook, making its folder; raises UnavailableError when that fails."""
        ...


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """Everything that a generation needs to be run, or run again, to the same result.

    `run_id` tells this run's problem ids from those of every other run.
    """

    session_id: str
    owner: str
    mode: LearningMode
    slots: tuple[Slot, ...]
    seed: int
    kept: tuple[FinishedSlot, ...] = ()
    run_id: str = ""


Announce = Callable[[GenerationEvent], Awaitable[None]]
