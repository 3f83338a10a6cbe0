"""Editing over HTTP: propose, look, accept or discard; versions; the list of problems."""

from __future__ import annotations

import json

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.handlers.routes import PREFIX
from tests.fakes.drafts import good_draft

WAIT = "wait=60"


@pytest.fixture
def api(jp_fetch, jp_serverapp):
    async def call(method: str, path: str, body: object = None):
        text = None if method in ("GET", "DELETE") else json.dumps({} if body is None else body)
        parts, _, query = path.partition("?")
        params = dict(pair.split("=", 1) for pair in query.split("&") if pair)
        response = await jp_fetch(
            PREFIX, *parts.split("/"), method=method, body=text, params=params, request_timeout=90
        )
        return json.loads(response.body) if response.body else None

    return call


@pytest.fixture
def refused(api):
    async def call(method: str, path: str, body: object = None):
        with pytest.raises(HTTPClientError) as caught:
            await api(method, path, body)
        error = json.loads(caught.value.response.body)["error"]
        return caught.value.code, error["where"]

    return call


@pytest.fixture
def put(jp_serverapp):
    """Put an activity of two problems into the server's own store and return its path."""

    async def put() -> str:
        (app,) = jp_serverapp.extension_manager.extension_apps["jupyter_codemm"]
        ctx = (await app.once.get()).ctx
        names = ("p-1", "p-2")
        activity = Activity(
            id="a-1",
            owner="local",
            title="One",
            language="python",
            problems=tuple(good_draft(name, title=f"Count {name}").problem for name in names),
            created_at=ctx.clock.now(),
        )
        await ctx.store.transact(lambda tx: tx.activities.add(activity, "made"))
        return "activities/a-1"

    return put


async def test_from_change_to_version(api, put):
    stored = await put()
    body = {"changes": {"title": "Tall ones"}, "version": 1}
    edit = await api("POST", f"{stored}/problems/p-1/edit?{WAIT}", body)
    assert (edit["status"], edit["kind"], edit["version"]) == ("proposed", "changes", 1)
    (change,) = edit["diff"]["fields"]
    assert (change["field"], change["old"], change["new"]) == ("title", "Count p-1", "Tall ones")
    assert edit["problem"]["title"] == "Tall ones"
    assert edit["verification"]["gates"]
    assert (await api("GET", stored))["problems"][0]["title"] == "Count p-1"
    # The page was closed and opened again: the proposal is still there.
    (listed,) = (await api("GET", f"{stored}/edits"))["edits"]
    assert (listed["id"], listed["problem"], listed["diff"]) == (edit["id"], None, None)
    path = f"{stored}/edits/{edit['id']}"
    assert await api("GET", path) == edit

    accepted = await api("POST", f"{path}/accept")
    assert accepted["activity"]["version"] == 2
    assert accepted["activity"]["problems"][0]["title"] == "Tall ones"
    lines = (await api("GET", f"{stored}/versions"))["versions"]
    assert [(line["version"], line["note"]) for line in lines][1] == (1, "made")
    first = await api("GET", f"{stored}/versions/1")
    assert first["problems"][0]["title"] == "Count p-1"


async def test_a_version_is_restored_as_the_next_one(api, refused, put):
    stored = await put()
    for title in ("Tall ones", "Small ones"):
        body = {"changes": {"title": title}}
        edit = await api("POST", f"{stored}/problems/p-1/edit?{WAIT}", body)
        await api("POST", f"{stored}/edits/{edit['id']}/accept")
    await api("PATCH", stored, {"problems": ["p-2"]})
    restored = await api("POST", f"{stored}/versions/2/restore", {"version": 4})
    assert [p["title"] for p in restored["problems"]] == ["Tall ones", "Count p-2"]
    # No two texts of a problem share a version: submissions name the one that they answered.
    assert [p["version"] for p in restored["problems"]] == [4, 1]
    line = (await api("GET", f"{stored}/versions"))["versions"][0]
    assert (line["version"], line["note"]) == (5, "version 2 restored")
    assert (await api("GET", f"{stored}/versions/3"))["problems"][0]["title"] == "Small ones"
    edit = await api("POST", f"{stored}/problems/p-1/edit?{WAIT}", {"changes": {"title": "New"}})
    assert (await api("POST", f"{stored}/edits/{edit['id']}/accept"))["activity"]["version"] == 6
    assert (await api("GET", f"{stored}/versions/5"))["problems"][0]["title"] == "Tall ones"
    assert (await api("POST", f"{stored}/versions/6/restore"))["version"] == 6
    assert await refused("POST", f"{stored}/versions/1/restore", {"version": 2}) == (409, "")
    for path in (f"{stored}/versions/9", "activities/none/versions/1"):
        assert await refused("POST", f"{path}/restore") == (404, "")


