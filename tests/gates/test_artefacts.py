"""What is kept of a reference recognises quotes, copies and known faults, and tells none."""

from __future__ import annotations

import asyncio
import re

import pytest

from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.gates.evidence import Evidence, Killed, outcome_of
from jupyter_codemm.gates.fingerprints import line_digest
from jupyter_codemm.gates.known_leak import LEAKING_STARTER
from jupyter_codemm.gates.mutation import mutants
from jupyter_codemm.gates.recognising import (
    likeness_of_code,
    longest_known_run,
    matching_faults,
)
from jupyter_codemm.judging import judge, observe_many
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import REFERENCE, changed, good_draft, with_reference

HEAD = f"{REFERENCE.splitlines()[0]}\n"
KEY = b"k" * 32
OTHER_KEY = b"o" * 32
LONGER = """\
def count_above(values: list[int], limit: int) -> int:
    best = None
    total, seen = 0, {}
    for position, value in enumerate(values):
        if value > limit and value % 2 != 3:
            total += 1
            seen[value] = seen.get(value, 0) + 1
        elif best is None or value > best:
            best = value - 1
    while total > len(values):
        total = total // 2
    return total
"""
UNRELATED = """\
class Queue:
    def __init__(self):
        self.items = []
    def push(self, item):
        self.items.append(item)
    def pop(self):
        return self.items.pop(0) if self.items else None
"""
PROSE = (
    "Look at each value in the list, one after another. If it is greater than the limit, count it. "
    "Then compare the total with what the first sample expects, and try an empty list as well."
)


def kept(draft: ProblemDraft, evidence: Evidence | None = None) -> ProblemArtefacts:
    return artefacts(draft, evidence, KEY)


def renamed(code: str) -> str:
    for old, new in {
        "best": "k",
        "total": "zz",
        "seen": "q",
        "position": "i",
        "value": "w",
    }.items():
        code = re.sub(rf"\b{old}\b", new, code)
    return code


class TestLeaks:
    def test_a_renamed_copy_is_found(self):
        known = kept(with_reference(good_draft(), LONGER))
        assert likeness_of_code(LONGER, known, KEY) == 1.0
        assert likeness_of_code(renamed(LONGER), known, KEY) == 1.0

    def test_half_a_copy_is_found(self):
        known = kept(with_reference(good_draft(), LONGER))
        half = "\n".join(renamed(LONGER).splitlines()[:7])
        assert LEAKING_STARTER <= likeness_of_code(half, known, KEY) < 1.0

    @pytest.mark.parametrize("text", [UNRELATED, PROSE, ""])
    def test_other_texts_are_not(self, text):
        known = kept(with_reference(good_draft(), LONGER))
        assert likeness_of_code(text, known, KEY) < LEAKING_STARTER
        assert longest_known_run(text, known, KEY) == 0

    def test_the_starter_is_no_quote(self):
        draft = with_reference(good_draft(), LONGER)
        assert likeness_of_code(draft.problem.starter, kept(draft), KEY) < LEAKING_STARTER
        assert longest_known_run(draft.problem.starter, kept(draft), KEY) == 0

    def test_a_run_of_twelve_tokens_is_found_in_prose(self):
        known = kept(with_reference(good_draft(), LONGER))
        eleven = "if value > limit and value % 2 != 3"
        assert longest_known_run(f"Don't say: {eleven}!", known, KEY) == 0
        assert longest_known_run(f"Don't say: {eleven}: total += 1!", known, KEY) == 15

    def test_the_whole_body_is_found_if_it_is_shorter(self):
        short = f"{HEAD}    return sum(v > limit for v in values)\n"
        known = kept(with_reference(good_draft(), short))
        assert known.leak_sketch.forbids_code
        assert longest_known_run("return sum(v > limit for v in values)", known, KEY) == 11
        assert longest_known_run("sum(v > limit", known, KEY) == 0

    @pytest.mark.parametrize("ask", [likeness_of_code, longest_known_run])
    def test_another_key_is_refused_instead_of_finding_nothing(self, ask):
        known = kept(with_reference(good_draft(), LONGER))
        with pytest.raises(UnavailableError, match="another key"):
            ask(LONGER, known, OTHER_KEY)

    def test_another_key_has_no_digest_in_common(self):
        draft = with_reference(good_draft(), LONGER)
        ours, others = kept(draft).leak_sketch, artefacts(draft, None, OTHER_KEY).leak_sketch
        assert not set(ours.grams + ours.runs) & set(others.grams + others.runs)

    def test_several_files_are_all_known(self):
        files = {"solution.py": LONGER, "helper.py": UNRELATED}
        draft = good_draft().model_copy(update={"reference": Source(files=files)})
        assert longest_known_run(UNRELATED, kept(draft), KEY) > 20


