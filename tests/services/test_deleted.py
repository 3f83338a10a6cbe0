"""What was deleted of classes: who finds it again, with whom and when, and who never sees it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from jupyter_codemm.contracts.classroom import SchoolClass
from jupyter_codemm.errors import ForbiddenError, NotFoundError
from jupyter_codemm.services import challenges, classes, deleted
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller
from tests.fakes.contexts import make_context
from tests.fakes.fixed_clock import START, FixedClock
from tests.hub.schools import BOSS, ROOT, Schools, two_schools
from tests.store.engines import new_store

CORA = Caller("cora", acts_as_staff=True)
EVE = Caller("eve", acts_as_staff=True)


@dataclass
class Bench:
    """Two schools on a database, and a clock."""

    ctx: Context
    schools: Schools

    def do(self, work, *given):
        return asyncio.run(work(self.ctx, *given))

    def gone(self, caller: Caller) -> list[tuple[str, str, str | None]]:
        """Return the hidden classes that somebody is told of."""
        told = self.do(deleted.deleted_classes, caller).classes
        return [(one.organization, one.name, one.deleted_by) for one in told]


@pytest.fixture
def bench() -> Bench:
    ctx = make_context(new_store(), clock=FixedClock())
    return Bench(ctx, asyncio.run(two_schools(ctx)))


def test_a_deleted_challenge_is_found_with_who_and_when_and_comes_back(bench):
    loops, sums = bench.schools.loops, bench.schools.sums
    assert bench.do(deleted.deleted_challenges, EVE, loops).challenges == ()
    bench.ctx.clock.advance(60)
    bench.do(challenges.delete, EVE, sums)
    bench.ctx.clock.advance(60)
    (found,) = bench.do(deleted.deleted_challenges, CORA, loops).challenges
    assert (found.id, found.title, found.deleted_by) == (sums, "Sums", "eve")
    assert (found.deleted_at - START).total_seconds() == 60
    back = bench.do(challenges.restore, CORA, loops, sums)
    assert (back.deleted_at, back.deleted_by) == (None, None)
    assert bench.do(deleted.deleted_challenges, EVE, loops).challenges == ()


def test_the_last_deleted_comes_first(bench):
    ctx, schools = bench.ctx, bench.schools
    other = bench.do(classes.create_class, ROOT, schools.north, "Graphs")
    for name in (other.id, schools.trees):
        ctx.clock.advance(1)
        bench.do(classes.delete_class, ROOT, name)
    assert [name for _, name, _ in bench.gone(ROOT)] == ["Trees", "Graphs"]


@pytest.mark.parametrize("who", ["ada", "tom"])
def test_who_may_not_bring_it_back_is_not_told(bench, who):
    bench.do(challenges.delete, EVE, bench.schools.sums)
    for acts_as_staff in (True, False):
        with pytest.raises(ForbiddenError):
            bench.do(deleted.deleted_challenges, Caller(who, acts_as_staff), bench.schools.loops)
    with pytest.raises(ForbiddenError, match="credential"):
        bench.do(deleted.deleted_challenges, Caller("eve"), bench.schools.loops)
    with pytest.raises(NotFoundError):
        bench.do(deleted.deleted_challenges, BOSS, bench.schools.loops)


def test_hidden_classes_are_told_to_those_who_may_bring_them_back(bench):
    north = bench.schools.north
    bench.do(classes.delete_class, CORA, bench.schools.loops)
    bench.do(classes.delete_class, BOSS, bench.schools.south_class)
    assert bench.gone(ROOT) == bench.gone(CORA) == [("North 0", "Loops", "cora")]
    assert bench.gone(BOSS) == [("South 0", "Loops", "boss")]
    for who in ("eve", "tom", "ada", "eli"):
        assert bench.gone(Caller(who, acts_as_staff=True)) == []
    assert bench.gone(Caller("root")) == []
    bench.do(classes.restore_class, ROOT, north, bench.schools.loops)
    assert bench.gone(ROOT) == []


def test_who_coordinates_one_class_alone_finds_it_again(bench):
    schools = bench.schools
    bench.do(classes.grant, ROOT, schools.loops, "kim", "coordinator")
    kim = Caller("kim", acts_as_staff=True)
    bench.do(classes.delete_class, kim, schools.loops)
    bench.do(classes.delete_class, ROOT, schools.trees)
    assert bench.gone(kim) == [("North 0", "Loops", "kim")]
    with pytest.raises(NotFoundError):
        bench.do(classes.restore_class, kim, schools.north, schools.trees)
    with pytest.raises(ForbiddenError, match="credential"):
        bench.do(classes.restore_class, Caller("kim"), schools.north, schools.loops)
    back: SchoolClass = bench.do(classes.restore_class, kim, schools.north, schools.loops)
    assert (back.id, back.deleted_at, back.deleted_by) == (schools.loops, None, None)
