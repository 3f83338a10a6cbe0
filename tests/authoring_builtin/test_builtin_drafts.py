from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily
from jupyter_codemm.authoring.builtin.imperative.trivial import key, trivial_programs
from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import ProblemDraft
from tests.authoring_builtin.builtin_cases import NAMED, request_for

families = pytest.mark.parametrize("family", NAMED.values(), ids=list(NAMED))
STYLES = ("return", "stdout", "mixed")
seeds = st.integers(min_value=0, max_value=2**31 - 1)


@families
def test_any_seed_gives_eight_tests_that_trivial_programs_fail(family) -> None:
    for seed in range(12):
        told = family._told(request_for(family, seed))
        outputs = [item.result for item in told.chosen]
        assert len({key(output) for output in outputs}) >= 3
        assert len({item.category for item in told.chosen}) >= 4
        samples = [(item.args, item.result) for item in told.chosen[:3]]
        for program in trivial_programs(samples, outputs, len(told.chosen[0].args)):
            fails = [key(program(item.args)) != key(item.result) for item in told.chosen]
            assert sum(fails) >= 2
            assert any(fails[3:])
        killed = set().union(*(item.kills for item in told.chosen[3:]))
        assert killed == set(range(len(family.pitfalls)))


@families
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["python", "java", "cpp"])
def test_a_draft_is_whole(family, language, style) -> None:
    draft = family.draft(request_for(family, 11, language=language, style=style))
    problem = draft.problem
    assert [t.name for t in problem.tests] == [f"test_case_{n}" for n in range(1, 9)]
    assert [t.visibility for t in problem.tests] == ["sample"] * 3 + ["hidden"] * 5
    assert len({key(t.input.to_json()) for t in problem.tests}) == 8
    assert len(draft.candidates) >= 24
    assert all(c.claimed is not None for c in draft.candidates)
    assert problem.style == style
    assert (draft.family, draft.seed) == (family.name, 11)
    assert draft.goals
    assert ProblemDraft.parse(draft.to_json()) == draft


@families
def test_the_starter_comes_from_the_language_and_throws(family) -> None:
    for language in ("python", "java", "cpp"):
        problem = family.draft(request_for(family, 3, language=language)).problem
        facts = FACTS[language]
        make = facts.class_starter if problem.kind == "class" else facts.function_starter
        assert problem.starter == make(problem.signature)
        program = family.draft(request_for(family, 3, language=language, style="stdout")).problem
        assert program.starter == facts.program_starter


@families
def test_the_same_request_gives_the_same_bytes(family) -> None:
    for style in STYLES:
        request = request_for(family, 77, language="java", style=style)
        assert family.draft(request).model_dump_json() == family.draft(request).model_dump_json()


@families
def test_one_seed_tells_one_story_in_every_language(family) -> None:
    drafts = [
        family.draft(request_for(family, 5, language=language))
        for language in ("python", "java", "cpp")
    ]
    assert len({draft.problem.title for draft in drafts}) == 1
    assert len({key([t.to_json() for t in d.problem.tests]) for d in drafts}) == 1


@families
def test_a_family_tells_at_least_six_stories(family) -> None:
    assert len(family.worlds) >= 6
    assert len({world.story for world in family.worlds}) == len(family.worlds)
    assert family.languages < set(LANGUAGES)


@families
def test_hints_climb_and_hold_no_code(family) -> None:
    draft = family.draft(request_for(family, 9))
    assert [hint.level for hint in draft.problem.hints] == [1, 2, 3]
    for hint in draft.problem.hints:
        assert 40 <= len(hint.text.split()) <= 160
        assert not any(sign in hint.text for sign in ("==", "```", "++", "+=", "();", "def "))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(NAMED)), seeds)
def test_every_seed_can_be_drafted(name: str, seed: int) -> None:
    family = NAMED[name]
    problem = family.draft(request_for(family, seed)).problem
    assert problem.kind == ("class" if isinstance(family, ClassFamily) else "function")
    assert "$" not in problem.statement


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_the_hash_seed_changes_nothing(hash_seed: str) -> None:
    names = ["one_of_two", "rank_tags", "digit_chain", "class_votes"]
    code = (
        "from tests.authoring_builtin.builtin_cases import NAMED, request_for\n"
        f"for name in {names}:\n"
        "    print(NAMED[name].draft(request_for(NAMED[name], 21)).model_dump_json())\n"
    )
    env = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    here = [NAMED[name].draft(request_for(NAMED[name], 21)).model_dump_json() for name in names]
    assert done.stdout.splitlines() == here
