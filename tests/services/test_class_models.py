"""The models of a class: what its instructor decides holds for all that is asked in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from jupyter_codemm.contracts.class_models import ClassModelsChange, WeekCap
from jupyter_codemm.contracts.classroom import ClassChange
from jupyter_codemm.contracts.query import QueryRequest
from jupyter_codemm.contracts.solving import HintReply, HintRequest
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.errors import (
    ForbiddenError,
    InvalidInputError,
    MissingToolError,
    NotFoundError,
)
from jupyter_codemm.services import authoring, class_models, classes, hint_wording
from jupyter_codemm.services.asking import Questions
from jupyter_codemm.services.budgets import Limit, Price
from jupyter_codemm.services.class_caps import CLASS_SPENT
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.model_access import within
from tests.fakes.contexts import events_until_end, spec
from tests.fakes.scripted_author import ScriptedAuthor
from tests.fakes.shelf import OTHER, SITE, Shelved
from tests.services.schools import ADA, DAY, EVE, WRONG, School, run

ROOT = Caller("root", acts_as_staff=True)
KEY = "sk-of-the-class"
QUESTION = QueryRequest(text="What is a loop in Python?", problem_id="p-1")
CHEAP = {"m1": Price(1.0, 1.0), "m2": Price(1.0, 1.0)}


async def decide(school: School, shelved: Shelved, **terms):
    return await class_models.change(shelved.ctx, EVE, school.class_id, ClassModelsChange(**terms))


async def worded(ctx, user: str, key: str | None) -> str | None:
    """Return what a wording came to, None when there is none."""
    if key is None:
        return None
    return [event async for event in ctx.wordings.follow(user, key)][-1].text


async def hinted(shelved: Shelved, user: str = "ada") -> tuple[HintReply, str | None]:
    hint = await hint_wording.hint(shelved.ctx, user, HintRequest(problem_id="p-1"))
    return hint, await worded(shelved.ctx, user, hint.wording)


async def answered(shelved: Shelved, user: str = "ada") -> str | None:
    query = await Questions(shelved.ctx).ask(user, QUESTION)
    assert query.status == "completed"
    return await worded(shelved.ctx, user, query.wording)


def test_what_is_asked_in_a_class_is_charged_to_it(tmp_path):
    async def scenario(school: School) -> None:
        await school.give()
        await school.submit(WRONG)
        shelved = Shelved(school.ctx)
        hint, text = await hinted(shelved)
        assert text not in (None, hint.text)
        await answered(shelved)
        assert {account.class_id for _, account in shelved.asked} == {school.class_id}
        assert {settings.key for settings, _ in shelved.asked} == {SITE.key}
        told = await class_models.class_models(shelved.ctx, EVE, school.class_id)
        assert (told.model, told.spent.calls) == ("m1", len(shelved.asked))
        assert told.spent.tokens == 120 * len(shelved.asked)
        assert told.spent.cost_micros is None  # nobody said what m1 costs

    run(tmp_path, scenario)


@pytest.mark.parametrize("of", ["class", "challenge"])
def test_a_model_that_is_off_is_never_asked_and_the_built_in_words_stand(of, tmp_path):
    async def scenario(school: School) -> None:
        await school.give(model_policy="off" if of == "challenge" else "all")
        await school.submit(WRONG)
        shelved = Shelved(school.ctx)
        if of == "class":
            await decide(school, shelved, policy="off")
        hint, text = await hinted(shelved)
        assert (bool(hint.text), text, await answered(shelved)) == (True, None, None)
        assert (shelved.asked, shelved.embedded) == ([], [])

    run(tmp_path, scenario)


def test_models_for_hints_answer_no_questions(tmp_path):
    async def scenario(school: School) -> None:
        await school.give()
        await school.submit(WRONG)
        shelved = Shelved(school.ctx)
        change = ClassChange(model_policy="hints")
        await classes.change_class(shelved.ctx, EVE, school.class_id, change)
        assert await answered(shelved) is None
        assert (shelved.asked, shelved.embedded) == ([], [])
        assert (await hinted(shelved))[1] is not None
        assert len(shelved.asked) == 1

    run(tmp_path, scenario)


def test_an_author_of_a_class_without_models_has_none_for_what_it_was_given(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)
        own = await within(shelved.ctx, "eve", "activity-1", "authoring")
        assert own is shelved.ctx  # no class was given it
        await school.give(model_policy="off")  # that is for who works on it
        allowed = await within(shelved.ctx, "eve", "activity-1", "authoring")
        assert allowed.llm is not None
        await decide(school, shelved, policy="off")
        refused = await within(shelved.ctx, "eve", "activity-1", "authoring")
        assert (refused.llm, refused.embedder) == (None, None)
        elsewhere = await within(shelved.ctx, "eve", "another", "authoring")
        assert elsewhere is shelved.ctx

    run(tmp_path, scenario)


def test_what_is_written_for_a_class_goes_by_its_models_and_is_charged_to_it(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)
        opened = partial(authoring.create_session, shelved.ctx, mode="practice")
        session = await opened("eve", class_id=school.class_id)

        async def say(text: str):
            return await authoring.post_message(shelved.ctx, "eve", session.id, text)

        await decide(school, shelved, models=("m2",), student=WeekCap(tokens=1))
        await say("Three problems about loops in Python.")
        assert {(s.model, a.class_id) for s, a in shelved.asked} == {("m2", school.class_id)}
        await decide(school, shelved, whole=WeekCap(tokens=1))
        told = await say("Make them easy.")
        assert told.turn.notices == (f"{CLASS_SPENT} {authoring.OWN_RULES}",)
        await decide(school, shelved, policy="off")
        asked = len(shelved.asked)
        await say("Five problems.")
        assert len(shelved.asked) == asked
        await decide(school, shelved, policy="all")
        await classes.grant(shelved.ctx, ROOT, school.class_id, "eve", "assistant")
        await say("Four problems.")  # who writes for it no more does not spend its money
        assert len(shelved.asked) == asked
        for user, error in (("ada", ForbiddenError), ("zoe", NotFoundError)):
            with pytest.raises(error) as caught:
                await opened(user, class_id=school.class_id)
            assert caught.value.where == "class_id"

    run(tmp_path, scenario)


def test_a_generation_for_a_class_is_written_with_its_models(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)
        writers = []

        def author_on(llm):
            writers.append(None if llm is None else llm.name)
            return ScriptedAuthor()

        ctx = replace(shelved.ctx, author_on=author_on)
        session = await authoring.create_session(ctx, "eve", "practice", class_id=school.class_id)
        ready = session.updated(state="READY", spec=DraftSpec.parse(spec(1).to_json()))
        await ctx.store.transact(lambda tx: tx.sessions.save(ready))
        await decide(school, shelved, models=("m2",))
        generations = Generations(ctx)
        try:
            await generations.start("eve", session.id, 1)
            await events_until_end(ctx, session.id)
        finally:
            await generations.close()
        assert writers == ["m2"]

    run(tmp_path, scenario)


def test_the_strictest_of_two_classes_decides(tmp_path):
    async def scenario(school: School) -> None:
        await school.give()
        await school.give(model_policy="off")
        shelved = Shelved(school.ctx)
        assert (await within(shelved.ctx, "ada", "activity-1", "hints")).llm is None

    run(tmp_path, scenario)


@pytest.mark.parametrize("who", ["student", "whole"])
def test_a_cap_is_a_hard_stop_with_a_sentence_until_the_next_week(who, tmp_path):
    async def scenario(school: School) -> None:
        await school.give()
        await school.submit(WRONG)
        shelved = Shelved(school.ctx)
        await decide(school, shelved, **{who: WeekCap(tokens=300)})
        hint, text = await hinted(shelved)
        assert shelved.asked == []
        words, why = text.rsplit("\n\n", 1)
        assert words == hint.text
        told = {
            "student": "Your budget for the model in this class is used up for this week: "
            "0 of 300 tokens are used, and the next call may take ",
            "whole": "The budget of this class for the model is used up for this week.",
        }
        assert why.startswith(told[who])
        await decide(school, shelved, **{who: WeekCap(tokens=20_000)})
        await answered(shelved)
        assert shelved.asked
        await decide(school, shelved, **{who: WeekCap(tokens=1)})
        before = len(shelved.asked)
        await answered(shelved)
        assert len(shelved.asked) == before

    run(tmp_path, scenario)


def test_each_week_has_the_whole_cap_again(tmp_path):
    async def scenario(school: School) -> None:
        await school.give()
        shelved = Shelved(school.ctx)
        for _ in range(2):
            await decide(school, shelved, whole=WeekCap(tokens=20_000))
            await answered(shelved)
            spent = (await class_models.class_models(shelved.ctx, EVE, school.class_id)).spent
            assert spent.tokens == 120 * spent.calls > 0
            await decide(school, shelved, whole=WeekCap(tokens=spent.tokens))
            before = len(shelved.asked)
            await answered(shelved)
            assert len(shelved.asked) == before
            school.pass_time(7 * DAY)

    run(tmp_path, scenario)


def test_the_cap_of_students_stops_no_author(tmp_path):
    async def scenario(school: School) -> None:
        await school.give()
        shelved = Shelved(school.ctx)
        await decide(school, shelved, student=WeekCap(tokens=1))
        await answered(shelved, "ada")
        assert shelved.asked == []
        await answered(shelved, "eve")
        assert shelved.asked

    run(tmp_path, scenario)


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
        assert (loops.spent.tokens, loops.spent.cost_micros) == (spent, spent)
        assert (loops.cap, loops.left.tokens) == (caps["student"], 20_000 - spent)
        assert loops.left.cost_micros == 1_000_000 - everybody
        of_eve = (await class_models.my_models(shelved.ctx, "eve")).classes[0]
        assert (of_eve.cap, of_eve.left.tokens) == (WeekCap(), None)
        school.pass_time(timedelta(days=7))
        (later,) = (await class_models.my_models(shelved.ctx, "ada")).classes
        assert (later.spent.calls, later.left.tokens) == (0, 20_000)
        assert (await class_models.my_models(shelved.ctx, "zoe")).classes == ()

    run(tmp_path, scenario)
