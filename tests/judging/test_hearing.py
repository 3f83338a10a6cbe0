"""Output is told while it comes: the pieces together are what the whole would be."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.judging import run
from jupyter_codemm.judging.hearing import CleanText, Hearing
from jupyter_codemm.judging.messages import clean, decoded
from jupyter_codemm.judging.running import RUN_OUTPUT
from jupyter_codemm.ports import ExecutionReport, StepReport
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.failing_sandbox import FailingSandbox

ODD = st.lists(
    st.sampled_from(
        [b"\x1b", b"\x1b[", b"\x1b]", b"[", b"]", b"31", b"m", b"\\", b"\x07", b" ", b"\r", b"\n"]
        * 2  # so that escapes are frequent
        + [b"\x00", b"P", b"a", b"\xc3", b"\xa9", b"\xff", b"\xf0\x9f", b"\x98\x80"]
    ),
    max_size=40,
)


@given(ODD, st.lists(st.integers(0, 60), max_size=6))
def test_pieces_are_the_whole(parts, cuts):
    whole = b"".join(parts)
    text = CleanText()
    places = sorted({min(cut, len(whole)) for cut in cuts} | {0, len(whole)})
    told = [text.feed(whole[a:b]) for a, b in pairwise(places)]
    assert "".join(told) + text.feed(b"", final=True) == clean(decoded(whole))


def test_nothing_that_can_be_shown_is_held_back():
    text = CleanText()
    assert text.feed(b"Name? ") == "Name? "
    assert text.feed(b"\x1b[3") == ""
    assert text.feed(b"1mred") == "red"
    assert text.feed("é".encode()[:1]) == ""
    assert text.feed("é".encode()[1:]) == "é"


@pytest.mark.parametrize("start", [b"", b"\x1b]", b"\x1b["])
def test_an_escape_without_an_end_takes_linear_time_too(start):
    text = CleanText()
    pieces = [text.feed(piece) for piece in [start, *[b"1"] * 100_000]]
    assert "".join([*pieces, text.feed(b"", final=True)]) == clean(decoded(start + b"1" * 100_000))


def test_what_was_not_heard_is_told_at_the_end():
    told = []
    hearing = Hearing(told.append)
    hearing.listen("run", "stdout", b"one ")
    hearing.end(StepReport(name="run", end="exited", stdout=b"one two", stderr=b"err"))
    assert [(o.channel, o.text) for o in told] == [
        ("stdout", "one "),
        ("stdout", "two"),
        ("stderr", "err"),
    ]


def heard_run(code, sandbox=None):
    told = []
    outcome = asyncio.run(
        run("python", Source.single(code), "", sandbox or BareSandbox(), hear=told.append)
    )
    channels = {name: "".join(o.text for o in told if o.channel == name) for name in CHANNELS}
    return outcome, channels


CHANNELS = ("stdout", "stderr")


@pytest.mark.parametrize(
    ("code", "verdict", "named"),
    [
        ("print('é', end='')", "accepted", ""),
        ("print('before', flush=True)\nwhile True: pass", "time_limit", "5 seconds"),
        ("while True: print('x' * 1000)", "output_limit", "1 MB"),
        ("print('before', flush=True)\nraise ValueError('why')", "runtime_error", ""),
    ],
)
def test_what_was_told_is_what_the_outcome_holds(code, verdict, named):
    outcome, told = heard_run(code)
    assert outcome.verdict == verdict
    assert named in outcome.message
    assert bool(named) == bool(outcome.message)
    assert told["stdout"].startswith(outcome.stdout[:6])
    assert outcome.stdout
    assert len(outcome.stdout) <= RUN_OUTPUT
    if verdict != "output_limit":
        assert told["stdout"] == outcome.stdout


class DyingSandbox(FailingSandbox):
    """Dies after a program printed something, by an exception or with a report."""

    def __init__(self, *, reports: bool) -> None:
        super().__init__(BareSandbox())
        self._reports = reports

    async def execute(self, plan, listen=None):
        name = plan.runs[0].name
        listen(name, "stdout", b"half a l\xc3")
        listen(name, "stderr", b"\x1b[1mlive\n")
        if not self._reports:
            raise UnavailableError("the box died")
        run = StepReport(name=name, end="failed", detail="the box died")
        return ExecutionReport(tier="rlimit", runs=(run,))


@pytest.mark.parametrize("reports", [True, False])
def test_what_was_heard_of_a_box_that_died_is_in_the_outcome(reports):
    outcome, told = heard_run("print(1)", DyingSandbox(reports=reports))
    assert outcome.verdict == "judge_error"
    assert outcome.message == "the box died"
    assert {"stdout": outcome.stdout, "stderr": outcome.stderr} == told
    assert outcome.stdout.startswith("half a l")
    assert outcome.stderr == "live\n"


def test_a_box_that_fails_before_anything_was_heard_is_replaced():
    outcome, told = heard_run("print(1)", FailingSandbox(BareSandbox(), 1))
    assert (outcome.verdict, told["stdout"]) == ("accepted", "1\n")
