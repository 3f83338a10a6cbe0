"""What every store does with the record of learners."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from jupyter_codemm.contracts.attempts import AttemptLog
from jupyter_codemm.contracts.class_work import WorkSummary
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import (
    StruggleReopened,
    StruggleResolved,
    TeacherViewed,
)
from jupyter_codemm.contracts.journey_work import CodeReset, CodeSaved
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.contracts.query import NEXT_STATES, Answer, Query
from jupyter_codemm.contracts.quiz import QuizQuestion
from jupyter_codemm.contracts.quiz_record import KeptQuestion, KeptQuiz
from jupyter_codemm.contracts.recording import OpenWork, RecordingSettings
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import NotFoundError, WrongStateError
from tests.store.records import activity, at, session, submission

CODE = CodeState.of(Source(code="print(1)\n"), "python")


def record(number, problem="p1", event=None):
    return JourneyRecord(
        id=number,
        at=at(number),
        session_id="w1",
        activity_id="a1",
        problem_id=problem,
        code_state_id=CODE.id,
        event=event or CodeSaved(origin="manual"),
    )


def query(name="q1", user="ada", **more):
    asked = Query(id=name, user=user, text="why?", problem_id="p1", submitted_at=at(0))
    return asked.model_copy(update=more)


def quiz(name="z1", user="ada", attempt=1, topic="loops", **more):
    asked = QuizQuestion(id="loops-1", kind="concept", prompt="?", choices=("a", "b", "c"))
    kept = KeptQuiz(
        id=name,
        user=user,
        language="python",
        topic=topic,
        attempt=attempt,
        questions=(KeptQuestion(asked=asked, right=1, explanation="so"),),
        created_at=at(0),
    )
    return kept.model_copy(update=more)


class TestJourneys:
    def test_an_unknown_learner_has_no_record_yet(self, run):
        learner = run(lambda tx: tx.journeys.learner("ada"))
        assert (learner.last_id, learner.open_work, learner.state) == (0, (), None)
        assert learner.settings == RecordingSettings()

    def test_a_learner_comes_back_as_saved(self, run):
        work = OpenWork(
            session_id="w1", activity_id="a1", problem_id="p1", started_at=at(0), last_at=at(1)
        )

        def save(tx):
            changed = replace(
                tx.journeys.learner("ada"),
                last_id=7,
                settings=RecordingSettings(recording=False, time_zone="Europe/Madrid"),
                open_work=(work,),
                state=LearnerState(last_id=7),
                due_at=at(30),
            )
            tx.journeys.save(changed)
            return changed

        assert run(save) == run(lambda tx: tx.journeys.learner("ada"))

    def test_records_come_back_in_order_and_by_problem(self, run):
        first, second, third = record(1), record(2, "p2"), record(3, event=CodeReset())

        def add(tx):
            tx.journeys.learner("ada")
            tx.journeys.append("ada", [first, second])
            tx.journeys.append("ada", [third])

        run(add)
        assert run(lambda tx: tx.journeys.records("ada")) == (first, second, third)
        assert run(lambda tx: tx.journeys.records("ada", after=1, limit=1)) == (second,)
        assert run(lambda tx: tx.journeys.records("ada", problem_id="p1")) == (first, third)
        assert run(lambda tx: tx.journeys.records("bob")) == ()
        assert run(lambda tx: tx.journeys.count("ada")) == 3
        assert run(lambda tx: tx.journeys.count("ada", problem_id="p1")) == 2
        assert run(lambda tx: tx.journeys.count("bob")) == 0
        assert run(lambda tx: tx.journeys.latest("ada", "p1", {"code_saved"})) == first
        assert (
            run(lambda tx: tx.journeys.latest("ada", "p1", {"code_saved", "code_reset"})) == third
        )
        assert run(lambda tx: tx.journeys.latest("ada", "p3", {"code_saved"})) is None

    @pytest.mark.parametrize("numbers", [(2,), (1, 3), (1, 1)])
    def test_numbers_leave_no_gap(self, run, numbers):
        def add(tx):
            tx.journeys.learner("ada")
            tx.journeys.append("ada", [record(number) for number in numbers])

        with pytest.raises(WrongStateError, match="follow"):
            run(add)
        assert run(lambda tx: tx.journeys.records("ada")) == ()

    def test_the_same_code_is_kept_once_and_for_its_learner_only(self, run):
        def keep(tx):
            tx.journeys.learner("ada")
            tx.journeys.keep_code("ada", [CODE, CODE])
            tx.journeys.keep_code("ada", [CODE])

        run(keep)
        assert run(lambda tx: tx.people.counts("ada"))["code_states"] == 1
        assert run(lambda tx: tx.journeys.code("ada", [CODE.id, "0" * 64])) == {CODE.id: CODE}
        assert run(lambda tx: tx.journeys.code("bob", [CODE.id])) == {}

    def test_many_texts_are_found_at_once(self, run):
        states = [CodeState.of(Source(code=f"print({n})"), "python") for n in range(1200)]

        def keep(tx):
            tx.journeys.learner("ada")
            tx.journeys.keep_code("ada", states)
            return tx.journeys.code("ada", [state.id for state in states])

        assert len(run(keep)) == 1200

    def test_who_is_due_is_told_when_it_is_time(self, run):
        def save(tx):
            for minutes, user in enumerate(("ada", "bob", "eve")):
                due = None if user == "eve" else at(10 + minutes)
                tx.journeys.save(replace(tx.journeys.learner(user), due_at=due))

        run(save)
        assert run(lambda tx: tx.journeys.due(at(9))) == ()
        assert run(lambda tx: tx.journeys.due(at(10))) == ("ada",)
        assert run(lambda tx: tx.journeys.due(at(60))) == ("ada", "bob")
        assert run(lambda tx: tx.journeys.due(at(60), limit=1)) == ("ada",)


class TestQueries:
    def test_comes_back_in_order_and_by_problem(self, run):
        asked = [query("q1"), query("q2", problem_id=None), query("q3")]

        def add(tx):
            for one in asked:
                tx.queries.add(one)

        run(add)
        assert run(lambda tx: tx.queries.list("ada")) == tuple(asked)
        assert run(lambda tx: tx.queries.list("ada", "p1")) == (asked[0], asked[2])
        assert run(lambda tx: tx.queries.list("ada", limit=1)) == (asked[2],)
        assert run(lambda tx: tx.queries.list("bob")) == ()

    def test_an_id_is_taken_once(self, run):
        with pytest.raises(WrongStateError, match="stored already"):
            run(lambda tx: tx.queries.add(query()), lambda tx: tx.queries.add(query()))

    @pytest.mark.parametrize(("name", "user"), [("q2", "ada"), ("q1", "bob")])
    def test_nobody_elses_is_found(self, run, name, user):
        run(lambda tx: tx.queries.add(query()))
        with pytest.raises(NotFoundError, match=f"no question {name}"):
            run(lambda tx: tx.queries.get(name, user))

    def test_only_legal_changes_of_state(self, run):
        for number, (before, after) in enumerate(itertools.product(NEXT_STATES, NEXT_STATES)):
            name = f"q{number}"
            asked, change = query(name, status=before), query(name, status=after)
            run(lambda tx, q=asked: tx.queries.add(q))
            if after == before or after in NEXT_STATES[before]:
                run(lambda tx, q=change: tx.queries.save(q))
                assert run(lambda tx, name=name: tx.queries.get(name, "ada")) == change
            else:
                with pytest.raises(WrongStateError):
                    run(lambda tx, q=change: tx.queries.save(q))

    def test_what_has_no_end_is_unfinished(self, run):
        for name, status in zip("abcde", NEXT_STATES, strict=True):
            run(lambda tx, name=name, status=status: tx.queries.add(query(name, status=status)))
        assert [q.id for q in run(lambda tx: tx.queries.unfinished())] == ["a", "b", "c"]

    def test_an_answer_is_kept_with_it(self, run):
        answer = Answer(service="concept", format="text", text="A loop repeats.")
        done = query(status="completed", answer=answer, rating=4, processed_at=at(1))
        run(lambda tx: tx.queries.add(done))
        assert run(lambda tx: tx.queries.get("q1", "ada")) == done


class TestQuizzes:
    def test_the_newest_on_a_topic_is_found(self, run):
        kept = [quiz("z1"), quiz("z2", attempt=2), quiz("z3", topic="lists"), quiz("z4", "bob")]

        def add(tx):
            for one in kept:
                tx.quizzes.add(one)

        run(add)
        assert run(lambda tx: tx.quizzes.last("ada", "python", "loops")) == kept[1]
        assert run(lambda tx: tx.quizzes.last("ada", "java", "loops")) is None
        assert run(lambda tx: tx.quizzes.list("ada")) == tuple(kept[:3])
        assert run(lambda tx: tx.quizzes.list("ada", limit=1)) == (kept[2],)
        assert run(lambda tx: tx.quizzes.get("z4", "bob")) == kept[3]

    @pytest.mark.parametrize("again", [quiz("z1", attempt=2), quiz("z2", attempt=1)])
    def test_an_id_and_an_attempt_are_taken_once(self, run, again):
        run(lambda tx: tx.quizzes.add(quiz("z1")))
        with pytest.raises(WrongStateError):
            run(lambda tx: tx.quizzes.add(again))

    @pytest.mark.parametrize(("name", "user"), [("z9", "ada"), ("z1", "bob")])
    def test_nobody_elses_is_found(self, run, name, user):
        run(lambda tx: tx.quizzes.add(quiz("z1")))
        with pytest.raises(NotFoundError):
            run(lambda tx: tx.quizzes.get(name, user))

    def test_it_is_answered_once(self, run):
        done = quiz("z1", chosen=(1,), answered_at=at(5))
        run(lambda tx: tx.quizzes.add(quiz("z1")), lambda tx: tx.quizzes.save(done))
        with pytest.raises(WrongStateError):
            run(lambda tx: tx.quizzes.save(done))
        assert run(lambda tx: tx.quizzes.get("z1", "ada")) == done


class TestPeople:
    def fill(self, tx):
        for user, prefix in (("ada", ""), ("bob", "b")):
            tx.sessions.add(session(f"{prefix}s1", owner=user))
            tx.activities.add(activity(f"{prefix}a1", owner=user, problems=(f"{prefix}p1",)))
            tx.submissions.add(
                submission(
                    f"{prefix}u1",
                    user=user,
                    activity_id=f"{prefix}a1",
                    problem_id=f"{prefix}p1",
                )
            )
            tx.works.save([WorkSummary(user=user, problem_id=f"{prefix}p1", at=at(0), record_id=1)])
            tx.journeys.learner(user)
            tx.journeys.append(user, [record(1)])
            tx.journeys.keep_code(user, [CODE])
            tx.queries.add(query(f"{prefix}q1", user))
            tx.quizzes.add(quiz(f"{prefix}z1", user))

    def test_erasing_one_leaves_none_of_theirs_and_all_of_others(self, run):
        run(self.fill)
        before = run(lambda tx: tx.people.counts("bob"))
        erased = run(lambda tx: tx.people.erase("ada", actor="ada"))
        assert erased["journey"] == erased["queries"] == erased["activities"] == 1
        assert erased["quizzes"] == 1
        assert set(run(lambda tx: tx.people.counts("ada")).values()) == {0}
        assert run(lambda tx: tx.people.counts("bob")) == before
        assert run(lambda tx: tx.journeys.records("ada")) == ()
        assert run(lambda tx: tx.submissions.list("ada")) == ()

    def test_a_record_goes_and_what_was_submitted_stays(self, run):
        run(self.fill)
        run(lambda tx: tx.journeys.append("bob", [record(9).model_copy(update={"id": 2})]))
        assert run(lambda tx: tx.people.idle_since(at(1))) == ()
        assert run(lambda tx: tx.people.idle_since(at(9))) == ("ada",)
        assert run(lambda tx: tx.people.idle_since(at(9), "ada")) == ("ada",)
        assert run(lambda tx: tx.people.idle_since(at(9), "bob")) == ()
        run(lambda tx: tx.quizzes.save(quiz("z1", "ada", chosen=(1,), answered_at=at(20))))
        assert run(lambda tx: tx.people.idle_since(at(9))) == ()
        assert run(lambda tx: tx.people.idle_since(at(21))) == ("ada", "bob")
        told = run(lambda tx: tx.people.record_counts("ada"))
        assert told == dict.fromkeys(
            ("work_summaries", "queries", "quizzes", "code_states", "journey", "learners"), 1
        )
        assert run(lambda tx: tx.people.forget_record("ada", actor="retention")) == told
        assert run(lambda tx: tx.journeys.records("ada")) == ()
        assert len(run(lambda tx: tx.submissions.list("ada"))) == 1
        assert len(run(lambda tx: tx.journeys.records("bob"))) == 2

    def test_what_staff_writes_makes_no_record_younger(self, run):
        run(self.fill)
        views = [
            TeacherViewed(viewer="eve"),
            StruggleResolved(trigger="says_stuck", topic="loops", by="staff", actor="eve"),
            StruggleReopened(trigger="says_stuck", topic="loops", actor="eve"),
        ]
        for number, event in enumerate(views, start=2):
            told = record(number).model_copy(update={"event": event})
            run(lambda tx, told=told: tx.journeys.append("ada", [told]))
        alone = record(1).model_copy(update={"event": views[0], "code_state_id": None})
        run(lambda tx: tx.journeys.learner("cy"), lambda tx: tx.journeys.append("cy", [alone]))
        assert run(lambda tx: tx.people.idle_since(at(2))) == ("ada", "bob", "cy")
        people = ["ada", "bob", "cy"]
        assert run(lambda tx: tx.people.last_before(at(2), people, ["p1"])) == {
            (name, "p1"): at(1) for name in people
        }

    def test_who_asked_with_the_record_paused_is_not_idle(self, run):
        run(self.fill)
        run(lambda tx: tx.queries.add(query("q9", "ada", submitted_at=at(20))))
        assert run(lambda tx: tx.people.idle_since(at(9))) == ("bob",)

    def test_erasing_a_stranger_erases_nothing(self, run):
        run(self.fill)
        assert set(run(lambda tx: tx.people.erase("eve", actor="eve")).values()) == {0}
        assert len(run(lambda tx: tx.journeys.records("ada"))) == 1

    def test_what_is_recorded_at_one_problem_goes_alone(self, run):
        only = CodeState.of(Source(code="print(2)\n"), "python")
        run(self.fill)
        second = record(2, "p2").model_copy(update={"code_state_id": only.id})
        run(
            lambda tx: tx.journeys.append("ada", [second, record(3, "p2"), record(4, None)]),
            lambda tx: tx.journeys.keep_code("ada", [only]),
            lambda tx: tx.queries.add(query("q2", "ada", problem_id="p2", submitted_at=at(7))),
            lambda tx: tx.works.save(
                [WorkSummary(user="ada", problem_id="p2", at=at(3), record_id=3)]
            ),
        )
        people, given = ["ada", "bob"], ["p1", "p2"]
        first = {("ada", "p1"): at(1), ("bob", "p1"): at(1)}

        def last_before(moment, users=people, problems=given):
            return run(lambda tx: tx.people.last_before(moment, users, problems))

        assert last_before(at(1)) == {}
        assert last_before(at(7)) == first
        assert last_before(at(8)) == first | {("ada", "p2"): at(7)}
        assert last_before(at(8), users=["bob"]) == {("bob", "p1"): at(1)}
        assert last_before(at(8), problems=["p3"]) == {}
        told = run(lambda tx: tx.people.problem_counts("ada", ["p2"]))
        assert told == {"work_summaries": 1, "queries": 1, "code_states": 1, "journey": 2}
        gone = run(lambda tx: tx.people.forget_problems("ada", ["p2"], actor="retention"))
        assert gone == told
        assert [one.id for one in run(lambda tx: tx.journeys.records("ada"))] == [1, 4]
        assert set(run(lambda tx: tx.journeys.code("ada", [CODE.id, only.id]))) == {CODE.id}
        assert [one.id for one in run(lambda tx: tx.queries.list("ada"))] == ["q1"]
        assert set(run(lambda tx: tx.people.problem_counts("ada", ["p2"])).values()) == {0}
        assert run(lambda tx: tx.people.counts("bob"))["journey"] == 1

    def test_a_number_that_was_deleted_is_not_given_again(self, run):
        run(self.fill)
        learner = run(lambda tx: tx.journeys.learner("ada"))
        run(lambda tx: tx.journeys.save(replace(learner, last_id=1)))
        run(lambda tx: tx.people.forget_problems("ada", ["p1"], actor="retention"))
        with pytest.raises(WrongStateError):
            run(lambda tx: tx.journeys.append("ada", [record(1)]))
        run(lambda tx: tx.journeys.append("ada", [record(2)]))
        assert [one.id for one in run(lambda tx: tx.journeys.records("ada"))] == [2]

    def test_what_was_submitted_to_some_challenges_goes_alone(self, run):
        def fill(tx):
            self.fill(tx)
            made = submission("u5", user="ada", activity_id="a1", problem_id="p1")
            tx.submissions.add(made.model_copy(update={"challenge_id": "h1"}))
            for user, challenge in (("ada", "h1"), ("ada", "h2"), ("bob", "h1")):
                log = AttemptLog(
                    challenge_id=challenge,
                    user=user,
                    problem_id="p1",
                    submission_ids=("u5",),
                    at=(at(1),),
                    verdicts=("accepted",),
                    passed=(1,),
                    totals=(1,),
                    misconceptions=("",),
                )
                tx.attempts.save(log)

        run(fill)
        gone = run(lambda tx: tx.people.erase_work("ada", "c1", ["h1"], actor="root"))
        assert {name for name, rows in gone.items() if rows} == {"submissions", "attempts"}
        assert [one.id for one in run(lambda tx: tx.submissions.list("ada"))] == ["u1"]
        assert len(run(lambda tx: tx.attempts.of_challenge("h2", "ada"))) == 1
        assert len(run(lambda tx: tx.attempts.of_challenge("h1", "bob"))) == 1
        assert run(lambda tx: tx.attempts.of_challenge("h1", "ada")) == ()
