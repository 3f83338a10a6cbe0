"""Views of a class take as many statements for nine learners as for one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from jupyter_codemm.ports import Seal
from jupyter_codemm.services import (
    challenges,
    class_models,
    class_views,
    classes,
    gradebooks,
    grading,
    model_costs,
)
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.learner_records import LearnerRecords, OfClass
from jupyter_codemm.services.replaying import Replays
from jupyter_codemm.store.postgres import postgres_engine
from tests.benchmarks import full_class
from tests.benchmarks.class_views import counted
from tests.fakes.contexts import make_context
from tests.fakes.shelf import OTHER, Shelved
from tests.services.model_talk import KEY, ROOT, decide
from tests.services.schools import School, run
from tests.store.engines import address, store_at

EVE = Caller("eve", acts_as_staff=True)
FIRST = "learner-00000"
VIEWS = {
    "live": lambda ctx: class_views.live(ctx, EVE, "c1"),
    "statistics": lambda ctx: class_views.statistics(ctx, EVE, "h1"),
    "gradebook": lambda ctx: gradebooks.class_gradebook(ctx, EVE, "c1"),
    "file": lambda ctx: gradebooks.gradebook_file(ctx, EVE, "c1", "moodle"),
    "costs": lambda ctx: model_costs.class_costs(ctx, EVE, "c1"),
    "models": lambda ctx: class_models.class_models(ctx, EVE, "c1"),
    "grades": lambda ctx: grading.gradebook(ctx, EVE, "h1"),
    "challenges": lambda ctx: challenges.of_class(ctx, EVE, "c1"),
    "their challenges": lambda ctx: challenges.of_class(ctx, Caller(FIRST), "c1"),
    "roster": lambda ctx: classes.roster(ctx, EVE, "c1"),
    "one learner": lambda ctx: LearnerRecords(ctx, Replays(ctx)).record(OfClass(EVE, "c1", FIRST)),
}


def into_place(path, learners: int) -> None:
    """Write what the learners did into the database at a place."""
    if not address(path):
        full_class.into_file(path, learners)
        return
    engine = postgres_engine(address(path), 1)
    connection = engine.raw_connection()
    full_class.fill(full_class.into_postgresql(connection), learners)
    connection.commit()
    connection.close()
    engine.dispose()


def statements(path, learners: int) -> dict[str, int]:
    """Return how many statements each view takes."""

    async def scenario() -> dict[str, int]:
        store = store_at(path)
        ctx = make_context(store)
        await store.transact(lambda tx: full_class.found(tx, learners))
        into_place(path, learners)
        told = {}
        for name, view in VIEWS.items():
            with counted() as made:
                await view(ctx)
                told[name] = len(made)
        await store.close()
        return told

    return asyncio.run(scenario())


def test_no_view_asks_once_for_each_learner_or_challenge(tmp_path):
    few = statements(tmp_path / "few.sqlite", 1)
    many = statements(tmp_path / "many.sqlite", 9)
    assert few == many
    assert max(many.values()) <= 16, many


def test_the_class_of_the_benchmark_is_what_the_product_reads(tmp_path):
    """Else its figures would be those of empty answers."""

    async def scenario() -> None:
        path = tmp_path / "codemm.sqlite"
        store = store_at(path)
        ctx = make_context(store)
        await store.transact(lambda tx: full_class.found(tx, 4))
        into_place(path, 4)
        live = await class_views.live(ctx, EVE, "c1")
        assert all(line.submission_ids and line.what for line in live.lines)
        assert live.struggling
        told = await class_views.statistics(ctx, EVE, "h1")
        assert [len(problem.tried) for problem in told.problems] == [4, 4]
        assert all(problem.attempts == 20 and problem.cases for problem in told.problems)
        book = await gradebooks.class_gradebook(ctx, EVE, "c1")
        assert {cell.attempts for line in book.lines for cell in line.cells} == {10}
        records = LearnerRecords(ctx, Replays(ctx))
        of = OfClass(EVE, "c1", FIRST)
        assert len(await records.submissions(of)) == 100
        assert (await records.journey(of, "p3")).rows
        await store.close()

    asyncio.run(scenario())


@dataclass
class Counting:
    """A seal that counts how often something is opened."""

    seal: Seal
    times: int = 0

    def closed(self, text: str) -> str:
        return self.seal.closed(text)

    def opened(self, sealed: str) -> str:
        self.times += 1
        return self.seal.opened(sealed)


def test_telling_what_one_may_use_takes_two_more_statements_for_each_class(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)
        seal = Counting(shelved.ctx.sealing)
        shelved.ctx = replace(shelved.ctx, seal=seal)
        await decide(school, shelved, models=("big",), base_url=OTHER, key=KEY)
        seal.times = 0
        with counted() as one:
            await class_models.my_models(shelved.ctx, "ada")
        assert seal.times == 1
        for name in ("Trees", "Lists"):
            made = await classes.create_class(shelved.ctx, ROOT, "o1", name)
            await classes.grant(shelved.ctx, ROOT, made.id, "ada", "learner")
        with counted() as three:
            told = await class_models.my_models(shelved.ctx, "ada")
        assert len(told.classes) == 3
        assert len(three) == len(one) + 2 * 2

    run(tmp_path, scenario)
