"""A class whose learners have submitted a lot, written in bulk: ports would take hours.

Ten challenges of two problems are given. Every learner has the same journey, and everything that
views read is there as the product would have left it.
"""

from __future__ import annotations

import io
import itertools
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pg8000.dbapi

from jupyter_codemm.classroom import logged
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.attempts import Attempt
from jupyter_codemm.contracts.class_work import Alerts
from jupyter_codemm.contracts.classroom import (
    Challenge,
    ChallengeTerms,
    Membership,
    Organization,
    SchoolClass,
)
from jupyter_codemm.contracts.grading import Grade, GradeEvent
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.contracts.outcome import CaseOutcome, Outcome
from jupyter_codemm.contracts.recording import OpenWorkList, RecordingSettings
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.learning import changed_works, rebuild
from jupyter_codemm.ports import Transaction
from jupyter_codemm.store.documents import write
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.random_journeys import random_journey

CHALLENGES = 10
PROBLEMS = 2
ATTEMPTS = 5
SUBMISSIONS = CHALLENGES * PROBLEMS * ATTEMPTS
EVENTS = 20
STRUGGLING = 0.2
ALERTS = 3
"""Open alerts of one who struggles: most topics and triggers have none at a time."""
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
FAULTS = ("boundary", "position", "", "")

Row = tuple[object, ...]
Load = Callable[[str, Sequence[str], Iterable[Row]], None]


def found(tx: Transaction, learners: int) -> None:
    """Store the class, its challenges and who is in it."""
    tx.organizations.add(Organization(id="o1", name="North", created_at=START))
    tx.classes.add(SchoolClass(id="c1", organization_id="o1", name="Loops", created_at=START))
    people = [("eve", "instructor"), *((name, "learner") for name in names(learners))]
    for user, role in people:
        tx.memberships.begin(
            Membership(user=user, organization_id="o1", class_id="c1", role=role, since=START)
        )
    for number in range(CHALLENGES):
        problems = tuple(
            good_draft().problem.updated(id=f"p{number * PROBLEMS + one}")
            for one in range(PROBLEMS)
        )
        tx.activities.add(
            Activity(
                id=f"a{number}",
                owner="eve",
                title=f"Activity {number}",
                language="python",
                problems=problems,
                created_at=START,
            )
        )
        tx.challenges.add(
            Challenge(
                id=f"h{number}",
                organization_id="o1",
                class_id="c1",
                owner="eve",
                title=f"Challenge {number}",
                activity_id=f"a{number}",
                activity_version=1,
                terms=ChallengeTerms(points=20.0),
                state="published",
                created_at=START,
            )
        )


def names(learners: int) -> list[str]:
    """Return the names of the learners."""
    return [f"learner-{number:05d}" for number in range(learners)]


def fill(load: Load, learners: int) -> None:
    """Write what the learners did."""
    rng = random.Random(7)
    users = names(learners)
    work = [_Work(user, rng) for user in users]
    load(
        "submissions",
        (
            *("id", "user_name", "activity_id", "problem_id", "challenge_id", "status"),
            *("submitted_at", "document", "outcome"),
        ),
        (row for one in work for row in one.submissions()),
    )
    load(
        "attempts",
        (
            *("challenge_id", "user_name", "problem_id", "attempts", "last_at", "document"),
            *("accepted", "submission_ids", "last_verdict", "last_passed", "last_total"),
        ),
        (row for one in work for row in one.logs()),
    )
    load(
        "grades",
        ("challenge_id", "user_name", "status", "document"),
        ((g.challenge_id, g.user, g.status, write(g)) for one in work for g in one.grades()),
    )
    load(
        "grade_events",
        ("challenge_id", "user_name", "recorded_at", "document"),
        (row for one in work for row in one.grade_events()),
    )
    _journeys(load, users, rng)


def _journeys(load: Load, users: Sequence[str], rng: random.Random) -> None:
    """Write the same journey for everybody, ending at different moments."""
    diary = random_journey(SUBMISSIONS * EVENTS, seed=7, problems=CHALLENGES * PROBLEMS)
    records = diary.records[: SUBMISSIONS * EVENTS]
    state = rebuild(records)
    last = {record.problem_id: record for record in records}
    summaries = changed_works("x", LearnerState(), state, last)
    ending, texts = state.model_dump_json(), [record.model_dump_json() for record in records]
    load(
        "learners",
        ("user_name", "last_id", "settings", "open_work", "state"),
        (
            (user, len(records), write(RecordingSettings()), write(OpenWorkList()), ending)
            for user in users
        ),
    )
    load(
        "journey",
        ("user_name", "id", "problem_id", "type", "recorded_at", "document"),
        (
            (user, one.id, one.problem_id, one.event.type, stamp(one.at), text)
            for user in users
            for one, text in zip(records, texts, strict=True)
        ),
    )

    def works() -> Iterator[Row]:
        for user in users:
            left = ALERTS if rng.random() < STRUGGLING else 0
            for one in summaries:
                at = START + timedelta(minutes=rng.randrange(10_000))
                alerts = one.alerts[:left]
                left -= len(alerts)
                told = one.model_copy(update={"user": user, "at": at, "alerts": ()})
                yield (
                    *(user, one.problem_id, stamp(at), len(alerts), one.active_ms),
                    *(int(one.solved), told.model_dump_json()),
                    Alerts(alerts=alerts).model_dump_json() if alerts else None,
                )

    load(
        "work_summaries",
        (
            *("user_name", "problem_id", "last_at", "alerts", "active_ms", "solved", "document"),
            "alerts_document",
        ),
        works(),
    )


