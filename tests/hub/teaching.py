"""What somebody who teaches does before a class has anything to work on."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.hub.hubs import Hub

SEED = 3


def founded(hub: Hub, name: str = "North") -> str:
    """Found an organisation whose admin is prof, by its command; returns its id."""
    command = [sys.executable, "-m", "jupyter_codemm", "organization", name, "--admin", "prof"]
    environ = os.environ | {"CODEMM_DATABASE": hub.database, "HOME": str(hub.folder / "service")}
    done = subprocess.run(
        [*command, "--json"], env=environ, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)["id"]


def generated(hub: Hub, user: str, token: str) -> str:
    """Make an activity by chat in somebody's own server and return its id."""

    def own(method: str, path: str, body: object = None):
        answer = hub.own(user, method, path, token, body)
        assert answer.status < 300, answer
        return answer.body

    session = own("POST", "sessions", {"learning_mode": "practice"})["id"]
    text = "1 easy Python problem on loops that returns its result"
    state = own("POST", f"sessions/{session}/messages", {"text": text})["turn"]["state"]
    assert state == "READY"
    own("POST", f"sessions/{session}/generate", {"seed": SEED})
    story = own("GET", f"sessions/{session}/generate/stream")
    made = own("GET", f"sessions/{session}")["activity_id"]
    assert made, story
    return made
