from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jupyter_codemm.llm.retry import asked_wait, backoff


def test_waits_double_up_to_a_ceiling_and_jitter_shortens_them():
    assert [backoff(n, 0.0) for n in (1, 2, 3, 9)] == [0.5, 1.0, 2.0, 8.0]
    assert backoff(2, 1.0) == 0.5


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "Fri, 20 Nov 2026 10:00:30 GMT"}, 30.0),
        ({"retry-after": "Fri, 20 Nov 2026 09:00:00 GMT"}, 0.0),
        ({"retry-after": "Fri, 99 Nov 2026 09:00:00 GMT"}, None),
        ({"retry-after": f"Mon, 01 Jan 2024 00:00:00 +{'9' * 20}"}, None),
        ({"retry-after": f"Mon, 01 Jan {'9' * 20} 00:00:00 GMT"}, None),
        ({"retry-after": "Mon, 01 Jan 2024 00:00:00 +2359"}, 0.0),
        ({"retry-after": "Fri, 31 Dec 9999 23:59:59 -2359"}, 251_607_218_339.0),
    ],
)
def test_the_wait_that_is_asked_for_is_read(headers: dict[str, str], wait: float | None):
    assert asked_wait(headers, datetime(2026, 11, 20, 10, 0, tzinfo=UTC)) == wait
