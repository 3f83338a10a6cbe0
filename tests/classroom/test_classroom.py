"""Who may do what in a class, when a challenge is open, and what being late costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jupyter_codemm.classroom import allowed, availability, lateness, role_in
from jupyter_codemm.contracts.classroom import Challenge, ChallengeTerms, LatePolicy, Membership
from jupyter_codemm.errors import InvalidInputError

DUE = datetime(2026, 11, 2, 12, tzinfo=UTC)


def member(role, class_id=None, organization="o1", **more):
    about = {"user": "ada", "organization_id": organization, "class_id": class_id, "since": DUE}
    return Membership(role=role, **(about | more))


class TestRoles:
    def test_the_highest_role_counts(self):
        both = [member("learner", "c1"), member("assistant", "c1")]
        assert role_in(both, "o1", "c1") == "assistant"

    @pytest.mark.parametrize(
        ("membership", "role"),
        [
            (member("instructor", "c2"), None),
            (member("instructor"), None),
            (member("coordinator"), "coordinator"),
            (member("admin"), "admin"),
            (member("admin", organization="o2"), None),
        ],
    )
    def test_only_coordinators_and_admins_reach_every_class_of_their_organisation(
        self, membership, role
    ):
        assert role_in([membership], "o1", "c1") == role

    def test_who_has_left_has_no_role_and_a_later_membership_is_another(self):
        left = member("instructor", "c1", until=DUE + timedelta(days=1))
        assert role_in([left], "o1", "c1") is None
        assert role_in([left, member("learner", "c1")], "o1", "c1") == "learner"
        with pytest.raises(InvalidInputError, match="until: is before since"):
            left.updated(until=DUE - timedelta(days=1))

    def test_a_class_gives_no_role_in_its_organisation(self):
        assert role_in([member("instructor", "c1")], "o1", None) is None

    @pytest.mark.parametrize(
        ("role", "may", "may_not"),
        [
            (None, [], ["see_class", "solve"]),
            ("learner", ["see_class", "solve"], ["see_work", "grade"]),
            ("assistant", ["see_work", "grade"], ["release", "see_references"]),
            ("instructor", ["author", "release", "manage_roster"], ["manage_class"]),
            ("coordinator", ["manage_class"], ["manage_organization"]),
            ("admin", ["manage_organization", "solve"], []),
        ],
    )
    def test_each_role_may_do_its_part_and_no_more(self, role, may, may_not):
        assert all(allowed(role, action) for action in may)
        assert not any(allowed(role, action) for action in may_not)


def terms(kind="accept", **more) -> ChallengeTerms:
    return ChallengeTerms(due_at=DUE, late=LatePolicy(kind=kind, **more))


class TestLateness:
    @pytest.mark.parametrize(
        ("hours", "share"), [(-1, 1), (0, 1), (0.1, 0.9), (24, 0.9), (24.1, 0.8), (300, 0.5)]
    )
    def test_each_day_that_has_begun_costs(self, hours, share):
        policy = terms("deduct", percent_a_day=10, at_most_percent=50)
        found = lateness(policy, DUE + timedelta(hours=hours))
        assert found.share == pytest.approx(share)
        assert found.is_taken
        assert found.is_late == (hours > 0)

    def test_nothing_is_late_without_a_due_date_and_within_the_grace(self):
        assert not lateness(ChallengeTerms(), DUE).is_late
        graced = terms("refuse", grace_minutes=30)
        assert lateness(graced, DUE + timedelta(minutes=30)).is_taken
        assert not lateness(graced, DUE + timedelta(minutes=31)).is_taken

    def test_other_time_zones_are_the_same_moment(self):
        local = DUE.astimezone(tz=None) + timedelta(minutes=1)
        assert not lateness(terms("refuse"), local).is_taken

    def test_a_challenge_closes(self):
        closing = terms(closes_after_hours=2)
        assert lateness(closing, DUE + timedelta(hours=2)).is_taken
        assert not lateness(closing, DUE + timedelta(hours=3)).is_taken

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"kind": "deduct"}, "percent_a_day"),
            ({"kind": "refuse", "closes_after_hours": 3}, "closes_after_hours"),
            ({"kind": "deduct", "percent_a_day": 101}, "percent_a_day"),
        ],
    )
    def test_a_policy_that_says_nothing_is_refused(self, told, field):
        with pytest.raises(InvalidInputError, match=field):
            LatePolicy.parse(told)

    def test_the_due_date_is_after_the_release(self):
        day = "2026-11-02T12:00:00Z"
        with pytest.raises(InvalidInputError, match="due_at: must be after release_at"):
            ChallengeTerms.parse({"release_at": day, "due_at": day})


def challenge(**more) -> Challenge:
    known = {
        "id": "h1",
        "organization_id": "o1",
        "class_id": "c1",
        "owner": "eve",
        "title": "Loops",
        "activity_id": "a1",
        "activity_version": 1,
        "state": "published",
        "created_at": DUE,
    }
    return Challenge(**(known | more))


class TestAvailability:
    def test_a_published_one_is_open(self):
        assert availability(challenge(), DUE).is_open

    @pytest.mark.parametrize(
        "more",
        [
            {"state": "draft"},
            {"deleted_at": DUE},
            {"terms": ChallengeTerms(release_at=DUE + timedelta(seconds=1))},
        ],
    )
    def test_what_is_not_there_yet_or_any_more_is_not_seen(self, more):
        found = availability(challenge(**more), DUE)
        assert (found.is_visible, found.is_open) == (False, False)

    def test_what_is_over_is_seen_and_closed_with_a_reason(self):
        late = availability(challenge(terms=terms("refuse")), DUE + timedelta(hours=1))
        assert (late.is_visible, late.is_open) == (True, False)
        assert "2026-11-02T12:00:00+00:00" in late.reason
        once = challenge(terms=ChallengeTerms(attempts=2))
        assert availability(once, DUE, attempts=1).is_open
        used = availability(once, DUE, attempts=2)
        assert (used.is_open, "2 attempts" in used.reason) == (False, True)
