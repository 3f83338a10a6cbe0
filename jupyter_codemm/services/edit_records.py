"""The records of edits: each function is the work of one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.activity import Activity, GateOutcome, Verification
from jupyter_codemm.contracts.editing import MAX_PROBLEMS, OPEN_EDITS, EditStatus, ProblemEdit
from jupyter_codemm.contracts.events import ProofStep
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.generation import activity_title
from jupyter_codemm.ports import Proposal, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_diffs import difference
from jupyter_codemm.services.leases import held_elsewhere

PREFIX = "edit:"
MOST_EDITS = 10_000
MIN_TESTS = 3
"""What a published problem has at least."""
DELETED = "The activity was deleted meanwhile."
STOPPED = "The server was stopped while it worked on this; ask for the change again."


def lease_key(edit_id: str) -> str:
    """Return the key of the lease under which an edit is worked on."""
    return f"{PREFIX}{edit_id}"


@dataclass(frozen=True, slots=True)
class Found:
    """What the work on an edit came to: a proven problem, or the gate that refused it."""

    gates: tuple[GateOutcome, ...]
    proposal: Proposal | None = None
    note: str = ""


def opened(tx: Transaction, owner: str, activity_id: str, version: int | None) -> Activity:
    """Return the activity to be changed.

    Raises NotFoundError when it is unknown or not the owner's, WrongStateError when it is not in
    the version that the caller has seen, or has an open edit already.
    """
    activity = tx.activities.get(activity_id, owner)
    check_version(activity, version)
    check_free(tx, activity)
    return activity


def check_version(activity: Activity, seen: int | None) -> None:
    """Raise WrongStateError when the caller has seen another version of the activity."""
    if seen is not None and seen != activity.version:
        raise WrongStateError(
            f"the activity is at version {activity.version} by now, not {seen}; look at it again"
        )


def check_enough_tests(activity: Activity) -> None:
    """Raise WrongStateError when a problem has fewer tests than a published one needs."""
    for problem in activity.problems:
        if len(problem.tests) < MIN_TESTS:
            raise WrongStateError(
                f"“{problem.title}” has {len(problem.tests)} test(s); "
                f"publishing needs at least {MIN_TESTS}"
            )


def check_free(tx: Transaction, activity: Activity) -> None:
    """Raise WrongStateError when an edit of the activity is open."""
    for edit in tx.edits.list(activity.id, activity.owner):
        if edit.status in OPEN_EDITS:
            what = "is being worked on" if edit.status == "working" else "waits for your decision"
            raise WrongStateError(
                f"another change of this activity {what} ({edit.id}); accept or discard it first"
            )


def accepted_edits(tx: Transaction, activity: Activity) -> tuple[ProblemEdit, ...]:
    """Return the edits that went into an activity."""
    edits = tx.edits.list(activity.id, activity.owner, MOST_EDITS)
    return tuple(edit for edit in edits if edit.status == "accepted")


def problem_of(activity: Activity, problem_id: str) -> Problem:
    """Return a problem of an activity; raises NotFoundError."""
    found = next((p for p in activity.problems if p.id == problem_id), None)
    if found is None:
        raise NotFoundError(f"There is no problem {problem_id}.")
    return found


def begin(tx: Transaction, ctx: Context, edit: ProblemEdit, seconds: float) -> None:
    """Store a new edit and take its lease; raises as `opened` does."""
    opened(tx, edit.owner, edit.activity_id, edit.version)
    tx.edits.add(edit)
    tx.leases.acquire(lease_key(edit.id), ctx.holder, ctx.clock.now(), seconds)


def tell(
    tx: Transaction, ctx: Context, edit: ProblemEdit, note: str, step: ProofStep | None
) -> None:
    """Note what is being done, if the edit is still this process's."""
    if _holds(tx, ctx, edit.id):
        tx.edits.save(edit.updated(note=note, step=step))


def end(tx: Transaction, ctx: Context, edit: ProblemEdit, found: Found) -> None:
    """Record what the work came to, if the edit is still this process's."""
    if not _holds(tx, ctx, edit.id):
        return
    if not _is_there(tx, edit):
        fail(tx, ctx, edit, DELETED)
        return
    status: EditStatus = "refused" if found.proposal is None else "proposed"
    _close(tx, ctx, edit.updated(status=status, note=found.note, gates=found.gates), found.proposal)


def fail(tx: Transaction, ctx: Context, edit: ProblemEdit, note: str) -> None:
    """Record that the change could not be tried, if the edit is still this process's."""
    if _holds(tx, ctx, edit.id):
        _close(tx, ctx, edit.updated(status="failed", note=note), None)


def _close(
    tx: Transaction, ctx: Context, edit: ProblemEdit, proposal: Proposal | None
) -> ProblemEdit:
    ended = edit.updated(ended_at=ctx.clock.now())
    if proposal is not None:
        activity = tx.activities.get(edit.activity_id, edit.owner)
        before = next((p for p in activity.problems if p.id == edit.problem_id), None)
        new_id = proposal.problem.id if proposal.problem.id != edit.problem_id else None
        diff = difference(before, proposal.problem)
        ended = ended.updated(diff=diff, new_problem_id=new_id)
    tx.edits.save(ended, proposal)
    tx.leases.release(lease_key(edit.id), ctx.holder)
    return ended


