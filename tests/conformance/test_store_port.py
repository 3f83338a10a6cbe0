"""One suite for the port `Store`, on every store there is: see conftest.py."""

from __future__ import annotations

import asyncio
from datetime import timedelta, timezone

import pytest

from jupyter_codemm.contracts.events import GenerationStarted, SlotFailed
from jupyter_codemm.errors import InvalidInputError, NotFoundError, StoreError, WrongStateError
from jupyter_codemm.ports import Lease
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

STARTED = GenerationStarted(total_slots=3, author="builtin", tier="rlimit")


def ids(rows):
    return [row.id for row in rows]


class TestTransaction:
    def test_returns_what_the_work_returns(self, run):
        assert run(lambda _tx: 7) == 7

    def test_an_error_rolls_everything_back_and_passes_unchanged(self, run):
        class OwnError(Exception):
            pass

        def work(tx):
            tx.sessions.add(session())
            tx.activities.add(activity())
            tx.submissions.add(submission())
            tx.events.append("session:s1", STARTED, NOON)
            tx.leases.acquire("k", "me", NOON, 5)
            raise OwnError("mine")

        with pytest.raises(OwnError, match="mine"):
            run(work)

        def rest(tx):
            return (
                tx.sessions.list("ada"),
                tx.activities.list("ada"),
                tx.submissions.list("ada"),
                tx.events.last_id("session:s1"),
                tx.leases.get("k"),
            )

        assert run(rest) == ((), (), (), 0, None)
        assert run(lambda tx: tx.events.append("session:s1", STARTED, NOON)).id == 1

    def test_sees_its_own_changes(self, run):
        def work(tx):
            tx.sessions.add(session())
            return tx.sessions.get("s1", "ada")

        assert run(work) == session()

    def test_many_callers_at_once_each_get_their_own_transaction(self, store):
        async def scenario():
            works = [
                store.transact(lambda tx: tx.events.append("t", STARTED, NOON)) for _ in range(20)
            ]
            return await asyncio.gather(*works)

        assert sorted(ids(asyncio.run(scenario()))) == list(range(1, 21))

    def test_a_closed_store_says_so_and_closes_twice(self, store):
        async def scenario():
            await store.close()
            await store.close()
            await store.transact(lambda _tx: None)

        with pytest.raises(StoreError, match="closed"):
            asyncio.run(scenario())


class TestSessions:
    def test_comes_back_as_stored_and_as_replaced(self, run):
        changed = session(state="READY", question_key="ready", seed=7, updated_at=at(1).isoformat())
        assert run(lambda tx: tx.sessions.add(session()), get_session) == session()
        assert run(lambda tx: tx.sessions.save(changed), get_session) == changed

    @pytest.mark.parametrize(("session_id", "owner"), [("s1", "bob"), ("s2", "ada")])
    def test_unknown_and_not_yours_cannot_be_told_apart(self, run, session_id, owner):
        run(lambda tx: tx.sessions.add(session()))
        for work in (
            lambda tx: tx.sessions.get(session_id, owner),
            lambda tx: tx.sessions.save(session(session_id, owner, state="FAILED")),
        ):
            with pytest.raises(NotFoundError) as caught:
                run(work)
            assert caught.value.message == f"There is no session {session_id}."
        assert run(get_session) == session()

    def test_the_same_id_is_not_added_twice(self, run):
        run(lambda tx: tx.sessions.add(session()))
        with pytest.raises(WrongStateError, match="stored already"):
            run(lambda tx: tx.sessions.add(session(owner="bob")))

    def test_lists_the_owners_newest_first_up_to_the_limit(self, run):
        def fill(tx):
            for name, minutes in (("s1", 0), ("s2", 2), ("s3", 1), ("s4", 1)):
                tx.sessions.add(session(name, minutes=minutes))
            tx.sessions.add(session("s5", "bob", minutes=9))

        assert ids(run(fill, lambda tx: tx.sessions.list("ada"))) == ["s2", "s4", "s3", "s1"]
        assert ids(run(lambda tx: tx.sessions.list("ada", limit=2))) == ["s2", "s4"]

    def test_the_order_is_that_of_instants_whatever_the_zone(self, run):
        def fill(tx):
            for name, minutes, hours in (("s1", 0, 0), ("s2", -1, 9), ("s3", 1, -9)):
                zone = timezone(timedelta(hours=hours))
                created = at(minutes).astimezone(zone).isoformat()
                tx.sessions.add(session(name, created_at=created))

        assert ids(run(fill, lambda tx: tx.sessions.list("ada"))) == ["s3", "s1", "s2"]

    def test_a_line_of_the_list_follows_the_session(self, run):
        ready = session(state="READY", activity_id="a1")
        run(lambda tx: tx.sessions.add(session()), lambda tx: tx.sessions.save(ready))
        (line,) = run(lambda tx: tx.sessions.list("ada"))
        assert (line.state, line.activity_id, line.message_count) == ("READY", "a1", 1)
        assert line.preview == "three problems on loops"

    def test_generating_ones_of_all_owners(self, run):
        def fill(tx):
            tx.sessions.add(session("s1", state="GENERATING"))
            tx.sessions.add(session("s2"))
            tx.sessions.add(session("s3", "bob", state="GENERATING"))

        assert ids(run(fill, lambda tx: tx.sessions.generating())) == ["s1", "s3"]

    def test_finished_slots_in_slot_order_the_last_of_a_slot_counts(self, run):
        def fill(tx):
            tx.sessions.add(session())
            for slot, name in ((2, "p3"), (0, "p1"), (2, "p4")):
                tx.sessions.add_finished_slot("s1", finished(slot, name))

        kept = run(fill, lambda tx: tx.sessions.finished_slots("s1"))
        assert kept == (finished(0, "p1"), finished(2, "p4"))
        cleared = run(
            lambda tx: tx.sessions.clear_finished_slots("s1"),
            lambda tx: tx.sessions.finished_slots("s1"),
        )
        assert cleared == ()

    def test_a_slot_needs_its_session(self, run):
        with pytest.raises(NotFoundError, match="There is no session s1"):
            run(lambda tx: tx.sessions.add_finished_slot("s1", finished(0, "p1")))


