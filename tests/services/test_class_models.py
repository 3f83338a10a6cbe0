"""The models of a class: what its instructor decides holds for all that is asked in it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from jupyter_codemm.contracts.class_models import WeekCap
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.errors import (
    ForbiddenError,
    NotFoundError,
)
from jupyter_codemm.services import authoring, class_models, classes
from jupyter_codemm.services.class_caps import CLASS_SPENT
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.model_access import within
from tests.fakes.contexts import events_until_end, spec
from tests.fakes.scripted_author import ScriptedAuthor
from tests.fakes.shelf import SITE, Shelved
from tests.services.model_talk import ROOT, answered, decide, hinted
from tests.services.schools import DAY, EVE, WRONG, School, run


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
        await decide(school, shelved, policy="hints")
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


def test_for_which_class_a_conversation_is_can_be_chosen_later(tmp_path):
    async def scenario(school: School) -> None:
        shelved = Shelved(school.ctx)
        session = await authoring.create_session(shelved.ctx, "eve", "practice")

        async def choose(class_id: str, who: str = "eve"):
            patched = authoring.edit_spec(shelved.ctx, who, session.id, (), None, class_id=class_id)
            return (await patched).session.class_id

        async def payer(text: str):
            await authoring.post_message(shelved.ctx, "eve", session.id, text)
            return shelved.asked[-1][1].class_id

        assert await payer("Three problems about loops in Python.") == ""
        assert await choose(school.class_id) == school.class_id
        assert await payer("Make them easy.") == school.class_id
        trees = await classes.create_class(shelved.ctx, ROOT, "o1", "Trees")
        for class_id in ("nowhere", trees.id):
            with pytest.raises(NotFoundError):
                await choose(class_id)
        with pytest.raises(NotFoundError):
            await choose(school.class_id, "ada")  # it is not her conversation
        kept = await authoring.get_session(shelved.ctx, "eve", session.id)
        assert kept.class_id == school.class_id
        assert await choose("") is None
        assert await payer("Five problems.") == ""
        await classes.grant(shelved.ctx, ROOT, school.class_id, "eve", "assistant")
        with pytest.raises(ForbiddenError):
            await choose(school.class_id)
        (told,) = (await class_models.my_models(shelved.ctx, "eve")).classes
        assert (told.class_id, told.writes) == (school.class_id, False)

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
