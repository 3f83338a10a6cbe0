"""Logs of attempts: what views of a whole class count, kept with each verdict."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

from jupyter_codemm.classroom import logged
from jupyter_codemm.contracts.attempts import Attempt, AttemptLog, ShownFault
from jupyter_codemm.contracts.outcome import Outcome, Verdict
from jupyter_codemm.contracts.submission import Submission, SubmissionStatus
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.ports import Standing, Transaction
from jupyter_codemm.tutoring.hinting.faults import known_faults

_log = logging.getLogger(__name__)


def is_attempt(submission: Submission) -> bool:
    """Return whether a submission counts: not one that was cancelled, or that the judge failed."""
    outcome = submission.outcome
    return _counts(submission.status, None if outcome is None else outcome.verdict)


def is_counted(one: Standing) -> bool:
    """Return the same of what is known of a submission without its program."""
    return _counts(one.status, one.verdict)


def _counts(status: SubmissionStatus, verdict: Verdict | None) -> bool:
    return status != "cancelled" and verdict != "judge_error"


def attempts_made(tx: Transaction, challenge_id: str, problem_id: str, user: str) -> int:
    """Return how many attempts at a problem of a challenge a user has used up."""
    made = tx.submissions.standings([challenge_id], user)
    return sum(one.problem_id == problem_id and is_counted(one) for one in made)


def log_attempts(
    tx: Transaction, key: bytes | None, made: Iterable[Submission], problem_id: str
) -> None:
    """Renew the log of one learner's attempts at a problem, from all that they submitted to it.

    Each submission stands there with the outcome that it comes with. `key` is the installation's.
    """
    mine = [one for one in made if one.problem_id == problem_id and is_attempt(one)]
    if not mine or mine[0].challenge_id is None:
        return
    challenge_id, user = mine[0].challenge_id, mine[0].user
    before = _faults(tx.attempts.of_challenge(challenge_id, user))
    attempts = [
        Attempt(
            submission_id=one.id,
            at=one.submitted_at,
            outcome=one.outcome,
            misconception=_fault(tx, key, one, one.outcome, before),
        )
        for one in mine
        if one.outcome is not None
    ]
    log = logged(challenge_id, user, problem_id, attempts)
    if log is not None:
        tx.attempts.save(log)


def _faults(logs: Iterable[AttemptLog]) -> Mapping[tuple[str, str], ShownFault]:
    """Return what was found of submissions before, by id and verdict."""
    return {
        (name, verdict): fault
        for log in logs
        for name, verdict, fault in zip(
            log.submission_ids, log.verdicts, log.misconceptions, strict=True
        )
    }


def _fault(
    tx: Transaction,
    key: bytes | None,
    submission: Submission,
    outcome: Outcome,
    before: Mapping[tuple[str, str], ShownFault],
) -> ShownFault:
    """Return the misunderstanding that a failed program shows, as the tutor finds it, or "".

    One that fails by errors alone shows none: what is said of the error tells more.
    """
    known = before.get((submission.id, outcome.verdict))
    if known:  # an empty one may only mean that nobody has looked: see revision 0019
        return known
    ends = {case.verdict for case in outcome.cases} - {"accepted", "not_run"}
    if key is None or ends <= {"runtime_error"}:
        return ""
    try:
        artefacts = tx.artefacts.get(submission.problem_id, submission.problem_version)
        faults = () if artefacts is None else known_faults(artefacts, outcome, key)
    except CodemmError as error:  # no view is worth a verdict
        _log.warning("%s was not compared with known faults: %s", submission.id, error.code)
        return ""
    return faults[0].misconception if faults else ""
