"""What every store does with organisations, classes, memberships, challenges and grades."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.classroom import Challenge, Membership, Organization, SchoolClass
from jupyter_codemm.contracts.grading import Grade, GradeEvent
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import ChallengeNotebook, Standing
from tests.store.records import activity, at, outcome, submission

CODE = "join-me-soon"


def school(name="o1", title="North", **more) -> Organization:
    return Organization(id=name, name=title, created_at=at(0), **more)


def klass(name="c1", title="Loops 1", organization="o1", **more) -> SchoolClass:
    return SchoolClass(id=name, organization_id=organization, name=title, created_at=at(0), **more)


def member(user="ada", role="learner", class_id="c1", since=0.0, **more) -> Membership:
    about = {"organization_id": "o1", "class_id": class_id, "since": at(since)}
    return Membership(user=user, role=role, **(about | more))


def challenge(name="h1", class_id="c1", **more) -> Challenge:
    known = {
        "organization_id": "o1",
        "owner": "eve",
        "title": "Sums",
        "activity_id": "a1",
        "activity_version": 1,
        "created_at": at(0),
    }
    return Challenge(id=name, class_id=class_id, **(known | more))


def grade(percent=50.0, user="ada", **more) -> Grade:
    known = {"status": "graded", "grader": "system", "from_tests": percent, "graded_at": at(1)}
    return Grade(challenge_id="h1", user=user, percent=percent, **(known | more))


def changed(before, after, cause="submitted", minutes=1.0, **more) -> GradeEvent:
    return GradeEvent(
        challenge_id=after.challenge_id,
        user=after.user,
        at=at(minutes),
        cause=cause,
        before=before,
        after=after,
        **more,
    )


def place(tx):
    tx.organizations.add(school())
    tx.classes.add(klass(join_code=CODE, hub_group="loops"))


class TestPlaces:
    def test_they_are_kept_and_changed(self, run):
        run(place)
        assert run(lambda tx: tx.organizations.get("o1")) == school()
        run(lambda tx: tx.classes.save(klass(title="Loops 2", join_code=CODE)))
        assert run(lambda tx: tx.classes.get("c1")).name == "Loops 2"
        for ask in (
            lambda tx: tx.organizations.get("o9"),
            lambda tx: tx.organizations.save(school("o9")),
            lambda tx: tx.classes.get("c9"),
            lambda tx: tx.classes.save(klass("c9", "New")),
            lambda tx: tx.classes.add(klass("c9", "New", organization="o9")),
        ):
            with pytest.raises(NotFoundError):
                run(ask)

    def test_a_name_is_free_again_when_what_had_it_is_deleted(self, run):
        run(place)
        for again in (
            lambda tx: tx.organizations.add(school("o2")),
            lambda tx: tx.organizations.add(school(title="Other")),
            lambda tx: tx.classes.add(klass("c2")),
            lambda tx: tx.classes.add(klass(title="Other")),
            lambda tx: tx.classes.add(klass("c2", "Other", join_code=CODE)),
        ):
            with pytest.raises(WrongStateError):
                run(again)
        run(lambda tx: tx.classes.save(klass(deleted_at=at(5))))
        run(lambda tx: tx.classes.add(klass("c2")))
        with pytest.raises(WrongStateError, match="name"):
            run(lambda tx: tx.classes.save(klass()))
        assert [one.id for one in run(lambda tx: tx.classes.of_organization("o1"))] == ["c2"]
        gone = run(lambda tx: tx.classes.of_organization("o1", deleted=True))
        assert [one.id for one in gone] == ["c1"]

    def test_two_organisations_may_call_classes_alike(self, run):
        run(place, lambda tx: tx.organizations.add(school("o2", "South")))
        run(lambda tx: tx.classes.add(klass("c2", organization="o2")))
        assert run(lambda tx: tx.organizations.list(["o1", "o2", "o9"])) == (
            school(),
            school("o2", "South"),
        )

    def test_classes_are_found_by_code_and_group_unless_they_are_gone(self, run):
        run(place)
        assert run(lambda tx: tx.classes.by_join_code(CODE)).id == "c1"
        assert run(lambda tx: tx.classes.by_join_code("another-code")) is None
        assert [c.id for c in run(lambda tx: tx.classes.by_hub_groups(["x", "loops"]))] == ["c1"]
        run(lambda tx: tx.organizations.save(school(deleted_at=at(3))))
        assert run(lambda tx: tx.classes.by_join_code(CODE)) is None
        assert run(lambda tx: tx.classes.by_hub_groups(["loops"])) == ()
        assert "c1" in [one.id for one in run(lambda tx: tx.classes.every())]
        with pytest.raises(NotFoundError):
            run(lambda tx: tx.classes.get("c1"))


class TestMemberships:
    def test_who_comes_back_keeps_the_first_time_too(self, run):
        run(place, lambda tx: tx.memberships.begin(member()))
        run(lambda tx: tx.memberships.begin(member(since=3, source="roster")))
        assert run(lambda tx: tx.memberships.in_class("c1")) == (member(),)
        assert run(lambda tx: tx.memberships.end("ada", "o1", "c1", at(5)))
        assert not run(lambda tx: tx.memberships.end("ada", "o1", "c1", at(6)))
        assert run(lambda tx: tx.memberships.of_user("ada")) == ()
        run(lambda tx: tx.memberships.begin(member(since=9)))
        assert run(lambda tx: tx.memberships.of_user("ada", ended=True)) == (
            member(until=at(5)),
            member(since=9),
        )

    def test_one_that_ends_before_it_began_has_lasted_no_time(self, run):
        run(place, lambda tx: tx.memberships.begin(member(since=5)))
        assert run(lambda tx: tx.memberships.end("ada", "o1", "c1", at(3)))
        assert run(lambda tx: tx.memberships.of_user("ada")) == ()
        for ended in (
            run(lambda tx: tx.memberships.of_user("ada", ended=True)),
            run(lambda tx: tx.memberships.in_class("c1", ended=True)),
        ):
            assert ended == (member(since=5, until=at(5)),)
        run(lambda tx: tx.memberships.begin(member(since=4)))
        run(lambda tx: tx.memberships.begin(member(role="assistant", since=2)))
        both = run(lambda tx: tx.memberships.of_user("ada", ended=True))[1:]
        assert [(one.role, one.until) for one in both] == [("learner", at(4)), ("assistant", None)]

    def test_another_role_ends_the_one_before(self, run):
        run(place, lambda tx: tx.memberships.begin(member()))
        run(lambda tx: tx.memberships.begin(member(role="assistant", since=4)))
        assert [one.role for one in run(lambda tx: tx.memberships.in_class("c1"))] == ["assistant"]
        both = run(lambda tx: tx.memberships.in_class("c1", ended=True))
        assert [(one.role, one.until) for one in both] == [("learner", at(4)), ("assistant", None)]

    def test_an_organisation_is_a_place_of_its_own(self, run):
        run(place, lambda tx: tx.memberships.begin(member(role="admin", class_id=None)))
        run(lambda tx: tx.memberships.begin(member()))
        run(lambda tx: tx.memberships.begin(member("bob")))
        assert [one.user for one in run(lambda tx: tx.memberships.in_organization("o1"))] == ["ada"]
        assert [one.user for one in run(lambda tx: tx.memberships.in_class("c1"))] == ["ada", "bob"]
        assert len(run(lambda tx: tx.memberships.of_user("ada"))) == 2


class TestChallenges:
    def test_each_version_is_kept(self, run):
        run(place, lambda tx: tx.challenges.add(challenge()))
        second = challenge(title="Sums and more", version=2)
        run(lambda tx: tx.challenges.save(second, expected_version=1))
        assert run(lambda tx: tx.challenges.get("h1")) == second
        assert run(lambda tx: tx.challenges.versions("h1")) == (second, challenge())

    def test_who_is_slower_hears_of_it(self, run):
        run(place, lambda tx: tx.challenges.add(challenge()))
        second = challenge(version=2)
        run(lambda tx: tx.challenges.save(second, expected_version=1))
        with pytest.raises(WrongStateError, match="meanwhile"):
            run(lambda tx: tx.challenges.save(second, expected_version=1))
        with pytest.raises(WrongStateError):
            run(lambda tx: tx.challenges.add(challenge()))
        with pytest.raises(NotFoundError):
            run(lambda tx: tx.challenges.save(challenge("h9"), expected_version=1))

    def test_lists_are_of_a_class_or_of_a_person_alone(self, run):
        run(place)
        for one in (challenge(), challenge("h2"), challenge("h3", class_id=None)):
            run(lambda tx, one=one: tx.challenges.add(one))
        gone = challenge("h2", deleted_at=at(2))
        run(lambda tx: tx.challenges.save(gone, expected_version=1))
        assert [one.id for one in run(lambda tx: tx.challenges.of_class("c1"))] == ["h1"]
        assert [one.id for one in run(lambda tx: tx.challenges.standalone("eve"))] == ["h3"]
        assert run(lambda tx: tx.challenges.standalone("ada")) == ()
        assert run(lambda tx: tx.challenges.of_class("c1", deleted=True)) == (gone,)
        with pytest.raises(NotFoundError):
            run(lambda tx: tx.challenges.get("h2"))

    def test_they_are_found_by_their_activity_and_any_problem_it_ever_had(self, run):
        run(place)
        first, other = activity("a1", problems=("p1", "p2")), activity("a2", problems=("p3",))
        run(lambda tx: tx.activities.add(first), lambda tx: tx.activities.add(other))
        run(lambda tx: tx.activities.save(activity("a1", problems=("p2",), version=2), "less"))
        run(lambda tx: tx.challenges.add(challenge(activity_id="a1")))
        gone = challenge("h2", activity_id="a1", deleted_at=at(1))
        run(lambda tx: tx.challenges.add(gone))
        for problem, found in (("p1", ["h1"]), ("p2", ["h1"]), ("p3", []), ("p9", [])):
            given = run(lambda tx, name=problem: tx.challenges.with_problem(name))
            assert [one.id for one in given] == found
        assert [one.id for one in run(lambda tx: tx.challenges.of_activity("a1"))] == ["h1"]
        assert run(lambda tx: tx.challenges.of_activity("a2")) == ()
        run(lambda tx: tx.challenges.add(challenge("h3", activity_id="a1")))
        run(lambda tx: tx.challenges.add(challenge("h4", activity_id="a2")))
        given = run(lambda tx: tx.challenges.problems_of_class("c1"))
        assert given == {"p1": "h1", "p2": "h1", "p3": "h4"}
        given = run(lambda tx: tx.challenges.problems_of_class("c1", ["h3", "h4"]))
        assert given == {"p1": "h3", "p2": "h3", "p3": "h4"}
        assert run(lambda tx: tx.challenges.problems_of_class("c1", [])) == {}
        assert run(lambda tx: tx.challenges.problems_of_class("c9")) == {}
        hidden = challenge("h4", activity_id="a2", version=2, deleted_at=at(9))
        run(lambda tx: tx.challenges.save(hidden, expected_version=1))
        assert run(lambda tx: tx.challenges.problems_of_class("c1")) == {"p1": "h1", "p2": "h1"}
        given = run(lambda tx: tx.challenges.problems_of_class("c1", deleted=True))
        assert given == {"p1": "h1", "p2": "h1", "p3": "h4"}

    def test_where_a_notebook_is_is_kept_for_each_person(self, run):
        run(place, lambda tx: tx.challenges.add(challenge()))
        first, second = ChallengeNotebook("a.ipynb", 1), ChallengeNotebook("b/a-2.ipynb", 3)
        run(lambda tx: tx.challenges.set_notebook("h1", "ada", first))
        run(lambda tx: tx.challenges.set_notebook("h1", "ada", second))
        run(lambda tx: tx.challenges.set_notebook("h1", "bob", first))
        assert run(lambda tx: tx.challenges.notebooks("ada")) == {"h1": second}
        assert run(lambda tx: tx.challenges.notebooks("eve")) == {}

    def test_what_was_submitted_to_one_is_found(self, run):
        run(place, lambda tx: tx.activities.add(activity("a1")))
        made = [
            submission("u1", challenge_id="h1", challenge_version=1),
            submission("u2", user="bob", minutes=1, challenge_id="h1", challenge_version=2),
            submission("u3", minutes=2),
            submission("u4", minutes=3, challenge_id="h2", challenge_version=1),
        ]
        for one in made:
            run(lambda tx, one=one: tx.submissions.add(one))
        assert run(lambda tx: tx.submissions.of_challenge("h1")) == tuple(made[:2])
        assert run(lambda tx: tx.submissions.of_challenge("h1", "bob")) == (made[1],)
        assert run(lambda tx: tx.submissions.of_challenge("h9")) == ()
        assert run(lambda tx: tx.submissions.to_challenges(["h1", "h2"], "ada")) == (
            made[3],
            made[0],
        )
        assert run(lambda tx: tx.submissions.to_challenges(["h1"], "ada", 1)) == (made[0],)
        assert run(lambda tx: tx.submissions.to_challenges([], "ada")) == ()

    def test_it_is_told_how_submissions_stand_without_their_programs(self, run):
        run(place, lambda tx: tx.activities.add(activity("a1")))
        judged = {"status": "done", "judged_at": at(9)}
        for one in (
            submission("u1", minutes=1, challenge_id="h1", challenge_version=1),
            submission("u2", challenge_id="h1", outcome=outcome("wrong_answer"), **judged),
            submission("u3", user="bob", minutes=1, challenge_id="h1"),
            submission("u4", minutes=2),
            submission("u5", minutes=3, challenge_id="h2", status="cancelled"),
        ):
            run(lambda tx, one=one: tx.submissions.add(one))
        assert run(lambda tx: tx.submissions.standings(["h1", "h2"], "ada")) == (
            Standing("u2", "h1", "p1", "done", "wrong_answer"),
            Standing("u1", "h1", "p1", "queued", None),
            Standing("u5", "h2", "p1", "cancelled", None),
        )
        assert run(lambda tx: tx.submissions.standings([], "ada")) == ()


class TestGrades:
    def test_each_change_is_kept_and_the_last_is_the_grade(self, run):
        run(place, lambda tx: tx.challenges.add(challenge()))
        first, second = grade(), grade(80.0)
        run(lambda tx: tx.grades.record(changed(None, first)))
        run(lambda tx: tx.grades.record(changed(first, second, "regraded", 2)))
        assert run(lambda tx: tx.grades.get("h1", "ada")) == second
        told = run(lambda tx: tx.grades.events("h1", "ada"))
        assert [(one.cause, one.before, one.after) for one in told] == [
            ("submitted", None, first),
            ("regraded", first, second),
        ]
        assert run(lambda tx: tx.grades.events("h1", "bob")) == ()

    def test_of_two_who_change_it_one_hears_that_the_other_was_faster(self, run):
        run(place, lambda tx: tx.challenges.add(challenge()))
        run(lambda tx: tx.grades.record(changed(None, grade())))
        with pytest.raises(WrongStateError, match="meanwhile"):
            run(lambda tx: tx.grades.record(changed(None, grade(90.0))))
        assert run(lambda tx: tx.grades.get("h1", "ada")).percent == 50.0

    def test_they_are_listed_by_challenge_and_by_person(self, run):
        run(place, lambda tx: tx.challenges.add(challenge()))
        for user in ("bob", "ada"):
            run(lambda tx, u=user: tx.grades.record(changed(None, grade(user=u))))
        assert [one.user for one in run(lambda tx: tx.grades.of_challenge("h1"))] == ["ada", "bob"]
        assert run(lambda tx: tx.grades.of_user("ada")) == (grade(),)
        assert run(lambda tx: tx.grades.get("h1", "eve")) is None
        assert run(lambda tx: tx.grades.of_challenges(["h1", "h2"], ["bob", "eve"])) == (
            grade(user="bob"),
        )
        assert run(lambda tx: tx.grades.holders(["h1"])) == {"ada", "bob"}
        assert run(lambda tx: tx.grades.holders(["h2"])) == frozenset()

    def test_a_person_is_erased_with_roles_and_grades_and_nobody_else(self, run):
        run(place, lambda tx: tx.challenges.add(challenge()))
        here = ChallengeNotebook("a.ipynb", 1)
        for user in ("bob", "ada"):
            run(lambda tx, u=user: tx.grades.record(changed(None, grade(user=u))))
            run(lambda tx, u=user: tx.memberships.begin(member(u)))
            run(lambda tx, u=user: tx.challenges.set_notebook("h1", u, here))
        erased = run(lambda tx: tx.people.erase("ada", actor="ada"))
        assert erased["challenge_notebooks"] == 1
        assert run(lambda tx: tx.challenges.notebooks("ada")) == {}
        assert run(lambda tx: tx.challenges.notebooks("bob")) == {"h1": here}
        assert erased["memberships"] == erased["grades"] == erased["grade_events"] == 1
        assert run(lambda tx: tx.memberships.of_user("ada", ended=True)) == ()
        assert [one.user for one in run(lambda tx: tx.grades.of_challenge("h1"))] == ["bob"]
        assert run(lambda tx: tx.grades.events("h1", "ada")) == ()
        assert [one.user for one in run(lambda tx: tx.memberships.in_class("c1"))] == ["bob"]
