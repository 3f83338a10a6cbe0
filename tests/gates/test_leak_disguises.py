"""A reference that is told in another dress is told."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable

import pytest

from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.gates.known_leak import check_known_leak
from jupyter_codemm.gates.leak import check_leak, line_score, quotes_reference
from tests.fakes.drafts import changed, good_draft, with_reference

KEY = b"k" * 32
REFERENCE = """\
def longest_even(beds):
    best = 0
    run = 0
    for bed in beds:
        if bed % 2 == 0:
            run += 1
            if run > best:
                best = run
        else:
            run = 0
    return best
"""
LINES = [line.strip() for line in REFERENCE.splitlines()[1:]]
NAMES = {"best": "top", "run": "now", "beds": "items", "bed": "one"}


def renamed(line: str) -> str:
    return re.sub(r"\w+", lambda word: NAMES.get(word[0], word[0]), line)


def draft(**problem: object) -> ProblemDraft:
    return changed(with_reference(good_draft(), REFERENCE), **problem)


def hinted(*texts: str) -> ProblemDraft:
    return draft(hints=[{"level": min(n, 4), "text": text} for n, text in enumerate(texts, 1)])


def wide(text: str) -> str:
    """Return a text in full-width letters and signs."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


WHOLE: dict[str, Callable[[str], str]] = {
    "full-width": wide,
    "mathematical": lambda code: "".join(
        chr(ord(one) + 0x1D68A - ord("a")) if "a" <= one <= "z" else one for one in code
    ),
    "entities": lambda code: "".join(f"&#{ord(one)};" for one in code),
    "named entities": lambda code: html.escape(code).replace("=", "&equals;").replace("2", "&#50;"),
    "invisible": "\u200b".join,
    "spaced": lambda code: " ".join(code.replace("\n", " ")),
    "spaced evenly": lambda code: " ".join("".join(code.split())),
    "base64": lambda code: base64.b64encode(code.encode()).decode(),
    "base64 in lines": lambda code: base64.encodebytes(code.encode()).decode(),
    "base64 by line": lambda code: " and ".join(
        base64.b64encode(line.encode()).decode() for line in code.splitlines()
    ),
    "hexadecimal": lambda code: code.encode().hex(),
    "backwards": lambda code: code[::-1],
    "joined": lambda code: "; ".join(line.strip() for line in code.splitlines()),
}


@pytest.mark.parametrize("dress", WHOLE)
@pytest.mark.parametrize("where", ["statement", "hints", "starter"])
def test_a_reference_in_another_dress_is_refused(dress: str, where: str) -> None:
    told = WHOLE[dress](REFERENCE.split("\n", 1)[1])
    text = f"# Think: {told}".replace("\n", "\n# ") if where == "starter" else f"Think: {told}"
    shown = hinted(text[:1200]) if where == "hints" else draft(**{where: text})
    outcome = check_leak(shown)
    assert not outcome.ok
    assert "bed" not in outcome.model_dump_json()


@pytest.mark.parametrize(
    "texts",
    [
        ("First: " + "; ".join(LINES[:4]), "; ".join(LINES[4:7]), "Last: " + "; ".join(LINES[7:])),
        (" / ".join(f"step {n}: `{line}`" for n, line in enumerate(LINES)),),
        tuple(f"Write {line} here." for line in LINES),
        (" / ".join(f"step {n}: `{renamed(line)}`" for n, line in enumerate(LINES)),),
        ("then ".join(line.upper() for line in LINES),),
    ],
    ids=["joined", "word by line", "a hint each", "renamed word by line", "upper case"],
)
def test_lines_apart_from_one_another_are_refused_together(texts: tuple[str, ...]) -> None:
    shown = hinted(*texts)
    assert not check_leak(shown).ok
    assert line_score(shown) == 1


@pytest.mark.parametrize("change", [str, renamed], ids=["same names", "renamed"])
def test_lines_in_comments_between_words_are_refused(change: Callable[[str], str]) -> None:
    notes = "".join(f"    # note {n} do {change(line)} ok\n" for n, line in enumerate(LINES))
    starter = f"def longest_even(beds):\n{notes}    raise NotImplementedError\n"
    assert not check_leak(draft(starter=starter)).ok


JAVA = """\
public class Solution {
    public static int count_above(List<Integer> values, int limit) {
        int total = 0;
        for (int at = 0; at < values.size(); at++) {
            if (values.get(at) > limit) { total += values.get(at); }
            if (total > 99) { total = total % 7; }
        }
        return total;
    }
}
"""


def test_lines_of_languages_with_semicolons_are_found_without_them() -> None:
    pieces = (
        "for (int at = 0; at < values.size(); at++)",
        "if (values.get(at) > limit)",
        "total += values.get(at)",
        "if (total > 99)",
        "total = total % 7",
    )
    problem = good_draft().problem.model_copy(
        update={"language": "java", "statement": " first, ".join(pieces)}
    )
    shown = with_reference(good_draft(), JAVA).model_copy(update={"problem": problem})
    assert line_score(shown) > 0.9
    assert not check_leak(shown).ok


def test_one_line_of_a_reference_is_no_leak() -> None:
    told = hinted("Ask `if bed % 2 == 0:` for every one.")
    assert check_leak(told).ok
    assert line_score(told) == 0


def test_what_the_signature_tells_is_no_line_of_the_reference() -> None:
    code = "def count_above(values, limit):\n    return sum(one > limit for one in values)\n"
    told = changed(
        with_reference(good_draft(), code),
        statement="Write `def count_above(values, limit):`. count_above([1], 0) gives 1.",
    )
    assert line_score(told) == 0
    assert check_leak(told).ok


def test_a_hint_in_another_dress_is_not_kept() -> None:
    encoded = base64.b64encode(REFERENCE.encode()).decode()
    assert quotes_reference(draft(), f"Think: {encoded}")
    assert quotes_reference(draft(), "; ".join(LINES))


@pytest.mark.parametrize("dress", ["full-width", "entities", "base64", "backwards", "joined"])
def test_what_was_kept_of_a_reference_knows_it_in_another_dress(dress: str) -> None:
    kept = artefacts(draft(), None, KEY)
    text = f"Think: {WHOLE[dress](REFERENCE.split(chr(10), 1)[1])}"
    assert not check_known_leak(draft(statement=text).problem, kept, KEY).ok
    assert check_known_leak(draft().problem, kept, KEY).ok


def test_a_reference_is_found_behind_a_thousand_other_spans() -> None:
    long = REFERENCE + "".join(f"# {n}\nbest = best * {n} - run\n" for n in range(300))
    spans = " ".join(f"`x{n}`" for n in range(900))
    code = f"`{renamed('if run > best: best = run else: run = 0; return best')}`"
    told = changed(with_reference(good_draft(), long), statement=f"Think: {spans}")
    assert check_leak(told).ok
    outcome = check_leak(changed(told, statement=f"Think: {spans} {code}"))
    assert outcome.evidence["where"] == "statement"


def test_no_run_spans_two_spans() -> None:
    told = hinted("So `if run > best: best` is right, as is `= run else: run = 0`.")
    assert check_leak(told).ok