def shown(tx: Transaction, activity_id: str, edit_id: str, owner: str) -> ProblemEdit:
    """Return an edit with the problem that it proposes and its proof, as its author may see it."""
    edit = _edit(tx, activity_id, edit_id, owner)
    proposal = tx.edits.proposal(edit_id, owner)
    if proposal is None:
        return edit
    told = {
        "problem": proposal.problem.without_checker(),
        "verification": proposal.verification,
    }
    return edit.model_copy(update=told)


def discard(
    tx: Transaction, ctx: Context, activity_id: str, edit_id: str, owner: str
) -> ProblemEdit:
    """Drop an edit, whoever works on it; raises WrongStateError when it is decided already."""
    edit = _edit(tx, activity_id, edit_id, owner)
    if edit.status not in OPEN_EDITS:
        raise WrongStateError(f"this change is {edit.status} already")
    dropped = edit.updated(status="discarded", note="", ended_at=ctx.clock.now())
    tx.edits.save(dropped)
    lease = tx.leases.get(lease_key(edit_id))
    if lease is not None:
        # Whoever works on it notices by its next heartbeat, and may record nothing.
        tx.leases.release(lease.key, lease.holder)
    return dropped


def accept(
    tx: Transaction, ctx: Context, activity_id: str, edit_id: str, owner: str
) -> tuple[ProblemEdit, Activity]:
    """Put in place what an edit proposes.

    Raises WrongStateError when it proposes nothing (yet, or any more), or the activity has changed
    since it was proposed.
    """
    edit = _edit(tx, activity_id, edit_id, owner)
    proposal = tx.edits.proposal(edit_id, owner)
    if edit.status != "proposed" or proposal is None:
        raise WrongStateError(f"this change is {edit.status}: there is nothing to accept")
    activity = tx.activities.get(activity_id, owner)
    if activity.version != edit.version:
        raise WrongStateError(
            f"the activity has changed since: it is at version {activity.version}, the change was "
            f"made for version {edit.version}; discard it and ask again"
        )
    changed = _with(activity, edit, proposal)
    tx.activities.save(changed, _note(edit, proposal.problem))
    if proposal.artefacts is not None:
        tx.artefacts.keep(proposal.artefacts)
    accepted = edit.updated(status="accepted", ended_at=ctx.clock.now())
    tx.edits.save(accepted)
    return accepted, changed


def abandoned(tx: Transaction, ctx: Context, known: frozenset[str]) -> bool:
    """Fail every edit whose process is dead; return whether other processes work on some."""
    others = False
    for edit in tx.edits.working():
        if edit.id in known:
            continue
        if held_elsewhere(tx, lease_key(edit.id), ctx):
            others = True
            continue
        tx.edits.save(edit.updated(status="failed", note=STOPPED, ended_at=ctx.clock.now()))
        lease = tx.leases.get(lease_key(edit.id))
        if lease is not None:
            tx.leases.release(lease.key, lease.holder)
    return others


def _edit(tx: Transaction, activity_id: str, edit_id: str, owner: str) -> ProblemEdit:
    tx.activities.get(activity_id, owner)
    edit = tx.edits.get(edit_id, owner)
    if edit.activity_id != activity_id:
        raise NotFoundError(f"There is no edit {edit_id}.")
    return edit


def _is_there(tx: Transaction, edit: ProblemEdit) -> bool:
    try:
        tx.activities.get(edit.activity_id, edit.owner)
    except NotFoundError:
        return False
    return True


def _holds(tx: Transaction, ctx: Context, edit_id: str) -> bool:
    lease = tx.leases.get(lease_key(edit_id))
    return lease is not None and lease.holder == ctx.holder


def _with(activity: Activity, edit: ProblemEdit, proposal: Proposal) -> Activity:
    problems = list(activity.problems)
    if edit.kind == "add":
        if len(problems) >= MAX_PROBLEMS:
            raise WrongStateError(f"an activity has at most {MAX_PROBLEMS} problems")
        place = len(problems) if edit.position is None else edit.position
        problems.insert(place, proposal.problem)
    else:
        place = [problem.id for problem in problems].index(edit.problem_id or "")
        problems[place] = proposal.problem
    return arranged(activity, tuple(problems), (proposal.verification,))


def arranged(
    activity: Activity, problems: tuple[Problem, ...], fresh: tuple[Verification, ...] = ()
) -> Activity:
    """Return the activity with these problems, one version on; an automatic title follows."""
    proofs = {v.problem_id: v for v in (*activity.verifications, *fresh)}
    title = activity.title
    if activity.spec and title == activity_title(activity.spec, len(activity.problems)):
        title = activity_title(activity.spec, len(problems))
    return activity.updated(
        title=title,
        problems=problems,
        verifications=tuple(proofs[p.id] for p in problems if p.id in proofs),
        version=activity.version + 1,
    )


def _note(edit: ProblemEdit, problem: Problem) -> str:
    done = {"add": "added", "regenerate": "written anew"}.get(edit.kind, "changed")
    return f"“{problem.title}” {done}"