async def test_the_list_of_problems_is_patched(api, refused, put):
    stored = await put()
    patched = await api("PATCH", stored, {"problems": ["p-2", "p-1"], "version": 1})
    assert [p["id"] for p in patched["problems"]] == ["p-2", "p-1"]
    alone = await api("PATCH", stored, {"problems": ["p-1"]})
    assert [p["id"] for p in alone["problems"]] == ["p-1"]
    back = await api("PATCH", stored, {"problems": ["p-1", "p-2"], "title": "Both"})
    assert ([p["id"] for p in back["problems"]], back["title"]) == (["p-1", "p-2"], "Both")
    assert back["version"] == 4
    again = await api("PATCH", stored, {"problems": ["p-1", "p-2"], "title": "Both"})
    assert again["version"] == 4
    versions = await api("GET", f"{stored}/versions")
    assert [v["note"] for v in versions["versions"]][:2] == ["1 restored, renamed", "1 removed"]
    for body, expected in (
        ({"problems": ["p-1", "p-9"]}, (404, "problems.1")),
        ({"problems": ["p-1", "p-1"]}, (422, "")),
        ({"problems": []}, (422, "problems")),
        ({}, (422, "")),
        ({"problems": ["p-1"], "version": 1}, (409, "")),
    ):
        assert await refused("PATCH", stored, body) == expected, body


async def test_a_problem_is_written_anew_and_one_is_added(api, refused, put):
    stored = await put()
    path = f"{stored}/problems/p-1/regenerate?{WAIT}"
    edit = await api("POST", path, {"topics": ["strings"], "seed": 4})
    assert (edit["status"], edit["kind"], edit["note"]) == ("proposed", "regenerate", "")
    accepted = await api("POST", f"{stored}/edits/{edit['id']}/accept")
    ids = [problem["id"] for problem in accepted["activity"]["problems"]]
    assert ids == [edit["new_problem_id"], "p-2"]
    path = f"{stored}/problems?{WAIT}"
    edit = await api("POST", path, {"difficulty": "easy", "topics": ["loops"], "position": 0})
    assert (edit["status"], edit["kind"]) == ("proposed", "add")
    accepted = await api("POST", f"{stored}/edits/{edit['id']}/accept")
    assert [p["id"] for p in accepted["activity"]["problems"]] == [edit["new_problem_id"], *ids]
    for body, where in (
        ({"difficulty": "easy"}, "topics"),
        ({"difficulty": "easy", "topics": ["knitting"]}, "topics"),
        ({"difficulty": "easy", "topics": ["loops"], "position": -1}, "position"),
        ({"difficulty": "vast", "topics": ["loops"]}, "difficulty"),
    ):
        assert await refused("POST", f"{stored}/problems", body) == (422, where), body


async def test_bad_requests_name_the_field(refused, put):
    stored = await put()
    path = f"{stored}/problems/p-1/edit"
    cases = {
        "nothing": ({}, ""),
        "both": ({"changes": {}, "instruction": "shorter"}, ""),
        "unknown field": ({"changes": {"owner": "eve"}}, "changes.owner"),
        "empty instruction": ({"instruction": ""}, "instruction"),
        "long instruction": ({"instruction": "x" * 2001}, "instruction"),
        "bad title": ({"changes": {"title": ""}}, "changes.title"),
        "bad test": ({"changes": {"tests": [{"name": "t"}]}}, "changes.tests.0.visibility"),
        "a list": ([], ""),
    }
    for name, (body, where) in cases.items():
        assert await refused("POST", path, body) == (422, where), name
    assert await refused("GET", f"{stored}/edits/x?wait=-1") == (422, "wait")
    football = {"instruction": "make it about football"}
    assert await refused("POST", path, football) == (503, "instruction")
    more = {"changes": {"difficulty": "hard"}}
    assert await refused("POST", path, more) == (422, "reference")


async def test_a_huge_body_is_too_large(jp_fetch, put):
    stored = await put()
    path = f"{PREFIX}/{stored}/problems/p-1/edit"
    with pytest.raises(HTTPClientError) as caught:
        await jp_fetch(*path.split("/"), method="POST", body=b"x" * 2_000_000)
    assert caught.value.code == 413


async def test_unknown_ids_and_wrong_states(api, refused, put):
    stored = await put()
    body = {"changes": {"title": "Two"}}
    for method, path in (
        ("POST", "activities/none/problems/p-1/edit"),
        ("POST", f"{stored}/problems/none/edit"),
        ("GET", "activities/none/edits"),
        ("GET", f"{stored}/edits/none"),
        ("POST", f"{stored}/edits/none/accept"),
        ("POST", f"{stored}/edits/none/discard"),
        ("GET", "activities/none/versions"),
        ("GET", f"{stored}/versions/7"),
        ("GET", "activities/none/versions/1"),
    ):
        code, _ = await refused(method, path, body)
        assert code == 404, path
    edit = await api("POST", f"{stored}/problems/p-1/edit?{WAIT}", body)
    assert (await refused("POST", f"{stored}/problems/p-2/edit", body))[0] == 409
    path = f"{stored}/edits/{edit['id']}"
    assert (await api("POST", f"{path}/discard"))["status"] == "discarded"
    assert (await refused("POST", f"{path}/accept"))[0] == 409
    assert (await refused("POST", f"{path}/discard"))[0] == 409


async def test_every_verb_wants_a_known_caller(jp_fetch, jp_serverapp):
    for method, path in (
        ("POST", "activities/a/problems/p/edit"),
        ("GET", "activities/a/edits"),
        ("POST", "activities/a/edits/e/accept"),
        ("GET", "activities/a/versions"),
    ):
        with pytest.raises(HTTPClientError) as caught:
            await jp_fetch(
                PREFIX,
                *path.split("/"),
                method=method,
                body=None if method == "GET" else "{}",
                headers={"Authorization": "token wrong"},
            )
        assert caught.value.code in (302, 401, 403), path
