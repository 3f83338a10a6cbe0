"""Hints by level, and the rules by which they open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jupyter_codemm.contracts.outcome import CaseOutcome, Got, Outcome
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.gates.evidence import Evidence, Killed
from jupyter_codemm.gates.pieces import wrong_piece
from jupyter_codemm.planning.topics import IMPERATIVE_TOPICS, SQL_TOPICS
from jupyter_codemm.tutoring.hinting import (
    Attempt,
    KnownFault,
    Request,
    Shown,
    bank,
    changed_tokens,
    concept_answer,
    concept_hint,
    hint,
    known_faults,
    level_with_verdict,
    on_request,
    permission,
    reflection,
    with_verdict,
)
from jupyter_codemm.tutoring.hinting.places import place_of
from tests.fakes.drafts import REFERENCE, good_draft

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PROBLEM = good_draft().problem
KEY = b"k" * 32
WRONG = REFERENCE.replace("value > limit", "value >= limit")


def outcome(verdict="wrong_answer", *, got=99, message="", sample_fails=True) -> Outcome:
    cases = []
    for test in PROBLEM.tests:
        is_sample = test.visibility == "sample"
        passes = verdict == "accepted" or (is_sample and not sample_fails)
        cases.append(
            CaseOutcome(
                name=test.name,
                visibility=test.visibility,
                category=test.category,
                verdict="accepted" if passes else verdict,
                points=float(passes),
                input=test.input if is_sample else None,
                expected=test.expected if is_sample else None,
                got=Got(value=test.expected.value if passes else got) if is_sample else None,
                message=message if is_sample else "",
            )
        )
    passed = sum(case.verdict == "accepted" for case in cases)
    return Outcome(
        verdict=verdict,
        cases=tuple(cases),
        passed=passed,
        total=len(cases),
        points=float(passed),
        max_points=8.0,
        time_ms=1,
        memory_kb=1,
        tier="docker",
        limits=PROBLEM.limits,
    )


def attempt(code=WRONG, told=None, faults=()) -> Attempt:
    return Attempt(PROBLEM, Source.single(code), told or outcome(), faults, ("visit", "count"))


def asked(seconds: float, code: str = WRONG, **more) -> Request:
    return Request(NOON + timedelta(seconds=seconds), code, "python", **more)


def shown(*levels_at: tuple[int, float], code: str = WRONG) -> list[Shown]:
    return [Shown(level, NOON + timedelta(seconds=at), code) for level, at in levels_at]


def test_every_topic_of_the_planner_has_its_text():
    assert set(bank()) == {*IMPERATIVE_TOPICS, *SQL_TOPICS}
    for entry in bank().values():
        assert 80 <= len(entry.text.split()) <= 120
        assert entry.question.endswith("?")
        assert not set("`{}[]=<>") & set(entry.text)


def test_a_topic_by_another_name_is_known_and_an_unknown_one_gets_an_answer():
    assert concept_hint("dictionaries", "python").text == concept_hint("maps", "python").text
    assert concept_answer("quantum cats", "python").text
    assert concept_answer("joins", "sql").follow_up


def test_a_failed_verdict_brings_a_hint_of_level_two_at_most():
    first = with_verdict(attempt())
    assert first.level == 1
    assert with_verdict(attempt(), level=2).level == 2
    assert with_verdict(attempt(), policy="off") is None
    assert with_verdict(attempt(), policy="silent") is None


def test_tests_are_called_as_pages_call_them():
    tried = attempt()
    cases = tried.outcome.cases
    assert [tried.name_of(case) for case in cases[:3]] == ["Example 1", "Example 2", "Example 3"]
    assert tried.name_of(cases[7]) == "Test 8"
    assert "Example 1 was given" in hint(tried, 0).text
    assert "test_case" not in "".join(hint(tried, level).text for level in range(4))


def test_a_pass_brings_a_reflection_when_hints_always_come():
    passed = attempt(REFERENCE, outcome("accepted"))
    assert with_verdict(passed).kind == "reflection"
    assert with_verdict(passed, policy="after_fail") is None
    texts = {reflection(PROBLEM, passes=n).text for n in range(1, 6)}
    assert len(texts) == 5


def test_an_error_is_told_in_plain_words_with_its_line():
    told = outcome("runtime_error", message="IndexError: list index out of range (solution.py:4)")
    found = with_verdict(attempt(told=told), level=2)
    assert (found.kind, found.line) == ("error", 4)


def test_a_behaviour_is_told_before_a_category():
    off_by_one = outcome()
    cases = tuple(
        case.model_copy(update={"got": Got(value=case.expected.value + 1)}) if case.got else case
        for case in off_by_one.cases
    )
    told = attempt(told=off_by_one.model_copy(update={"cases": cases}))
    assert "exactly one" in hint(told, 1).text


def test_a_none_result_that_was_printed_is_recognised():
    printed = outcome()
    cases = tuple(
        case.model_copy(update={"got": Got(value=None, stdout=f"{case.expected.value}\n")})
        if case.got
        else case
        for case in printed.cases
    )
    told = hint(attempt(told=printed.model_copy(update={"cases": cases})), 1)
    assert "not given back" in told.text
    nothing = outcome(got=None)
    assert "without giving anything back" in hint(attempt(told=nothing), 1).text


def test_a_known_fault_is_told_in_words_first_and_by_its_line_on_level_three():
    fault = KnownFault("boundary", exact=True, goal=1, share=0.6)
    told = attempt(faults=(fault,))
    assert hint(told, 1).kind == "fault"
    assert hint(told, 1).line is None
    third = hint(told, 3)
    assert (third.kind, third.line) == ("fault", 4)


def test_a_line_built_like_the_wrong_one_is_told_before_any_other():
    fault = KnownFault("boundary", exact=True, goal=1, share=0.6, line=5)
    assert hint(attempt(faults=(fault,)), 3).line == 5


def test_a_known_fault_is_looked_for_in_the_lines_of_the_learner():
    draft, seen = good_draft(), (("wrong_answer", '{"value": 99}'),) * 8
    wrong = wrong_piece(REFERENCE, WRONG, "python")
    killed = tuple(
        Killed("bounds", line, "", seen, line_of) for line, line_of in ((2, ""), (4, wrong))
    )
    kept = artefacts(draft, Evidence(killed, 2, 2, 1.0, 8), KEY)
    renamed = "# mine\n" + WRONG.replace("value", "one").replace("limit", "top")
    first, second = known_faults(kept, outcome(), KEY, renamed)
    assert (first.exact, first.line) == (True, 5)
    assert second.line is None


def test_a_place_without_a_share_needs_one_line_that_can_hold_it():
    assert place_of("boundary", None, PROBLEM, WRONG).first == 4
    assert place_of("position", None, PROBLEM, WRONG) is None


def test_a_hidden_failure_tells_the_kind_and_no_value():
    told = attempt(told=outcome(sample_fails=False))
    text = hint(told, 0).text + hint(told, 1).text
    assert "hidden test" in text
    assert "99" not in text


def test_level_four_is_a_sibling_or_the_teacher():
    assert "count the cats" in hint(attempt(), 4, sibling="count the cats").text
    assert "teacher" in hint(attempt(), 4).text


def test_levels_open_in_order_by_work_or_by_time():
    assert permission(asked(0), []).level == 1
    after = shown((1, 0))
    assert permission(asked(60), after).ruling == "try_first"
    assert permission(asked(121), after).level == 2
    worked = permission(asked(60, WRONG + "\nx = 1 + 2\n"), after)
    assert (worked.level, worked.ruling) == (2, "given")
    assert permission(asked(60, WRONG + "\n# only a comment, many words\n"), after).level == 1


def test_a_failed_verdict_brings_the_next_level_that_was_earned():
    def level(request, after, *, failed_before=True):
        return level_with_verdict(request, after, failed_before=failed_before)

    once = shown((1, 0))
    assert level(asked(0), [], failed_before=False) == 1
    assert level(asked(0), []) == 2  # nothing was kept of the hint before
    assert level(asked(5), once) == 1
    assert level(asked(5, WRONG + "\nx = 1 + 2\n"), once) == 2
    assert level(asked(121), once, failed_before=False) == 2
    assert level(asked(900), shown((1, 0), (2, 200), (3, 600))) == 2


def test_two_requests_within_ten_seconds_are_one():
    told = permission(asked(9, WRONG + "\nx = 1 + 2\n"), shown((1, 0)))
    assert (told.level, told.ruling) == (1, "again")


def test_places_are_told_once_in_three_minutes_and_three_times():
    one = shown((1, 0), (2, 200), (3, 400))
    assert permission(asked(540), one).ruling == "try_first"
    assert permission(asked(600), one).level == 3
    two = [*one, *shown((3, 600))]
    assert permission(asked(800), two).level == 4
    three = [*two, *shown((4, 800))]
    assert permission(asked(2000), three).ruling == "ask_teacher"
    assert on_request(attempt(), PROBLEM, asked(2000), three).asks_teacher


def test_before_an_attempt_there_is_the_idea_only():
    given = on_request(None, PROBLEM, asked(0, attempted=False), [])
    assert given.permission.ruling == "conceptual"
    assert given.hint.kind == "concept"
    assert not given.counts
    assert on_request(attempt(), PROBLEM, asked(0, policy="off"), []).hint is None


def test_no_answer_counts_down():
    for shown_before in ([], shown((1, 0)), shown((1, 0), (2, 200), (3, 400))):
        text = on_request(attempt(), PROBLEM, asked(1000), shown_before).hint.text
        assert "remaining" not in text
        assert "left for" not in text


def test_a_clock_that_was_put_back_locks_nobody_out():
    assert permission(asked(-5000), shown((1, 0))).ruling == "given"


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("x = 1", "x = 1  # more", 0),
        ("x = 1", "x = 2", 1),
        ("x = 1", "", 3),
        ("", "x = 1", 3),
        ("a b c " * 900, "a b d " * 900, 900),
    ],
)
def test_changed_tokens_are_counted(before, after, changed):
    assert changed_tokens(before, after, "python") == changed


@pytest.mark.parametrize(
    ("got", "read"),
    [
        (Got(value=None), "null"),
        (Got(value=0, stdout=""), "0"),
        (Got(value=None, raises="KeyError"), '"KeyError"'),
        (Got(value=False, stdout="here"), '{"value": false, "stdout": "here"}'),
    ],
)
def test_what_a_stored_verdict_got_is_told_without_empty_channels(got, read):
    made = outcome()
    case = made.cases[0].model_copy(update={"got": got})
    stored = Outcome.parse(made.model_copy(update={"cases": (case,)}).model_dump_json())
    assert f" and got {read}." in hint(attempt(told=stored), 0).text
