"""The hand-written problems: their claims by a second implementation, and by running them."""

import asyncio
import importlib.util
import json
import sqlite3
from pathlib import Path

import pytest

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.evaluation.handwritten import all_handwritten, handwritten
from jupyter_codemm.evaluation.triples import draft_of, recipes
from jupyter_codemm.evaluation.wrong_references import keeps_claims
from jupyter_codemm.judging.many import observe_many
from tests.fakes.bare_sandbox import BareSandbox

TOOLS = {"java": pytest.mark.java, "cpp": pytest.mark.cpp}
PROBLEMS = [
    pytest.param(triple, id=triple.name, marks=TOOLS.get(triple.language, ()))
    for triple in all_handwritten()
]


def oracle_of(triple):
    path = Path(__file__).with_name(f"oracles_{triple.language}.py")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    name = triple.name
    return getattr(module, name if triple.kind != "class" else name.title().replace("_", ""))


def worked_out(triple, candidate):
    oracle, given = oracle_of(triple), json.loads(json.dumps(candidate))
    match triple.kind:
        case "function":
            return oracle(*given["args"])
        case "program":
            return oracle(given["stdin"])
        case "class":
            return stepped(oracle, given["steps"])
        case "query":
            return [list(row) for row in oracle(tables(triple.reply["tables"] + given["rows"]))]


def stepped(oracle, steps):
    made, results = {}, []
    for step in steps:
        if "new" in step:
            made[step["new"]] = oracle(*step["args"])
            results.append(None)
        else:
            name, method = step["call"].split(".")
            results.append(getattr(made[name], method)(*step["args"]))
    return results


def tables(script):
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    base.executescript(script)
    names = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: [dict(row) for row in base.execute(f"SELECT * FROM {name}")] for name in names}
    base.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_ten_of_several_kinds_and_difficulties(language):
    problems = handwritten(language)
    assert len(problems) >= 10
    assert len({p.slot.difficulty for p in problems}) == 3
    assert len({t for p in problems for t in p.slot.topics}) >= 7
    assert len({p.kind for p in problems}) == (1 if language == "sql" else 3)


@pytest.mark.parametrize("triple", all_handwritten(), ids=lambda t: t.name)
def test_claims_are_those_of_a_second_implementation(triple):
    key = {"program": "stdout", "query": "result"}.get(triple.kind, "value")
    for candidate in triple.reply["candidates"]:
        assert worked_out(triple, candidate) == candidate[key], candidate


@pytest.mark.parametrize("triple", all_handwritten(), ids=lambda t: t.name)
def test_each_is_a_whole_draft(triple):
    draft = draft_of(triple.slot, triple.reply)
    assert len(draft.candidates) == len(triple.reply["candidates"]) >= 16
    assert len(draft.problem.hints) == 3
    assert len(draft.wrong_solutions) == 2
    assert 1 <= len(set(triple.bugs)) <= 2
    assert draft.reference.text.strip() not in {bug.strip() for bug in triple.bugs}


@pytest.mark.slow
@pytest.mark.parametrize("triple", PROBLEMS)
def test_the_reference_does_what_is_claimed_and_every_wrong_program_does_not(triple):
    draft = draft_of(triple.slot, triple.reply)
    wrong = [w.source for w in draft.wrong_solutions] + [Source.single(b) for b in triple.bugs]
    inputs = [c.input for c in draft.candidates]

    async def seen():
        return await observe_many(
            draft.problem, [draft.reference, *wrong], inputs, BareSandbox(), budget_ms=5000
        )

    right, *others = asyncio.run(seen())
    assert keeps_claims(draft, right.items)
    for source, observed in zip(wrong, others, strict=True):
        assert all(item.verdict != "judge_error" for item in observed.items)
        assert not keeps_claims(draft, observed.items), source.text


def test_tables_that_stand_between_rows_stay_tables_of_every_database():
    ways = [r.written(4) for r in recipes("sql") if r.family.name == "having_cut"]
    triple = next(t for t in ways if t is not None and "JOIN" in t.reply["reference"])
    draft = draft_of(triple.slot, triple.reply)
    made = {c.input.database.count("CREATE TABLE") for c in draft.candidates}
    assert made == {triple.reply["tables"].count("CREATE TABLE")} == {2}
    assert not any("CREATE" in c["rows"] for c in triple.reply["candidates"])
