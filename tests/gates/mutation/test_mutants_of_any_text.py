"""Whatever a reference looks like, mutation answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.mutation import mutants
from tests.gates.mutation.asking import LANGUAGES, PROGRAMS, problem_in

TEXTS = {
    language: "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((PROGRAMS / language).iterdir())
    )
    for language in LANGUAGES
}
PIECES = st.text(max_size=12) | st.sampled_from(
    list("(){}[];\"'`\\#<>\r\n\t\0\x0cé→😀\u2028\ufeff")
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_program_is_survived(language, data):
    text = TEXTS[language]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 1500)))
    hole = data.draw(st.integers(start, end))
    code = text[start:hole] + data.draw(PIECES) + text[hole:end]
    for held_out in (False, True):
        found = mutants(problem_in(language), Source.single(code), seed=1, cap=6, held_out=held_out)
        assert all(mutant.source.text != code for mutant in found)
