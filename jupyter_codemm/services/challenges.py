"""Challenges: giving an activity to a class, when and how, and what a learner sees of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jupyter_codemm.classroom import Availability, availability, released
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.api import NotebookFile
from jupyter_codemm.contracts.class_work import ProblemOutline
from jupyter_codemm.contracts.classroom import Challenge, ChallengeChange, NewChallenge
from jupyter_codemm.contracts.gradebook import (
    ChallengeList,
    ChallengeProblem,
    ChallengeView,
    GivenToMe,
)
from jupyter_codemm.contracts.grading import Grade
from jupyter_codemm.contracts.regrading import NewVerdict
from jupyter_codemm.errors import InvalidInputError, NotFoundError, WrongStateError
from jupyter_codemm.ports import ChallengeNotebook, Standing, Transaction
from jupyter_codemm.services.attempting import is_counted
from jupyter_codemm.services.classes import my_classes, my_organizations
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, challenge_for, class_for
from jupyter_codemm.services.given import given_activity, seen_as, seen_by
from jupyter_codemm.services.notebooks import notebook_of

NO_ACTIVITY = (
    "The activity of this challenge was deleted by {owner}, who has to bring that back first."
)
EMPTY = "This activity has no problems, so there is nothing to give to a class."


async def create(ctx: Context, caller: Caller, class_id: str, asked: NewChallenge) -> Challenge:
    """Give an activity of the caller's to a class, as a draft that learners do not see.

    Raises NotFoundError for a class or an activity that is not theirs, InvalidInputError for an
    activity without problems.
    """
    now = ctx.clock.now()

    def work(tx: Transaction) -> Challenge:
        found = class_for(tx, caller, class_id, "author")
        activity = _with_problems(tx.activities.get(asked.activity_id, caller.user))
        made = Challenge(
            id=ctx.new_id("challenge"),
            organization_id=found.organization_id,
            class_id=found.id,
            owner=caller.user,
            title=asked.title or activity.title,
            activity_id=activity.id,
            activity_version=activity.version,
            terms=asked.terms,
            created_at=now,
        )
        tx.challenges.add(made)
        return made

    return await ctx.store.transact(work)


async def change(
    ctx: Context, caller: Caller, challenge_id: str, asked: ChallengeChange
) -> Challenge:
    """Change a challenge, publish it or take it back.

    Raises WrongStateError when somebody else has changed it meanwhile.
    """

    def work(tx: Transaction) -> Challenge:
        before = challenge_for(tx, caller, challenge_id, "release")
        wanted = {"title": asked.title, "terms": asked.terms, "state": asked.state}
        changes: dict[str, object] = {
            name: value for name, value in wanted.items() if value is not None
        }
        if asked.newest:
            activity = _with_problems(tx.activities.get(before.activity_id, before.owner))
            changes["activity_version"] = activity.version
        after = before.updated(**changes, version=before.version + 1)
        tx.challenges.save(after, expected_version=asked.version)
        return after

    return await ctx.store.transact(work)


async def delete(ctx: Context, caller: Caller, challenge_id: str) -> None:
    """Hide a challenge everywhere; what was submitted and its grades stay."""
    now = ctx.clock.now()

    def work(tx: Transaction) -> None:
        found = challenge_for(tx, caller, challenge_id, "release")
        gone = found.updated(deleted_at=now, deleted_by=caller.user, version=found.version + 1)
        tx.challenges.save(gone, expected_version=found.version)

    await ctx.store.transact(work)


async def restore(ctx: Context, caller: Caller, class_id: str, challenge_id: str) -> Challenge:
    """Bring a deleted challenge back; raises NotFoundError when there is none.

    Raises WrongStateError while its activity is deleted: nobody could work on it.
    """

    def work(tx: Transaction) -> Challenge:
        class_for(tx, caller, class_id, "release")
        gone = tx.challenges.of_class(class_id, deleted=True)
        found = next((one for one in gone if one.id == challenge_id), None)
        if found is None:
            raise NotFoundError(f"There is no deleted challenge {challenge_id}.")
        try:
            given_activity(tx, found)
        except NotFoundError:
            raise WrongStateError(NO_ACTIVITY.format(owner=found.owner)) from None
        alive = found.updated(deleted_at=None, deleted_by=None, version=found.version + 1)
        tx.challenges.save(alive, expected_version=found.version)
        return alive

    return await ctx.store.transact(work)


async def of_class(ctx: Context, caller: Caller, class_id: str) -> ChallengeList:
    """Return the challenges of a class: learners see those that are published and released."""

    def work(tx: Transaction) -> ChallengeList:
        found = class_for(tx, caller, class_id, "see_class")
        views = _views(tx, ctx, caller, tx.challenges.of_class(found.id))
        return ChallengeList(challenges=tuple(views))

    return await ctx.store.transact(work)


async def given_to_me(ctx: Context, caller: Caller) -> GivenToMe:
    """Return the caller's classes, what they see of their challenges, and whether they teach."""
    mine = await my_classes(ctx, caller)
    places = await my_organizations(ctx, caller)
    roles = [*(one.role for one in mine), *(one.role for one in places)]

    def work(tx: Transaction) -> tuple[ChallengeView, ...]:
        given = [one for each in mine for one in tx.challenges.of_class(each.school_class.id)]
        return tuple(_views(tx, ctx, caller, given))

    return GivenToMe(
        classes=mine,
        challenges=await ctx.store.transact(work),
        teaches=any(role != "learner" for role in roles),
    )


