"""Golden dialogues: each file in `dialogues/` is one conversation with what must come of it.

A turn: `say`; optionally `proposal` (what a model proposed: `patch`, `acknowledgement`), `state`
(in which the server put the session before the message) and the expectations `expect`, some of:
state, key, action, done, spec (a subset; null means open), mode, words (must occur in the reply),
not_words, applied (fields), pending (fields), locked (fields), error (code and part of message).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jupyter_codemm.contracts.session import AuthoringSession, PatchOperation
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.spec import Proposal, new_session, strict_spec, take_turn

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILES = sorted((Path(__file__).parent / "dialogues").glob("*.json"))
KNOWN = {
    "state", "key", "action", "done", "spec", "mode", "words", "not_words", "applied", "pending",
    "locked", "error",
}  # fmt: skip


def opened(data):
    return new_session(session_id="s1", owner="ada", mode=data.get("mode", "practice"), now=NOW)


def proposal_of(turn):
    if "proposal" not in turn:
        return None
    patch = tuple(PatchOperation.parse(op) for op in turn["proposal"].get("patch", []))
    return Proposal(patch, turn["proposal"].get("acknowledgement", ""))


def fields(operations):
    return sorted(op.path.removeprefix("/") for op in operations)


def check(expect, session, turn):
    assert set(expect) <= KNOWN
    spec = turn.spec.to_json()
    seen = {
        "state": turn.state,
        "key": turn.question_key,
        "action": turn.next_action,
        "done": turn.done,
        "mode": session.learning_mode,
        "applied": fields(turn.applied),
        "pending": fields(turn.pending),
        "locked": sorted(c.field for c in session.commitments if c.locked),
        "spec": {name: spec[name] for name in expect.get("spec", {})},
    }
    simple = {k: v for k, v in expect.items() if k in seen}
    assert {k: seen[k] for k in simple} == simple, turn.reply
    reply = turn.reply.casefold()
    for word in expect.get("words", []):
        assert word.casefold() in reply, turn.reply
    for word in expect.get("not_words", []):
        assert word.casefold() not in reply, turn.reply


def check_always(session, turn):
    """Check what holds after every turn of every dialogue."""
    assert AuthoringSession.parse(session.to_json()) == session
    assert DraftSpec.parse(turn.spec.to_json()) == session.spec
    complete = strict_spec(turn.spec) is not None
    assert turn.done == (complete and not turn.pending)
    assert session.question_key == turn.question_key or session.state == "SAVED"
    assert turn.question in turn.reply
    assert session.messages[-1].text == turn.reply


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_dialogue(file):
    data = json.loads(file.read_text(encoding="utf-8"))
    session = opened(data)
    for step in data["turns"]:
        if "state" in step:
            session = session.model_copy(update={"state": step["state"]})
        text = step["say"] * step.get("times", 1)
        expect = step.get("expect", {})
        if "error" in expect:
            with pytest.raises(CodemmError) as caught:
                take_turn(session, text, proposal_of(step), NOW)
            assert caught.value.code == expect["error"]["code"]
            assert expect["error"]["says"] in caught.value.message
            continue
        session, turn = take_turn(session, text, proposal_of(step), NOW)
        check(expect, session, turn)
        check_always(session, turn)


def test_there_are_enough_dialogues():
    assert len(FILES) >= 90
