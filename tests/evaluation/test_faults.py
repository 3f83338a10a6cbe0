"""Every fault changes what it says it changes, the same way each time, and never the original."""

import copy
import json
from dataclasses import replace
from random import Random

import pytest

from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.evaluation.faults import FAULTS, wrapping
from jupyter_codemm.evaluation.faults import claims as claim_faults
from jupyter_codemm.evaluation.faults.catalogue import PROFILES, compatible, named
from jupyter_codemm.evaluation.handwritten import all_handwritten, handwritten
from jupyter_codemm.evaluation.triples import draft_of
from jupyter_codemm.gates import check_slot
from jupyter_codemm.gates.statement import check_statement

STOCK = all_handwritten()
SPOILS = [fault for fault in FAULTS if fault.spoil is not None]
WRAPS = [fault for fault in FAULTS if fault.wrap is not None]
ABSENT = {
    "statement does not fit the code": {"sql"},
    "size two steps off": {"cpp", "sql"},  # no hand-written one is that small or large
}
REPLY = {"title": "A title", "statement": "Do it.", "candidates": [1, 2, 3]}


def spoilt(name, triple, seed=0):
    return named(name).spoil(triple, STOCK, Random(seed))


def other_end(triple):
    return triple.slot.updated(difficulty="easy" if triple.slot.difficulty == "hard" else "hard")


def made(name):
    found = [(triple, spoilt(name, triple)) for triple in STOCK]
    return [(triple, one) for triple, one in found if one is not None]


@pytest.mark.parametrize("fault", SPOILS, ids=lambda f: f.name)
def test_a_fault_is_the_same_for_a_seed_and_leaves_the_exercise_alone(fault):
    before = copy.deepcopy([triple.reply for triple in STOCK])
    for triple in STOCK:
        assert spoilt(fault.name, triple) == spoilt(fault.name, triple)
    assert [triple.reply for triple in STOCK] == before


@pytest.mark.parametrize("fault", SPOILS, ids=lambda f: f.name)
def test_a_fault_occurs_in_every_language_where_it_can(fault):
    languages = {triple.language for triple, _ in made(fault.name)}
    absent = ABSENT.get(fault.name, set())
    if "off" in fault.name.split():  # it borrows from an exercise on the same topics
        stock = [*STOCK, *(replace(t, name=f"{t.name}-2", slot=other_end(t)) for t in STOCK)]
        found = [t for t in stock if fault.spoil(t, stock, Random(0)) is not None]
        languages = {t.language for t in found}
    assert languages == {"python", "java", "cpp", "sql"} - absent


@pytest.mark.parametrize("fault", SPOILS, ids=lambda f: f.name)
def test_what_a_fault_makes_is_a_draft_that_only_gates_can_refuse(fault):
    for _, one in made(fault.name):
        assert draft_of(one.slot, one.reply).problem.statement


@pytest.mark.parametrize("fault", SPOILS, ids=lambda f: f.name)
def test_a_fault_is_there(fault):
    for triple, one in made(fault.name):
        changed = one.reply != triple.reply
        assert changed or one.starter or one.before, triple.name


def test_wrong_claims_are_of_the_declared_type_and_few():
    for triple, one in made("claims wrong"):
        pairs = zip(triple.reply["candidates"], one.reply["candidates"], strict=True)
        different = [(a, b) for a, b in pairs if a != b]
        assert 1 <= len(different) <= 3
        for good, bad in different:
            assert good["category"] == bad["category"]


def test_weak_inputs_are_eight_of_the_good_ones():
    for triple, one in made("weak inputs"):
        given = [json.dumps({**c, "category": ""}) for c in triple.reply["candidates"]]
        weak = [json.dumps({**c, "category": ""}) for c in one.reply["candidates"]]
        assert len(weak) == claim_faults.FEWEST
        assert set(weak) <= set(given)


def test_a_swapped_exercise_is_a_good_one_that_was_not_asked_for():
    for name in (
        "topic missing",
        "label two steps off",
        "label one step off",
        "size two steps off",
    ):
        for triple, one in made(name):
            assert one.slot == triple.slot
            assert one.reply in [other.reply for other in STOCK if other.name != triple.name]
            assert check_slot(draft_of(one.slot, one.reply).problem, one.slot).ok


def test_a_repeated_exercise_has_another_title_and_nearly_the_same_words():
    for triple, one in made("duplicate"):
        assert one.before == triple.reply
        assert one.reply["title"] != triple.reply["title"]
        old, new = triple.reply["statement"].split(), one.reply["statement"].split()
        assert len(set(old) ^ set(new)) <= 8


def test_a_leak_shows_code_of_the_reference():
    for triple, one in made("leak in statement or hint"):
        code = triple.reply["reference"].splitlines()
        line = code[len(code) // 2].split()
        text = one.reply["statement"] + " ".join(one.reply["hints"])
        assert " ".join(line[-4:]) in " ".join(text.split()), triple.name


def test_lines_are_put_where_they_run():
    triple = next(t for t in handwritten("java") if t.name == "waiting_room")
    code = spoilt("slow", triple).reply["reference"]
    assert code.index("public int arrive") < code.index("spin") < code.index("if (urgent)")


def test_other_values_differ_and_keep_their_type():
    for value in (3, True, "abc", "12\n", [1, 2], [], 2.5):
        for seed in range(6):
            changed = claim_faults.other(value, Random(seed))
            assert changed != value
            assert isinstance(changed, type(value))


@pytest.mark.parametrize("fault", WRAPS, ids=lambda f: f.name)
def test_what_is_sent_is_not_the_reply_as_it_was(fault):
    for seed in range(12):
        sent = fault.wrap(REPLY, Random(seed))
        assert sent == fault.wrap(REPLY, Random(seed))
        assert (
            sent.stalls or sent.status != 200 or sent.text != wrapping.plain(REPLY, Random()).text
        )


def test_a_wrong_draft_is_no_surprise():
    triple = STOCK[0]
    with pytest.raises(InvalidInputError):
        draft_of(triple.slot, {**triple.reply, "candidates": []})


def test_profiles_are_of_one_order_and_clean_has_no_fault():
    for fault in FAULTS:
        rates = [fault.rate_in(profile) for profile in PROFILES]
        assert rates[0] == 0
        assert rates[2] <= rates[1] <= rates[3] <= 0.6


def test_faults_of_one_part_do_not_come_together():
    names = ("refusal", "slow", "claims wrong", "weak inputs", "unsafe call")
    kept = compatible([named(name) for name in names])
    assert [fault.name for fault in kept] == ["refusal", "slow", "claims wrong"]
    with_whole = compatible([named(name) for name in (*names, "topic missing")])
    assert [fault.name for fault in with_whole] == ["refusal", "topic missing"]


def test_the_gate_on_statements_sees_every_name_that_is_spelled_otherwise():
    for triple in STOCK:
        assert check_statement(draft_of(triple.slot, triple.reply).problem).ok, triple.name
        for seed in range(4):
            one = spoilt("statement does not fit the code", triple, seed)
            if one is not None:
                assert not check_statement(draft_of(one.slot, one.reply).problem).ok, triple.name
