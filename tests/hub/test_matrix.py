"""Who may what: every route of classes, asked by everybody, as one table.

The table is checked against the routes that are served, so that none can be forgotten. A row says
which status each caller gets: 403 for a role or a credential that does not allow it, 404 for a
class that is not theirs, as for one that is not there.
"""

from __future__ import annotations

import re

import pytest

from jupyter_codemm.contracts.bundle import BundledActivity, ChallengeBundle
from jupyter_codemm.contracts.classroom import ChallengeTerms
from jupyter_codemm.contracts.journey_talk import QueryAsked
from jupyter_codemm.contracts.regrading import Regrade
from jupyter_codemm.handlers.routes import CLASSROOM
from jupyter_codemm.services.recording import Journal
from jupyter_codemm.services.workplaces import workplace
from tests.hub.schools import Schools, two_schools
from tests.store.records import activity

VERBS = ("get", "post", "put", "patch", "delete")
CALLERS = {
    "nobody": "",
    "stranger": "eli",
    "student": "ada",
    "other class": "bob",
    "other teacher": "dan:staff",
    "other school": "zoe:staff",
    "assistant": "tom:staff",
    "instructor": "eve:staff",
    "her kernel": "eve",  # the same person with a token that any code in her server can read
    "coordinator": "cora:staff",
    "admin": "root:staff",
    "his kernel": "root",
}
READ_BY_STAFF = (403, 404, 403, 404, 404, 404, 200, 200, 403, 200, 200, 403)
RELEASED_BY_STAFF = (403, 404, 403, 404, 404, 404, 403, 200, 403, 200, 200, 403)
ROSTER = b"user,role\nfay,learner\n"
#                                    nobody stranger student o.class o.teach o.school assist
#                                    instr. kernel coord. admin kernel
TABLE = {
    ("GET", "classes"): (403, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
    ("POST", "classes"): (403, 404, 404, 404, 404, 404, 404, 404, 404, 201, 201, 403),
    ("POST", "classes/join"): (403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    # Each is told only of those that they may bring back, and nobody else of any.
    ("GET", "classes/deleted"): (403, *(200,) * 11),
    ("PATCH", "classes/C"): (403, 404, 403, 404, 404, 404, 403, 200, 403, 200, 200, 403),
    ("DELETE", "classes/C"): (403, 404, 403, 404, 404, 404, 403, 403, 403, 204, 204, 403),
    ("GET", "classes/C/roster"): (403, 404, 403, 404, 404, 404, 200, 200, 403, 200, 200, 403),
    ("POST", "classes/C/roster"): (403, 404, 403, 404, 404, 404, 403, 200, 403, 200, 200, 403),
    ("PUT", "classes/C/members"): (403, 404, 403, 404, 404, 404, 403, 200, 403, 200, 200, 403),
    ("DELETE", "classes/C/members"): (403, 404, 403, 404, 404, 404, 403, 204, 403, 204, 204, 403),
    ("POST", "organizations/N/classes/C/restore"): (
        *(403, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200, 403),
    ),
    ("GET", "classes/C/gradebook"): READ_BY_STAFF,
    ("GET", "classes/C/llm"): READ_BY_STAFF,
    ("PUT", "classes/C/llm"): RELEASED_BY_STAFF,
    ("GET", "classes/C/costs"): READ_BY_STAFF,
    ("GET", "classes/C/live"): READ_BY_STAFF,
    ("GET", "challenges/H/statistics"): READ_BY_STAFF,
    **{
        ("GET", f"classes/C/learners/U{what}"): READ_BY_STAFF
        for what in (
            "",
            "/submissions",
            "/submissions/S",
            "/problems/P/journey",
            "/problems/P/journey/steps/0",
            "/problems/P/interactions",
            "/problems/P/solutions",
        )
    },
    ("PUT", "classes/C/learners/U/alerts"): (
        *(403, 404, 403, 404, 404, 404, 204, 204, 403, 204, 204, 403),
    ),
    ("POST", "classes/C/learners/U/erase"): (
        *(403, 404, 403, 404, 404, 404, 403, 403, 403, 403, 200, 403),
    ),
    ("GET", "classes/C/challenges"): (403, 404, 200, 404, 404, 404, 200, 200, 200, 200, 200, 200),
    ("GET", "classes/C/challenges/deleted"): RELEASED_BY_STAFF,
    # Coordinator and admin may, and the activity is not theirs.
    ("POST", "classes/C/challenges"): (403, 404, 403, 404, 404, 404, 403, 201, 403, 404, 404, 403),
    ("POST", "classes/C/challenges/H/restore"): (
        *(403, 404, 403, 404, 404, 404, 403, 200, 403, 200, 200, 403),
    ),
    ("GET", "challenges"): (403, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200),
    ("GET", "challenges/H"): (403, 404, 200, 404, 404, 404, 200, 200, 200, 200, 200, 200),
    ("PATCH", "challenges/H"): (403, 404, 403, 404, 404, 404, 403, 200, 403, 200, 200, 403),
    ("DELETE", "challenges/H"): (403, 404, 403, 404, 404, 404, 403, 204, 403, 204, 204, 403),
    ("GET", "challenges/H/notebook"): (403, 404, 200, 404, 404, 404, 200, 200, 200, 200, 200, 200),
    ("PUT", "challenges/H/notebook"): (403, 404, 200, 404, 404, 404, 200, 200, 200, 200, 200, 200),
    ("GET", "challenges/H/bundle"): RELEASED_BY_STAFF,
    ("POST", "classes/C/bundles"): (*(403, 404, 403, 404, 404, 404, 403, 201, 403, 201, 201, 403),),
    ("GET", "challenges/H/submissions/archive"): READ_BY_STAFF,
    ("GET", "classes/C/export"): (403, 404, 403, 404, 404, 404, 403, 403, 403, 200, 200, 403),
    ("GET", "challenges/H/submissions"): READ_BY_STAFF,
    ("GET", "challenges/H/regrades"): READ_BY_STAFF,
    ("POST", "challenges/H/regrades"): (
        *(403, 404, 403, 404, 404, 404, 403, 202, 403, 202, 202, 403),
    ),
    ("GET", "challenges/H/regrades/R"): READ_BY_STAFF,
    ("POST", "challenges/H/regrades/R/cancel"): RELEASED_BY_STAFF,
    ("GET", "challenges/H/reviews"): READ_BY_STAFF,
    # The challenge is graded by its tests: who may gets to hear that.
    ("PUT", "challenges/H/reviews"): (
        *(403, 404, 403, 404, 404, 404, 409, 409, 403, 409, 409, 403),
    ),
    ("GET", "challenges/H/grades"): (403, 404, 403, 404, 404, 404, 200, 200, 403, 200, 200, 403),
    ("PUT", "challenges/H/grades"): (403, 404, 403, 404, 404, 404, 200, 200, 403, 200, 200, 403),
    ("GET", "challenges/H/grades/history"): (
        *(403, 404, 200, 404, 404, 404, 200, 200, 200, 200, 200, 200),
    ),
}
BUNDLE = ChallengeBundle(
    title="Sums",
    terms=ChallengeTerms(),
    activity=BundledActivity.of(activity("a", problems=("p",))),
).to_json()
BODIES = {
    ("POST", "classes/join"): {"code": "no-such-code"},
    ("PATCH", "classes/C"): {"name": "Circles"},
    ("POST", "classes/C/roster"): ROSTER,
    ("PUT", "classes/C/members"): {"user": "fay", "role": "learner"},
    ("POST", "classes/C/learners/U/erase"): {"confirm": "ada"},
    ("PUT", "classes/C/learners/U/alerts"): {
        "trigger": "says_stuck",
        "topic": "loops",
        "record_id": 1,
        "is_handled": True,
    },
    ("PATCH", "challenges/H"): {"version": 1, "title": "Sums"},
    ("PUT", "challenges/H/notebook"): {"path": "class/sums.ipynb"},
    ("PUT", "challenges/H/grades"): {"user": "ada", "percent": 50.0},
    ("PUT", "challenges/H/reviews"): {"user": "ada", "percent": 50.0},
}


def served() -> set[tuple[str, str]]:
    """Return every verb of every route, with its ids as letters."""
    found = set()
    for pattern, handler in CLASSROOM:
        path = re.sub(r"organizations/\([^)]*\)", "organizations/N", pattern)
        path = re.sub(r"challenges/\([^)]*\)", "challenges/H", path)
        for word, letter in (
            ("learners", "U"),
            ("problems", "P"),
            ("submissions", "S"),
            ("regrades", "R"),
        ):
            path = re.sub(rf"{word}/\([^)]*\)", f"{word}/{letter}", path)
        path = re.sub(r"steps/\([^)]*\)", "steps/0", path)
        path = re.sub(r"\([^)]*\)", "C", path)
        found |= {(verb.upper(), path) for verb in VERBS if verb in vars(handler)}
    return found


def test_no_route_is_forgotten():
    assert served() == set(TABLE)


async def regrading(parts, challenge: str, name: str) -> None:
    """Store a run that nobody works on."""
    now = parts.ctx.clock.now()
    run = Regrade(id=name, challenge_id=challenge, actor="eve", activity_version=1, created_at=now)
    await parts.ctx.store.transact(lambda tx: tx.regrades.add(run))


async def stuck(parts, schools: Schools) -> dict[str, object]:
    """Let ada be stuck at the problem, and return what says that her alert was dealt with."""
    ctx = parts.ctx

    def work(tx):
        tx.people.forget_record("ada", actor="root")
        found = tx.activities.get(schools.activity, "eve")
        journal = Journal.of(tx, "ada", ctx.clock.now(), ctx.new_id)
        asked = QueryAsked(query_id="q1", text="I'm stuck")
        journal.work_at(workplace(tx, found, found.problems[0]), asked)
        journal.close()
        (alert,) = journal.state.alerts.values()
        return alert

    alert = await ctx.store.transact(work)
    return {
        "trigger": alert.trigger,
        "topic": alert.topic,
        "record_id": alert.record_id,
        "is_handled": True,
    }


async def body_of(route: tuple[str, str], parts, schools: Schools) -> object:
    """Return what is sent to a route, None for nothing."""
    match route:
        case "POST", "classes":
            return {"organization_id": schools.north, "name": "Graphs"}
        case "POST", "classes/C/challenges":
            return {"activity_id": schools.activity}
        case "POST", "classes/C/bundles":
            return BUNDLE
        case "PUT", "classes/C/learners/U/alerts":
            return await stuck(parts, schools)
        case verb, _:
            return BODIES.get(route, {} if verb in {"POST", "PUT", "PATCH"} else None)


@pytest.mark.parametrize("route", TABLE, ids=" ".join)
async def test_each_caller_gets_what_the_table_says(route, ask, parts):
    verb, path = route
    found = []
    for number, who in enumerate(CALLERS.values()):
        schools = await two_schools((await parts()).ctx, number)
        if path.endswith("C/restore"):
            await ask("root:staff", "DELETE", f"classes/{schools.loops}")
        if path.endswith("H/restore"):
            await ask("root:staff", "DELETE", f"challenges/{schools.sums}")
        names = {"C": schools.loops, "N": schools.north, "H": schools.sums, "U": "ada"}
        names |= {"P": schools.problem, "S": schools.submission, "R": f"r{number}"}
        if "/R" in path:
            await regrading(await parts(), schools.sums, f"r{number}")
        asked = "/".join(names.get(part, part) for part in path.split("/"))
        body = await body_of(route, await parts(), schools)
        params = {"user": "ada"} if route == ("DELETE", "classes/C/members") else {}
        status, _ = await ask(who, verb, asked, body, **params)
        found.append(status)
    assert dict(zip(CALLERS, found, strict=True)) == dict(zip(CALLERS, TABLE[route], strict=True))
