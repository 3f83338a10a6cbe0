"""Whatever a contract holds comes back from the database as it was."""

from __future__ import annotations

import asyncio
from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_codemm.contracts.events import SlotGate
from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.session import Message
from jupyter_codemm.store import open_store
from tests.store.records import NOON, activity, outcome, problem, session, submission

text = st.text(max_size=40)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)
# Fixed offsets: by Python's rules a time that a clock shows twice a year equals no time elsewhere.
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(
    timezones=zones,
    min_value=NOON.replace(tzinfo=None),
    max_value=NOON.replace(year=9998, tzinfo=None),
)
numbers = iter(range(1_000_000))


class TestRoundTrips:
    @settings(max_examples=60, deadline=None)
    @given(said=text.filter(bool), value=json_values, when=times, error=text)
    def test_a_session(self, shared, said, value, when, error):
        stored = session(f"h{next(numbers)}").model_copy(
            update={
                "messages": (Message(role="user", text=said, at=when),),
                "pending": (),
                "last_error": error,
                "created_at": when,
            }
        )

        def work(tx):
            tx.sessions.add(stored)
            return tx.sessions.get(stored.id, "ada")

        assert asyncio.run(shared.transact(work)) == stored

    @settings(max_examples=60, deadline=None)
    @given(arguments=st.lists(json_values, max_size=4), expected=json_values, title=text)
    def test_an_activity(self, shared, arguments, expected, title):
        name = f"h{next(numbers)}"
        function = problem(
            name,
            kind="function",
            style="return",
            title=title[:100] or "x",
            signature={
                "name": "f",
                "params": [{"name": f"a{i}", "type": "any"} for i in range(len(arguments))],
                "returns": "any",
            },
            tests=[
                {
                    "name": "t",
                    "visibility": "hidden",
                    "input": {"args": arguments},
                    "expected": {"value": expected},
                }
            ],
        )
        stored = activity(name).model_copy(update={"problems": (function,)})

        def work(tx):
            tx.activities.add(stored)
            return tx.activities.problem(name, "ada")

        assert asyncio.run(shared.transact(work)) == (stored, function)

    @settings(max_examples=60, deadline=None)
    @given(code=text, got=json_values, message=text, when=times)
    def test_a_submission(self, shared, code, got, message, when):
        done = outcome("wrong_answer", message)
        case = done.cases[0].model_copy(update={"got": Got(value=got, stdout=message)})
        stored = submission(f"h{next(numbers)}").model_copy(
            update={
                "source": submission().source.model_copy(update={"code": code}),
                "status": "done",
                "outcome": done.model_copy(update={"cases": (case,)}),
                "judged_at": when,
            }
        )

        def work(tx):
            tx.submissions.add(stored)
            return tx.submissions.get(stored.id, "ada")

        assert asyncio.run(shared.transact(work)) == stored

    @settings(max_examples=60, deadline=None)
    @given(gate=text, detail=text, when=times)
    def test_an_event(self, shared, gate, detail, when):
        event = SlotGate(slot=0, attempt=1, gate=gate, ok=True, detail=detail)

        def work(tx):
            numbered = tx.events.append("h", event, when)
            return numbered, tx.events.after("h", numbered.id - 1)

        numbered, found = asyncio.run(shared.transact(work))
        assert found == (numbered,)
        assert numbered.event == event

    def test_half_a_surrogate_pair_is_stored_as_a_replacement(self, shared):
        broken = submission("half").model_copy(update={"hint": "a\ud800b\0c\U0001f600"})

        def work(tx):
            tx.submissions.add(broken)
            return tx.submissions.get("half", "ada").hint

        assert asyncio.run(shared.transact(work)) == "a\ufffdb\0c\U0001f600"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One database for all examples of all properties."""
    opened = open_store(tmp_path_factory.mktemp("shared") / "codemm.db")
    asyncio.run(opened.transact(lambda tx: tx.activities.add(activity())))
    yield opened
    asyncio.run(opened.close())
