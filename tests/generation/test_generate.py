"""Generation with an author that fails in every way."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_codemm.contracts.plan import Scaffold
from jupyter_codemm.errors import InvalidInputError, UnavailableError, UnsupportedTopicError
from jupyter_codemm.generation import activity_title, generate
from jupyter_codemm.generation.seeds import problem_id, slot_seed
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import spec
from tests.fakes.drafts import (
    SPOILT,
    changed,
    harder_than_asked,
    leak_in_hint,
    seven_tests,
    starter_is_solution,
    trivially_solvable,
    unnamed_parameter,
    wrong_reference,
)
from tests.fakes.failing_sandbox import FailingSandbox
from tests.fakes.runs import Recorder, request, run, slots
from tests.fakes.scripted_author import ScriptedAuthor
from tests.fakes.streams import check_run


def test_every_slot_is_filled_and_announced_after_it_is_kept():
    result, recorder = run(ScriptedAuthor())
    assert [item.slot for item in result.finished] == [0, 1, 2]
    assert result.failures == ()
    assert len({item.problem.id for item in result.finished}) == 3
    assert sorted(item.slot for item in recorder.kept) == [0, 1, 2]
    assert [e.slot for e in recorder.of("slot_completed")] == [i.slot for i in recorder.kept]
    for item in result.finished:
        assert item.verification.attempts == 1
        assert item.verification.sandbox_launches == 7
        assert all(gate.ok for gate in item.verification.gates)


@pytest.mark.parametrize("gate", SPOILT)
def test_a_refused_draft_is_repaired_with_the_evidence(gate):
    author = ScriptedAuthor({0: [SPOILT[gate]]})
    result, _ = run(author, asked=request(1))
    assert result.finished[0].verification.attempts == 2
    first, second = author.requests
    assert first.feedback == ()
    assert [(f.attempt, f.gate) for f in second.feedback] == [(1, gate)]
    assert first.seed != second.seed
    assert first.problem_id == second.problem_id


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_slot_that_never_works_is_reported_and_the_others_go_on(spoil):
    author = ScriptedAuthor({1: [spoil] * 3})
    result, recorder = run(author)
    assert [item.slot for item in result.finished] == [0, 2]
    assert [(f.slot, f.attempts) for f in result.failures] == [(1, 3)]
    assert [event.slot for event in recorder.of("slot_failed")] == [1]


def test_nothing_is_softened():
    author = ScriptedAuthor({0: [harder_than_asked] * 3})
    result, recorder = run(author, asked=request(1))
    assert result.finished == ()
    assert result.failures[0].reason == (
        "no draft passed the checks in 3 attempts: its difficulty was not the one that was asked "
        "for (3 times). Start again, or ask for another difficulty."
    )
    assert recorder.of("slot_gate")[0].detail == "field=difficulty, asked=easy, given=hard"


def test_a_draft_under_another_id_is_refused():
    author = ScriptedAuthor({0: [lambda draft: changed(draft, id="p-evil")] * 3})
    assert run(author, asked=request(1))[0].finished == ()


def test_two_problems_never_have_the_same_title():
    def same(draft):
        return changed(draft, title="Same")

    author = ScriptedAuthor({0: [same], 1: [same]})
    result, _ = run(author, asked=request(2))
    assert len({item.problem.title for item in result.finished}) == 2
    assert "Same" in author.requests[1].avoid


@pytest.mark.parametrize(
    "error",
    [UnsupportedTopicError("Cannot write knitting."), UnavailableError("The model is down.")],
)
def test_what_no_repair_can_help_is_not_tried_again(error):
    author = ScriptedAuthor({0: [error]})
    result, _ = run(author, asked=request(2))
    failure = result.failures[0]
    assert (failure.slot, failure.attempts, failure.reason) == (0, 1, error.message)
    assert [item.slot for item in result.finished] == [1]


def test_a_reply_that_is_no_draft_goes_back_to_the_author_only():
    error = InvalidInputError(
        "problem.title: too long (got 'raw model text')", where="problem.title"
    )
    author = ScriptedAuthor({0: [error]})
    result, recorder = run(author, asked=request(1))
    assert result.finished[0].verification.attempts == 2
    assert "raw model text" in str(author.requests[1].feedback[0].evidence["message"])
    assert "raw model text" not in "".join(e.model_dump_json() for e in recorder.events)


def test_a_sandbox_that_fails_costs_the_draft_no_attempt():
    author = ScriptedAuthor()
    result, _ = run(author, sandbox=FailingSandbox(BareSandbox(), 3), asked=request(1))
    assert result.finished[0].verification.attempts == 1
    assert len(author.requests) == 1


def test_a_sandbox_that_is_gone_fails_the_slot_in_words():
    author = ScriptedAuthor()
    result, _ = run(author, sandbox=FailingSandbox(BareSandbox(), 10**6), asked=request(1))
    assert "sandbox" in result.failures[0].reason
    assert len(author.requests) == 1


def test_finished_slots_of_an_earlier_run_are_kept_and_announced():
    first, _ = run(ScriptedAuthor())
    author = ScriptedAuthor()
    result, recorder = run(author, asked=request(kept=(first.finished[0], first.finished[2])))
    assert [r.slot.index for r in author.requests] == [1]
    assert [i.problem for i in result.finished][::2] == [
        first.finished[0].problem,
        first.finished[2].problem,
    ]
    assert [e.slot for e in recorder.of("slot_completed") if e.kept] == [0, 2]
    assert first.finished[0].problem.title in author.requests[0].avoid


def test_the_same_seed_asks_for_the_same_drafts_in_the_same_order():
    authors = [ScriptedAuthor(), ScriptedAuthor()]
    results = [run(author, asked=request(5))[0] for author in authors]
    assert authors[0].requests == authors[1].requests
    assert [i.problem for i in results[0].finished] == [i.problem for i in results[1].finished]


def test_guided_slots_get_scaffold_goal_and_hints_as_planned():
    scaffold = Scaffold(level=60, learning_goal="Use a counter.", hints_enabled=False)
    result, _ = run(ScriptedAuthor(), asked=request(slots=slots(1, scaffold=scaffold)))
    problem = result.finished[0].problem
    assert (problem.scaffold_level, problem.learning_goal) == (60, "Use a counter.")
    assert problem.hints == ()


def test_cancelling_stops_at_once_and_leaves_no_task():
    async def scenario():
        author, recorder = ScriptedAuthor(hold=frozenset({0})), Recorder()
        work = generate(request(), author, BareSandbox(), recorder.announce, recorder.keep)
        task = asyncio.create_task(work)
        await author.held.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}
        check_run(recorder.events, stopped=True)

    asyncio.run(scenario())


MOVES = (
    None,
    seven_tests,
    unnamed_parameter,
    leak_in_hint,
    trivially_solvable,
    wrong_reference,
    starter_is_solution,
    InvalidInputError("no draft"),
    UnavailableError("down"),
    UnsupportedTopicError("not this"),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    script=st.dictionaries(
        st.integers(0, 3), st.lists(st.sampled_from(MOVES), min_size=1, max_size=3)
    ),
    failures=st.integers(0, 3),
)
def test_every_event_stream_is_well_formed(script, failures):
    sandbox = FailingSandbox(BareSandbox(), failures)
    result, recorder = run(ScriptedAuthor(script), sandbox=sandbox, asked=request(4))
    done = [item.slot for item in result.finished]
    failed = [failure.slot for failure in result.failures]
    assert sorted(done + failed) == [0, 1, 2, 3]
    assert sorted(e.slot for e in recorder.of("slot_completed")) == done
    assert sorted(e.slot for e in recorder.of("slot_failed")) == sorted(failed)
    assert len(recorder.events) == len(set(map(id, recorder.events)))


def test_no_event_holds_a_reference_a_hidden_value_or_a_claim():
    author = ScriptedAuthor({i: list(SPOILT.values())[i * 3 : i * 3 + 3] for i in range(3)})
    _, recorder = run(author)
    text = "".join(event.model_dump_json() for event in recorder.events)
    assert "total =" not in text
    assert "[10, 20" not in text
    assert "claimed" not in text


def test_seeds_and_ids_are_stable_and_apart():
    seeds = {slot_seed(1, index, attempt) for index in range(7) for attempt in range(1, 4)}
    assert len(seeds) == 21
    assert slot_seed(1, 2, 3) == slot_seed(1, 2, 3)
    ids = {problem_id(request(), i) for i in range(7)}
    assert len(ids) == 7


@pytest.mark.parametrize(
    ("topics", "count", "title"),
    [
        (["loops"], 1, "Python: loops (1 problem)"),
        (["loops", "strings"], 3, "Python: loops and strings (3 problems)"),
        (["a", "b", "c"], 2, "Python: a, b and c (2 problems)"),
        (["a", "b", "c", "d"], 2, "Python: a, b, c and more (2 problems)"),
    ],
)
def test_titles(topics, count, title):
    assert activity_title(spec(3, topic_tags=topics), count) == title
