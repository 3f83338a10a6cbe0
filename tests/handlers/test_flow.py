"""The whole journey over HTTP: chat, generate, follow, write the notebook, run, submit."""

from __future__ import annotations

import asyncio
import json

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.handlers.routes import PREFIX

TALK = ("one easy Python problem on loops", "it should return its result")


@pytest.fixture
def api(jp_fetch, jp_serverapp):
    async def call(method: str, path: str, body: object = None, **kwargs):
        text = None if method in ("GET", "DELETE") else json.dumps({} if body is None else body)
        parts, _, query = path.partition("?")
        params = dict(pair.split("=", 1) for pair in query.split("&") if pair)
        response = await jp_fetch(
            PREFIX, *parts.split("/"), method=method, body=text, params=params, **kwargs
        )
        return json.loads(response.body) if response.body else None

    return call


@pytest.fixture
def refused(api):
    async def call(method: str, path: str, body: object = None, **kwargs):
        with pytest.raises(HTTPClientError) as caught:
            await api(method, path, body, **kwargs)
        return caught.value.code, json.loads(caught.value.response.body)["error"]

    return call


async def generated(api) -> dict:
    session = await api("POST", "sessions")
    for text in TALK:
        reply = await api("POST", f"sessions/{session['id']}/messages", {"text": text})
    assert reply["turn"]["state"] == "READY"
    await api("POST", f"sessions/{session['id']}/generate", {"seed": 3})
    return session


def frames(body: bytes) -> list[dict]:
    found = []
    for block in body.decode().split("\n\n"):
        fields = dict(
            line.split(": ", 1) for line in block.splitlines() if not line.startswith(":")
        )
        if fields:
            found.append(fields | {"data": json.loads(fields["data"])})
    return found


async def test_from_chat_to_verdict(api, jp_fetch, jp_root_dir):
    session = await generated(api)
    stream = f"{PREFIX}/sessions/{session['id']}/generate/stream"
    response = await jp_fetch(*stream.split("/"), request_timeout=60)
    assert response.headers["Content-Type"] == "text/event-stream"
    events = frames(response.body)
    assert [event["id"] for event in events] == [str(n + 1) for n in range(len(events))]
    assert events[0]["event"] == "generation_started"
    assert events[-1]["event"] == "generation_completed"

    # A client that lost its connection gets exactly what it has not seen.
    resumed = await jp_fetch(
        *stream.split("/"), headers={"Last-Event-ID": events[3]["id"]}, request_timeout=60
    )
    assert frames(resumed.body) == events[4:]

    (listed,) = (await api("GET", "activities"))["activities"]
    assert listed["notebook"] is None
    activity = await api("GET", f"activities/{listed['id']}")
    problem = activity["problems"][0]
    written = await api("POST", f"activities/{listed['id']}/notebook", {"directory": "a/b"})
    assert written["path"].startswith("a/b/")
    notebook = (jp_root_dir / written["path"]).read_text()
    assert problem["title"] in notebook
    again = await api("POST", f"activities/{listed['id']}/notebook", {"directory": "a/b"})
    assert again["path"] != written["path"]

    source = {"code": problem["starter"]}
    reply = await api("POST", "run", {"problem_id": problem["id"], "source": source})
    assert reply["samples"]["verdict"] == "runtime_error"
    assert reply["samples"]["total"] == 3
    submission = await api(
        "POST", "submit?wait=30", {"problem_id": problem["id"], "source": source}
    )
    assert submission["status"] == "done"
    assert submission["outcome"]["total"] == 8
    hidden = [c for c in submission["outcome"]["cases"] if c["visibility"] == "hidden"]
    assert all(case["input"] is None and not case["message"] for case in hidden)
    assert await api("GET", f"submissions/{submission['id']}") == submission
    found = await api("GET", f"submissions?problem_id={problem['id']}")
    (line,) = found["submissions"]
    counted = ("verdict", "passed", "total", "points", "max_points")
    whole = submission | {key: submission["outcome"][key] for key in counted}
    assert line == {key: whole[key] for key in line}
    assert not {"source", "outcome"} & line.keys()

    for directory in ("..", "a/../..", ".git", "a\0b"):
        with pytest.raises(HTTPClientError) as caught:
            await api("POST", f"activities/{listed['id']}/notebook", {"directory": directory})
        assert caught.value.code == 422
        assert str(jp_root_dir) not in caught.value.response.body.decode()
    for title in ("", "  ", "a\0b", "x" * 161):
        with pytest.raises(HTTPClientError) as caught:
            await api("PATCH", f"activities/{listed['id']}", {"title": title})
        assert caught.value.code == 422
    renamed = await api("PATCH", f"activities/{listed['id']}", {"title": "  Mine "})
    assert renamed["title"] == "Mine"

    published = await api("POST", f"activities/{listed['id']}/publish")
    assert published["state"] == "published"
    await api("DELETE", f"activities/{listed['id']}")
    assert (await api("GET", "activities"))["activities"] == []


