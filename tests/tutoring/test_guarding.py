"""The guard: nothing of the solution, no hidden value, and good hints go through."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.tutoring.guarding import GuardContext, ended, fed, guard, hidden_values, opened
from jupyter_codemm.tutoring.guarding.context import public_text
from jupyter_codemm.tutoring.guarding.numbers import digit_runs, numbers
from tests.fakes.drafts import REFERENCE, good_draft
from tests.soak.guard import adversarial
from tests.soak.replies import good_hints

KEY = b"k" * 32
DRAFT: ProblemDraft = good_draft()
CONTEXT = GuardContext(
    language="python",
    level=3,
    artefacts=artefacts(DRAFT, None, KEY),
    key=KEY,
    hidden=(*hidden_values(DRAFT.problem), 7431, "marigold", [17, 4, 92, 38]),
    public=public_text(DRAFT.problem),
    shaped=False,
)
GOOD = good_hints()[0]


def test_a_small_part_of_the_soak_leaks_nothing():
    _, leaked, open_, _ = adversarial(18, seed=3)
    assert leaked.total() == 0
    assert open_.total() == 18


def test_good_hints_go_through_as_they_are():
    kept = [
        text for text in good_hints() if guard(text, replace(CONTEXT, shaped=True)).text == text
    ]
    assert len(kept) >= 0.95 * len(good_hints())


@pytest.mark.parametrize(
    "said",
    [
        "it is 7431 in the end",
        "it is 7,431 in the end",
        "it is 7 4 3 1 in the end",
        "it is seven four three one in the end",
        "it is seven thousand four hundred and thirty-one in the end",
        "it is 1347 when you read from the right",
        "it is 0x1d07 in the end",
        "it is NzQzMSBpcyB0aGUgYW5zd2Vy in the end",
        "it is \uff17\uff14\uff13\uff11 in the end",
        "it is 7\u200b4\u200b3\u200b1 in the end",
        "the word is Marigold, they say",
        "the word is m a r i g o l d, they say",
        "the word is m-a-r-i-g-o-l-d, they say",
        "the word is dlogiram, they say",
        "the word is 6d617269676f6c64, they say",
        "the list is 17, 4, 92 and 38",
        "the list is seventeen, four, ninety-two, thirty-eight",
    ],
)
def test_a_hidden_value_is_found_in_every_disguise(said):
    told = guard(f"For the test that you cannot see {said}. {GOOD}", CONTEXT)
    assert told.text is None
    assert told.reasons


def test_what_learners_can_read_anyway_may_be_said():
    public = f"{CONTEXT.public} 7431 marigold"
    text = f"In the sample the total is 7431. {GOOD}"
    assert guard(text, replace(CONTEXT, public=public)).text == text


def test_code_is_taken_out_and_the_rest_is_shown():
    told = guard(f"{GOOD}\n\n```python\n{REFERENCE}```\n", CONTEXT)
    assert told.text == GOOD
    assert told.reasons == ("code",)
    assert told.reveal_ratio > 0.5


def test_a_reply_in_json_is_read():
    assert guard(json.dumps({"hint": GOOD}), CONTEXT).text == GOOD


def test_the_shape_of_a_hint_is_asked_for():
    shaped = replace(CONTEXT, shaped=True)
    assert guard("Look at the loop once more, please.", shaped).reasons == ("length",)
    assert guard(f"{GOOD} " * 5, shaped).reasons == ("length",)
    off = replace(shaped, failure=("test_case_9",))
    assert guard(GOOD, off).reasons == ("off the failure",)
    assert guard(GOOD, replace(shaped, failure=("test_case_3",))).text == GOOD


def test_a_program_told_over_several_messages_is_stopped():
    parts = [
        "First, set total to zero.",
        "Then go through values, one value at a time.",
        "When value is greater than limit, increase total by one.",
        "Finally return total.",
    ]
    read: list[str] = []
    for part in parts:
        text = guard(f"{part} Tell me when that is done.", replace(CONTEXT, said=tuple(read))).text
        read += [text] if text else []
    assert len(read) < 3


def test_another_key_is_no_licence():
    with pytest.raises(UnavailableError):
        guard(GOOD, replace(CONTEXT, key=b"o" * 32))


def streamed(text: str, context: GuardContext, size: int) -> tuple[str, bool]:
    stream, shown = opened(context), ""
    for start in range(0, len(text), size):
        stream, piece = fed(stream, text[start : start + size])
        shown += piece
    end = ended(stream)
    return shown + end.rest, end.guarded.text is not None


@pytest.mark.parametrize("size", [1, 7, 50, 5000])
def test_a_good_hint_is_streamed_whole(size):
    shown, is_whole = streamed(GOOD, CONTEXT, size)
    assert shown == GOOD
    assert is_whole


def test_a_sentence_is_shown_before_the_end():
    stream, shown = fed(opened(CONTEXT), f"{GOOD} And")
    assert len(shown) > 20
    assert not stream.blocked


@pytest.mark.parametrize("size", [1, 9, 4000])
def test_nothing_that_is_blocked_is_ever_streamed(size):
    leak = f"Look at your loop in line 3 first. Here it is:\n```python\n{REFERENCE}```\nGood luck."
    shown, _ = streamed(leak, CONTEXT, size)
    assert "total" not in shown
    assert "value > limit" not in shown
    shown, is_whole = streamed(f"{GOOD} The hidden test has marigold in it.", CONTEXT, size)
    assert "marigold" not in shown
    assert not is_whole


def test_the_backlog_is_bounded():
    stream = opened(CONTEXT)
    for _ in range(40):
        stream, _ = fed(stream, "word " * 100)
    assert stream.blocked
    assert len(stream.held) < 9000
    assert ended(stream).guarded.text is None


@pytest.mark.parametrize(
    "text",
    ["", "\ud800" * 50, "\x00", "```" * 999, "{" * 5000, "a " * 5000, "A" * 10_001, "7 " * 5000],
)
def test_any_reply_is_survived(text):
    guard(text, CONTEXT)
    stream, _ = fed(opened(CONTEXT), text)
    ended(stream)


def test_numbers_are_read_in_words():
    assert numbers("one hundred and five, minus twenty-three and 0x10") == [105, -23, 16]
    assert numbers("two thousand and six") == [2006]
    assert "127" in digit_runs("it is 1-2-7 or so")


def test_random_bytes_are_survived():
    rng = Random(5)
    for _ in range(30):
        guard("".join(chr(rng.randrange(1, 0x2FF)) for _ in range(200)), CONTEXT)
