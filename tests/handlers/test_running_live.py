"""`POST run` as a stream, a client that goes away, and a submission that is taken back."""

from __future__ import annotations

import asyncio
import json

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.handlers import Parts
from jupyter_codemm.handlers.routes import PREFIX
from jupyter_codemm.services.context import LOCAL_USER
from jupyter_codemm.services.running import RunSize
from jupyter_codemm.store import open_store
from tests.fakes.contexts import make_context
from tests.fakes.drafts import good_draft
from tests.fakes.instant_sandbox import InstantSandbox
from tests.fakes.parts import parts_of

PROGRAM = "print('a', flush=True)\nimport sys\nprint('\\x1b[31mb', file=sys.stderr)\nprint(input())"


def stream() -> dict[str, str]:
    return {"Accept": "text/event-stream"}


def body(code, **more):
    return json.dumps({"language": "python", "source": {"code": code}, **more})


def events(data: bytes) -> list[tuple[str, dict]]:
    found = []
    for block in data.decode().strip().split("\n\n"):
        name, value = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(value.removeprefix("data: "))))
    return found


async def test_output_then_the_outcome(jp_fetch, jp_serverapp):
    answer = await jp_fetch(
        PREFIX, "run", method="POST", body=body(PROGRAM, stdin="é\n"), headers=stream()
    )
    assert answer.headers["Content-Type"] == "text/event-stream"
    *output, (name, outcome) = events(answer.body)
    assert {name for name, _ in output} == {"output"}
    printed = "".join(o["text"] for _, o in output if o["channel"] == "stdout")
    assert printed == outcome["run"]["stdout"] == "a\né\n"
    assert "".join(o["text"] for _, o in output if o["channel"] == "stderr") == "b\n"
    assert name == "outcome"
    plain = await jp_fetch(PREFIX, "run", method="POST", body=body(PROGRAM, stdin="é\n"))
    reply = json.loads(plain.body)
    for varying in ("time_ms", "memory_kb"):
        assert reply["run"].pop(varying) >= 0
        assert outcome["run"].pop(varying) >= 0
    assert reply == outcome


@pytest.mark.parametrize(
    ("code", "given"), [(404, {"problem_id": "none"}), (422, {"language": "cobol"}), (422, {})]
)
async def test_what_is_wrong_with_the_request_is_no_stream(jp_fetch, jp_serverapp, code, given):
    text = json.dumps({"source": {"code": "x"}} | given)
    with pytest.raises(HTTPClientError) as caught:
        await jp_fetch(PREFIX, "run", method="POST", body=text, headers=stream())
    assert caught.value.code == code
    assert json.loads(caught.value.response.body)["error"]["message"]


@pytest.fixture
def address(http_server, http_server_port, jp_base_url, jp_auth_header):
    """The head of a request, but for its length, and where to send it."""
    port = http_server_port[1]
    head = (
        f"POST {jp_base_url}{PREFIX}/run HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Authorization: {jp_auth_header['Authorization']}\r\nContent-Type: application/json\r\n"
    )
    return head, port


class LostInTheMiddle(InstantSandbox):
    """Prints, and then lacks what it needs."""

    async def execute(self, plan, listen=None):
        listen("run", "stdout", b"a\n")
        raise MissingToolError("the image is gone")


async def held_sandbox(jp_serverapp, tmp_path, opened=None, sandbox=None) -> InstantSandbox:
    """Give the server a sandbox in which nothing ends, and parts that come when `opened` is set."""
    sandbox = sandbox or InstantSandbox()
    sandbox.open.clear()
    ctx = make_context(open_store(tmp_path / "held.sqlite"), sandbox=sandbox)
    (extension,) = jp_serverapp.extension_manager.extension_apps["jupyter_codemm"]
    await extension.once.stop()

    async def make() -> Parts:
        if opened is not None:
            await opened.wait()
        return parts_of(ctx)

    extension.once.make = make
    extension.once.task = None
    return sandbox


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
async def test_a_client_that_goes_away_stops_its_program(jp_serverapp, tmp_path, address, accept):
    held = await held_sandbox(jp_serverapp, tmp_path)
    head, port = address
    text = body("while True: pass")
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{head}Accept: {accept}\r\nContent-Length: {len(text)}\r\n\r\n{text}".encode())
    await writer.drain()
    await asyncio.wait_for(held.until_busy(1), 30)
    writer.close()
    await asyncio.wait_for(held.until_busy(0), 30)
    assert held.stopped == 1