class TestActivities:
    def test_comes_back_as_stored_and_as_replaced(self, run):
        renamed = activity(title="Renamed", state="published", version=2)
        assert run(lambda tx: tx.activities.add(activity()), get_activity) == activity()
        assert run(lambda tx: tx.activities.save(renamed), get_activity) == renamed

    @pytest.mark.parametrize(("activity_id", "owner"), [("a1", "bob"), ("a2", "ada")])
    def test_unknown_and_not_yours_cannot_be_told_apart(self, run, activity_id, owner):
        run(lambda tx: tx.activities.add(activity()))
        for work in (
            lambda tx: tx.activities.get(activity_id, owner),
            lambda tx: tx.activities.save(activity(activity_id, owner, problems=("p9",))),
            lambda tx: tx.activities.delete(activity_id, owner),
            lambda tx: tx.activities.restore(activity_id, owner),
            lambda tx: tx.activities.set_notebook(activity_id, owner, "x.ipynb"),
        ):
            with pytest.raises(NotFoundError) as caught:
                run(work)
            assert caught.value.message == f"There is no activity {activity_id}."
        assert run(get_activity) == activity()

    def test_the_same_id_is_not_added_twice(self, run):
        run(lambda tx: tx.activities.add(activity()))
        with pytest.raises(WrongStateError, match="stored already"):
            run(lambda tx: tx.activities.add(activity(problems=("p2",))))

    def test_lists_the_owners_newest_first_up_to_the_limit(self, run):
        def fill(tx):
            for name, minutes in (("a1", 0), ("a2", 2), ("a3", 1)):
                tx.activities.add(activity(name, minutes=minutes, problems=(f"{name}-p",)))
            tx.activities.add(activity("a4", "bob", minutes=9))

        assert ids(run(fill, lambda tx: tx.activities.list("ada"))) == ["a2", "a3", "a1"]
        assert ids(run(lambda tx: tx.activities.list("ada", limit=1))) == ["a2"]

    def test_a_notebook_is_remembered_through_a_change(self, run):
        run(
            lambda tx: tx.activities.add(activity()),
            lambda tx: tx.activities.set_notebook("a1", "ada", "loops/a1.ipynb"),
            lambda tx: tx.activities.save(activity(title="Renamed")),
        )
        (line,) = run(lambda tx: tx.activities.list("ada"))
        assert (line.title, line.notebook, line.problem_count) == ("Renamed", "loops/a1.ipynb", 1)

    def test_a_deleted_one_is_gone_and_its_submissions_stay(self, run):
        run(
            lambda tx: tx.activities.add(activity()),
            lambda tx: tx.submissions.add(submission()),
            lambda tx: tx.activities.delete("a1", "ada"),
        )
        for work in (
            get_activity,
            lambda tx: tx.activities.problem("p1", "ada"),
            lambda tx: tx.activities.save(activity()),
            lambda tx: tx.activities.delete("a1", "ada"),
        ):
            with pytest.raises(NotFoundError):
                run(work)
        assert run(lambda tx: tx.activities.list("ada")) == ()
        assert run(lambda tx: tx.submissions.get("u1", "ada")) == submission()

    def test_a_deleted_one_comes_back_as_it_was(self, run):
        run(
            lambda tx: tx.activities.add(activity()),
            lambda tx: tx.activities.set_notebook("a1", "ada", "loops/a1.ipynb"),
            lambda tx: tx.activities.delete("a1", "ada"),
            lambda tx: tx.activities.restore("a1", "ada"),
            lambda tx: tx.activities.restore("a1", "ada"),
        )
        assert run(get_activity) == activity()
        (line,) = run(lambda tx: tx.activities.list("ada"))
        assert line.notebook == "loops/a1.ipynb"
        assert run(lambda tx: tx.activities.problem("p1", "ada"))[1] == problem("p1")

    def test_finds_a_problem_with_its_activity(self, run):
        both = activity(problems=("p1", "p2"))
        run(lambda tx: tx.activities.add(both))
        assert run(lambda tx: tx.activities.problem("p2", "ada")) == (both, problem("p2"))

    @pytest.mark.parametrize(("problem_id", "user"), [("p1", "bob"), ("p9", "ada")])
    def test_a_problem_unknown_or_not_yours(self, run, problem_id, user):
        run(lambda tx: tx.activities.add(activity()))
        with pytest.raises(NotFoundError) as caught:
            run(lambda tx: tx.activities.problem(problem_id, user))
        assert caught.value.message == f"There is no problem {problem_id}."

    def test_problems_follow_a_change_of_the_activity(self, run):
        run(
            lambda tx: tx.activities.add(activity(problems=("p1", "p2"))),
            lambda tx: tx.activities.save(activity(problems=("p2", "p3"))),
        )
        assert run(lambda tx: tx.activities.problem("p3", "ada"))[1] == problem("p3")
        with pytest.raises(NotFoundError):
            run(lambda tx: tx.activities.problem("p1", "ada"))

    def test_a_problem_id_stands_in_one_activity_only(self, run):
        run(lambda tx: tx.activities.add(activity()))
        run(lambda tx: tx.activities.add(activity("a2", "bob", problems=("p2",))))
        for work in (
            lambda tx: tx.activities.add(activity("a3", problems=("p1",))),
            lambda tx: tx.activities.save(activity("a2", "bob", problems=("p2", "p1"))),
        ):
            with pytest.raises(InvalidInputError, match="p1 belongs to a problem of another"):
                run(work)
        assert run(lambda tx: tx.activities.problem("p2", "bob"))[1] == problem("p2")