async def test_one_stream_follows_many_sessions(api, jp_fetch):
    sessions = [await generated(api), await generated(api)]
    topics = ",".join(f"session:{s['id']}" for s in sessions)
    ended = set()
    buffer = bytearray()
    done = asyncio.Event()

    def take(chunk: bytes) -> None:
        buffer.extend(chunk)
        for event in frames(bytes(buffer).rpartition(b"\n\n")[0]):
            if event["event"] == "generation_completed":
                ended.add(event["data"]["topic"])
        if len(ended) == len(sessions):
            done.set()

    follow = asyncio.ensure_future(
        jp_fetch(PREFIX, "events", params={"topics": topics}, streaming_callback=take)
    )
    await asyncio.wait_for(done.wait(), 60)
    follow.cancel()
    last = frames(bytes(buffer).rpartition(b"\n\n")[0])[-1]["id"]
    assert {pair.rpartition("=")[0] for pair in last.split(",")} == set(topics.split(","))


async def test_bad_bodies_name_the_field(refused, api):
    session = await api("POST", "sessions")
    path = f"sessions/{session['id']}/messages"
    cases = {
        "unknown field": ({"text": "hi", "user": "root"}, "user"),
        "wrong type": ({"text": 3}, "text"),
        "missing": ({}, "text"),
        "empty": ({"text": ""}, "text"),
        "too long": ({"text": "x" * 11_000}, "text"),
        "list": ([], ""),
    }
    for name, (body, field) in cases.items():
        code, error = await refused("POST", path, body)
        assert (code, error["where"]) == (422, field), name
        assert error["message"]


async def test_bodies_that_are_no_json(jp_fetch, jp_serverapp):
    for body in (b"\xff\xfe", b"{", b"\0", b'{"text": "a\0b"}', b"[" * 100_000):
        with pytest.raises(HTTPClientError) as caught:
            await jp_fetch(PREFIX, "run", method="POST", body=body)
        assert caught.value.code == 422


async def test_ten_megabytes_are_too_large(jp_fetch, jp_serverapp):
    with pytest.raises(HTTPClientError) as caught:
        await jp_fetch(PREFIX, "run", method="POST", body=b"x" * 10_000_000)
    assert caught.value.code == 413


async def test_what_is_not_there_is_not_found(refused):
    for method, path in (
        ("GET", "sessions/none"),
        ("POST", "sessions/none/generate"),
        ("POST", "sessions/none/cancel"),
        ("GET", "sessions/none/generate/stream"),
        ("GET", "events?topics=session:none"),
        ("GET", "activities/none"),
        ("DELETE", "activities/none"),
        ("POST", "activities/none/publish"),
        ("POST", "activities/none/notebook"),
        ("GET", "submissions/none"),
    ):
        code, error = await refused(method, path)
        assert (code, error["code"]) == (404, "not_found"), path
    source = {"code": "x"}
    code, _ = await refused("POST", "run", {"problem_id": "none", "source": source})
    assert code == 404
    code, _ = await refused("POST", "submit", {"problem_id": "none", "source": source})
    assert code == 404


