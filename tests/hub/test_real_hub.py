"""The class service behind a real JupyterHub, and people's own servers that hand on to it."""

from __future__ import annotations

import json

import pytest

from jupyter_codemm.contracts.connection import KERNEL_TOKEN_HEADER
from tests.hub.hubs import (
    ACCESS,
    SERVICE,
    SERVICE_TOKEN,
    STAFF,
    missing_hub,
    running_hub,
    sent,
)
from tests.hub.teaching import founded, generated

WRONG = "def solve(*given):\n    return None\n"
# What a server for one person offers, and what would be a way to the secrets of a service.
ELSEWHERE = (
    "api/kernels",
    "api/kernelspecs",
    "api/sessions",
    "api/contents",
    "api/terminals",
    "api/config/notebook",
    "api/nbconvert",
    "api/status",
    "api/spec.yaml",
    "api/me",
    "files/codemm.sqlite",
    "files/jupyterhub_config.py",  # it lies where the Hub, and so the service, was started
    "view/codemm.sqlite",
    "nbconvert/html/x",
    "terminals/1",
    "lab",
    "tree",
)


def test_nothing_but_the_product_is_served(hub, prof):
    found = {path: hub.ask("GET", f"/services/{SERVICE}/{path}", prof).status for path in ELSEWHERE}
    assert {path: status for path, status in found.items() if status != 404} == {}
    page = hub.ask("GET", f"/services/{SERVICE}/lab", prof).body
    assert b"404" in page
    assert SERVICE_TOKEN.encode() not in page
    assert hub.ask("GET", f"/services/{SERVICE}/metrics", prof).status == 200
    hub.add("bob")
    assert hub.ask("GET", f"/services/{SERVICE}/metrics", hub.token("bob", ACCESS)).status == 403
    assert hub.ask("POST", f"/services/{SERVICE}/api/shutdown", prof).status == 404
    bob = hub.token("bob", ACCESS)
    assert b"for those who teach" in hub.ask("GET", f"/services/{SERVICE}/teach/x", bob).body
    assert hub.ask("GET", f"/services/{SERVICE}/teach/static/index.html", prof).status == 404
    assert hub.ask("GET", f"/services/{SERVICE}/teacher", prof).status == 404
    assert hub.service("GET", "me", "").status == 403


def test_a_service_of_the_hub_is_no_person(hub):
    answer = hub.service("GET", "me")
    assert (answer.status, answer.body["message"]) == (403, "Only people have an account here")


def test_everybody_has_an_account_of_their_own(hub, alice):
    hub.add("bob")
    bob = hub.token("bob", ACCESS)
    session = hub.own("alice", "POST", "sessions", alice, {"learning_mode": "practice"}).body["id"]
    assert [one["id"] for one in hub.own("alice", "GET", "sessions", alice).body["sessions"]] == [
        session
    ]
    assert hub.service("GET", "sessions", bob).body["sessions"] == []
    assert hub.service("GET", f"sessions/{session}", bob).status == 404
    assert hub.own("alice", "GET", "sessions", bob).status == 403


def test_what_code_in_a_server_of_staff_can_read_does_not_act_as_staff(hub, prof, own, north):
    token = hub.own_token("prof")
    asked = {"organization_id": north, "name": "By her kernel"}
    assert hub.service("GET", "me", token).body["user"] == "prof"
    assert hub.service("POST", "classes", token, asked).status == 403
    assert hub.own("prof", "POST", "classes", own, asked).status == 403
    assert hub.service("POST", "classes", prof, asked | {"name": "By her page"}).status == 201


def test_a_student_joins_by_code_from_her_own_server(hub, alice, prof, north):
    made = hub.service("POST", "classes", prof, {"organization_id": north, "name": "Loops"}).body
    opened = hub.service("PATCH", f"classes/{made['id']}", prof, {"opens": True}).body
    assert hub.own("alice", "GET", "classes", alice).body["classes"] == []
    joined = hub.own("alice", "POST", "classes/join", alice, {"code": opened["join_code"]})
    assert (joined.status, joined.body["join_code"]) == (200, None)
    (mine,) = hub.own("alice", "GET", "classes", alice).body["classes"]
    assert (mine["school_class"]["name"], mine["role"]) == ("Loops", "learner")
    roster = hub.service("GET", f"classes/{made['id']}/roster", prof).body["memberships"]
    assert {one["user"] for one in roster} == {"alice"}


def test_a_group_of_the_hub_feeds_a_class(hub, prof, north):
    asked = {"organization_id": north, "name": "Fed"}
    made = hub.service("POST", "classes", prof, asked).body
    assert (
        hub.service("PATCH", f"classes/{made['id']}", prof, {"hub_group": "loops-a"}).status == 200
    )
    cleo = hub.token("cleo", ACCESS)
    (mine,) = hub.service("GET", "classes", cleo).body["classes"]
    assert mine["school_class"]["name"] == "Fed"