@dataclass
class _Work:
    """What one learner submitted: wrong programs, and mostly a right one in the end."""

    user: str
    rng: random.Random

    def __post_init__(self) -> None:
        self.seed = self.rng.random()

    def _made(self) -> Iterator[tuple[Submission, Outcome]]:
        rng = random.Random(self.seed)
        for number in range(CHALLENGES * PROBLEMS):
            solves = rng.random() < 0.8
            for attempt in range(ATTEMPTS):
                right = solves and attempt == ATTEMPTS - 1
                at = START + timedelta(
                    days=number // PROBLEMS, minutes=rng.randrange(600) + attempt
                )
                submission = Submission(
                    id=f"submission-{self.user}-{number}-{attempt}",
                    user=self.user,
                    challenge_id=f"h{number // PROBLEMS}",
                    challenge_version=1,
                    activity_id=f"a{number // PROBLEMS}",
                    problem_id=f"p{number}",
                    problem_version=1,
                    language="python",
                    source=Source.single(REFERENCE),
                    status="done",
                    submitted_at=at,
                    judged_at=at,
                )
                yield submission, RIGHT if right else WRONG[rng.randrange(len(WRONG))]

    def submissions(self) -> Iterator[Row]:
        for one, outcome in self._made():
            yield (
                *(one.id, one.user, one.activity_id, one.problem_id, one.challenge_id, "done"),
                *(stamp(one.submitted_at), write(one), write(outcome)),
            )

    def logs(self) -> Iterator[Row]:
        for problem, made in itertools.groupby(self._made(), key=lambda pair: pair[0].problem_id):
            attempts = [
                Attempt(
                    submission_id=one.id,
                    at=one.submitted_at,
                    outcome=outcome,
                    misconception="" if outcome is RIGHT else FAULTS[outcome.passed % len(FAULTS)],
                )
                for one, outcome in made
            ]
            challenge = f"h{int(problem[1:]) // PROBLEMS}"
            log = logged(challenge, self.user, problem, attempts)
            assert log is not None
            accepted = 0 if log.accepted is None else log.accepted + 1
            yield (
                *(challenge, self.user, problem, log.attempts, stamp(log.at[-1])),
                *(log.model_dump_json(), accepted, ",".join(log.submission_ids)),
                *(log.verdicts[-1], log.passed[-1], log.totals[-1]),
            )

    def grades(self) -> Iterator[Grade]:
        for number in range(CHALLENGES):
            yield Grade(
                challenge_id=f"h{number}",
                user=self.user,
                status="graded",
                percent=75.0,
                from_tests=75.0,
                grader="system",
                submission_id=f"submission-{self.user}-{number * PROBLEMS}-0",
                version=1,
                graded_at=START,
            )

    def grade_events(self) -> Iterator[Row]:
        for grade in self.grades():
            event = GradeEvent(
                challenge_id=grade.challenge_id,
                user=self.user,
                at=START,
                cause="submitted",
                after=grade,
            )
            yield grade.challenge_id, self.user, stamp(START), write(event)


def _judged(failed: int) -> Outcome:
    tests = good_draft().problem.tests
    cases = tuple(
        CaseOutcome(
            name=test.name,
            visibility=test.visibility,
            category=test.category,
            verdict="wrong_answer" if number < failed else "accepted",
            points=0.0 if number < failed else test.points,
            input=test.input if test.visibility == "sample" else None,
            expected=test.expected if test.visibility == "sample" else None,
        )
        for number, test in enumerate(tests)
    )
    return Outcome(
        verdict="wrong_answer" if failed else "accepted",
        cases=cases,
        passed=len(tests) - failed,
        total=len(tests),
        points=float(len(tests) - failed),
        max_points=float(len(tests)),
        time_ms=12,
        memory_kb=9000,
        tier="docker",
        limits=good_draft().problem.limits,
    )


RIGHT = _judged(0)
WRONG = tuple(_judged(failed) for failed in (1, 2, 3, 8))


def stamp(at: datetime) -> str:
    """Return a moment as both engines take it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def into_file(path: Path, learners: int) -> None:
    """Write what the learners did into an SQLite database that holds their class."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            fill(into_sqlite(connection), learners)
        connection.execute("ANALYZE")


def into_sqlite(connection: sqlite3.Connection) -> Load:
    """Return what writes rows into an SQLite database."""

    def load(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    return load


def into_postgresql(connection: pg8000.dbapi.Connection) -> Load:
    """Return what writes rows into a PostgreSQL database."""

    def load(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        cursor = connection.cursor()
        command = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        for part in _parts(rows):
            text = "".join("\t".join(map(_field, row)) + "\n" for row in part)
            cursor.execute(command, stream=io.BytesIO(text.encode()))

    return load


def _field(value: object) -> str:
    text = "" if value is None else str(value)
    told = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return "\\N" if value is None else told


def _parts(rows: Iterable[Row], size: int = 20_000) -> Iterator[list[Row]]:
    rest = iter(rows)
    while part := list(itertools.islice(rest, size)):
        yield part