async def test_wrong_state_is_a_conflict(refused, api):
    session = await api("POST", "sessions")
    code, error = await refused("POST", f"sessions/{session['id']}/generate")
    assert (code, error["code"]) == (409, "wrong_state")
    code, _ = await refused("POST", f"sessions/{session['id']}/cancel")
    assert code == 409


async def test_bad_parameters(refused, api):
    session = await api("POST", "sessions")
    for method, path in (
        ("GET", "events"),
        ("GET", "events?topics=planet:x"),
        ("GET", f"sessions/{session['id']}/generate/stream?after=-1"),
        ("GET", "submissions/x?wait=1e9"),
        ("GET", "submissions/x?wait=nan"),
    ):
        code, _ = await refused(method, path)
        assert code == 422, path
    body = {"directory": "../outside"}
    code, _ = await refused("POST", "activities/none/notebook", body)
    assert code in (404, 422)


async def test_free_run(api):
    body = {"language": "python", "source": {"code": "print(input() * 2)"}, "stdin": "ab\n"}
    reply = await api("POST", "run", body)
    assert reply["run"]["stdout"] == "abab\n"
    assert reply["samples"] is None


async def test_health_and_me(api):
    health = await api("GET", "health")
    assert health["tier"] in ("bwrap", "landlock", "rlimit")
    assert (await api("GET", "me"))["user"] == "local"


async def test_the_end_of_an_earlier_run_is_not_the_end_of_the_stream(api, jp_fetch):
    session = await generated(api)
    stopped = await api("POST", f"sessions/{session['id']}/cancel")
    assert stopped["state"] == "READY"
    await api("POST", f"sessions/{session['id']}/generate")
    path = f"{PREFIX}/sessions/{session['id']}/generate/stream"
    response = await jp_fetch(*path.split("/"), request_timeout=60)
    names = [event["event"] for event in frames(response.body)]
    assert "generation_cancelled" in names
    assert names[-1] == "generation_completed"


async def test_spec_is_edited_in_place(api, refused):
    session = await api("POST", "sessions")
    path = f"sessions/{session['id']}"
    for text in TALK:
        await api("POST", f"{path}/messages", {"text": text})
    changes = [{"op": "replace", "path": "/topic_tags", "value": ["lists", "strings"]}]
    reply = await api("PATCH", path, {"changes": changes, "learning_mode": "guided"})
    assert reply["turn"]["state"] == "READY"
    after = await api("GET", path)
    assert after == reply["session"]
    assert (after["spec"]["topic_tags"], after["learning_mode"]) == (["lists", "strings"], "guided")
    wrong = [{"op": "replace", "path": "/problem_count", "value": 4}]
    status, error = await refused("PATCH", path, {"changes": wrong})
    assert (status, error["where"]) == (422, "problem_count")
    assert await api("GET", path) == after
    assert (await refused("PATCH", path, {}))[0] == 422


async def test_deletion_is_undone(api, refused, jp_fetch):
    session = await generated(api)
    stream = f"{PREFIX}/sessions/{session['id']}/generate/stream"
    await jp_fetch(*stream.split("/"), request_timeout=60)
    (listed,) = (await api("GET", "activities"))["activities"]
    await api("DELETE", f"activities/{listed['id']}")
    assert (await api("GET", "activities"))["activities"] == []
    restored = await api("POST", f"activities/{listed['id']}/restore")
    assert restored["id"] == listed["id"]
    assert (await api("GET", "activities"))["activities"] == [listed]
    assert (await refused("POST", "activities/no-such/restore"))[0] == 404
