"""From a terminal in a student's own server: what cannot be read, reached or done there.

The attempts are one list; each is shown able to fail by a control, which finds with the same script
what the student must not.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.secrecy.containers import IMAGE_ENV
from tests.secrecy.machine_attempts import FILES, PROCESSES, SOCKETS
from tests.secrecy.program_attempts import PROGRAMS
from tests.secrecy.web_attempts import HUB, SERVICE

ABSENT = "No such file or directory"
ATTEMPTS = (*FILES, *PROCESSES, *SOCKETS, *HUB, *SERVICE, *PROGRAMS)
pytestmark = pytest.mark.slow


def test_there_are_enough_of_them_and_each_has_a_control_or_a_reason():
    assert len({attempt.name for attempt in ATTEMPTS}) == len(ATTEMPTS) >= 30
    assert [one.name for one in ATTEMPTS if bool(one.control) == bool(one.why)] == []


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
def test_a_student_finds_nothing(attempt, room):
    if attempt.needs and not Path(attempt.needs).exists():
        pytest.skip(f"there is no {attempt.needs} on this machine")
    found, printed = room.found_by_ann(attempt.script)
    assert found == [], printed
    # In a container, what is elsewhere is not refused: it is not there.
    absent = [ABSENT] if os.environ.get(IMAGE_ENV) else []
    assert [one for one in (attempt.answer, *absent) if one in printed], printed
    if attempt.control:
        found, printed = room.found_by_control(attempt)
        assert found, printed
