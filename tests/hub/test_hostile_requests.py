"""Names, numbers and dates that nobody means well with: each gets its answer, and harms nobody."""

from __future__ import annotations

import copy
from datetime import timedelta

import pytest

from jupyter_codemm.contracts.classroom import Membership
from jupyter_codemm.handlers.routes import PREFIX
from tests.hub.schools import Schools, two_schools
from tests.hub.serving import WHO
from tests.hub.test_matrix import BUNDLE


@pytest.fixture
def made(parts):
    """Return the two schools, in the database of the service."""

    async def call() -> Schools:
        return await two_schools((await parts()).ctx)

    return call


@pytest.mark.parametrize("user", ["zoe", "eli", "bob", "", "x" * 201, "x" * 10_000])
async def test_staff_reads_no_grade_of_strangers_and_they_are_told_of_none(made, ask, user):
    schools = await made()
    path = f"challenges/{schools.sums}/grades/history"
    status, told = await ask("eve:staff", "GET", path, user=user)
    assert (status, told["error"]["where"]) == (404, "user")
    assert (await ask(user[:80] or "eli", "GET", "me/accesses"))[1]["accesses"] == []


async def test_staff_reads_how_the_grade_came_to_be_of_who_has_left(made, ask):
    schools = await made()
    members = f"classes/{schools.loops}/members"
    assert (await ask("eve:staff", "DELETE", members, user="ada"))[0] == 204
    path = f"challenges/{schools.sums}/grades/history"
    assert (await ask("eve:staff", "GET", path, user="ada"))[0] == 200
    (line,) = (await ask("ada", "GET", "me/accesses"))[1]["accesses"]
    assert (line["actor"], line["what"]) == ("eve", "grade")


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("field", ["release_at", "due_at"])
async def test_a_date_that_is_none_in_every_zone_is_refused(made, ask, at, field):
    schools = await made()
    terms = {field: at}
    bundle = copy.deepcopy(BUNDLE) | {"terms": terms}
    new = {"activity_id": schools.activity, "terms": terms}
    for method, path, body in (
        ("PATCH", f"challenges/{schools.sums}", {"version": 2, "terms": terms}),
        ("POST", f"classes/{schools.loops}/challenges", new),
        ("POST", f"classes/{schools.loops}/bundles", bundle),
    ):
        status, told = await ask("eve:staff", method, path, body)
        assert (status, told["error"]["where"]) == (422, "terms"), path
        assert f"{field}: must be in the years 1 to 9999 in UTC" in told["error"]["message"]


async def test_the_last_date_that_there_is_goes_into_every_file(made, ask):
    schools = await made()
    terms = {"due_at": "9999-12-31T23:59:59Z", "late": {"kind": "accept", "grace_minutes": 10_080}}
    seen = (await ask("eve:staff", "GET", f"challenges/{schools.sums}"))[1]["challenge"]["version"]
    path = f"challenges/{schools.sums}"
    assert (await ask("eve:staff", "PATCH", path, {"version": seen, "terms": terms}))[0] == 200
    for form in ("nbgrader", "canvas", "moodle"):
        book = f"classes/{schools.loops}/gradebook"
        assert (await ask("eve:staff", "GET", book, format=form))[0] == 200, form
    assert (await ask("ada", "GET", "challenges"))[0] == 200


async def test_problems_of_a_file_begin_with_their_first_version(made, ask):
    schools = await made()
    bundle = copy.deepcopy(BUNDLE)
    bundle["activity"]["problems"][0]["version"] = 2**70
    status, told = await ask("eve:staff", "POST", f"classes/{schools.loops}/bundles", bundle)
    assert status == 201, told
    activity = (await ask("eve", "GET", f"activities/{told['activity_id']}"))[1]
    assert [problem["version"] for problem in activity["problems"]] == [1]


@pytest.mark.parametrize("user", ["a\0b", "a\nb", "a\x1b[2Jb", "\x7f", "\x85"])
async def test_nobody_with_control_characters_in_a_name_is_let_in(made, ask, user):
    schools = await made()
    path = f"classes/{schools.loops}/members"
    status, told = await ask("eve:staff", "PUT", path, {"user": user, "role": "learner"})
    assert (status, told["error"]["where"]) == (422, "user")


async def test_blanks_around_a_name_are_none_of_it(made, ask):
    schools = await made()
    path = f"classes/{schools.loops}/members"
    status, _ = await ask("eve:staff", "PUT", path, {"user": " fay \t", "role": "learner"})
    assert status == 200
    assert [one["role"] for one in (await ask("fay", "GET", "classes"))[1]["classes"]] == [
        "learner"
    ]


