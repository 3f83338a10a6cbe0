"""What staff's routes answer with: files that are what their headers say, and the access log."""

from __future__ import annotations

import io
import zipfile

import pytest

from jupyter_codemm.handlers.routes import PREFIX
from tests.classroom import rfc4180
from tests.hub.schools import Schools, two_schools
from tests.hub.serving import WHO


@pytest.fixture
def founded(parts):
    """Fill the database, and tell what is in it."""

    async def call() -> Schools:
        return await two_schools((await parts()).ctx)

    return call


@pytest.fixture
def fetch(jp_fetch):
    """Send a GET as the instructor and return the whole answer."""

    async def call(path: str, who: str = "eve:staff", **params: str):
        headers = {WHO: who, "Authorization": ""}
        return await jp_fetch(PREFIX, *path.split("/"), headers=headers, params=params)

    return call


@pytest.mark.parametrize("form", ["nbgrader", "canvas", "moodle"])
async def test_the_gradebook_is_a_csv_to_be_saved(founded, fetch, form):
    schools = await founded()
    answer = await fetch(f"classes/{schools.loops}/gradebook", format=form)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert f'filename="grades-{form}.csv"' in answer.headers["Content-Disposition"]
    assert any("ada" in record for record in rfc4180.records(answer.body))


async def test_archives_are_archives_and_bundles_json(founded, fetch):
    schools = await founded()
    for path, who in (
        (f"challenges/{schools.sums}/submissions/archive", "eve:staff"),
        (f"classes/{schools.loops}/export", "root:staff"),
    ):
        answer = await fetch(path, who)
        assert answer.headers["Content-Type"] == "application/zip"
        assert zipfile.is_zipfile(io.BytesIO(answer.body))
    answer = await fetch(f"challenges/{schools.sums}/bundle")
    assert answer.headers["Content-Type"] == "application/json"
    assert ".challenge.json" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("path", "params", "words"),
    [
        ("gradebook", {"format": "excel"}, "nbgrader, canvas, moodle"),
        ("gradebook", {"limit": "-1"}, "limit: must be a number"),
        ("gradebook", {"limit": "9999999999"}, "limit: must be a number"),
        ("gradebook", {"limit": "0"}, "limit: must be 1 to 200"),
        ("learners/ada/problems/p0/journey", {"part": "middle"}, "part: must be one of"),
        ("learners/ada/problems/p0/journey/steps/x", {}, "step: must be a number"),
    ],
)
async def test_what_is_asked_wrongly_gets_a_sentence(founded, ask, path, params, words):
    schools = await founded()
    status, told = await ask("eve:staff", "GET", f"classes/{schools.loops}/{path}", **params)
    assert (status, words in told["error"]["message"]) == (422, True), told


async def test_learners_see_who_read_their_record_and_nobody_elses(founded, ask):
    schools = await founded()
    status, _ = await ask("eve:staff", "GET", f"classes/{schools.loops}/learners/ada/submissions")
    assert status == 200
    _, told = await ask("ada", "GET", "me/accesses")
    assert [(one["actor"], one["what"]) for one in told["accesses"]] == [("eve", "submissions")]
    for who in ("bob", "eve:staff"):
        assert (await ask(who, "GET", "me/accesses"))[1]["accesses"] == []


async def test_names_that_no_path_takes_as_they_are_find_their_learner(founded, ask):
    schools = await founded()
    name = "ada lovelace+%2Fü@north.example"
    members = f"classes/{schools.loops}/members"
    status, _ = await ask("eve:staff", "PUT", members, {"user": name, "role": "learner"})
    assert status == 200
    status, told = await ask("eve:staff", "GET", f"classes/{schools.loops}/learners/{name}")
    assert (status, told["user"]) == (200, name)
    status, _ = await ask("eve:staff", "GET", f"classes/{schools.loops}/learners/{'x' * 500}")
    assert status == 404
