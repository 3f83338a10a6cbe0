"""Results that no database and no browser can hold still get a verdict."""

from __future__ import annotations

import pytest

from tests.handlers.test_flow import api, generated  # noqa: F401 - the fixture is used by name

ODD = (
    'return "\\ud800x"',
    'return {"\\udfff": ["\\ud800"]}',
    'raise type("E" * 100_000, (Exception,), {})("\\ud800")',
    'return float("nan")',
    "return 10 ** 6000",
    'print("\\ud800"); return "\\x00\\x1b[31m"',
)


@pytest.mark.parametrize("body", ODD)
async def test_every_result_ends_in_a_verdict(api, jp_fetch, body):  # noqa: F811
    session = await generated(api)
    stream = f"jupyter-codemm/api/sessions/{session['id']}/generate/stream"
    await jp_fetch(*stream.split("/"), request_timeout=60)
    (listed,) = (await api("GET", "activities"))["activities"]
    problem = (await api("GET", f"activities/{listed['id']}"))["problems"][0]
    name = problem["signature"]["name"]
    source = {"code": f"def {name}(*arguments):\n    {body}\n"}
    run = await api("POST", "run", {"problem_id": problem["id"], "source": source})
    assert run["samples"]["verdict"] in ("wrong_answer", "runtime_error")
    done = await api("POST", "submit?wait=30", {"problem_id": problem["id"], "source": source})
    assert done["status"] == "done"
    assert done["outcome"]["verdict"] == run["samples"]["verdict"]
    assert len(str(done)) < 40_000