@pytest.mark.parametrize("rest", ["", "/submissions", "/problems/p0/journey", "/alerts", "/erase"])
async def test_nobody_has_a_name_with_a_nul(made, ask, rest):
    schools = await made()
    path = f"classes/{schools.loops}/learners/a\0b{rest}"
    alert = {"trigger": "says_stuck", "topic": "x", "record_id": 1, "is_handled": True}
    verb = {"/alerts": "PUT", "/erase": "POST"}.get(rest, "GET")
    body = {"/alerts": alert, "/erase": {"confirm": "a\0b"}}.get(rest)
    status, told = await ask("root:staff", verb, path, body)
    assert (status, told["error"]["where"]) == (404, "user")
    assert told["error"]["message"] == "There is nobody with such a name."


async def test_a_clock_that_is_behind_damages_no_roster(made, ask, parts):
    schools = await made()
    ctx = (await parts()).ctx
    ahead = ctx.clock.now() + timedelta(hours=1)
    fay = Membership(
        user="fay",
        organization_id=schools.north,
        class_id=schools.loops,
        role="learner",
        since=ahead,
    )
    await ctx.store.transact(lambda tx: tx.memberships.begin(fay))
    path = f"classes/{schools.loops}"
    assert (await ask("eve:staff", "DELETE", f"{path}/members", user="fay"))[0] == 204
    status, told = await ask("eve:staff", "GET", f"{path}/roster", ended="1")
    assert status == 200
    (line,) = [one for one in told["memberships"] if one["user"] == "fay"]
    assert line["until"] == line["since"]
    assert (await ask("eve:staff", "GET", f"{path}/learners/fay"))[0] == 200
    choice = {"research_in": {"class_id": schools.loops, "allows": False}}
    assert (await ask("fay", "PATCH", "me/recording", choice))[0] == 200


async def test_a_class_that_was_hidden_comes_back_with_whom_a_group_let_in(made, ask):
    schools = await made()
    path = f"classes/{schools.loops}"
    await ask("root:staff", "PATCH", path, {"hub_group": "loops"})
    assert len((await ask("cleo", "GET", "classes"))[1]["classes"]) == 1
    assert (await ask("root:staff", "DELETE", path))[0] == 204
    assert (await ask("cleo", "GET", "classes"))[1]["classes"] == []
    back = f"organizations/{schools.north}/{path}/restore"
    assert (await ask("root:staff", "POST", back, {}))[0] == 200
    # She has not looked at her classes since, and goes on where she was.
    assert (await ask("cleo", "GET", f"challenges/{schools.sums}"))[0] == 200


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("classes", {}),
        ("me", {}),
        ("classes/C/gradebook", {"format": "moodle"}),
        ("classes/none/live", {}),
        ("me/export", {"format": "json"}),
    ],
)
async def test_nobody_on_the_way_keeps_an_answer(made, jp_fetch, path, params):
    schools = await made()
    asked = path.replace("/C/", f"/{schools.loops}/").split("/")
    answer = await jp_fetch(
        PREFIX, *asked, headers={WHO: "eve:staff"}, params=params, raise_error=False
    )
    assert answer.headers.get_list("Cache-Control") == ["no-store"]


async def test_a_hidden_class_shows_no_documents_of_what_it_was_given(made, ask):
    schools = await made()
    path = f"activities/{schools.activity}/passages"
    assert (await ask("ada", "GET", path, q="sum"))[0] == 200
    assert (await ask("root:staff", "DELETE", f"classes/{schools.loops}"))[0] == 204
    assert (await ask("ada", "GET", path, q="sum"))[0] == 404
    back = f"organizations/{schools.north}/classes/{schools.loops}/restore"
    await ask("root:staff", "POST", back, {})
    assert (await ask("ada", "GET", path, q="sum"))[0] == 200


async def test_a_challenge_does_not_come_back_without_its_activity(made, ask):
    schools = await made()
    challenge, activity = f"challenges/{schools.sums}", f"activities/{schools.activity}"
    assert (await ask("eve:staff", "DELETE", challenge))[0] == 204
    assert (await ask("eve", "DELETE", activity))[0] == 204
    back = f"classes/{schools.loops}/{challenge}/restore"
    status, told = await ask("cora:staff", "POST", back, {})
    assert (status, "deleted by eve" in told["error"]["message"]) == (409, True)
    assert (await ask("ada", "GET", "challenges"))[1]["challenges"] == []
    assert (await ask("eve", "POST", f"{activity}/restore", {}))[0] == 200
    assert (await ask("cora:staff", "POST", back, {}))[0] == 200
    (view,) = (await ask("ada", "GET", "challenges"))[1]["challenges"]
    assert (await ask("ada", "GET", f"challenges/{view['challenge']['id']}/notebook"))[0] == 200
