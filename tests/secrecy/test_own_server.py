"""What is in a student's own server, which is theirs, and what they hear of what is away."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.secrecy.facts import server_of

pytestmark = pytest.mark.slow
MOST = 1 << 28


def memory_of(pid: int) -> bytes:
    """Return all that a process can write to, as only root reads it."""
    found = []
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    for line in maps:
        start, end = (int(one, 16) for one in re.split("[- ]", line)[:2])
        if " rw" in line and end - start < MOST:
            found.append(os.pread(memory, end - start, start))
    os.close(memory)
    return b"".join(found)


def test_its_memory_holds_nothing_that_is_not_hers(room):
    pid, _ = server_of(room.machine, "ann")
    memory = memory_of(pid).decode("latin-1")
    own = room.machine.hub.own_token(room.machine.accounts["ann"].name)
    assert own in memory
    assert room.machine.canaries.seen_in(memory) == []


def test_her_folder_holds_nothing_that_is_not_hers(room):
    hub, name = room.machine.hub, room.machine.accounts["ann"].name
    path = f"challenges/{room.lesson.given.challenge}/notebook"
    server = room.lesson.servers["ann"]
    written = hub.own(name, "POST", path, server, {"directory": "class"})
    assert written.status == 201, written
    home = room.machine.accounts["ann"].home
    files = [file for file in home.rglob("*") if file.is_file() and not file.is_symlink()]
    content = b"".join(file.read_bytes() for file in files).decode("latin-1")
    assert "def turned(text)" in content
    assert room.machine.canaries.seen_in(content) == []


def test_nobody_hears_where_a_database_is_that_is_away(room):
    """The routes refuse, `GET health` tells; the log of the service has the place."""
    facts = room.facts
    script = """
    ask GET "$API/health"; ask GET "$API/challenges"; ask GET "$OWN/health"
    ask POST "$API/sessions" -d '{"learning_mode":"practice"}'; ask GET "$API/activities"
    """
    with room.machine.postgres.away():
        found, printed = room.found_by_ann(script)
    facts["PG_PID"] = str(room.machine.postgres.pid)
    lines = [line for line in printed.splitlines() if "cannot be used just now" in line]
    assert len(lines) == script.count("ask "), printed
    places = (facts["PG_PORT"], facts["PG_SOCKETS"], facts["SERVICE"], "postgres")
    assert [one for one in places if one in printed] == []
    assert found == []
