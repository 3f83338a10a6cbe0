"""The measure of shared text, per language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.leak import check_leak, leak_score
from jupyter_codemm.gates.public_texts import public_code
from jupyter_codemm.syntax.shared_runs import (
    leak_limit,
    longest_nameless_run,
    longest_shared_run,
)
from jupyter_codemm.syntax.tokens import code_tokens
from tests.fakes.drafts import REFERENCE, SIGNATURE, changed, good_draft, with_reference

JAVA = """\
import java.util.*;

public class Solution {
    public static int count_above(List<Integer> values, int limit) {
        int total = 0; // start at none
        for (int value : values) {
            if (value > limit) {
                total++;
            }
        }
        return total;
    }
}
"""
CPP = """\
#include <algorithm>
#include <vector>

int count_above(std::vector<int> values, int limit) {
    int total = 0;
    for (int value : values) if (value > limit) ++total;
    return total;
}
"""
SQL = (
    "SELECT name, COUNT(*) AS n FROM pets WHERE age > 3 "
    "GROUP BY name HAVING COUNT(*) > 1 ORDER BY n"
)
REFERENCES = {"python": REFERENCE, "java": JAVA, "cpp": CPP, "sql": SQL}


def public(language):
    facts = FACTS[language]
    return facts.program_starter if language == "sql" else facts.function_starter(SIGNATURE)


@pytest.mark.parametrize("language", REFERENCES)
def test_the_starter_shares_nothing_that_counts(language):
    reference, head = REFERENCES[language], public(language)
    limit = leak_limit(reference, language, public=head)
    assert limit == 12
    assert longest_shared_run(reference, head, language, public=head) < 5
    assert longest_nameless_run(reference, head, language, public=head) < 6


@pytest.mark.parametrize("language", REFERENCES)
@pytest.mark.parametrize(
    "disguise",
    [
        lambda code, mark: code,
        lambda code, mark: " ".join(code.split()) + " ",
        lambda code, mark: "".join(f"{mark} {line}\n" for line in code.splitlines()),
        lambda code, mark: f"Don't peek:\n\n{code}\n\nIt can't be shorter.",
    ],
    ids=["as it is", "on one line", "commented out", "in prose"],
)
def test_the_whole_reference_is_found_in_any_dress(language, disguise):
    reference, head = REFERENCES[language], public(language)
    text = disguise(reference.replace(" // start at none", ""), FACTS[language].comment)
    assert longest_shared_run(reference, text, language, public=head) >= 12


@pytest.mark.parametrize("language", ["python", "java", "cpp"])
def test_renaming_hides_nothing_in_code(language):
    reference, head = REFERENCES[language], public(language)
    renamed = reference.replace("total", "n").replace("value ", "x ").replace("value:", "x:")
    assert longest_nameless_run(reference, renamed, language, public=head) >= 12


def test_another_solution_is_no_leak():
    other = "return sum(1 for v in values if v > limit)"
    assert longest_shared_run(REFERENCE, other, "python", public=public("python")) < 8


def test_a_short_body_leaks_as_a_whole():
    reference = "def f(values):\n    return sorted(values)[0]\n"
    head = "def f(values):\n    raise NotImplementedError\n"
    limit = leak_limit(reference, "python", public=head)
    assert limit < 12
    text = "Just `return sorted(values)[0]`."
    assert longest_shared_run(reference, text, "python", public=head) >= limit
    hint = "Sort the values and return the first."
    assert longest_shared_run(reference, hint, "python", public=head) < limit


def test_an_edge_of_a_short_body_in_braces_does_not_hide_it():
    reference = "int f(int a) {\n    return a * a + 1;\n}\n"
    head = "int f(int a) {\n    throw 1;\n}\n"
    limit = leak_limit(reference, "cpp", public=head)
    assert longest_shared_run(reference, "write return a*a+1", "cpp", public=head) >= limit


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        ("x = 1_000", "x=1000 # thousand", "python"),
        ("x = 'a b'", 'x = "a b"', "python"),
        ("x = 2.0", "x = 2.", "python"),
        ("int x = 0x10L; /* y */", "int x = 16;", "java"),
        ("SELECT a FROM t -- all", "select A\nfrom T", "sql"),
        ('def f():\n    """Say."""\n    return 1', "def f(): return 1", "python"),
    ],
)
def test_spelling_layout_and_comments_do_not_matter(left, right, language):
    assert code_tokens(left, language) == code_tokens(right, language)


def test_a_comment_mark_inside_a_string_is_no_comment():
    assert code_tokens("x = '# y' + z", "python")[-1] == "z"
    assert code_tokens('String s = "// y"; int z;', "java")[-2:] == ("z", ";")


@pytest.mark.parametrize("where", ["title", "statement", "hints", "starter", "learning_goal"])
def test_a_leak_is_found_in_every_public_text(where):
    code = "total = 0 for value in values: if value > limit and value not in ()"
    value = [{"level": 2, "text": code}] if where == "hints" else code
    if where == "starter":
        value = "def count_above(values, limit):\n    # " + code + "\n    raise ValueError\n"
    outcome = check_leak(changed(good_draft(), **{where: value}))
    assert not outcome.ok
    assert outcome.evidence["run"] >= outcome.evidence["limit"]
    assert "total" not in outcome.model_dump_json()


def test_a_renamed_solution_in_a_code_span_of_a_hint_leaks():
    span = "n = 0\nfor x in values:\n    if x > limit and x not in ():\n        n = n + 1"
    outcome = check_leak(
        changed(good_draft(), hints=[{"level": 3, "text": f"So:\n```python\n{span}\n```\n"}])
    )
    assert not outcome.ok
    assert outcome.evidence["where"] == "hint_3"


def test_every_file_of_a_reference_is_looked_for():
    draft = good_draft()
    files = {"solution.py": "from extra import g\n", "extra.py": REFERENCE}
    draft = draft.model_copy(update={"reference": Source(files=files)})
    assert check_leak(draft).ok
    starter = draft.problem.starter + "\n" + REFERENCE
    assert not check_leak(changed(draft, starter=starter)).ok


def test_an_honest_draft_does_not_trip():
    outcome = check_leak(good_draft())
    assert outcome.ok
    assert outcome.evidence["run"] < 6
    assert public_code(good_draft().problem) == good_draft().problem.starter


def test_a_guided_starter_may_share_names_but_no_run():
    draft = changed(good_draft(), scaffold_level=80)
    assert check_leak(draft).ok
    starter = draft.problem.starter + "\n".join(f"# {line}" for line in REFERENCE.splitlines())
    assert not check_leak(changed(draft, starter=starter)).ok


def test_a_guided_starter_hides_no_renamed_reference():
    draft = changed(good_draft(), scaffold_level=80)
    renamed = "\n".join(f"# {word_for_word(line)}" for line in REFERENCE.splitlines())
    outcome = check_leak(changed(draft, starter=draft.problem.starter + renamed))
    assert not outcome.ok
    assert outcome.evidence["where"] == "starter"


def word_for_word(line: str) -> str:
    return re.sub(r"\b(total|values?|limit|count_above)\b", r"my_\1", line)


def test_an_empty_reference_leaks_nothing():
    assert check_leak(with_reference(good_draft(), "")).ok


WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=12)


@given(WORDS, WORDS)
def test_the_run_is_the_longest_that_both_have(reference, text):
    runs = {
        tuple(reference[start:end])
        for start in range(len(reference))
        for end in range(start + 1, len(reference) + 1)
    }
    shared = [len(run) for run in runs if run in {tuple(text[i : i + len(run)]) for i in range(12)}]
    found = longest_shared_run(" ".join(reference), " ".join(text), "python")
    assert found == max(shared, default=0)


def test_long_texts_are_measured_to_the_end():
    reference = "\n".join(f"x{n} = y{n % 7} + {n}" for n in range(2500))
    copied = "\n".join(reference.splitlines()[100:800])
    assert longest_shared_run(reference, copied, "python") == 5 * 700


HELPED = """\
def count_above(values: list[int], limit: int) -> int:
    total, old = 0, None
    for value in values:
        if value > limit and value != old:
            total += value * 2
        elif value < 0:
            total -= abs(value) // 3
        old = value
    return total if total > 0 else -1
