"""A small evaluation from end to end: the real client, the real gates, a bare sandbox."""

import asyncio
from functools import partial

import pytest

from jupyter_codemm.cli.leaving import place
from jupyter_codemm.evaluation.bench import Bench
from jupyter_codemm.evaluation.catching import catch_all
from jupyter_codemm.evaluation.filling import fill_all
from jupyter_codemm.evaluation.handwritten import handwritten
from jupyter_codemm.evaluation.records import Records
from jupyter_codemm.evaluation.report import report
from jupyter_codemm.evaluation.simulated import MODEL, Endpoint, SimulatedModel
from jupyter_codemm.evaluation.wrong_references import WrongReferences
from jupyter_codemm.llm.client import EndpointLLM
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.store import open_store
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import make_context

SETTINGS = {"version": "test"}
CHEAP = ("claims wrong", "reference subtly wrong", "unsafe call", "refusal")


class Wired:
    """Opens databases as the application does."""

    async def context(self, database, sandbox):
        return make_context(open_store(database), sandbox=sandbox)


def evaluated(work, folder=None, names=("balance_point", "roman_value")):
    """Do some work on a bench with a few exercises; return its records and what it said."""
    said = []

    async def session():
        model, sandbox = SimulatedModel(), BareSandbox()
        with Endpoint(model) as endpoint:
            bench = Bench(
                stock=[t for t in handwritten("python") if t.name in names],
                model=model,
                llm=EndpointLLM(LLMSettings(endpoint.base_url, MODEL)),
                sandbox=sandbox,
                records=Records(folder, SETTINGS),
                wrong=WrongReferences(sandbox, 0),
                places=partial(place, Wired(), sandbox),
                seed=0,
                say=said.append,
            )
            await work(bench)
            return bench.records

    return asyncio.run(session()), said


@pytest.mark.slow
def test_mechanical_faults_are_caught_and_a_stopped_run_goes_on(tmp_path):
    async def some(bench):
        await catch_all(bench, 1, audit=False, classes=CHEAP)

    async def more(bench):
        await catch_all(bench, 2, audit=False, classes=CHEAP)

    first, _ = evaluated(some, tmp_path)
    kept = {(r["run"], r["case"]): r for r in first if r["run"] != "settings"}
    second, said = evaluated(more, tmp_path)
    assert all(record in list(second) for record in kept.values())
    found = report(second, SETTINGS, with_ablation=False)
    assert {name: told["share"] for name, told in found["classes"].items()} == dict.fromkeys(
        ("refusal", "reference subtly wrong", "claims wrong", "unsafe call"), 1.0
    )
    assert all(told["of"] == 2 for told in found["classes"].values())
    assert "claims wrong: 2 of 2" in said


@pytest.mark.slow
def test_good_exercises_pass_and_their_tests_are_measured():
    async def work(bench):
        await catch_all(bench, 1, audit=True, classes=("clean",))

    records, _ = evaluated(work)
    (clean,) = records.of("clean")
    assert clean["gate"] == "", clean["why"]
    assert clean["killed"] <= clean["killable"]
    assert clean["cpu_ms"] > 0
    assert clean["tokens"] > 1000
    assert all(clean["gates"].values())
    assert report(records, SETTINGS, with_ablation=True)["ablation"]["all"]["clean"]["hits"] == 0


@pytest.mark.slow
def test_slots_are_filled_as_far_as_the_ceiling_goes_and_nothing_leaks():
    async def work(bench):
        await fill_all(bench, "clean", (0.6,), 1)
        await fill_all(bench, "hostile", (1.0,), 1)

    records, _ = evaluated(work, names=("balance_point",))
    (clean,) = records.of("slots clean 0.6")
    assert clean["by_model"], clean["why"]
    assert (clean["ceiling"], clean["attempts"], clean["calls"]) == (1, 1, 1)
    assert clean["leaks"] == []
    assert clean["texts_searched"] > 100
    (hostile,) = records.of("slots hostile 1.0")
    assert hostile["ceiling"] <= 2
    assert hostile["filled"]
    assert hostile["leaks"] == []