async def test_a_client_that_left_before_the_parts_were_there_runs_nothing(
    jp_serverapp, jp_fetch, tmp_path, address
):
    opened = asyncio.Event()
    held = await held_sandbox(jp_serverapp, tmp_path, opened)
    (extension,) = jp_serverapp.extension_manager.extension_apps["jupyter_codemm"]
    head, port = address
    text = body("while True: pass")
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{head}Content-Length: {len(text)}\r\n\r\n{text}".encode())
    await writer.drain()
    await jp_fetch("api", "status")
    assert extension.once.task is not None
    writer.close()
    await writer.wait_closed()
    await jp_fetch("api", "status")  # what came first was seen first
    opened.set()
    await jp_fetch(PREFIX, "submissions")
    assert held.launches == 0


async def test_what_fails_after_the_first_output_ends_the_stream_in_words(
    jp_serverapp, jp_fetch, tmp_path
):
    await held_sandbox(jp_serverapp, tmp_path, sandbox=LostInTheMiddle())
    answer = await jp_fetch(PREFIX, "run", method="POST", body=body("x = 1"), headers=stream())
    (first, _), (last, error) = events(answer.body)
    assert (first, last) == ("output", "error")
    assert (error["code"], error["message"]) == ("missing_tool", "the image is gone")


async def test_one_user_may_run_a_few_at_once_and_hears_so(jp_serverapp, jp_fetch, tmp_path):
    held = await held_sandbox(jp_serverapp, tmp_path)

    def run():
        return jp_fetch(PREFIX, "run", method="POST", body=body("x = 1"), headers=stream())

    others = [asyncio.ensure_future(run()) for _ in range(RunSize().per_user)]
    await asyncio.wait_for(held.until_busy(RunSize().at_once), 30)
    with pytest.raises(HTTPClientError) as caught:
        await run()
    assert caught.value.code == 409
    assert "4 of your programs" in json.loads(caught.value.response.body)["error"]["message"]
    held.open.set()
    for other in others:
        assert (await other).code == 200
    assert held.most_busy == RunSize().at_once


async def test_a_submission_is_cancelled_over_http(jp_serverapp, jp_fetch, tmp_path):
    held = await held_sandbox(jp_serverapp, tmp_path)
    (extension,) = jp_serverapp.extension_manager.extension_apps["jupyter_codemm"]
    parts = await extension.once.get()
    problem = good_draft().problem
    activity = Activity(
        id="activity-1",
        owner=LOCAL_USER,
        title="One",
        language="python",
        problems=(problem,),
        created_at=parts.ctx.clock.now(),
    )
    await parts.ctx.store.transact(lambda tx: tx.activities.add(activity))
    request = json.dumps({"problem_id": problem.id, "source": {"code": "x = 1"}})

    async def post(path, body="{}", **params):
        answer = await jp_fetch(PREFIX, *path.split("/"), method="POST", body=body, params=params)
        return json.loads(answer.body)

    sent = [await post("submit", request, wait="0") for _ in range(4)]
    assert [s["position"] for s in sent][-2:] == [1, 2]
    for submission in sent[::-1]:
        cancelled = await post(f"submissions/{submission['id']}/cancel")
        assert (cancelled["status"], cancelled["outcome"]) == ("cancelled", None)
    await asyncio.wait_for(held.until_busy(0), 30)
    held.open.set()
    done = await post("submit", request, wait="60")
    assert done["status"] == "done"
    for path, code in ((f"submissions/{done['id']}/cancel", 409), ("submissions/x/cancel", 404)):
        with pytest.raises(HTTPClientError) as caught:
            await post(path)
        assert caught.value.code == code
