"""Contracts to store: small, valid, and different where a test asks for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from jupyter_codemm.contracts.activity import Activity, GateOutcome, Verification
from jupyter_codemm.contracts.outcome import CaseOutcome, Outcome
from jupyter_codemm.contracts.problem import Limits, Problem
from jupyter_codemm.contracts.session import AuthoringSession, Message
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.ports import FinishedSlot

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def session(session_id: str = "s1", owner: str = "ada", minutes: float = 0, **changes):
    return AuthoringSession(
        id=session_id,
        owner=owner,
        messages=(Message(role="user", text="three  problems\non loops", at=NOON),),
        created_at=at(minutes),
        updated_at=at(minutes),
    ).updated(**changes)


def problem(problem_id: str = "p1", **changes):
    data = {
        "id": problem_id,
        "title": "Echo",
        "statement": "Print what you read.",
        "kind": "program",
        "language": "python",
        "difficulty": "easy",
        "topics": ["loops"],
        "style": "stdout",
        "starter": "raise NotImplementedError\n",
        "tests": [
            {
                "name": "test_case_1",
                "visibility": "sample",
                "input": {"stdin": "a\n"},
                "expected": {"stdout": "a\n"},
            }
        ],
    }
    return Problem.parse(data | changes)


def activity(
    activity_id: str = "a1", owner: str = "ada", minutes: float = 0, problems=("p1",), **changes
):
    return Activity(
        id=activity_id,
        owner=owner,
        title=f"Activity {activity_id}",
        language="python",
        problems=tuple(problem(name) for name in problems),
        created_at=at(minutes),
    ).updated(**changes)


def finished(slot: int, problem_id: str) -> FinishedSlot:
    return FinishedSlot(
        slot=slot,
        problem=problem(problem_id),
        verification=Verification(
            problem_id=problem_id,
            gates=(GateOutcome(gate="starter_fails", ok=True, evidence={"failed": 8}),),
            attempts=1,
            author="builtin",
            sandbox_launches=2,
            elapsed_ms=300,
            tier="rlimit",
        ),
    )


def submission(submission_id: str = "u1", user: str = "ada", minutes: float = 0, **changes):
    return Submission(
        id=submission_id,
        user=user,
        activity_id="a1",
        problem_id="p1",
        problem_version=1,
        language="python",
        source=Source.single("print(input())\n"),
        status="queued",
        submitted_at=at(minutes),
    ).updated(**changes)


def outcome(verdict: str = "accepted", message: str = "") -> Outcome:
    passed = int(verdict == "accepted")
    return Outcome(
        verdict=verdict,
        cases=(
            CaseOutcome(
                name="test_case_1",
                visibility="sample",
                category="typical",
                verdict=verdict,
                points=float(passed),
            ),
        ),
        passed=passed,
        total=1,
        points=float(passed),
        max_points=1.0,
        time_ms=12,
        memory_kb=9000,
        message=message,
        tier="rlimit",
        limits=Limits(),
    )
