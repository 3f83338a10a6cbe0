"""What every language's mutants promise."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError, TooLargeError
from jupyter_codemm.gates.mutation import HELD_OUT, KEPT, mutants
from jupyter_codemm.gates.mutation.choosing import chosen
from jupyter_codemm.gates.mutation.generating import MOST_TEXT, WORKSHOPS
from jupyter_codemm.gates.mutation.mutant import Slip
from tests.gates.mutation.asking import LANGUAGES, drafts, problem_in

every_language = pytest.mark.parametrize("language", LANGUAGES)
BROKEN = {
    "python": ["def f(", "x = (", "\ufeffx = 1", "x\0", "(" * 9000 + ")" * 9000],
    "java": ["class A { int f( { return 1; } }", "class", "class A {", "@" * 9000],
    "cpp": ["int f( { return 1; }", "int f() { return 1 }", "template<" * 9000],
    "sql": ["SELECT", "SELECT a FROM", "SELECT 'a", "SELECT " + "(" * 3000 + "1" + ")" * 3000],
}
DEEP = {
    "python": "x = " + "+".join(["a"] * 20_000),
    "java": "class A { int f(int a) { return " + "1 + " * 20_000 + "a; } }",
    "cpp": "int f(int a) { return " + "1 + " * 20_000 + "a; }",
    "sql": "SELECT " + "1 + " * 9000 + "1",
}


@every_language
def test_the_same_seed_gives_the_same_mutants_and_another_one_others(language):
    others = 0
    for draft in drafts(language)[::5]:
        asked = (draft.problem, draft.reference)
        first = mutants(*asked, seed=7, cap=8)
        assert first == mutants(*asked, seed=7, cap=8)
        others += first != mutants(*asked, seed=8, cap=8)
    assert others


@every_language
def test_no_mutant_is_the_reference_or_another_mutant(language):
    workshop = WORKSHOPS[language]
    for draft in drafts(language):
        found = mutants(draft.problem, draft.reference, seed=1)
        texts = {mutant.source.text for mutant in found}
        assert len(texts) == len(found) > 0
        meanings = {workshop.meaning(text) for text in texts}
        assert len(meanings) == len(found)
        assert workshop.meaning(draft.reference.text) not in meanings
        lines = draft.reference.text.count("\n") + 1
        assert all(1 <= mutant.line <= lines for mutant in found)


@every_language
def test_held_out_families_are_asked_for_apart(language):
    seen = {False: Counter(), True: Counter()}
    for draft in drafts(language):
        for held_out, families in seen.items():
            asked = mutants(draft.problem, draft.reference, seed=1, held_out=held_out)
            families.update(mutant.family for mutant in asked)
    assert set(seen[True]) == HELD_OUT[language]
    assert not set(seen[False]) & HELD_OUT[language]
    assert len(seen[False]) >= 12
    assert set(seen[False]) >= KEPT


@every_language
def test_a_cap_is_spread_over_families_and_drops_no_bound_and_no_constant(language):
    for draft in drafts(language):
        whole = mutants(draft.problem, draft.reference, seed=1, cap=1000)
        capped = mutants(draft.problem, draft.reference, seed=1, cap=20)
        kept = {mutant.source.text for mutant in whole if mutant.family in KEPT}
        assert kept <= {mutant.source.text for mutant in capped}
        rest = Counter(mutant.family for mutant in capped if mutant.family not in KEPT)
        wanted = Counter(mutant.family for mutant in whole if mutant.family not in KEPT)
        room = max(20 - len(kept), 15)
        assert rest.total() == min(room, wanted.total())
        assert len(rest) == min(len(wanted), room)


def places(family, lines, per_line):
    slip = [Slip(family, line, str, str) for line in range(lines) for _ in range(per_line)]
    return [("solution.py", one) for one in slip]


def test_a_cap_takes_one_slip_of_every_line_before_a_second_of_any():
    taken = chosen(places("a", 30, 4) + places("b", 5, 9), seed=3, cap=40, admit=lambda p: p[1])
    lines = [slip.line for slip in taken if slip.family == "a"]
    assert len(lines) == len(set(lines)) == 20
    assert set(Counter(slip.line for slip in taken if slip.family == "b").values()) == {4}


def test_what_is_not_admitted_takes_no_room():
    several = places("a", 20, 1) + places("b", 20, 1)
    taken = chosen(several, seed=1, cap=10, admit=lambda p: p[1] if p[1].line % 2 else None)
    assert Counter(slip.family for slip in taken) == {"a": 5, "b": 5}


@every_language
def test_a_syntax_error_or_no_program_at_all_has_no_mutants(language):
    problem = problem_in(language)
    for code in ["", " \n", "\ud800", *BROKEN[language]]:
        assert mutants(problem, Source.single(code), seed=1) == ()


@every_language
def test_deep_nesting_is_survived(language):
    found = mutants(problem_in(language), Source.single(DEEP[language]), seed=1)
    assert len(found) < 300


@every_language
def test_a_source_that_is_too_large_is_refused(language):
    with pytest.raises(TooLargeError):
        mutants(problem_in(language), Source.single("x" * 5_000_000), seed=1)


def test_a_long_source_is_not_copied_without_end():
    code = "".join(f"a{n} = {n} + a\n" for n in range(2500))
    found = mutants(problem_in("python"), Source.single(code), seed=1)
    assert 0 < sum(len(mutant.source.text) for mutant in found) < MOST_TEXT + 2 * len(code)


def test_a_file_that_a_language_does_not_allow_is_refused():
    with pytest.raises(InvalidInputError):
        mutants(problem_in("java"), Source(files={"../x": "class A {}"}), seed=1)


MANY = {
    "python": {
        "solution.py": "from part import f\nx = f(1) + 1\n",
        "part.py": "def f(a): return 2",
    },
    "java": {
        "Solution.java": "class Solution { int a = 1; }",
        "Part.java": "class Part { int b = 2; }",
    },
    "cpp": {"solution.cpp": '#include "part.h"\nint a = 1;\n', "part.h": "inline int b = 2;\n"},
}


@pytest.mark.parametrize("language", list(MANY))
def test_every_file_is_mutated_and_the_others_stay(language):
    files = MANY[language]
    found = mutants(problem_in(language), Source(files=files), seed=1)
    touched = set()
    for mutant in found:
        changed = [name for name, text in files.items() if mutant.source.files[name] != text]
        assert len(changed) == 1
        assert mutant.edit.startswith(f"{changed[0]}: ")
        touched.update(changed)
    assert touched == set(files)


@pytest.mark.parametrize("language", ["python", "java", "cpp"])
def test_everything_else_stays_as_it_was_written(language):
    for draft in drafts(language)[::7]:
        reference = draft.reference.text.replace("\n", "  \r\n")
        for mutant in mutants(draft.problem, Source.single(reference), seed=1):
            before = reference.split("\r\n")
            after = mutant.source.text.split("\r\n")
            # what was taken out may have had many lines; what stands there instead has few
            blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
            assert len(after) - sum(block.size for block in blocks) <= 2, mutant.edit
