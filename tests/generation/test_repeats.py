"""No problem repeats another one, of the activity or of what its owner has had before."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.ports import EarlierProblem
from jupyter_codemm.services.activities import get_activity
from jupyter_codemm.services.authoring import get_session
from jupyter_codemm.services.generating import Generations
from tests.fakes.contexts import OWNER, generated, make_context, ready_session
from tests.fakes.drafts import changed, good_draft
from tests.fakes.memory_store import MemoryStore
from tests.fakes.runs import request, run
from tests.fakes.scripted_author import ScriptedAuthor

STORY = """\
A shop sells pears by the box. Each box has a weight. Write `count_above(values, limit)`. It gives
back how many weights in `values` lie above `limit`. No box at all means that the answer is 0."""


def plain(draft):
    """Tell the story that was told before."""
    return changed(draft, statement=good_draft().problem.statement)


def another(draft):
    """Tell another story."""
    return changed(draft, statement=STORY)


def test_what_the_owner_has_had_is_not_written_again():
    met = good_draft().problem
    author = ScriptedAuthor({0: [plain, another]})
    asked = request(1, history=(EarlierProblem("Another title", met.statement),))
    result, recorder = run(author, asked=asked)
    assert len(result.finished) == 1
    (refusal,) = author.requests[1].feedback
    assert (refusal.gate, refusal.evidence["title"]) == ("duplicate", "Another title")
    assert [e.gate for e in recorder.of("slot_gate") if not e.ok] == ["duplicate"]


def test_an_author_that_computes_finds_another_for_nothing():
    met = (EarlierProblem("Another title", good_draft().problem.statement),)
    author = ScriptedAuthor({0: [plain] * 9 + [another]})
    result, _ = run(author, asked=request(1, history=met))
    assert result.finished[0].verification.attempts == 10


def test_there_is_an_end_to_looking_for_another():
    met = (EarlierProblem("Another title", good_draft().problem.statement),)
    result, _ = run(ScriptedAuthor({0: [plain] * 23}), asked=request(1, history=met))
    assert result.failures[0].attempts == 23
    assert "too like a problem that there is already (23 times)" in result.failures[0].reason


def wrong(draft):
    """Tell that story too, with a solution that its own tests refuse."""
    code = "def count_above(values, limit):\n    return -1\n"
    return plain(draft).model_copy(update={"reference": Source(code=code)})


def test_a_draft_that_is_refused_stands_in_nobodys_way():
    result, recorder = run(ScriptedAuthor({0: [wrong] * 3, 1: [plain]}), asked=request(2))
    assert [one.slot for one in result.finished] == [1]
    assert result.finished[0].verification.attempts == 1
    assert {e.slot for e in recorder.of("slot_gate") if not e.ok} == {0}


def test_a_draft_that_stands_is_not_written_again():
    result, recorder = run(ScriptedAuthor({0: [plain], 1: [plain]}), asked=request(2))
    assert [one.verification.attempts for one in result.finished] == [1, 2]
    refused = [(e.slot, e.gate) for e in recorder.of("slot_gate") if not e.ok]
    assert refused == [(1, "duplicate")]


def generate_twice(author, first_seed, second_seed):
    async def scenario():
        ctx = make_context(MemoryStore(), author=author)
        generations = Generations(ctx)
        made = []
        for seed in (first_seed, second_seed):
            session = await ready_session(ctx, 1)
            await generated(generations, ctx, session.id, seed)
            after = await get_session(ctx, OWNER, session.id)
            activity = await get_activity(ctx, OWNER, after.activity_id)
            made.append(activity.problems[0].statement)
        await generations.close()
        return made

    return asyncio.run(scenario())


def test_the_next_activity_of_an_owner_is_another_one():
    first, second = generate_twice(ScriptedAuthor({0: [plain, plain, another]}), 1, 2)
    assert first != second


def test_a_seed_that_is_given_again_gives_the_same():
    author = ScriptedAuthor({0: [plain, plain, another]})
    first, second = generate_twice(author, 1, 1)
    assert first == second
    assert len(author.requests) == 2