class TestSubmissions:
    @pytest.fixture(autouse=True)
    def _activity(self, run):
        run(lambda tx: tx.activities.add(activity(problems=("p1", "p2"))))

    def test_comes_back_through_all_its_states(self, run):
        running = submission(status="running")
        done = submission(status="done", outcome=outcome(), judged_at=at(1).isoformat())
        for step, state in (("add", submission()), ("save", running), ("save", done)):
            run(lambda tx, s=state, name=step: getattr(tx.submissions, name)(s))
            assert run(get_submission) == state

    def test_an_outcome_is_written_once(self, run):
        done = submission(status="done", outcome=outcome("wrong_answer"))
        run(lambda tx: tx.submissions.add(submission()), lambda tx: tx.submissions.save(done))
        for other in (
            submission(status="done", outcome=outcome("accepted")),
            submission(status="done", outcome=outcome("wrong_answer", message="again")),
            submission(status="running"),
            submission(),
        ):
            with pytest.raises(WrongStateError, match="has its final outcome already"):
                run(lambda tx, s=other: tx.submissions.save(s))
        assert run(get_submission) == done

    def test_a_hint_may_come_after_the_outcome(self, run):
        done = submission(status="done", outcome=outcome("wrong_answer"))
        hinted = done.updated(hint="Look at the empty list.")
        run(lambda tx: tx.submissions.add(submission()), lambda tx: tx.submissions.save(done))
        assert run(lambda tx: tx.submissions.save(hinted), get_submission) == hinted

    @pytest.mark.parametrize("changes", [{"status": "done"}, {"outcome": outcome()}])
    def test_is_done_exactly_when_it_has_an_outcome(self, run, changes):
        with pytest.raises(WrongStateError, match="u1 is"):
            run(lambda tx: tx.submissions.add(submission(**changes)))
        run(lambda tx: tx.submissions.add(submission()))
        with pytest.raises(WrongStateError, match="u1 is"):
            run(lambda tx: tx.submissions.save(submission(**changes)))

    def test_belongs_to_an_activity_and_is_added_once(self, run):
        with pytest.raises(NotFoundError, match="There is no activity a9"):
            run(lambda tx: tx.submissions.add(submission(activity_id="a9")))
        run(lambda tx: tx.submissions.add(submission()))
        with pytest.raises(WrongStateError, match="stored already"):
            run(lambda tx: tx.submissions.add(submission()))

    @pytest.mark.parametrize(("submission_id", "user"), [("u1", "bob"), ("u2", "ada")])
    def test_unknown_and_not_yours_cannot_be_told_apart(self, run, submission_id, user):
        run(lambda tx: tx.submissions.add(submission()))
        for work in (
            lambda tx: tx.submissions.get(submission_id, user),
            lambda tx: tx.submissions.save(submission(submission_id, user, status="running")),
        ):
            with pytest.raises(NotFoundError) as caught:
                run(work)
            assert caught.value.message == f"There is no submission {submission_id}."
        assert run(get_submission) == submission()

    def test_lists_the_users_newest_first_by_problem_and_limit(self, run):
        def fill(tx):
            tx.submissions.add(submission("u1", minutes=1))
            tx.submissions.add(submission("u2", minutes=3, problem_id="p2"))
            tx.submissions.add(submission("u3", minutes=2))
            tx.submissions.add(submission("u4", minutes=2))
            tx.submissions.add(submission("u5", "bob", minutes=9))

        assert ids(run(fill, lambda tx: tx.submissions.list("ada"))) == ["u2", "u4", "u3", "u1"]
        assert ids(run(lambda tx: tx.submissions.list("ada", "p1"))) == ["u4", "u3", "u1"]
        assert ids(run(lambda tx: tx.submissions.list("ada", limit=1))) == ["u2"]

    def test_a_cancelled_one_never_comes_back(self, run):
        cancelled = submission(status="cancelled")
        run(lambda tx: tx.submissions.add(submission()), lambda tx: tx.submissions.save(cancelled))
        done = submission(status="done", outcome=outcome())
        for other in (submission(), submission(status="running"), done):
            with pytest.raises(WrongStateError):
                run(lambda tx, s=other: tx.submissions.save(s))
        assert run(lambda tx: tx.submissions.save(cancelled), get_submission) == cancelled

    def test_unfinished_ones_of_all_users_oldest_first(self, run):
        def fill(tx):
            tx.submissions.add(submission("u1", minutes=5))
            tx.submissions.add(submission("u2", "bob", minutes=1, status="running"))
            tx.submissions.add(submission("u3", status="done", outcome=outcome()))
            tx.submissions.add(submission("u4", status="cancelled"))

        assert ids(run(fill, lambda tx: tx.submissions.unfinished())) == ["u2", "u1"]


