"""Changes of tests and behaviour: proven by the author's reference or the built-in one again."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.rebuilding import rebuilt
from jupyter_codemm.contracts.editing import AddProblem
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.services import activities
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.instant_sandbox import InstantSandbox
from tests.services.editing_bench import ACTIVITY, BOUND_SECONDS, asked, by_hand, editing

MARK = "what_only_the_reference_says"
SOLUTION = REFERENCE.replace("total", MARK)
KEY = b"k" * 32


def with_test(number: int, **changes):
    """The tests as JSON, one of them changed."""
    tests = [test.to_json() for test in good_draft().problem.tests]
    tests[number] |= changes
    return tests


MORE = with_test(7, input={"args": [[1, 2, 3], 2]}, expected={"value": 1})


def test_a_changed_test_is_proven_by_the_authors_reference_which_is_never_stored(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox(), key=KEY) as (ctx, edits):
            request = by_hand(reference={"code": SOLUTION}, tests=MORE)
            edit = await asked(edits, request)
            assert edit.status == "proposed", edit.note
            (change,) = edit.diff.tests
            assert (change.name, change.visibility, change.change) == (
                "test_case_8",
                "hidden",
                "changed",
            )
            assert set(change.fields) == {"input", "expected"}
            accepted = await edits.accept(OWNER, ACTIVITY, edit.id)
            problem = accepted.activity.problems[0]
            assert (problem.version, problem.tests[7].expected.value) == (2, 1)
            gates = {gate.gate for gate in accepted.activity.verifications[0].gates}
            assert {"tests", "reference", "starter", "leak", "margin"} <= gates
            kept = await ctx.store.transact(lambda tx: tx.artefacts.get("p-1", 2))
            assert kept.problem_version == 2
            assert MARK not in request.__repr__()
        stored = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
        assert MARK.encode() not in stored

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("reference", "gate"),
    [
        (SOLUTION.replace("value > limit", "value >= limit"), "reference"),
        (SOLUTION.replace("+ 1", "+ 2"), "reference"),
        ("def count_above(values, limit):\n    return 0\n", "topics"),
        ("def count_above(values, limit:\n", "reference"),
    ],
)
def test_a_reference_that_fails_the_tests_refuses_the_change(tmp_path, reference, gate):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (_, edits):
            edit = await asked(edits, by_hand(reference={"code": reference}, tests=MORE))
            assert edit.status == "refused"
            assert f"“{gate}”" in edit.note
            assert MARK not in edit.model_dump_json()

    asyncio.run(scenario())


def test_what_is_no_reference_is_refused_at_once(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=InstantSandbox()) as (_, edits):
            for reference, where in (
                (None, "reference"),
                ({"files": {"../x.py": "1"}}, "reference"),
            ):
                with pytest.raises(InvalidInputError) as caught:
                    await asked(edits, by_hand(reference=reference, tests=MORE))
                assert caught.value.where.startswith(where)
            broken = with_test(0, expected={})
            with pytest.raises(InvalidInputError) as caught:
                await asked(edits, by_hand(reference={"code": SOLUTION}, tests=broken))
            assert caught.value.where.startswith("changes")

    asyncio.run(scenario())


def test_a_new_signature_brings_its_starter(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (_, edits):
            signature = good_draft().problem.signature.updated(name="count_taller").to_json()
            statement = good_draft().problem.statement.replace("count_above", "count_taller")
            reference = {"code": SOLUTION.replace("count_above", "count_taller")}
            edit = await asked(
                edits, by_hand(reference=reference, signature=signature, statement=statement)
            )
            assert edit.status == "proposed", edit.note
            assert "def count_taller" in edit.problem.starter

    asyncio.run(scenario())


def test_a_published_problem_keeps_three_tests(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (ctx, edits):
            few = with_test(0)[:2]
            edit = await asked(edits, by_hand(reference={"code": SOLUTION}, tests=few))
            assert edit.status == "proposed", edit.note
            await edits.discard(OWNER, ACTIVITY, edit.id)
            await activities.publish(ctx, OWNER, ACTIVITY)
            edit = await asked(edits, by_hand(reference={"code": SOLUTION}, tests=few))
            assert (edit.status, "“tests”" in edit.note) == ("refused", True)

    asyncio.run(scenario())


def test_the_built_in_author_makes_its_reference_again(tmp_path):
    async def scenario():
        parts = {"author": BuiltinAuthor(), "sandbox": BareSandbox(), "key": KEY}
        async with editing(tmp_path, **parts) as (ctx, edits):
            more = AddProblem(difficulty="easy", topics=("loops",), seed=3)
            added = await edits.add(OWNER, ACTIVITY, more)
            added = await edits.wait(OWNER, ACTIVITY, added.id, BOUND_SECONDS)
            await edits.accept(OWNER, ACTIVITY, added.id)
            name = added.new_problem_id
            titled = await asked(edits, by_hand(title="Another name"), name)
            leak = next(gate for gate in titled.gates if gate.gate == "leak")
            assert (leak.ok, leak.action) == (True, "none")
            await edits.accept(OWNER, ACTIVITY, titled.id)
            edit = await asked(edits, by_hand(limits={"time_ms": 1900}), name)
            assert edit.status == "proposed", edit.note
            assert [change.field for change in edit.diff.fields] == ["limits"]
            accepted = await edits.accept(OWNER, ACTIVITY, edit.id)
            problem = accepted.activity.problems[-1]
            assert (problem.version, problem.limits.time_ms) == (3, 1900)

            kept = await ctx.store.transact(lambda tx: tx.artefacts.get(name, 3))
            reference = rebuilt(added.problem, kept.family, kept.seed).reference.text
            quoting = f"{problem.statement}\n\n{reference}"
            edit = await asked(edits, by_hand(statement=quoting), name)
            assert edit.status == "refused"

    asyncio.run(scenario())
