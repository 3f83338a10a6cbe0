"""What was handed over: where it waits, and when it counts as lost."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.job import JobReply, JudgeJob, WorkerNotice
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.jobs.ledger import Began, Ledger, Look, weakest
from tests.fakes.drafts import good_draft

PROBLEM = good_draft("p").problem


def notice(name="w", at=10.0, running=(), tier="docker", ok=True):
    languages = [LanguageHealth(language=one, tier=tier, ok=ok) for one in LANGUAGES]
    return WorkerNotice(
        name=name,
        version="1",
        at=at,
        concurrency=1,
        tier=tier,
        languages=tuple(languages),
        running=tuple(running),
    )


def look(*, life="1", workers=(), waiting=1, began=None):
    return Look(life, {one.name: one for one in workers}, waiting, began=began or {})


@pytest.fixture
def ledger():
    """A ledger with the jobs a, b and c, all sent."""

    async def filled():
        made = Ledger()
        for name in "abc":
            made.add(JudgeJob(id=name, problem=PROBLEM, source=Source.single("")))
        for entry in made:
            entry.sent = True
        return made

    return asyncio.run(filled())


def test_places_are_counted_among_what_has_not_begun(ledger):
    assert [ledger.position(name) for name in "abcx"] == [1, 2, 3, None]
    ledger.begin("a")
    assert [ledger.position(name) for name in "abc"] == [None, 1, 2]
    assert ledger.waiting == 2
    ledger.remove("b")
    assert [ledger.position(name) for name in "abc"] == [None, None, 1]


def test_what_waits_in_redis_is_not_lost_however_long(ledger):
    assert [ledger.review(look(waiting=3)) for _ in range(9)] == [()] * 9


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (look(waiting=0), "it is neither in the queue nor begun"),
        (look(began={"a": Began("w", 5.0)}), "its worker is gone"),
        (look(began={"a": Began("w", 5.0)}, workers=[notice()]), "its worker has it no more"),
    ],
)
def test_one_that_is_nowhere_twice_is_sent_again_and_first(ledger, seen, why):
    ledger.remove("b")
    ledger.remove("c")
    assert ledger.review(seen) == (), why
    assert ledger.review(seen) == ("a",), why
    asyncio.run(self_added(ledger, "z"))
    assert [entry.job.id for entry in ledger.unsent] == ["a", "z"]
    assert ledger.position("a") == 1


async def self_added(ledger, name):
    ledger.add(JudgeJob(id=name, problem=PROBLEM, source=Source.single("")))


@pytest.mark.parametrize(
    "well",
    [
        look(began={"a": Began("w", 5.0)}, workers=[notice(running=["a"])]),
        look(began={"a": Began("w", 5.0)}, workers=[notice(at=4.0)]),  # it said so before
    ],
)
def test_one_that_a_worker_has_is_not_lost(ledger, well):
    gone = look(began={"a": Began("w", 5.0)})
    assert [ledger.review(one) for one in (gone, well, gone, well)] == [()] * 4


def test_one_that_a_later_one_has_overtaken_is_lost(ledger):
    passed = look(began={"b": Began("w", 5.0)}, workers=[notice(running=["b"])])
    assert [ledger.review(passed) for _ in range(2)] == [(), ("a",)]
    # What goes first now overtakes everybody, and nobody is lost for that.
    for entry in ledger.unsent:
        entry.sent = True
    ledger.begin("a")
    began = {"a": Began("w", 6.0), "b": Began("w", 5.0)}
    still = look(began=began, workers=[notice(running=["a", "b"])])
    assert [ledger.review(still) for _ in range(3)] == [()] * 3


def test_a_redis_that_lost_everything_is_given_everything_again(ledger):
    assert ledger.review(look(life="1")) == ()
    ledger.answer("b", JobReply(id="b", unreachable="away"))
    assert ledger.review(look(life="2")) == ("a", "c")


def test_the_weakest_worker_says_what_can_be_judged():
    strong, weak, unable = notice(), notice("v", tier="landlock"), notice("u", ok=False)
    assert {one.tier for one in weakest([strong, weak])} == {"landlock"}
    assert not any(one.ok for one in weakest([unable, weak, strong]))
    assert weakest([]) == ()