"""


def spread(*spans: str):
    """Return a draft with one hint for each span, none of which is long enough to be a leak."""
    hints = [{"level": n, "text": f"Think of `{span}`."} for n, span in enumerate(spans, 1)]
    return changed(with_reference(good_draft(), HELPED), hints=hints)


def test_a_solution_in_small_renamed_pieces_is_refused_as_a_whole():
    draft = spread(
        "if day > mark and day != last:",
        "sum += day * 2",
        "sum -= abs(day) // 3",
        "return sum if sum > 0 else -1",
    )
    outcome = check_leak(draft)
    assert not outcome.ok
    assert outcome.evidence["where"] == "all texts together"


def test_one_small_piece_is_none_too_many():
    outcome = check_leak(spread("sum -= abs(day) // 3"))
    assert outcome.ok
    assert 0 < outcome.evidence["score"] < 0.2


def test_the_text_of_samples_is_read_too():
    draft = with_reference(good_draft(), HELPED)
    signature = draft.problem.signature.updated(params=[{"name": "values", "type": "str"}])
    tests = [t.to_json() | {"input": {"args": [f"{n}"]}} for n, t in enumerate(draft.problem.tests)]
    plain = changed(draft, signature=signature, tests=tests)
    assert check_leak(plain).ok
    tests[1] = tests[1] | {"input": {"args": [HELPED.split("\n", 2)[2]]}}
    assert check_leak(changed(plain, tests=tests)).evidence["where"] == "samples"


ARCHIVED = """\
INSERT INTO archive (id, customer, year)
SELECT id, customer, year FROM orders WHERE state = 'done' AND year <= 2020
"""


def test_which_columns_a_table_has_is_no_secret():
    told = "The tables orders(id, customer, year, state) and archive(id, customer, year) are given."
    problem = good_draft().problem.model_copy(
        update={"language": "sql", "kind": "query", "signature": None, "statement": told}
    )
    reference = Source.single(ARCHIVED)
    draft = good_draft().model_copy(update={"problem": problem, "reference": reference})
    assert leak_score(draft) < 0.1
    half = f"{told} Think of FROM a WHERE b = 'x' AND c <= 1."
    quoted = problem.model_copy(update={"statement": half})
    assert leak_score(draft.model_copy(update={"problem": quoted})) > 0.2


def test_a_long_reference_is_read_once_for_all_spans():
    names = "".join(f"def f{i}(a):\n    return a * {i} + a ** {i} - g{i}(a)\n" for i in range(1200))
    draft = with_reference(changed(good_draft(), statement="`a` " * 1990), names)
    assert check_leak(draft).evidence == {"limit": 12, "run": 4, "score": 0.0}
