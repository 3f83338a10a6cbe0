"""The headline about the signature stands only where the signature is what does not fit."""

from __future__ import annotations

import pytest

from jupyter_codemm.judging.compiler_output import MAX_BYTES, NO_MESSAGE, compile_text

EXPECTS = "solution.cpp must define int solve(int n) and no main function."


@pytest.mark.parametrize(
    "output",
    [
        "codemm_solution.cpp:(.text+0x1): undefined reference to `solve(int)'\n",
        "/usr/bin/ld: a.o: multiple definition of `main'; codemm_main.o: first defined here\n",
        "codemm_solution.cpp:9:12: error: \u2018::solve\u2019 has not been declared\n",
    ],
)
def test_a_misfit_is_said_in_our_words(output):
    assert compile_text(output, EXPECTS).startswith(EXPECTS)


def test_a_function_that_is_nowhere_is_named():
    output = (
        "/usr/bin/ld: codemm_solution.o: in function `solve(int)':\n"
        "codemm_solution.cpp:(.text+0x1): undefined reference to `foo(int)'\n"
        "collect2: error: ld returned 1 exit status\n"
    )
    assert compile_text(output, EXPECTS) == "undefined reference to `foo(int)'"


def test_every_linker_says_it_in_a_line():
    output = (
        "/usr/bin/ld: error: codemm_main.o: multiple definition of 'main'\n"
        "/usr/bin/ld: ccpxVfRG.o: previous definition here\n"
        "collect2: error: ld returned 1 exit status\n"
    )
    assert compile_text(output, EXPECTS) == EXPECTS
    output = (
        "ccNR6I1G.o:solution.cpp:function main: error: undefined reference to 'g()'\n"
        "collect2: error: ld returned 1 exit status\n"
    )
    assert compile_text(output, "") == "undefined reference to 'g()'"


def test_an_error_on_the_learners_line_needs_no_headline():
    output = "solution.cpp:1:2: error: x was not declared in this scope\n    1 | x\n      | ^\n"
    assert compile_text(output, EXPECTS) == output.rstrip()


def test_chains_of_includes_are_left_out():
    chain = (
        "In file included from /usr/include/c++/12/string:40,\n"
        "                 from codemm_solution.cpp:3:\n"
    )
    error = "solution.cpp:1:2: error: x was not declared in this scope"
    assert compile_text(f"{chain}{error}\n", EXPECTS) == error


def test_nothing_of_ours_is_shown():
    text = compile_text("codemm_guard.cpp:3:1: fatal error: something of ours\n", EXPECTS)
    assert text == NO_MESSAGE


def test_the_text_is_short():
    output = "solution.cpp:1:2: error: no\n" * 10_000
    assert len(compile_text(output, EXPECTS).encode()) <= MAX_BYTES
