"""Probes fail in one block and are the reference otherwise."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.mutation import probes
from tests.fakes.drafts import changed, good_draft

PYTHON = """\
def largest(values: list[int]) -> int:
    if not values:
        return 0
    best = values[0]
    for value in values:
        if value > best: best = value
        elif value < 0:
            raise ValueError("negative")
        else:
            continue
    for value in values:
        if value == 7:
            return 7
    best += 1
    return best
"""
JAVA = """\
public class Solution {
    public static int largest(int[] values) {
        if (values.length == 0) return 0;
        int best = values[0];
        for (int value : values) {
            if (value > best) best = value;
            else if (value < 0) { throw new IllegalArgumentException(); }
            else { continue; }
        }
        return best;
    }
}
"""
CPP = """\
int largest(int* values, int size) {
    if (size == 0) return 0;
    int best = values[0];
    for (int i = 0; i < size; i++)
        if (values[i] > best) { best = values[i]; }
    return best;
}
"""


def found(language: str, code: str):
    problem = changed(good_draft(), language=language).problem
    return probes(problem, Source.single(code))


def test_python_blocks_are_branches_rounds_and_what_follows_a_way_out():
    told = {probe.line: probe.guard for probe in found("python", PYTHON)}
    plain = dict.fromkeys((4, 6, 10, 11, 12, 13, 14), False)
    assert told == {3: True, 8: True, **plain}


def test_a_block_that_only_raises_does_nothing_instead():
    (silent,) = [probe for probe in found("python", PYTHON) if probe.line == 8]
    names = {}
    exec(compile(silent.source.text, "solution.py", "exec"), names)
    assert names["largest"]([4, -1]) == 5
    thrown = {"java": "throw new IllegalArgumentException();", "cpp": "throw 1;"}
    for language, throw in thrown.items():
        for body in (f"{{ {throw} }}", throw):
            code = f"int f(int n) {{ if (n < 0) {body} return n; }}"
            (one,) = [p for p in found(language, code) if throw not in p.source.text]
            assert one.guard
            assert one.source.text == code.replace(throw, ";")


@pytest.mark.parametrize(
    ("values", "line", "fails"),
    [([], 3, True), ([1], 3, False), ([1, 2], 6, True), ([7], 13, True), ([7], 14, False)],
)
def test_a_python_probe_fails_where_its_block_is_entered(values, line, fails):
    probe = next(one for one in found("python", PYTHON) if one.line == line)
    names = {}
    exec(compile(probe.source.text, "solution.py", "exec"), names)
    try:
        names["largest"](list(values))
    except RuntimeError:
        assert fails
    else:
        assert not fails


def test_java_and_cpp_probes_keep_the_text_but_for_one_statement():
    for language, code, fails in (
        ("java", JAVA, "if (true) throw new RuntimeException();"),
        ("cpp", CPP, "throw 0;"),
    ):
        made = found(language, code)
        assert len(made) == {"java": 6, "cpp": 4}[language]
        assert min(made, key=lambda probe: probe.line).guard
        for probe in made:
            if language == "java" and probe.line == 7:
                continue  # it only throws
            assert probe.source.text.count(fails) == 1
            assert _without_braces(probe.source.text.replace(fails, "")) == _without_braces(code)


def _without_braces(code: str) -> str:
    return "".join(sign for sign in code if sign not in "{} \n")


def test_what_cannot_be_read_has_no_probes():
    assert found("python", "def broken(:") == ()
    assert found("java", "\ud800") == ()