def proven(draft: ProblemDraft) -> tuple[Evidence, list]:
    """Return what the tests see of every mutant of a draft, and the mutants."""
    made = mutants(draft.problem, draft.reference, seed=3)
    tests = draft.problem.tests
    inputs = [test.input for test in tests]
    sources = [mutant.source for mutant in made]
    seen = asyncio.run(observe_many(draft.problem, sources, inputs, BareSandbox()))
    killed, killers = [], []
    for mutant, observed in zip(made, seen, strict=True):
        told = tuple(
            outcome_of(draft.problem, t, o) for t, o in zip(tests, observed.items, strict=True)
        )
        if any(verdict != "accepted" for verdict, _ in told):
            killed.append(Killed(mutant.family, mutant.line, mutant.edit, told))
            killers.append(mutant)
    return Evidence(tuple(killed), len(made), len(killed), 1.0, 8), killers


class TestFaults:
    def test_every_mutant_is_the_twin_of_itself(self):
        draft = good_draft()
        evidence, made = proven(draft)
        known = kept(draft, evidence)
        assert len(made) >= 5
        for mutant in made[:: len(made) // 5]:
            outcome = asyncio.run(judge(draft.problem, mutant.source, BareSandbox()))
            found = matching_faults(outcome, known, KEY)
            assert found, mutant.edit
            assert mutant.family in {fault.family for fault in found}, mutant.edit

    def test_twins_come_before_those_that_fail_the_same_tests(self):
        draft = good_draft()
        outcome = asyncio.run(
            judge(
                draft.problem,
                Source.single("def count_above(v, l):\n    return -7\n"),
                BareSandbox(),
            )
        )
        wrong = [("wrong_answer", '{"value": -7}')] * 8
        other = [("wrong_answer", '{"value": -8}')] * 8
        fewer = [*wrong[:7], ("accepted", "")]
        killed = [
            Killed(family, 2, "secret", tuple(told))
            for family, told in {"index": other, "result": wrong, "flow": fewer}.items()
        ]
        known = kept(draft, Evidence(tuple(killed), 3, 3, 1.0, 8))
        found = matching_faults(outcome, known, KEY)
        assert [fault.family for fault in found] == ["result", "index"]
        assert [fault.misconception for fault in found] == ["result", "position"]

    def test_an_accepted_program_matches_nothing(self):
        draft = good_draft()
        evidence, _ = proven(draft)
        outcome = asyncio.run(judge(draft.problem, draft.reference, BareSandbox()))
        assert matching_faults(outcome, kept(draft, evidence), KEY) == ()

    def test_nothing_tells_the_edit_or_the_line(self):
        killed = Killed("bounds", 4, "value > limit → value >= limit", (("wrong_answer", "5"),) * 8)
        text = kept(good_draft(), Evidence((killed,), 1, 1, 1.0, 8)).model_dump_json()
        assert "limit" not in text
        assert '"line"' not in text

    def test_a_wrong_line_is_known_by_its_outline_where_no_right_line_has_it(self):
        draft, told = good_draft(), (("wrong_answer", "5"),) * 8
        lines = "    if value >= limit:", "        limit = limit + 1", ""
        killed = tuple(Killed("bounds", 4, "", told, wrong) for wrong in lines)
        known = kept(draft, Evidence(killed, 3, 3, 1.0, 8)).fault_signatures
        assert known[0].outline == line_digest("if tall >= low:", "python", KEY)
        # In the reference another name is counted up: that a line has this form tells nothing.
        assert [fault.outline for fault in known[1:]] == [""]

    def test_a_fault_names_the_goal_in_whose_lines_it_is(self):
        goals = ("start a count", "look at each value", "decide whether it counts", "give it back")
        draft = good_draft().model_copy(update={"goals": goals})
        told = (("wrong_answer", "5"),) * 8
        killed = tuple(Killed("bounds", line, "", told) for line in (1, 2, 4, 6))
        known = kept(draft, Evidence(killed, 4, 4, 1.0, 8))
        assert [fault.goal for fault in known.fault_signatures] == [None, 0, 1, 3]


class TestTexts:
    def test_a_hint_or_goal_that_quotes_is_left_out(self):
        quote = "if value > limit and value not in (): total = total + 1"
        hints = [{"level": 1, "text": quote}, {"level": 2, "text": "Count."}]
        draft = changed(good_draft(), hints=hints).model_copy(update={"goals": (quote, "count")})
        known = kept(draft)
        assert [hint.level for hint in known.hint_ladder] == [2]
        assert known.goals == ("count",)

    def test_nothing_of_the_reference_can_be_read(self):
        text = kept(good_draft()).model_dump_json()
        assert longest_known_run(text, kept(good_draft()), KEY) == 0
        assert REFERENCE.split()[1] not in text

    def test_artefacts_survive_being_stored(self):
        known = kept(good_draft(), proven(good_draft())[0])
        assert ProblemArtefacts.parse(known.model_dump_json()) == known