def test_she_gets_problems_and_solves_them_in_her_own_server(hub, alice):
    activity = generated(hub, "alice", alice)
    path = f"activities/{activity}/notebook"
    written = hub.own("alice", "POST", path, alice, {"directory": "work"})
    assert written.status == 201, written
    file = hub.folder / "homes" / "alice" / written.body["path"]
    assert json.loads(file.read_text())["nbformat"] == 4
    assert not list((hub.folder / "service").rglob("*.ipynb"))
    assert hub.service("POST", path, hub.own_token("alice"), {"directory": ""}).status == 409
    summary = next(
        one
        for one in hub.own("alice", "GET", "activities", alice).body["activities"]
        if one["id"] == activity
    )
    assert summary["notebook"] == written.body["path"]
    problem = hub.own("alice", "GET", f"activities/{activity}", alice).body["problems"][0]["id"]
    asked = {"problem_id": problem, "source": {"code": WRONG}}
    verdict = hub.own("alice", "POST", "submit?wait=30", alice, asked)
    assert verdict.status == 200, verdict
    assert verdict.body["outcome"]["verdict"] != "accepted"


def test_a_class_is_given_problems_and_its_grades_are_told(hub, alice, prof, own, north):
    activity = generated(hub, "prof", own)
    made = hub.service("POST", "classes", prof, {"organization_id": north, "name": "Given"}).body
    opened = hub.service("PATCH", f"classes/{made['id']}", prof, {"opens": True}).body
    hub.own("alice", "POST", "classes/join", alice, {"code": opened["join_code"]})
    path = f"classes/{made['id']}/challenges"
    # What runs in her own server does not give anything to a class.
    assert hub.own("prof", "POST", path, own, {"activity_id": activity}).status == 403
    given = hub.service("POST", path, prof, {"activity_id": activity}).body
    assert hub.own("alice", "GET", path, alice).body["challenges"] == []
    where = f"challenges/{given['id']}"
    published = {"version": given["version"], "state": "published"}
    assert hub.service("PATCH", where, prof, published).status == 200
    (seen,) = hub.own("alice", "GET", path, alice).body["challenges"]
    (problem,) = seen["problems"]
    assert hub.own("alice", "GET", f"activities/{activity}", alice).status == 404
    written = hub.own("alice", "POST", f"{where}/notebook", alice, {"directory": "class"})
    assert written.status == 201, written
    given_to_her = hub.own("alice", "GET", "challenges", alice).body
    assert "Given" in [one["school_class"]["name"] for one in given_to_her["classes"]]
    (shared,) = given_to_her["challenges"]
    assert (shared["notebook"], shared["is_renewed"]) == (written.body["path"], False)
    assert (shared["solved"], shared["closed_by"]) == (0, None)
    notebook = (hub.folder / "homes" / "alice" / written.body["path"]).read_text()
    tests = hub.own("prof", "GET", f"activities/{activity}", own).body["problems"][0]["tests"]
    hidden = [json.dumps(one["input"]) for one in tests if one["visibility"] == "hidden"]
    assert hidden
    assert not [text for text in hidden if text in notebook]
    asked = {"problem_id": problem["id"], "source": {"code": WRONG}}
    assert hub.own("alice", "POST", "submit?wait=30", alice, asked).body["status"] == "done"
    (grade,) = hub.service("GET", f"{where}/grades", prof).body["grades"]
    assert (grade["user"], grade["status"]) == ("alice", "graded")
    decision = {"user": "alice", "percent": 61.0, "comment": "Read the task again."}
    assert hub.service("PUT", f"{where}/grades", prof, decision).status == 200
    told = hub.own("alice", "GET", where, alice).body["grade"]
    assert (told["percent"], told["comment"]) == (61.0, "Read the task again.")
    assert hub.own("alice", "GET", f"{where}/grades", alice).status == 403


def test_kernels_ask_by_their_token_and_only_what_is_theirs(hub, alice):
    runtime = hub.folder / "homes" / "alice" / ".local" / "share" / "jupyter" / "runtime"
    (file,) = runtime.glob("codemm-*.json")
    connection = json.loads(file.read_text())
    headers = {KERNEL_TOKEN_HEADER: connection["token"]}
    assert sent("GET", f"{connection['url']}/me", "", headers=headers).body["user"] == "alice"
    assert sent("GET", f"{connection['url']}/activities", "", headers=headers).status == 403
    assert sent("GET", f"{connection['url']}/classes", "", headers=headers).status == 403


def test_the_service_may_run_on_its_own_on_a_postgresql(tmp_path, postgres_url):
    if reason := missing_hub():
        pytest.skip(reason)
    with running_hub(tmp_path, managed=False, database=postgres_url) as hub:
        hub.add("alice")
        mine = hub.service("GET", "me", hub.token("alice", ACCESS))
        assert (mine.status, mine.body) == (200, mine.body | {"user": "alice"})
        assert hub.service("GET", "me", "of nobody").status == 403
        asked = {"organization_id": founded(hub), "name": "Loops"}
        assert hub.service("POST", "classes", hub.token("prof", ACCESS, STAFF), asked).status == 201
        assert not list(tmp_path.rglob("*.sqlite"))
