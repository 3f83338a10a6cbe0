"""Organisations and classes: who is let in, by whom, and who sees what."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from jupyter_codemm.contracts.classroom import (
    ClassChange,
    Membership,
    NewOrganization,
    Organization,
)
from jupyter_codemm.errors import ForbiddenError, NotFoundError, WrongStateError
from jupyter_codemm.services import classes
from jupyter_codemm.services.entitlement import Caller
from tests.fakes.contexts import make_context
from tests.store.engines import new_store

EVE = Caller("eve", acts_as_staff=True)
ADA = Caller("ada")


@dataclass
class School:
    """One organisation with a class that eve teaches."""

    ctx: Any = field(default_factory=lambda: make_context(new_store()))

    def __post_init__(self) -> None:
        self.organization = self.founded("North", "root")
        self.root = Caller("root", acts_as_staff=True)
        self.loops = self.do(classes.create_class, self.root, self.organization.id, "Loops")
        self.do(classes.grant, self.root, self.loops.id, "eve", "instructor")

    def founded(self, name: str, admin: str) -> Organization:
        new = NewOrganization(name=name, admin=admin)
        made = new.made(self.ctx.new_id("organization"), self.ctx.clock.now())
        asyncio.run(classes.found_organization(self.ctx.store, made, admin))
        return made

    def do(self, work, *given, **more):
        return asyncio.run(work(self.ctx, *given, **more))

    def opened(self) -> str:
        changed = self.do(classes.change_class, EVE, self.loops.id, ClassChange(opens=True))
        return changed.join_code

    def roster(self, **more) -> dict[str, str]:
        found = self.do(classes.roster, EVE, self.loops.id, **more)
        return {one.user: one.role for one in found}


def test_a_code_lets_in_until_it_is_dropped():
    school = School()
    with pytest.raises(NotFoundError):
        school.do(classes.join, ADA, "guess-a-code")
    code = school.opened()
    joined = school.do(classes.join, ADA, code)
    assert (joined.id, joined.join_code) == (school.loops.id, None)
    assert school.roster() == {"ada": "learner", "eve": "instructor"}
    school.do(classes.change_class, EVE, school.loops.id, ClassChange(opens=False))
    with pytest.raises(NotFoundError):
        school.do(classes.join, Caller("bob"), code)


def test_who_teaches_is_not_made_a_learner_by_joining():
    school = School()
    school.do(classes.join, EVE, school.opened())
    assert school.roster()["eve"] == "instructor"


def test_a_class_is_seen_by_its_members_alone():
    school = School()
    code = school.opened()
    assert school.do(classes.my_classes, ADA) == ()
    school.do(classes.join, ADA, code)
    (mine,) = school.do(classes.my_classes, ADA)
    assert (mine.organization, mine.role, mine.school_class.join_code) == ("North", "learner", None)
    (taught,) = school.do(classes.my_classes, EVE)
    assert (taught.role, taught.school_class.join_code) == ("instructor", code)


@pytest.mark.parametrize(
    "work",
    [
        lambda s, who: s.do(classes.roster, who, s.loops.id),
        lambda s, who: s.do(classes.change_class, who, s.loops.id, ClassChange(name="Mine")),
        lambda s, who: s.do(classes.grant, who, s.loops.id, "ada", "instructor"),
        lambda s, who: s.do(classes.unenrol, who, s.loops.id, "eve"),
        lambda s, who: s.do(classes.import_roster, who, s.loops.id, b"user\nx\n", apply=True),
        lambda s, who: s.do(classes.delete_class, who, s.loops.id),
    ],
)
def test_what_staff_does_needs_the_role_and_the_credential(work):
    school = School()
    school.do(classes.join, ADA, school.opened())
    with pytest.raises(NotFoundError):
        work(school, Caller("stranger", acts_as_staff=True))
    with pytest.raises(ForbiddenError, match="learner"):
        work(school, Caller("ada", acts_as_staff=True))
    with pytest.raises(ForbiddenError, match="credential"):
        work(school, Caller("root"))


def test_a_role_is_given_by_those_above_it_and_the_one_before_ends():
    school = School()
    school.do(classes.grant, EVE, school.loops.id, "ada", "learner")
    school.do(classes.grant, EVE, school.loops.id, "ada", "assistant")
    assert school.roster()["ada"] == "assistant"
    for user, role in (("ada", "instructor"), ("eve", "learner"), ("bob", "admin")):
        with pytest.raises(ForbiddenError):
            school.do(classes.grant, EVE, school.loops.id, user, role)
    school.do(classes.grant, school.root, school.loops.id, "ada", "instructor")
    assert school.roster()["ada"] == "instructor"


def test_who_is_taken_out_has_no_access_at_once_and_stays_in_the_report():
    school = School()
    school.do(classes.join, ADA, school.opened())
    school.do(classes.unenrol, EVE, school.loops.id, "ada")
    assert school.do(classes.my_classes, ADA) == ()
    assert "ada" not in school.roster()
    assert "ada" in school.roster(ended=True)
    with pytest.raises(NotFoundError, match="ada is not in this class"):
        school.do(classes.unenrol, EVE, school.loops.id, "ada")


def test_a_list_says_first_what_it_would_do_and_takes_nobodys_role():
    school = School()
    content = b"user,role\nada,\nbob,assistant\neve,learner\nking,instructor\n?,\n"
    told = school.do(classes.import_roster, EVE, school.loops.id, content, apply=False)
    assert (told.applied, told.enrolled, told.already) == (False, ("ada", "bob"), ("eve",))
    assert [problem.split(":")[0] for problem in told.problems] == ["line 6", "line 5"]
    assert school.roster() == {"eve": "instructor"}
    done = school.do(classes.import_roster, EVE, school.loops.id, content, apply=True)
    assert done == told.updated(applied=True)
    assert school.roster() == {"ada": "learner", "bob": "assistant", "eve": "instructor"}


def test_a_group_of_the_hub_lets_in_and_out_whom_it_let_in():
    school = School()
    school.do(classes.change_class, EVE, school.loops.id, ClassChange(hub_group="loops"))
    school.do(classes.follow_groups, "ada", ["loops", "other"])
    school.do(classes.follow_groups, "eve", ["loops"])
    assert school.roster() == {"ada": "learner", "eve": "instructor"}
    school.do(classes.follow_groups, "ada", [])
    school.do(classes.follow_groups, "eve", [])
    assert school.roster() == {"eve": "instructor"}
    school.do(classes.change_class, EVE, school.loops.id, ClassChange(hub_group=""))
    school.do(classes.follow_groups, "ada", ["loops"])
    assert school.roster() == {"eve": "instructor"}


def test_a_group_takes_nobody_out_of_a_class_that_is_hidden():
    school = School()
    school.do(classes.change_class, EVE, school.loops.id, ClassChange(hub_group="loops"))
    school.do(classes.follow_groups, "ada", ["loops"])
    school.do(classes.delete_class, school.root, school.loops.id)
    school.do(classes.follow_groups, "ada", ["loops"])
    school.do(classes.restore_class, school.root, school.loops.organization_id, school.loops.id)
    assert school.roster() == {"ada": "learner", "eve": "instructor"}
    school.do(classes.follow_groups, "ada", [])
    assert school.roster() == {"eve": "instructor"}


def test_a_deleted_class_is_gone_for_everybody_and_comes_back_whole():
    school = School()
    school.do(classes.join, ADA, school.opened())
    school.do(classes.delete_class, school.root, school.loops.id)
    assert school.do(classes.my_classes, ADA) == ()
    with pytest.raises(NotFoundError):
        school.do(classes.roster, EVE, school.loops.id)
    again = school.do(classes.create_class, school.root, school.organization.id, "Loops")
    with pytest.raises(WrongStateError, match="name"):
        school.do(classes.restore_class, school.root, school.organization.id, school.loops.id)
    school.do(classes.delete_class, school.root, again.id)
    school.do(classes.restore_class, school.root, school.organization.id, school.loops.id)
    assert len(school.do(classes.my_classes, ADA)) == 1


def test_another_organisation_is_not_there():
    school = School()
    south = school.founded("South", "boss")
    boss = Caller("boss", acts_as_staff=True)
    for work in (
        lambda: school.do(classes.create_class, school.root, south.id, "Ours"),
        lambda: school.do(classes.roster, boss, school.loops.id),
        lambda: school.do(classes.restore_class, boss, school.organization.id, school.loops.id),
    ):
        with pytest.raises(NotFoundError):
            work()


def test_a_membership_of_an_organisation_from_coordinator_on_reaches_its_classes():
    school = School()

    def appoint(tx):
        tx.memberships.begin(
            Membership(
                user="cora",
                organization_id=school.organization.id,
                role="coordinator",
                since=school.ctx.clock.now(),
            )
        )

    asyncio.run(school.ctx.store.transact(appoint))
    cora = Caller("cora", acts_as_staff=True)
    assert [one.role for one in school.do(classes.my_classes, cora)] == ["coordinator"]
    school.do(classes.grant, cora, school.loops.id, "ada", "instructor")
    with pytest.raises(ForbiddenError):
        school.do(classes.grant, cora, school.loops.id, "ada", "coordinator")


def test_what_is_made_from_an_older_version_is_refused_and_changes_nothing():
    school = School()
    change = school.loops.id, ClassChange(version=school.loops.version, name="Loops 2")
    after = school.do(classes.change_class, EVE, *change)
    assert (after.name, after.version) == ("Loops 2", school.loops.version + 1)
    stale = ClassChange(version=school.loops.version, hub_group="others")
    with pytest.raises(WrongStateError, match="changed this class meanwhile") as caught:
        school.do(classes.change_class, EVE, school.loops.id, stale)
    assert caught.value.where == "version"
    (mine,) = school.do(classes.my_classes, EVE)
    assert mine.school_class == after
    # A script that has not looked says no version.
    school.do(classes.change_class, EVE, school.loops.id, ClassChange(opens=True))
    school.do(classes.delete_class, school.root, school.loops.id)
    alive = school.do(classes.restore_class, school.root, school.organization.id, school.loops.id)
    assert alive.version == after.version + 3
