"""Files about a whole class: programs to be compared, and journeys for research."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from jupyter_codemm.classroom import folder_names
from jupyter_codemm.contracts.access import Access
from jupyter_codemm.contracts.class_work import ProblemOutline
from jupyter_codemm.contracts.classroom import STAFF, SchoolClass
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.learner import MasteryStep
from jupyter_codemm.contracts.recording import RecordingSettings
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.journey.exports import (
    SubjectJourney,
    journey_document,
    progsnap2,
    scrub,
    scrub_program,
    subject_id,
)
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.archives import zipped
from jupyter_codemm.services.class_views import learners_of
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, challenge_for, class_for
from jupyter_codemm.services.exporting import Export
from jupyter_codemm.services.journeys import state_of

ClassFormat = Literal["progsnap2", "json"]
FORMAT = "jupyter_codemm.class_journeys"
NO_KEY = "This installation has no key, so nobody can be given a pseudonym."
JPLAG = """The newest submission of each learner to each problem, a folder for each.

JPlag compares the folders of one problem:  jplag -l {language} "{folder}"
Its languages are called python3, java, cpp and text (for SQL). Alike is no proof of copying.
"""
_JPLAG_NAMES = {"python": "python3", "java": "java", "cpp": "cpp", "sql": "text"}


@dataclass(frozen=True, slots=True)
class _Taking:
    """Who takes a file out of what."""

    ctx: Context
    caller: Caller
    found: SchoolClass | None
    challenge_id: str | None = None

    def check(self, tx: Transaction) -> None:
        """Raise as `class_for` does when the role was lost meanwhile."""
        if self.found is not None:
            class_for(tx, self.caller, self.found.id, "manage_class")

    def record(self, tx: Transaction, user: str) -> None:
        """Write down that somebody's part is in it."""
        if user == self.caller.user:
            return
        tx.accesses.record(
            Access(
                at=self.ctx.clock.now(),
                actor=self.caller.user,
                subject=user,
                what="export",
                class_id=None if self.found is None else self.found.id,
                class_name=None if self.found is None else self.found.name,
                challenge_id=self.challenge_id,
            )
        )


async def submission_archive(ctx: Context, caller: Caller, challenge_id: str) -> Export:
    """Return the newest judged program of each learner of a challenge, as JPlag takes them.

    A folder for each problem holds one for each learner. That each of these programs was read is
    written down. For who may grade; raises as `challenge_for`.
    """

    def work(tx: Transaction) -> tuple[tuple[ProblemOutline, ...], tuple[Submission, ...]]:
        challenge = challenge_for(tx, caller, challenge_id, "grade")
        known = None if challenge.class_id is None else tx.classes.get(challenge.class_id)
        logs = tx.attempts.of_challenge(challenge.id)
        if known is not None:
            learners = _learners(tx, known)
            logs = tuple(log for log in logs if log.user in learners)
        name = (challenge.activity_id, challenge.activity_version)
        found = tx.submissions.named([log.submission_ids[-1] for log in logs])
        taking = _Taking(ctx, caller, known, challenge.id)
        for user in sorted({one.user for one in found}):
            taking.record(tx, user)
        return tx.versions.outlines([name]).get(name, ()), found

    problems, found = await ctx.store.transact(work)
    files = await asyncio.to_thread(_programs, problems, found)
    content = await asyncio.to_thread(zipped, files)
    return Export(f"{challenge_id}-submissions.zip", "application/zip", content)


def _programs(problems: Sequence[ProblemOutline], found: Sequence[Submission]) -> Mapping[str, str]:
    titles = [f"{place}-{one.title}" for place, one in enumerate(problems, start=1)]
    files: dict[str, str] = {}
    for problem, folder in zip(problems, folder_names(titles), strict=True):
        mine = sorted(
            (one for one in found if one.problem_id == problem.id), key=lambda one: one.user
        )
        for one, name in zip(mine, folder_names([one.user for one in mine]), strict=True):
            sources = one.source.resolved(one.language)
            files |= {f"{folder}/{name}/{path}": text for path, text in sources.items()}
        language = _JPLAG_NAMES[problem.language]
        files[f"README-{folder}.txt"] = JPLAG.format(language=language, folder=folder)
    return files


@dataclass(frozen=True, slots=True)
class _Journey:
    """What goes out of one learner's journey: that of the class, scrubbed."""

    user: str
    records: tuple[JourneyRecord, ...]
    code: Mapping[str, CodeState]
    steps: tuple[MasteryStep, ...]


@dataclass(frozen=True, slots=True)
class _Class:
    """A class whose journeys go out; `names` are those of everybody who is or was in it."""

    found: SchoolClass
    learners: tuple[str, ...]
    names: tuple[str, ...]
    problems: frozenset[str]


