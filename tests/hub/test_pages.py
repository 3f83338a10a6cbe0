"""The pages of those who teach, as they are served."""

from __future__ import annotations

import re

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.hub.pages import BuiltPages, pages
from tests.hub.serving import WHO

SCRIPT, SHEET = "pages-abc123.js", "pages-def456.css"


@pytest.fixture
def built(tmp_path):
    """What a build leaves, beside something that is nobody's business."""
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / SCRIPT).write_text("'use strict';")
    (folder / SHEET).write_text("body{}")
    (folder / "sources.sha256").write_text("0")
    return folder


@pytest.fixture
def serve(jp_serverapp):
    """Serve pages in place of those of this checkout, which may not be built."""

    def add(folder) -> None:
        prefix = jp_serverapp.base_url.rstrip("/")
        routes = [
            (prefix + path, handler, given) for path, handler, given in pages("/hub/", folder)
        ]
        app = jp_serverapp.web_app
        app.add_handlers(".*$", routes)
        rules = app.default_router.rules
        rules.insert(0, rules.pop(-2))  # before those of this checkout

    return add


@pytest.fixture
def get(jp_fetch):
    """Ask for a page as somebody; returns the answer, whatever it is."""

    async def ask(who: str, *path: str):
        headers = {WHO: who, "Authorization": ""}
        try:
            return await jp_fetch(*path, headers=headers, follow_redirects=False)
        except HTTPClientError as error:
            return error.response

    return ask


async def test_staff_gets_one_document_at_every_address(built, serve, get):
    serve(built)
    root = await get("eve:staff", "teach")
    deep = await get("eve:staff", "teach", "classes", "c1", "learners", "x y", "grades", "h1")
    assert (root.code, deep.code) == (200, 200)
    for page in (root, deep):
        text = page.body.decode()
        assert re.findall(r'(?:src|href)="([^"]+)"', text) == [
            f"/a%40b/teach/static/{SHEET}",
            f"/a%40b/teach/static/{SCRIPT}",
        ]
        assert 'data-user="eve"' in text
        assert re.search(r'data-xsrf="[^"]{20,}"', text)
        assert page.headers["Cache-Control"] == "no-store"


async def test_nothing_comes_from_elsewhere_and_nothing_in_line(built, serve, get):
    serve(built)
    page = await get("eve:staff", "teach")
    policy = dict(
        part.strip().split(" ", 1) for part in page.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    text = page.body.decode()
    assert not re.search(r"<script(?![^>]*src=)|<style|style=|\son\w+=", text)


async def test_what_it_loads_is_kept_and_nothing_else_is_there(built, serve, get):
    serve(built)
    script = await get("eve:staff", "teach", "static", SCRIPT)
    assert (script.code, script.body) == (200, b"'use strict';")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert script.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    for name in ("sources.sha256", "pages-old.js", "..", "pages.py"):
        assert (await get("eve:staff", "teach", "static", name)).code == 404, name


async def test_who_has_not_signed_in_gets_nothing(built, serve, get):
    serve(built)
    for path in (("teach",), ("teach", "classes", "c1"), ("teach", "static", SCRIPT)):
        answer = await get("", *path)
        assert answer.code == 302, path
        assert "/login?next=" in answer.headers["Location"], path


async def test_who_does_not_act_as_staff_is_told_where_their_work_is(built, serve, get):
    serve(built)
    page = await get("<b>ada</b>", "teach", "classes", "c1")
    text = page.body.decode()
    assert page.code == 403
    assert "&lt;b&gt;ada&lt;/b&gt;" in text
    assert "From my classes" in text
    assert 'href="/hub/user-redirect/lab"' in text
    assert "<script" not in text
    assert "data-xsrf" not in text


async def test_a_service_of_the_hub_is_no_person(built, serve, get):
    serve(built)
    assert (await get("monitor:service", "teach")).code == 403


async def test_pages_that_were_not_built_say_so(tmp_path, serve, get):
    serve(tmp_path)
    page = await get("eve:staff", "teach")
    assert page.code == 503
    assert "were not built" in page.body.decode()


def test_only_what_was_built_is_read(built):
    assert set(BuiltPages.read(built).files) == {SCRIPT, SHEET}
