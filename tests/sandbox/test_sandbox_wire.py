"""Plans and reports on their way to and from a supervisor."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.errors import InvalidInputError, UnavailableError
from jupyter_codemm.ports import CompileStep, ExecutionPlan, RunStep, StepLimits
from jupyter_codemm.sandbox.answers import decode
from jupyter_codemm.sandbox.wire import HEAD_BYTES, Box, body_size, encode, lifetime_s

LIMITS = StepLimits(wall_ms=2000, cpu_ms=1500, memory_mb=256)
BOX = Box(build_root="/b", work_root="/w", tools={"java": "/jdk/java"}, address_space=True)


def plan(*argv: str) -> ExecutionPlan:
    run = RunStep("r", argv, LIMITS, stdin=b"\0\xff", frame=b"{}")
    return ExecutionPlan(language="java", files={"A.java": b"\xff"}, runs=(run,))


def sent(box: Box, *argv: str) -> dict:
    message = encode(plan(*argv), box)
    assert int.from_bytes(message[:HEAD_BYTES], "big") == len(message) - HEAD_BYTES
    return json.loads(message[HEAD_BYTES:])


def test_tools_are_resolved_and_build_paths_are_not():
    assert sent(BOX, "java", "A")["plan"]["runs"][0]["argv"] == ["/jdk/java", "A"]
    assert sent(BOX, "{build}/program")["plan"]["runs"][0]["argv"] == ["{build}/program"]


def test_a_jvm_gets_its_threads_and_no_limit_on_mapped_memory():
    jvm = sent(BOX, "java", "A")["plan"]["runs"][0]["limits"]
    other = sent(BOX, "{build}/program")["plan"]["runs"][0]["limits"]
    assert (jvm["processes"], other["processes"]) == (128, 32)
    assert (jvm["address_mb"], jvm["memory_kb"]) == (0, (256 + 16) * 1024)
    assert (other["address_mb"], other["memory_kb"]) == (256 + 16 + 128, (256 + 16) * 1024)


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/b", "", ".", "..", "-o", "a\0b", "x" * 65])
def test_a_file_name_that_is_not_flat_is_refused(name):
    wanted = ExecutionPlan(language="python", files={name: b""}, runs=())
    with pytest.raises(InvalidInputError, match="file name"):
        encode(wanted, BOX)


def test_a_box_outlives_everything_that_its_plan_allows():
    compile_step = CompileStep(("g++",), StepLimits(wall_ms=20_000, cpu_ms=1, memory_mb=1))
    long = ExecutionPlan(
        language="cpp", files={}, runs=(), compile=(compile_step,), total_ms=30_000
    )
    assert lifetime_s(long) > 50


@given(st.binary(max_size=200))
def test_a_reply_of_garbage_is_the_sandboxs_failure(body):
    with pytest.raises(UnavailableError):
        decode(body, "docker", plan("java", "A"))


@pytest.mark.parametrize(
    "change",
    [
        {"end": "accepted"},
        {"stdout": "not base64!"},
        {"wall_ms": "soon"},
        {"name": None, "end": []},
    ],
)
def test_a_report_with_a_wrong_field_is_refused(change):
    step = {"name": "r", "end": "exited", **change}
    with pytest.raises(UnavailableError):
        decode(
            json.dumps({"report": {"compile": [], "runs": [step]}}).encode(), "docker", plan("java")
        )


@pytest.mark.parametrize("head", [b"", b"\0" * 7, b"\xff" * 8])
def test_a_head_that_announces_nonsense_is_refused(head):
    with pytest.raises(UnavailableError):
        body_size(head)
