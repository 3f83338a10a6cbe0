"""A database in which something stands in every table, and all of it as the ports tell it.

Each part names the revision that has brought its last column: before that it is not told whole.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from jupyter_codemm.classroom import logged
from jupyter_codemm.contracts.access import Access
from jupyter_codemm.contracts.attempts import Attempt
from jupyter_codemm.contracts.class_models import ModelTerms, WeekCap
from jupyter_codemm.contracts.class_work import WorkSummary
from jupyter_codemm.contracts.classroom import Challenge, Membership, Organization, SchoolClass
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.editing import ProblemEdit
from jupyter_codemm.contracts.events import GenerationStarted
from jupyter_codemm.contracts.grading import Grade, GradeEvent
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_work import CodeReset, CodeSaved
from jupyter_codemm.contracts.knowledge import Chunk, Document, Scope
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.contracts.model_call import ModelCall, week_of
from jupyter_codemm.contracts.query import Query
from jupyter_codemm.contracts.quiz import QuizQuestion
from jupyter_codemm.contracts.quiz_record import KeptQuestion, KeptQuiz
from jupyter_codemm.contracts.recording import OpenWork, RecordingSettings
from jupyter_codemm.contracts.regrading import NewVerdict, Regrade, RegradeLine
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.struggle import StruggleAlert
from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.knowledge import packed, sketch
from jupyter_codemm.ports import (
    Account,
    ChallengeNotebook,
    Charge,
    Embedded,
    Proposal,
    Spent,
    Transaction,
)
from jupyter_codemm.store import open_store
from tests.fakes.drafts import good_draft
from tests.store.records import (
    NOON,
    activity,
    at,
    finished,
    outcome,
    problem,
    session,
    submission,
)

ODD = "\\N \\. \\x00 \t|\r\n'\"%s$$ \N{SNOWMAN}\N{PILE OF POO} é \x7f end\\"
"""Text in which a format could find something of its own."""
CODE = CodeState.of(Source.single(f"print('''{ODD}''')\n"), "python")
NUMBERS = packed((1.0, -1.0, 0.25))
DONE = submission("u1", minutes=1, status="done", outcome=outcome("wrong_answer", ODD))
OWN = Scope(level="activity", id="a1")
MODELS = ModelTerms(models=("m1", ODD), whole=WeekCap(cost_micros=2**41), key_set_at=NOON)


@dataclass(frozen=True)
class Part:
    """Something to fill in, which is there whole since a revision, and how it is told.

    Without `fill` it follows from what other parts fill in.
    """

    since: str
    fill: Callable[[Transaction], object] | None
    told: Callable[[Transaction], Any]


def _authoring(tx):
    tx.sessions.add(session("s1", state="GENERATING"))
    tx.sessions.add_finished_slot("s1", finished(0, "p1"))
    tx.sessions.add(session("s2", minutes=1))
    tx.activities.add(activity(problems=("p1", "p2")).updated(title=ODD.replace("\n", " ")))
    tx.activities.set_notebook("a1", "ada", ODD)
    tx.activities.add(activity("a2", "bob", problems=("p3",)))
    tx.activities.delete("a2", "bob")
    tx.events.append(
        "session:s1", GenerationStarted(total_slots=3, author="b", tier="rlimit"), NOON
    )
    tx.leases.acquire("session:s1", "me", NOON, 60)


def _authored(tx):
    return (
        tx.sessions.list("ada"),
        tx.sessions.get("s1", "ada"),
        tx.sessions.finished_slots("s1"),
        tx.activities.get("a1", "ada"),
        tx.activities.problem("p2", "ada"),
        tx.activities.list("bob"),
        tx.events.after("session:s1", 0),
        tx.leases.get("session:s1"),
    )


def _submitting(tx):
    tx.submissions.add(DONE.updated(status="queued", outcome=None))
    tx.submissions.save(DONE)
    tx.submissions.add(submission("u2", challenge_id="h1", minutes=2))


def _calling(tx):
    for name in ("c1", "c2"):
        tx.spending.lock("ada")
        tx.spending.reserve(Charge(name, Account("ada", "s1"), NOON, Spent(2**40, 2**41)))
    ended = ModelCall(
        purpose="function_draft",
        model="m1",
        outcome="answered",
        tokens_in=2,
        tokens_out=3,
        cost_micros=5,
    )
    tx.spending.settle("c1", ended)
    account = Account("bob", "s2", class_id="k1")
    tx.spending.lock("bob")
    tx.spending.reserve(Charge("c3", account, NOON, Spent(7, 0), "hint", priced=False))


def _editing(tx):
    edit = ProblemEdit(
        id="e1",
        owner="ada",
        activity_id="a1",
        problem_id="p1",
        kind="changes",
        version=1,
        status="proposed",
        created_at=NOON,
    )
    proposed = problem("p1", title="Echo twice", version=2)
    tx.edits.add(edit)
    tx.edits.save(edit, Proposal(problem=proposed, verification=finished(0, "p1").verification))


def _learning(tx):
    learner = replace(
        tx.journeys.learner("ada"),
        last_id=2,
        settings=RecordingSettings(recording=False, time_zone="Europe/Madrid"),
        open_work=(
            OpenWork(
                session_id="w1", activity_id="a1", problem_id="p1", started_at=NOON, last_at=at(1)
            ),
        ),
        state=LearnerState(last_id=2),
        due_at=at(30),
    )
    tx.journeys.keep_code("ada", [CODE])
    about = {"session_id": "w1", "activity_id": "a1", "problem_id": "p1"}
    saved = CodeSaved(origin="manual")
    tx.journeys.append(
        "ada",
        [
            JourneyRecord(id=1, at=at(1), code_state_id=CODE.id, event=saved, **about),
            JourneyRecord(id=2, at=at(2), event=CodeReset(), **about),
        ],
    )
    tx.journeys.save(learner)
    tx.queries.add(Query(id="q1", user="ada", text=ODD, problem_id="p1", submitted_at=NOON))


def _learnt(tx):
    return (
        tx.journeys.learner("ada"),
        tx.journeys.records("ada"),
        tx.journeys.code("ada", [CODE.id]),
        tx.journeys.due(at(60)),
        tx.queries.list("ada"),
    )


def _reading(tx):
    document = Document(
        id="d1",
        scope=OWN,
        uploaded_by="ada",
        title="Notes",
        media="markdown",
        size=9,
        sha256="0" * 64,
        state="ready",
        uploaded_at=NOON,
    )
    tx.knowledge.add(document)
    texts = (f"A loop repeats its body. {ODD}", "Something else.")
    pieces = [
        Chunk(id=f"d1.{n}", index=n, start=n, end=n + 1, place="Loops", text=text)
        for n, text in enumerate(texts)
    ]
    tx.knowledge.cut("d1", pieces)
    tx.knowledge.embed("m", {"d1.0": Embedded(NUMBERS, sketch(NUMBERS))})


def _read(tx):
    return (
        tx.knowledge.list([OWN]),
        tx.knowledge.chunks("d1"),
        list(tx.knowledge.search([OWN], ["loop"], 5)),
        tx.knowledge.sketches([OWN], "m"),
        tx.knowledge.vectors(["d1.0"]),
    )


def _quizzing(tx):
    asked = QuizQuestion(id="loops-1", kind="concept", prompt=ODD, choices=("a", "b", "c"))
    quiz = KeptQuiz(
        id="z1",
        user="ada",
        language="python",
        topic="loops",
        attempt=1,
        questions=(KeptQuestion(asked=asked, right=1, explanation="so"),),
        created_at=NOON,
    )
    tx.quizzes.add(quiz)


GRADE = Grade(
    challenge_id="h1",
    user="ada",
    percent=50.0,
    status="graded",
    grader="system",
    from_tests=50.0,
    graded_at=at(3),
)


def _teaching(tx):
    tx.organizations.add(Organization(id="o1", name="Nörth", created_at=NOON))
    loops = SchoolClass(id="c1", organization_id="o1", name="Loops 1", created_at=NOON)
    tx.classes.add(loops.updated(join_code="join-me-soon", hub_group="loops"))
    for user, role in (("eve", "instructor"), ("ada", "learner"), ("bob", "learner")):
        begun = Membership(user=user, role=role, organization_id="o1", class_id="c1", since=NOON)
        tx.memberships.begin(begun)
    tx.memberships.end("bob", "o1", "c1", at(5))
    given = Challenge(
        id="h1",
        class_id="c1",
        organization_id="o1",
        owner="eve",
        title="Sums",
        activity_id="a1",
        activity_version=1,
        created_at=NOON,
    )
    tx.challenges.add(given)
    tx.challenges.save(given.updated(version=2, title="More sums"), expected_version=1)
    tx.grades.record(
        GradeEvent(challenge_id="h1", user="ada", at=at(3), cause="submitted", after=GRADE)
    )


def _taught(tx):
    return (
        tx.organizations.list(["o1"]),
        tx.classes.by_join_code("join-me-soon"),
        tx.classes.by_hub_groups(["loops"]),
        tx.memberships.in_class("c1", ended=True),
        tx.challenges.of_class("c1"),
        tx.challenges.versions("h1"),
        tx.grades.of_challenge("h1"),
        tx.grades.events("h1", "ada"),
    )


def _attempting(tx):
    attempt = Attempt(submission_id="u1", at=at(1), outcome=outcome())
    tx.attempts.save(logged("h1", "ada", "p1", [attempt]))


def _working(tx):
    alert = StruggleAlert(
        trigger="same_error",
        topic="loops",
        severity="medium",
        problem_id="p1",
        evidence=(1, 2),
        record_id=2,
        opened_at=at(2),
        offered=True,
    )
    work = WorkSummary(user="ada", problem_id="p1", at=at(2), record_id=2, alerts=(alert,))
    tx.works.save([work])


def _regrading(tx):
    run = Regrade(
        id="r1", challenge_id="h1", actor="eve", activity_version=2, total=1, created_at=at(5)
    )
    tx.regrades.add(run)
    verdict = NewVerdict(
        regrade_id="r1",
        submission_id="u1",
        challenge_id="h1",
        user="ada",
        problem_id="p1",
        problem_version=2,
        outcome=outcome(),
        judged_at=at(6),
    )
    tx.regrades.keep([verdict])
    tx.regrades.settle("r1", RegradeLine(user="ada", before=GRADE, after=GRADE, judged=1))


ARTEFACTS = artefacts(good_draft("p1"), None, b"k" * 32)
READING = Access(at=NOON, actor="eve", subject="ada", what="journey", class_id="c1")
NOTEBOOK = ChallengeNotebook(f"work/{ODD}.ipynb", 1)

PARTS = {
    "authoring": Part("0001", _authoring, _authored),
    "submissions": Part("0001", _submitting, lambda tx: tx.submissions.list("ada")),
    "spending": Part(
        "0003", _calling, lambda tx: (tx.spending.made_by("ada"), tx.spending.by_activity("s1"))
    ),
    "charged": Part(
        "0018",
        None,
        lambda tx: (tx.spending.of_class("k1", week_of(NOON)), tx.spending.made_by("bob")),
    ),
    "models": Part(
        "0018",
        lambda tx: tx.class_models.save("k1", MODELS, "sealed"),
        lambda tx: (tx.class_models.terms("k1"), tx.class_models.sealed_key("k1")),
    ),
    "artefacts": Part(
        "0004", lambda tx: tx.artefacts.keep(ARTEFACTS), lambda tx: tx.artefacts.get("p1", 1)
    ),
    "edits": Part(
        "0005",
        _editing,
        lambda tx: (tx.edits.get("e1", "ada"), tx.edits.proposal("e1", "ada")),
    ),
    "versions": Part(
        "0005",
        None,
        lambda tx: (tx.versions.list("a1", "ada"), tx.versions.problem("p1", 1, "ada")),
    ),
    "learners": Part("0006", _learning, _learnt),
    "knowledge": Part("0007", _reading, _read),
    "quizzes": Part("0008", _quizzing, lambda tx: tx.quizzes.list("ada")),
    "classes": Part("0010", _teaching, _taught),
    "waiting": Part("0011", None, lambda tx: tx.submissions.of_challenge("h1")),
    "logs": Part("0012", _attempting, lambda tx: tx.attempts.of_challenge("h1")),
    "accesses": Part(
        "0013", lambda tx: tx.accesses.record(READING), lambda tx: tx.accesses.to("ada", 9)
    ),
    "notebooks": Part(
        "0014",
        lambda tx: tx.challenges.set_notebook("h1", "ada", NOTEBOOK),
        lambda tx: tx.challenges.notebooks("ada"),
    ),
    "solved": Part("0012", None, lambda tx: tx.attempts.solved(["h1"])),
    "works": Part(
        "0016",
        _working,
        lambda tx: (
            tx.works.places(["ada", "bob"], {"p1": ["h1"]}),
            tx.works.alerts(["p1"]),
            tx.works.times(["p1"]),
        ),
    ),
    "regrades": Part(
        "0017",
        _regrading,
        lambda tx: (
            tx.regrades.of_challenge("h1"),
            tx.regrades.verdicts("h1", "ada"),
            tx.regrades.lines("r1"),
        ),
    ),
}


def fill(tx: Transaction, names: Collection[str] = tuple(PARTS)) -> None:
    """Put something into every table but the one that is empty outside of transactions."""
    for name in names:
        if (put := PARTS[name].fill) is not None:
            put(tx)


def told(tx: Transaction, names: Collection[str] = tuple(PARTS)) -> dict[str, Any]:
    """Return, by part, what the ports tell of it."""
    return {name: PARTS[name].told(tx) for name in names}


def make(path_or_url, **options) -> dict[str, Any]:
    """Fill a new database, and return what it tells."""

    async def scenario():
        store = open_store(path_or_url, now=lambda: at(60), **options)
        try:
            await store.key()
            await store.transact(fill)
            return await store.transact(told)
        finally:
            await store.close()

    return asyncio.run(scenario())
