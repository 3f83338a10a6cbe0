"""Confidence intervals, records that outlive a stop, and the report made of them."""

import json

import pytest

from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.evaluation.markdown import markdown
from jupyter_codemm.evaluation.records import Records
from jupyter_codemm.evaluation.report import report
from jupyter_codemm.evaluation.statistics import Share, mean, quantile

SETTINGS = {"version": "1", "seed": 0}


def case(run, number, *, caught=True, gate="", language="python", **more):
    return {
        "run": run,
        "case": str(number),
        "caught": caught,
        "gate": gate,
        "language": language,
        "label": "kind",
        "cpu_ms": 2000,
        "elapsed_ms": 3000,
        "tokens": 500,
        **more,
    }


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (95, 100, 0.8882, 0.9785),
        (1, 2, 0.0945, 0.9055),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson_intervals_are_those_of_the_tables(hits, of, low, high):
    assert Share(hits, of).interval == pytest.approx((low, high), abs=5e-5)


def test_shares_means_and_quantiles_of_nothing_are_nothing():
    assert Share(0, 0).value is None
    assert str(Share(0, 0)) == "-"
    assert mean([]) is None
    assert quantile([], 0.95) is None


def test_a_quantile_is_one_of_the_values():
    assert quantile(range(1, 101), 0.95) == 95
    assert quantile([7], 0.95) == 7


def test_records_go_on_after_a_stop_in_the_middle_of_a_line(tmp_path):
    first = Records(tmp_path, SETTINGS)
    first.add(case("clean", 0))
    with (tmp_path / "records.jsonl").open("a") as file:
        file.write('{"run": "clean", "ca')
    again = Records(tmp_path, SETTINGS)
    assert ("clean", "0") in again
    assert ("clean", "1") not in again
    again.add(case("clean", 1))
    assert ("clean", "1") in Records(tmp_path, SETTINGS)


def test_records_of_other_settings_are_refused(tmp_path):
    Records(tmp_path, SETTINGS)
    with pytest.raises(InvalidInputError, match="other settings"):
        Records(tmp_path, SETTINGS | {"seed": 1})


def told():
    records = Records(None, SETTINGS)
    for number in range(100):
        records.add(case("claims wrong", number, caught=number > 0, gate="claims"))
        records.add(case("slow", number, gate="margin"))
        records.add(case("reference consistently wrong", number, caught=False))
        records.add(case("clean", number, caught=number == 7, gate="topics" if number == 7 else ""))
    return records


def test_semantic_classes_count_apart():
    found = report(told(), SETTINGS, with_ablation=False)
    assert found["macro"] == pytest.approx(0.995)
    assert found["worst"] == pytest.approx(0.99)
    assert found["classes"]["claims wrong"]["missed"] == {"python: kind": 1}
    assert found["classes"]["reference consistently wrong"]["share"] == 0


def test_false_rejects_are_those_of_good_exercises():
    found = report(told(), SETTINGS, with_ablation=False)
    assert found["false_rejects"]["hits"] == 1
    assert found["false_rejects_by_gate"] == {"topics": 1}
    assert found["cost"]["cpu_s"] == 2


def test_an_ablation_asks_only_the_gates_that_are_left():
    records = Records(None, SETTINGS)
    gates = {"contract": True, "reference": True, "claims": False, "mutation": True}
    records.add(case("claims wrong", 0, gate="claims", gates=gates))
    found = report(records, SETTINGS, with_ablation=True)["ablation"]
    assert found["all"]["claims wrong"]["hits"] == 1
    assert found["all but mutation"]["claims wrong"]["hits"] == 1
    assert found["all but claims"]["claims wrong"]["hits"] == 0
    assert found["contract, safety, reference"]["claims wrong"]["hits"] == 0


def test_the_report_reads_as_markdown_and_as_json():
    found = report(told(), SETTINGS, with_ablation=True)
    assert json.loads(json.dumps(found)) == found
    text = markdown(found)
    assert "| claims wrong | 99.0% (99/100; 94.6% to 99.8%) | python 100 | claims 99 |" in text
    assert "| python: kind 1 |" in text
    assert "| reference consistently wrong (semantic) | 0.0%" in text
    assert "seed 0" in text


def test_leaks_are_counted_over_all_cases():
    records = Records(None, SETTINGS)
    records.add(case("slow", 0, gate="margin", leaks=[], texts_searched=3))
    records.add(case("slow", 1, gate="margin", leaks=["log: reference"], texts_searched=2))
    records.add(case("slow", 2, gate="margin"))
    found = report(records, SETTINGS, with_ablation=False)
    assert found["leaks"] == {"cases": 2, "texts": 5, "found": {"log: reference": 1}}
    assert "5 texts of 2 cases" in markdown(found)
    assert "log: reference 1" in markdown(found)


def test_slots_are_told_beside_their_ceiling():
    records = Records(None, SETTINGS)
    for number in range(4):
        records.add(
            {
                "run": "slots 2024 0.6",
                "case": str(number),
                "by_model": number > 0,
                "filled": True,
                "ceiling": 1 if number > 0 else 0,
                "accepted_with": [],
                "calls": 2,
                "tokens": 10,
                "cpu_ms": 3000,
                "leaks": [],
                "why": "",
            }
        )
    found = report(records, SETTINGS, with_ablation=False)["slots"]["2024 0.6"]
    assert found["filled"]["hits"] == found["ceiling"]["hits"] == 3
    assert found["with_fallback"]["share"] == 1
    assert found["calls"] == pytest.approx(8 / 3)
    assert found["ceiling_calls"] == pytest.approx(2)