class TestEvents:
    def test_each_topic_counts_for_itself_from_one(self, run):
        def fill(tx):
            numbers = [tx.events.append(topic, STARTED, NOON).id for topic in "aaba"]
            return numbers, tx.events.last_id("a"), tx.events.last_id("b"), tx.events.last_id("c")

        assert run(fill) == ([1, 2, 1, 3], 3, 1, 0)

    def test_the_newest_numbers_of_many_topics_come_together(self, run):
        def fill(tx):
            for topic in "aabc":
                tx.events.append(topic, STARTED, NOON)
            others = [f"topic-{number}" for number in range(12_000)]
            return tx.events.newest(("a", "c", *others, "b")), tx.events.newest(())

        assert run(fill) == ({"a": 2, "b": 1, "c": 1}, {})

    def test_follow_a_number_in_order(self, run):
        events = [SlotFailed(slot=n, attempts=3, reason=f"r{n}") for n in range(5)]
        numbered = run(lambda tx: [tx.events.append("t", e, at(n)) for n, e in enumerate(events)])
        assert [n.event for n in numbered] == events
        assert run(lambda tx: tx.events.after("t", 0)) == tuple(numbered)
        assert run(lambda tx: tx.events.after("t", 2, limit=2)) == tuple(numbered[2:4])
        assert run(lambda tx: tx.events.after("t", 5)) == ()
        assert run(lambda tx: tx.events.after("other", 0)) == ()