async def class_journeys(ctx: Context, caller: Caller, class_id: str, form: ClassFormat) -> Export:
    """Return the journeys of a class's learners at its problems, under pseudonyms, as a file.

    Only who allows the use for research is in it, and nobody of staff. What another class of a
    learner gives too is in it only where they allow that for its work as well. Names of the class,
    addresses and telephone numbers are taken out of texts; it stays personal data all the same.
    Each learner is read in a transaction that writes that down. Raises as `class_for`, and
    UnavailableError without a key.
    """

    def begin(tx: Transaction) -> _Class:
        found = class_for(tx, caller, class_id, "manage_class")
        held = tx.memberships.roles(found.id, ended=True)
        return _Class(
            found,
            tuple(sorted(_learners(tx, found))),
            tuple(sorted({one.user for one in held})),
            frozenset(tx.challenges.problems_of_class(found.id)),
        )

    of = await ctx.store.transact(begin)
    key = ctx.key
    if key is None:
        raise UnavailableError(NO_KEY)
    taking = _Taking(ctx, caller, of.found)
    journeys = []
    for user in of.learners:
        one = await ctx.store.transact(partial(_journey, taking=taking, user=user, of=of))
        if one is not None:
            journeys.append(one)
    course = hmac.digest(key, of.found.id.encode(), hashlib.sha256)
    return await asyncio.to_thread(_written, journeys, of.names, course, form, of.found.id)


def _learners(tx: Transaction, found: SchoolClass) -> frozenset[str]:
    """Return who is or was a learner of a class and is no staff, of it or of all classes."""
    held = learners_of(tx.memberships.roles(found.id, ended=True))
    over_all = tx.memberships.in_organization(found.organization_id)
    return frozenset(held) - {one.user for one in over_all if one.role in STAFF}


def _journey(tx: Transaction, taking: _Taking, user: str, of: _Class) -> _Journey | None:
    settings = tx.journeys.learner(user).settings
    if not settings.allows_research(of.found.id):
        return None
    problems = of.problems - _refused(tx, user, settings)
    taking.check(tx)
    records = tuple(one for one in tx.journeys.records(user) if one.problem_id in problems)
    ids = {record.code_state_id for record in records} - {None}
    code = tx.journeys.code(user, [name for name in ids if name])
    steps = tuple(step for step in state_of(tx, user).steps if step.problem_id in problems)
    taking.record(tx, user)
    return _Journey(user, records, code, steps)


def _refused(tx: Transaction, user: str, settings: RecordingSettings) -> frozenset[str]:
    """Return the problems of those classes whose work research may not use, hidden ones too."""
    held = tx.memberships.of_user(user, ended=True)
    classes = {one.class_id for one in held if one.role == "learner"}
    return frozenset(
        problem
        for class_id in classes
        if class_id is not None and not settings.allows_research(class_id)
        for problem in tx.challenges.problems_of_class(class_id, deleted=True)
    )


def _written(
    journeys: Sequence[_Journey],
    users: Sequence[str],
    course: bytes,
    form: ClassFormat,
    class_id: str,
) -> Export:
    clean = {subject_id(course, one.user): _cleaned(one, users) for one in journeys}
    if form == "json":
        told = {
            "format": FORMAT,
            "version": 1,
            "learners": [
                journey_document(one.records, one.code.values(), subject=subject)
                for subject, one in sorted(clean.items())
            ],
        }
        text = json.dumps(told, ensure_ascii=False, indent=1)
        content = text.encode("utf-8", "replace")
        return Export(f"{class_id}-journeys.json", "application/json", content)
    texts = {name: state.text for one in clean.values() for name, state in one.code.items()}
    subjects = [
        SubjectJourney(subject, one.records, one.steps) for subject, one in sorted(clean.items())
    ]
    files = progsnap2(subjects, texts.get, course_id=class_id)
    return Export(f"{class_id}-progsnap2.zip", "application/zip", zipped(files))


def _cleaned(one: _Journey, names: Sequence[str]) -> _Journey:
    """Return a journey whose texts are scrubbed; the id of a text is the hash of what goes out."""
    clean = {name: _scrubbed(state, names) for name, state in one.code.items()}
    records = []
    for record in one.records:
        state = clean.get(record.code_state_id or "")
        code_id = None if state is None else state.id
        records.append(scrub(record, names).model_copy(update={"code_state_id": code_id}))
    code = {state.id: state for state in clean.values()}
    return _Journey(one.user, tuple(records), code, one.steps)


def _scrubbed(state: CodeState, names: Sequence[str]) -> CodeState:
    files = {path: scrub_program(text, names) for path, text in state.files.items()}
    return CodeState.of(Source(files=files), state.language)
