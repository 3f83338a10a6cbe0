"""Sources that are refused at the door, each in one sentence that names field and value."""

from __future__ import annotations

import json

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.handlers.routes import PREFIX
from tests.handlers.test_flow import api, generated, refused  # noqa: F401 - fixtures by name

NAMES = (
    "../x.py",
    "a/../../x.py",
    "/etc/x.py",
    "a\0b.py",
    "x" * 300 + ".py",
    "CON.py",
    "nul.py",
    "com1.py",
    "Aux.py",
    "x.py ",
    "x.txt",
    "",
    ".py",
    "é.py",
    "-x.py",
)
DOORS = ("run", "submit")


async def problem_of(api, jp_fetch) -> str:  # noqa: F811
    session = await generated(api)
    stream = f"{PREFIX}/sessions/{session['id']}/generate/stream"
    await jp_fetch(*stream.split("/"), request_timeout=60)
    (listed,) = (await api("GET", "activities"))["activities"]
    return (await api("GET", f"activities/{listed['id']}"))["problems"][0]["id"]


async def test_nothing_wrong_gets_in_or_is_stored(api, refused, jp_fetch):  # noqa: F811
    problem = await problem_of(api, jp_fetch)
    sources = {
        **{repr(name): ({"files": {"solution.py": "", name: "x"}}, 422) for name in NAMES},
        "200 files": ({"files": {f"m{n}.py": "" for n in range(200)}}, 422),
        "21 files": ({"files": {f"m{n}.py": "" for n in range(21)}}, 422),
        "no file": ({"files": {}}, 422),
        "neither": ({}, 422),
        "both": ({"files": {"solution.py": ""}, "code": ""}, 422),
        "no text": ({"code": 3}, 422),
        "half a megabyte": ({"code": "x" * 500_000}, 413),
        "5 MB": ({"code": "x" * 5_000_000}, 413),
    }
    for name, (source, wanted) in sources.items():
        for door in DOORS:
            code, error = await refused("POST", door, {"problem_id": problem, "source": source})
            assert code == wanted, (name, door, error)
            assert error["where"].startswith("body" if "5 MB" in name else "source"), (name, error)
            assert len(error["message"]) < 300, name
            assert "\n" not in error["message"], name
            assert "\0" not in error["message"], name
    assert (await api("GET", "submissions"))["submissions"] == []


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("text", [b"\xff", b"a\0", b"\\ud800", b"a\nb"])
async def test_bytes_that_are_no_text_are_refused(jp_fetch, jp_serverapp, door, text):
    junk = b'{"source": {"code": "' + text + b'"}}'
    with pytest.raises(HTTPClientError) as caught:
        await jp_fetch(PREFIX, door, method="POST", body=junk)
    assert caught.value.code == 422
    message = json.loads(caught.value.response.body)["error"]["message"]
    assert message.startswith("Invalid JSON")
    assert "source" not in message


ODD = {
    "CRLF": ("print(1)\r\nprint(2)\r\n", "accepted", "1\n2\n"),
    "CR": ("print(1)\rprint(2)\r", "accepted", "1\n2\n"),
    "BOM": ("\ufeffprint(1)", "accepted", "1\n"),
    "NUL": ("print(1)\0", "compile_error", ""),
    "nothing": ("", "accepted", ""),
}


@pytest.mark.parametrize("name", ODD)
async def test_odd_text_is_run_or_explained(api, name):  # noqa: F811
    code, verdict, printed = ODD[name]
    body = {"language": "python", "source": {"code": code}}
    reply = await api("POST", "run", body)
    assert (reply["run"]["verdict"], reply["run"]["stdout"]) == (verdict, printed)
    assert bool(reply["run"]["compile_output"]) == (verdict == "compile_error")
