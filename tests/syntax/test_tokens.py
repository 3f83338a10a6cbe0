"""Tokens are read from any text that a model may write."""

from __future__ import annotations

import pytest

from jupyter_codemm.syntax.tokens import code_tokens, text_tokens


@pytest.mark.parametrize("language", ["python", "java", "cpp", "sql"])
def test_literals_of_any_length_are_tokens(language):
    hexadecimal, decimal = f"0x{'f' * 5000}", "7" * 5000
    expected = ("x", "=", hexadecimal, "+", decimal, "+", "255")
    code = f"x = {hexadecimal} + {decimal} + 0xFF"
    assert code_tokens(code, language) == expected
    assert text_tokens(code, language, strings=False) == expected
