"""What an instructor may decide of models, which keys are kept, and what people are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jupyter_codemm.contracts.class_models import ClassModelsChange, WeekCap
from jupyter_codemm.errors import (
    ForbiddenError,
    InvalidInputError,
    MissingToolError,
    NotFoundError,
    WrongStateError,
)
from jupyter_codemm.services import class_models, classes
from jupyter_codemm.services.budgets import Limit
from jupyter_codemm.services.entitlement import Caller
from tests.fakes.shelf import OTHER, SITE, Shelved
from tests.services.model_talk import CHEAP, KEY, ROOT, answered, decide
from tests.services.schools import ADA, EVE, School, run


def test_the_first_offered_model_of_a_class_answers(tmp_path):
    async def scenario(school: School) -> None:
        await school.give()
        shelved = Shelved(school.ctx)
        told = await decide(school, shelved, models=("m2", "m1"))
        assert (told.model, told.offered) == ("m2", ("m1", "m2"))
        await answered(shelved)
        assert {settings.model for settings, _ in shelved.asked} == {"m2"}
        with pytest.raises(InvalidInputError, match=r"models\.0: must be one of m1, m2 \(got 'm9'"):
            await decide(school, shelved, models=("m9",))

    run(tmp_path, scenario)


def test_a_key_of_the_class_is_used_and_never_told_or_readable(tmp_path):
    async def scenario(school: School) -> None:
        await school.give()
        shelved = Shelved(school.ctx)
        told = await decide(school, shelved, models=("big",), base_url=OTHER, key=f" {KEY}\n")
        assert (told.has_key, told.model, told.terms.base_url) == (True, "big", OTHER)
        assert told.terms.key_set_at == school.ctx.clock.now()
        await answered(shelved)
        assert {(s.base_url, s.model, s.key) for s, _ in shelved.asked} == {(OTHER, "big", KEY)}
        seen = await class_models.class_models(shelved.ctx, EVE, school.class_id)
        mine = await class_models.my_models(shelved.ctx, "ada")
        for shown in (told, seen, mine):
            assert KEY not in shown.model_dump_json() + repr(shown)
        assert KEY not in repr(ClassModelsChange(models=("m",), base_url=OTHER, key=KEY))
        for file in tmp_path.iterdir():
            assert KEY.encode() not in file.read_bytes()

    run(tmp_path, scenario)


def test_a_key_stays_for_its_address_and_class_alone(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)
        await decide(school, shelved, models=("big",), base_url=OTHER, key=KEY)
        assert (await decide(school, shelved, models=("other",), base_url=OTHER)).has_key
        with pytest.raises(InvalidInputError, match="key: give the key for this address"):
            await decide(school, shelved, models=("big",), base_url=SITE.base_url)
        sealed = await shelved.ctx.store.transact(
            lambda tx: (
                tx.class_models.terms(school.class_id),
                tx.class_models.sealed_key(school.class_id),
            )
        )
        trees = await classes.create_class(shelved.ctx, ROOT, "o1", "Trees")
        await shelved.ctx.store.transact(lambda tx: tx.class_models.save(trees.id, *sealed))
        stolen = await class_models.class_models(shelved.ctx, ROOT, trees.id)
        assert (stolen.has_key, stolen.model) == (True, None)
        gone = await decide(school, shelved)
        assert (gone.has_key, gone.terms.base_url, gone.terms.key_set_at) == (False, None, None)

    run(tmp_path, scenario)


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"models": ("m",), "base_url": "http://169.254.169.254/v1", "key": KEY}, "base_url"),
        ({"models": ("m",), "base_url": OTHER, "key": f"{KEY}\x00"}, "key"),
        ({"models": ("m",), "base_url": OTHER, "key": f"{KEY}\ud800"}, "key"),
        ({"models": ("m",), "base_url": OTHER, "key": KEY * 1000}, "key"),
        ({"student": WeekCap(cost_micros=5)}, "student.cost_micros"),
        ({"whole": WeekCap(cost_micros=5)}, "whole.cost_micros"),
    ],
)
def test_what_cannot_be_is_refused_and_no_key_is_quoted(asked, where, tmp_path):
    async def scenario(school: School) -> None:
        with pytest.raises(InvalidInputError) as caught:
            await decide(school, Shelved(school.ctx), **asked)
        assert caught.value.where == where
        assert KEY not in caught.value.message

    run(tmp_path, scenario)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"key": [KEY]}, "key"),
        ({"kye": KEY}, "kye"),
        ({"key": KEY}, ""),
        ({"models": ["m"], "base_url": "", "key": KEY}, "base_url"),
        ({"base_url": OTHER, "key": KEY}, ""),
        ({"models": ["m", "m"]}, ""),
        ({"models": [""]}, "models.0"),
        ({"student": {"tokens": -1}}, "student.tokens"),
        ({"student": {"tokens": 1.5}}, "student.tokens"),
        ({"policy": "maybe"}, "policy"),
    ],
)
def test_a_body_that_cannot_be_names_the_field_and_no_key(body, where):
    with pytest.raises(InvalidInputError) as caught:
        ClassModelsChange.parse(body)
    assert caught.value.where == where
    assert KEY not in caught.value.message


def test_who_does_not_manage_the_class_decides_nothing(tmp_path):
    async def scenario(school: School) -> None:
        ctx = Shelved(school.ctx).ctx
        with pytest.raises(ForbiddenError):
            await class_models.change(ctx, ADA, school.class_id, ClassModelsChange())
        with pytest.raises(ForbiddenError):
            await class_models.class_models(ctx, ADA, school.class_id)

    run(tmp_path, scenario)


@pytest.mark.parametrize(
    "wrong", [{"models": ("m9",)}, {"models": ("m",), "base_url": "http://127.0.0.1:1/v1"}]
)
def test_who_may_not_decide_is_told_nothing_of_models(wrong, tmp_path):
    async def scenario(school: School) -> None:
        ctx = Shelved(school.ctx).ctx
        change = ClassModelsChange(**wrong)
        for caller, error in ((ADA, ForbiddenError), (Caller("zoe"), NotFoundError)):
            with pytest.raises(error) as caught:
                await class_models.change(ctx, caller, school.class_id, change)
            assert "m1" not in caught.value.message
            assert OTHER not in caught.value.message

    run(tmp_path, scenario)


def test_what_somebody_else_decided_meanwhile_is_not_overwritten(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)
        seen = (await class_models.class_models(shelved.ctx, EVE, school.class_id)).version
        first = await decide(school, shelved, models=("m2",), seen=seen)
        assert first.version != seen
        with pytest.raises(WrongStateError, match="Somebody else changed the models"):
            await decide(school, shelved, models=("m1",), policy="off", seen=seen)
        kept = await class_models.class_models(shelved.ctx, EVE, school.class_id)
        assert (kept, kept.terms.models, kept.policy) == (first, ("m2",), "all")
        await decide(school, shelved, models=("m2",), policy="hints", seen=first.version)
        with pytest.raises(WrongStateError):
            await decide(school, shelved, seen=first.version)
        now = await class_models.class_models(shelved.ctx, EVE, school.class_id)
        again = await decide(school, shelved, models=("m1",), seen=now.version)
        assert (again.terms.models, again.policy) == (("m1",), "hints")
        own = {"models": ("big",), "base_url": OTHER}
        with_key = await decide(school, shelved, **own, key=KEY)
        school.pass_time(timedelta(seconds=1))
        assert (await decide(school, shelved, **own, key="another")).version != with_key.version

    run(tmp_path, scenario)


def test_without_models_here_none_can_be_chosen_and_no_key_is_kept(tmp_path):
    async def scenario(school: School) -> None:
        async def asked(**terms):
            change = ClassModelsChange(**terms)
            return await class_models.change(school.ctx, EVE, school.class_id, change)

        told = await asked(policy="off", whole=WeekCap(tokens=5))
        assert (told.policy, told.model, told.offered) == ("off", None, ())
        with pytest.raises(InvalidInputError, match="none, as this installation offers no models"):
            await asked(models=("m1",))
        with pytest.raises(InvalidInputError, match="base_url: must be one of none"):
            await asked(models=("m1",), base_url=OTHER, key=KEY)
        with pytest.raises(MissingToolError):
            _ = school.ctx.sealing

    run(tmp_path, scenario)


def test_everybody_sees_what_they_may_use_have_spent_and_have_left(tmp_path):
    async def scenario(school: School) -> None:
        await school.give()
        shelved = Shelved(school.ctx, prices=CHEAP, user=Limit(tokens=50_000), days=10)
        caps = {"student": WeekCap(tokens=20_000), "whole": WeekCap(cost_micros=1_000_000)}
        await decide(school, shelved, **caps)
        await answered(shelved, "bob")
        await answered(shelved, "ada")
        mine = await class_models.my_models(shelved.ctx, "ada")
        spent = 120 * sum(account.user == "ada" for _, account in shelved.asked)
        everybody = 120 * len(shelved.asked)
        assert 0 < spent < everybody
        assert (mine.model, mine.days, mine.cap.tokens) == ("m1", 10, 50_000)
        assert (mine.spent.tokens, mine.left.tokens) == (spent, 50_000 - spent)
        (loops,) = mine.classes
        assert (loops.name, loops.policy, loops.model) == ("Loops", "all", "m1")
        assert not loops.writes
        assert (loops.spent.tokens, loops.spent.cost_micros) == (spent, spent)
        assert (loops.cap, loops.left.tokens) == (caps["student"], 20_000 - spent)
        assert loops.left.cost_micros == 1_000_000 - everybody
        of_eve = (await class_models.my_models(shelved.ctx, "eve")).classes[0]
        assert (of_eve.writes, of_eve.cap, of_eve.left.tokens) == (True, WeekCap(), None)
        school.pass_time(timedelta(days=7))
        (later,) = (await class_models.my_models(shelved.ctx, "ada")).classes
        assert (later.spent.calls, later.left.tokens) == (0, 20_000)
        assert (await class_models.my_models(shelved.ctx, "zoe")).classes == ()

    run(tmp_path, scenario)


def test_who_may_not_decide_is_told_nothing_of_what_is_offered(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)
        for asked in (
            ClassModelsChange(models=("m9",)),
            ClassModelsChange(models=("m",), base_url="https://wrong.example/v1", key="k"),
            ClassModelsChange(models=("m1",), whole=WeekCap(cost_micros=5)),
        ):
            for caller, error in (
                (ADA, ForbiddenError),
                (Caller("eve"), ForbiddenError),
                (Caller("zoe", acts_as_staff=True), NotFoundError),
            ):
                with pytest.raises(error) as caught:
                    await class_models.change(shelved.ctx, caller, school.class_id, asked)
                assert "m1" not in caught.value.message

    run(tmp_path, scenario)


def test_who_has_a_role_in_the_whole_organisation_may_choose_any_of_its_classes(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)
        trees = await classes.create_class(shelved.ctx, ROOT, "o1", "Trees")
        mine = (await class_models.my_models(shelved.ctx, ROOT.user)).classes
        assert {one.class_id for one in mine if one.writes} == {school.class_id, trees.id}
        (only,) = (await class_models.my_models(shelved.ctx, EVE.user)).classes
        assert only.class_id == school.class_id

    run(tmp_path, scenario)


def test_learners_are_told_what_is_sent_where(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)

        async def sent():
            (mine,) = (await class_models.my_models(shelved.ctx, "ada")).classes
            told = await class_models.class_models(shelved.ctx, EVE, school.class_id)
            assert mine.sent == told.sent
            return mine.sent.model_dump()

        here = {"policy": "all", "model": "m1", "host": "models.example", "embedder": "e1"}
        assert await sent() == here
        await decide(school, shelved, models=("big",), base_url=OTHER, key=KEY)
        assert await sent() == here | {"model": "big", "host": "other.example"}
        await decide(school, shelved, policy="hints")
        assert await sent() == here | {"policy": "hints", "embedder": None}
        await decide(school, shelved, policy="off")
        nothing = {"policy": "off", "model": None, "host": None, "embedder": None}
        assert await sent() == nothing
        bare = await class_models.my_models(school.ctx, "ada")
        assert bare.classes[0].sent.model_dump() == nothing

    run(tmp_path, scenario)
