"""What was done before views of a class had tables of their own is told by them too."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import UtcTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SUBMISSIONS = sa.table(
    "submissions",
    sa.column("id"),
    sa.column("user_name"),
    sa.column("problem_id"),
    sa.column("challenge_id"),
    sa.column("status"),
    sa.column("submitted_at", UtcTime()),
    sa.column("outcome"),
)
ATTEMPTS = sa.table(
    "attempts",
    *map(sa.column, ("challenge_id", "user_name", "problem_id", "attempts")),
    sa.column("last_at", UtcTime()),
    *map(sa.column, ("document", "accepted", "submission_ids", "last_verdict")),
    *map(sa.column, ("last_passed", "last_total")),
)
LEARNERS = sa.table("learners", *map(sa.column, ("user_name", "open_work", "state")))
JOURNEY = sa.table("journey", *map(sa.column, ("user_name", "id", "problem_id", "type")))
WORKS = sa.table(
    "work_summaries",
    *map(sa.column, ("user_name", "problem_id")),
    sa.column("last_at", UtcTime()),
    *map(sa.column, ("alerts", "active_ms", "solved", "document", "alerts_document")),
)
MARKS = {"not_run": "N", "accepted": "P"}
Json = Mapping[str, Any]
T = TypeVar("T")
R = TypeVar("R")


def upgrade() -> None:
    """Fill from older records what is missing; what cannot be read is left out."""
    if op.get_context().as_sql:  # a script makes an empty database: there is nothing older
        return
    connection = op.get_bind()
    for fill in (_fill_columns, _fill_logs, _fill_alerts, _fill_works):
        fill(connection)


def _fill_columns(connection: sa.Connection) -> None:
    """Fill the columns of logs that were written before there were any."""
    key = (ATTEMPTS.c.challenge_id, ATTEMPTS.c.user_name, ATTEMPTS.c.problem_id)
    empty = sa.or_(ATTEMPTS.c.submission_ids == "", ATTEMPTS.c.accepted == 0)
    for *names, document in connection.execute(
        sa.select(*key, ATTEMPTS.c.document).where(empty)
    ).all():
        values = _readable(_columns, document)
        if values is not None:
            same = [column == name for column, name in zip(key, names, strict=True)]
            connection.execute(sa.update(ATTEMPTS).where(*same).values(**values))


def _columns(document: str) -> dict[str, object]:
    log = json.loads(document)
    verdicts = log["verdicts"]
    return {
        "accepted": verdicts.index("accepted") + 1 if "accepted" in verdicts else 0,
        "submission_ids": ",".join(log["submission_ids"]),
        "last_verdict": verdicts[-1],
        "last_passed": log["passed"][-1],
        "last_total": log["totals"][-1],
    }


def _fill_logs(connection: sa.Connection) -> None:
    """Make the logs of attempts that were judged before there were any."""
    made = SUBMISSIONS.c
    there = sa.exists().where(
        ATTEMPTS.c.challenge_id == made.challenge_id,
        ATTEMPTS.c.user_name == made.user_name,
        ATTEMPTS.c.problem_id == made.problem_id,
    )
    judged = (made.challenge_id.is_not(None), made.status == "done", made.outcome.is_not(None))
    without = sa.select(made.challenge_id, made.user_name, made.problem_id).where(*judged, ~there)
    for names in connection.execute(without.distinct()).all():
        key = dict(zip(("challenge_id", "user_name", "problem_id"), names, strict=True))
        mine = [made[column] == name for column, name in key.items()]
        rows = connection.execute(
            sa.select(made.id, made.submitted_at, made.outcome)
            .where(*judged, *mine)
            .order_by(made.submitted_at, made.id)
        )
        tried = [
            (name, at, outcome)
            for name, at, text in rows.all()
            if (outcome := _readable(_counted, text)) is not None
        ]
        if tried:
            connection.execute(sa.insert(ATTEMPTS).values(**key, **_log(key, tried)))


def _counted(outcome: str) -> Json | None:
    """Return what a log keeps of an outcome; None for what the judge failed."""
    told = json.loads(outcome)
    if told["verdict"] == "judge_error":
        return None
    return {
        "verdict": told["verdict"],
        "passed": told["passed"],
        "total": told["total"],
        "marks": {case["name"]: MARKS.get(case["verdict"], "F") for case in told["cases"]},
    }


def _log(key: Mapping[str, str], tried: Sequence[tuple[str, datetime, Json]]) -> dict[str, object]:
    names = dict.fromkeys(name for _, _, one in tried for name in one["marks"])
    document = json.dumps(
        {
            "challenge_id": key["challenge_id"],
            "user": key["user_name"],
            "problem_id": key["problem_id"],
            "submission_ids": [name for name, _, _ in tried],
            "at": [at.isoformat() for _, at, _ in tried],
            "verdicts": [one["verdict"] for _, _, one in tried],
            "passed": [one["passed"] for _, _, one in tried],
            "totals": [one["total"] for _, _, one in tried],
            "misconceptions": [""] * len(tried),
            "cases": {
                name: "".join(one["marks"].get(name, "-") for _, _, one in tried) for name in names
            },
        }
    )
    _, last_at, _ = tried[-1]
    values = {"attempts": len(tried), "last_at": last_at, "document": document}
    return values | _columns(document)


def _fill_alerts(connection: sa.Connection) -> None:
    """Give open alerts the column of their own that they had not at first."""
    key = (WORKS.c.user_name, WORKS.c.problem_id)
    within = (WORKS.c.alerts > 0, WORKS.c.alerts_document.is_(None))
    for *names, document in connection.execute(
        sa.select(*key, WORKS.c.document).where(*within)
    ).all():
        values = _readable(_parted, document)
        if values is not None:
            same = [column == name for column, name in zip(key, names, strict=True)]
            connection.execute(sa.update(WORKS).where(*same).values(**values))


def _parted(document: str) -> dict[str, object] | None:
    told = json.loads(document)
    alerts = told.pop("alerts", [])
    if not alerts:
        return None
    return {
        "document": json.dumps(told),
        "alerts_document": json.dumps({"alerts": alerts}),
    }


def _fill_works(connection: sa.Connection) -> None:
    """Make the summaries of work that nobody has gone on with since there are any."""
    known = sa.select(LEARNERS.c.user_name).where(LEARNERS.c.state.is_not(None))
    for (user,) in connection.execute(known).all():
        row = connection.execute(
            sa.select(LEARNERS.c.state, LEARNERS.c.open_work).where(LEARNERS.c.user_name == user)
        ).one()
        there = set(
            connection.execute(
                sa.select(WORKS.c.problem_id).where(WORKS.c.user_name == user)
            ).scalars()
        )
        state = _readable(json.loads, row.state)
        opened = _readable(_opened, row.open_work) or frozenset()
        last = _last_records(connection, user)
        for values in _readable(_works, (user, state, last, opened)) or ():
            if values["problem_id"] not in there:
                connection.execute(sa.insert(WORKS).values(**values))


def _opened(open_work: str) -> frozenset[str]:
    return frozenset(one["problem_id"] for one in json.loads(open_work)["sessions"])


def _last_records(connection: sa.Connection, user: str) -> Mapping[str, tuple[int, str]]:
    """Return number and type of the newest record about each problem."""
    newest = (
        sa.select(sa.func.max(JOURNEY.c.id))
        .where(JOURNEY.c.user_name == user, JOURNEY.c.problem_id.is_not(None))
        .group_by(JOURNEY.c.problem_id)
    )
    rows = connection.execute(
        sa.select(JOURNEY.c.problem_id, JOURNEY.c.id, JOURNEY.c.type).where(
            JOURNEY.c.user_name == user, JOURNEY.c.id.in_(newest)
        )
    )
    return {problem: (number, kind) for problem, number, kind in rows}


def _works(
    of: tuple[str, Any, Mapping[str, tuple[int, str]], frozenset[str]],
) -> list[dict[str, object]]:
    user, state, last, opened = of
    works = []
    for problem_id, work in state.get("work", {}).items():
        alerts = [
            one for one in state.get("alerts", {}).values() if one.get("problem_id") == problem_id
        ]
        made = _readable(_work, (user, problem_id, work, alerts))
        if made is None:
            continue
        values, told = made
        number, kind = last.get(problem_id, (work.get("tried_record", 0), ""))
        told |= {"record_id": number, "what": kind, "session_open": problem_id in opened}
        works.append(values | {"document": json.dumps(told)})
    return works


def _work(
    of: tuple[str, str, Json, list[Json]],
) -> tuple[dict[str, object], dict[str, object]]:
    user, problem_id, work, alerts = of
    alerts.sort(key=lambda one: (datetime.fromisoformat(one["opened_at"]), one["record_id"]))
    solved = work.get("solved_at") is not None
    active_ms = int(work.get("active_ms", 0))
    values = {
        "user_name": user,
        "problem_id": problem_id,
        "last_at": datetime.fromisoformat(work["touched_at"]),
        "alerts": len(alerts),
        "active_ms": active_ms,
        "solved": int(solved),
        "alerts_document": json.dumps({"alerts": alerts}) if alerts else None,
    }
    told = {
        "user": user,
        "problem_id": problem_id,
        "at": work["touched_at"],
        "attempts": work.get("attempts", 0),
        "hints_used": work.get("hints_used", 0),
        "hint_level": work.get("hint_level", 0),
        "solved": solved,
        "active_ms": active_ms,
    }
    return values, told


def _readable(parse: Callable[[T], R], text: T) -> R | None:
    """Return what a document tells; None for one that is damaged, which is told elsewhere."""
    try:
        return parse(text)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