async def get(ctx: Context, caller: Caller, challenge_id: str) -> ChallengeView:
    """Return a challenge as the caller sees it; raises NotFoundError when they do not."""

    def work(tx: Transaction) -> ChallengeView:
        found = challenge_for(tx, caller, challenge_id, "see_class")
        view = next(_views(tx, ctx, caller, [found]), None)
        if view is None:
            raise NotFoundError(f"There is no challenge {challenge_id}.")
        return view

    return await ctx.store.transact(work)


async def notebook(ctx: Context, caller: Caller, challenge_id: str) -> NotebookFile:
    """Return the notebook of a challenge, for who may see it; it holds no hidden test."""

    def work(tx: Transaction) -> NotebookFile:
        found = challenge_for(tx, caller, challenge_id, "see_class")
        if seen_as(tx, caller.user, found, ctx.clock.now()) is None:
            raise NotFoundError(f"There is no challenge {challenge_id}.")
        activity = given_activity(tx, found)
        return notebook_of(activity.model_copy(update={"title": found.title}))

    return await ctx.store.transact(work)


async def remember(ctx: Context, caller: Caller, challenge_id: str, path: str) -> None:
    """Keep where the caller has the notebook of a challenge that they see."""

    def work(tx: Transaction) -> None:
        found = challenge_for(tx, caller, challenge_id, "see_class")
        if seen_as(tx, caller.user, found, ctx.clock.now()) is None:
            raise NotFoundError(f"There is no challenge {challenge_id}.")
        here = ChallengeNotebook(path, found.activity_version)
        tx.challenges.set_notebook(found.id, caller.user, here)

    await ctx.store.transact(work)


@dataclass(frozen=True, slots=True)
class _Mine:
    """What the caller has at a challenge."""

    problems: Sequence[ProblemOutline]
    now: Availability
    solved: int
    grade: Grade | None
    notebook: ChallengeNotebook | None


def _views(
    tx: Transaction, ctx: Context, caller: Caller, given: Sequence[Challenge]
) -> Iterator[ChallengeView]:
    """Yield those that the caller sees; one whose author has had everything erased is left out."""
    now, mine = ctx.clock.now(), tx.memberships.of_user(caller.user)
    seen = [one for one in given if seen_by(mine, one, now) is not None]
    ids = [one.id for one in seen]
    problems = tx.versions.outlines([(one.activity_id, one.activity_version) for one in seen])
    own = tx.grades.of_challenges(ids, [caller.user])
    grades = {one.challenge_id: released(one) for one in own}
    made = tx.submissions.standings(ids, caller.user)
    # What the judge failed takes no attempt, also when it was judged again since.
    tried = Counter((one.challenge_id, one.problem_id) for one in made if is_counted(one))
    solved = set(_solved(made, tx.regrades.newest(ids, [caller.user])))
    notebooks = tx.challenges.notebooks(caller.user)
    for one in seen:
        outlines = problems.get((one.activity_id, one.activity_version), ())
        if outlines:
            # A challenge is open as long as one of its problems may still be tried.
            least = min(tried[one.id, problem.id] for problem in outlines)
            at = _Mine(
                problems=outlines,
                now=availability(one, now, least),
                solved=sum((one.id, problem.id) in solved for problem in outlines),
                grade=grades.get(one.id),
                notebook=notebooks.get(one.id),
            )
            yield _view(one, at)


def _view(challenge: Challenge, mine: _Mine) -> ChallengeView:
    here = mine.notebook
    is_current = here is not None and here.activity_version == challenge.activity_version
    return ChallengeView(
        challenge=challenge,
        problems=tuple(
            ChallengeProblem(
                id=one.id, title=one.title, language=one.language, difficulty=one.difficulty
            )
            for one in mine.problems
        ),
        is_open=mine.now.is_open,
        reason=mine.now.reason,
        closed_by=mine.now.closed_by,
        solved=mine.solved,
        notebook=here.path if here is not None and is_current else None,
        is_renewed=here is not None and not is_current,
        grade=mine.grade,
    )


def _solved(made: Iterable[Standing], again: Mapping[str, NewVerdict]) -> Iterator[tuple[str, str]]:
    """Yield what was solved of which challenge; what was judged again counts with that verdict."""
    for one in made:
        new = again.get(one.id)
        verdict = one.verdict if new is None or one.verdict is None else new.outcome.verdict
        if verdict == "accepted":
            yield one.challenge_id, one.problem_id


def _with_problems(activity: Activity) -> Activity:
    if not activity.problems:
        raise InvalidInputError(EMPTY, where="activity_id")
    return activity
