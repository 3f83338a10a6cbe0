"""Whatever text a model writes, the gates that only look answer, and never raise."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.static import STATIC
from tests.fakes.drafts import changed, good_draft
from tests.gates.drafts_in import draft_in, solved

TEXTS = {
    "nothing but blanks": " \n\t ",
    "signs without letters": "!?#%&*" * 200,
    "fences without an end": "```\n" * 500,
    "broken surrogates of another text": "\ufffd\ufffe",
    "a very long word": "a" * 7000,
    "markup": "<b>" * 900,
    "half a mail address": "a-" * 3000 + "@",
    "all planes": "".join(chr(point) for point in range(0x20, 0xD000, 97)),
}
CODES = {
    "nothing": "",
    "a null": "\x00",
    "brackets without an end": "(" * 3000 + "[" * 3000 + "{" * 3000,
    "quotes without an end": "\"'`" * 900,
    "comments without an end": "/*" * 900,
    "raw strings without an end": 'R"(' * 900,
    "deep lists": "[" * 2000 + "]" * 2000,
    "deep conditions": "if (a) { " * 900,
    "deep queries": "(SELECT " * 900,
    "escapes": "\\u000a\\u0022" * 400,
    "another alphabet": "é" * 4000,
    "too long to be read": "x = 1;\n" * 6000,
    "directives": "#include\n#define\n#\n%:include <x>\n",
    "half a header": '#include <\n#include "',
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("check", STATIC)
def test_any_statement_gets_an_answer(check, text):
    assert check(changed(good_draft(), statement=text)).gate


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
@pytest.mark.parametrize("language", ["python", "java", "cpp", "sql"])
def test_any_reference_gets_an_answer(language, code):
    draft = solved(draft_in(language), code)
    for check in STATIC:
        assert check(draft).gate