class TestLeases:
    def test_one_holder_until_it_expires(self, run):
        def work(tx):
            return (
                tx.leases.acquire("k", "me", at(0), 60),
                tx.leases.acquire("k", "you", at(0.99), 60),
                tx.leases.acquire("k", "you", at(1), 60),
                tx.leases.acquire("k", "me", at(1), 60),
            )

        assert run(work) == (True, False, True, False)
        assert run(lambda tx: tx.leases.get("k")) == Lease("k", "you", at(2))

    def test_a_heartbeat_prolongs_it(self, run):
        run(
            lambda tx: tx.leases.acquire("k", "me", at(0), 60),
            lambda tx: tx.leases.acquire("k", "me", at(0.5), 60),
        )
        assert run(lambda tx: tx.leases.acquire("k", "you", at(1.2), 60)) is False

    def test_many_are_renewed_at_once_and_only_our_own(self, run):
        mine = [f"k{n}" for n in range(1200)]

        def work(tx):
            for key in mine:
                tx.leases.acquire(key, "me", at(0), 60)
            tx.leases.acquire("theirs", "you", at(0), 60)
            keys = [*mine, "theirs", "nobody's"]
            return tx.leases.renew(keys, "me", at(2), 60), tx.leases.existing(keys)

        assert run(work) == (frozenset(mine), frozenset([*mine, "theirs"]))
        assert run(lambda tx: tx.leases.get("k7")) == Lease("k7", "me", at(3))
        assert run(lambda tx: tx.leases.get("theirs")) == Lease("theirs", "you", at(1))
        assert run(lambda tx: tx.leases.get("nobody's")) is None

    def test_only_its_holder_releases_it(self, run):
        run(
            lambda tx: tx.leases.acquire("k", "me", at(0), 60),
            lambda tx: tx.leases.release("k", "you"),
        )
        assert run(lambda tx: tx.leases.get("k")) == Lease("k", "me", at(1))
        assert run(lambda tx: tx.leases.release("k", "me"), lambda tx: tx.leases.get("k")) is None
        assert run(lambda tx: tx.leases.acquire("k", "you", at(0), 60)) is True


class TestHistory:
    def test_it_holds_the_owner_s_problems_of_a_language_newest_first(self, run):
        told = run(
            lambda tx: tx.activities.add(made("a1", "old", 0)),
            lambda tx: tx.activities.add(made("a2", "new", 5)),
            lambda tx: tx.activities.add(made("a3", "hers", 1, owner="eve")),
            lambda tx: tx.activities.add(made("a4", "gone", 2)),
            lambda tx: tx.activities.delete("a4", "ada"),
            lambda tx: tx.activities.history("ada", "python", but_seed=1),
        )
        assert [item.title for item in told] == ["new", "old"]
        assert told[0].statement == problem().statement
        assert run(lambda tx: tx.activities.history("ada", "sql", but_seed=1)) == ()
        newest = run(lambda tx: tx.activities.history("ada", "python", but_seed=1, limit=1))
        assert [item.title for item in newest] == ["new"]

    def test_who_gives_a_seed_again_may_have_the_same_problems_again(self, run):
        told = run(
            lambda tx: tx.activities.add(made("a1", "first", 0)),
            lambda tx: tx.activities.add(made("a2", "second", 1)),
            lambda tx: tx.sessions.add(session("s1", seed=7, activity_id="a1")),
            lambda tx: tx.sessions.add(session("s2", seed=77, activity_id="a2")),
            lambda tx: tx.activities.history("ada", "python", but_seed=7),
        )
        assert [item.title for item in told] == ["second"]


def made(activity_id, title, minutes, owner="ada"):
    told = problem(f"p-{activity_id}", title=title)
    return activity(activity_id, owner, minutes, problems=(told.id,)).updated(problems=(told,))


def get_session(tx):
    return tx.sessions.get("s1", "ada")


def get_activity(tx):
    return tx.activities.get("a1", "ada")


def get_submission(tx):
    return tx.submissions.get("u1", "ada")
