"""Plans and reports on their way to and from a supervisor."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.errors import InvalidInputError, UnavailableError
from jupyter_codemm.ports import CompileStep, ExecutionPlan, Preload, RunStep, StepLimits
from jupyter_codemm.sandbox.answers import Hearing, Output, Reply, Reset, Warmed
from jupyter_codemm.sandbox.products import Product
from jupyter_codemm.sandbox.wire import HEAD_BYTES, Box, body_size, encode, encode_warm, lifetime_s

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


def test_tasks_that_nobody_sees_widen_the_limit_and_never_lift_it():
    limits = sent(replace(BOX, unseen_tasks=256), "{build}/program")["plan"]["runs"][0]["limits"]
    assert limits["processes"] == 32 + 256


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
        Hearing("docker", plan("java", "A")).take(body)


@pytest.mark.parametrize(
    "change",
    [
        {"end": "accepted"},
        {"stdout": "not base64!"},
        {"wall_ms": "soon"},
        {"code": float("inf")},
        {"memory_kb": float("nan")},
        {"name": None, "end": []},
    ],
)
def test_a_report_with_a_wrong_field_is_refused(change):
    step = {"name": "r", "end": "exited", **change}
    with pytest.raises(UnavailableError):
        Hearing("docker", plan("java")).take(
            json.dumps({"report": {"compile": [], "runs": [step]}}).encode()
        )
    with pytest.raises(UnavailableError):
        Hearing("docker", plan("java")).take(json.dumps({"ran": step}).encode())


@pytest.mark.parametrize("head", [b"", b"\0" * 7, b"\xff" * 8])
def test_a_head_that_announces_nonsense_is_refused(head):
    with pytest.raises(UnavailableError):
        body_size(head)


MAKES = CompileStep(("g++",), LIMITS, reads=("A.java",), makes=("classes", "program"))
MAKING = replace(plan("java", "A"), compile=(MAKES,))
TO = ("docker", MAKING)


def reported(made: object) -> bytes:
    compiled = {"name": "compile_1", "end": "exited", "made": made}
    run = {"name": "r", "end": "exited"}
    return json.dumps({"report": {"compile": [compiled], "runs": [run]}}).encode()


def test_products_come_back_by_step_and_go_out_beside_the_files():
    made = [["classes/é$1.class", "YQ==", False], ["program", "", True]]
    reply = Hearing(*TO).take(reported(made))
    assert isinstance(reply, Reply)
    products = {"classes/é$1.class": Product(b"a"), "program": Product(b"", executable=True)}
    assert reply.made == {0: products}
    message = encode(plan("java", "A"), BOX, products=products)
    files = json.loads(message[HEAD_BYTES:])["plan"]["files"]
    expected = [["A.java", "/w==", False], ["classes/é$1.class", "YQ==", False]]
    assert files == [*expected, ["program", "", True]]


@pytest.mark.parametrize(
    "path",
    [
        *("../x", "/etc/x", "classes/../../x", "classes//x", "classes/./x", "classes/", "", "."),
        *("classes/a\0b", "classes/\ud800", "classes/" + "x" * 256, "classes/x" * 200),
        *("other", "program2", "A.java", 7, None),
    ],
)
def test_a_product_with_another_path_is_the_sandboxs_failure(path):
    with pytest.raises(UnavailableError):
        Hearing(*TO).take(reported([[path, "", False]]))


@pytest.mark.parametrize("made", [7, [["program"]], [["program", "no base64!", False]], [7]])
def test_products_of_another_shape_are_the_sandboxs_failure(made):
    with pytest.raises(UnavailableError):
        Hearing(*TO).take(reported(made))


def test_a_file_that_is_also_a_folder_is_refused():
    with pytest.raises(InvalidInputError, match="a folder"):
        encode(plan("java"), BOX, products={"A.java/x": Product(b"")})


def test_what_is_made_is_asked_for_only_on_request():
    asked = [
        json.loads(encode(MAKING, BOX, collect=collect)[HEAD_BYTES:])["plan"]["compile"][0]["makes"]
        for collect in (True, False)
    ]
    assert asked == [["classes", "program"], []]


def test_output_resets_and_warmth_are_told_apart():
    assert Hearing(*TO).take(b'{"output":["r","stderr","YQ=="]}') == Output("r", "stderr", b"a")
    assert Hearing(*TO).take(b'{"reset":""}') == Reset("")
    assert Hearing(*TO).take(b'{"reset":"files are left"}') == Reset("files are left")
    assert Hearing(*TO).take(b'{"warm":"no"}') == Warmed("no")


@pytest.mark.parametrize(
    "body",
    [
        b'{"output":["x","stderr","YQ=="]}',
        b'{"output":["r","frame","YQ=="]}',
        b'{"output":[["r"],"stdout","YQ=="]}',
        b'{"output":["r","stdout"]}',
        b'{"reset":null}',
        b'{"reset":"","warm":""}',
        b'{"plan":{}}',
        b"{}",
        b"[]",
        b"[" * 100_000,
        b'{"report":{"compile":[],"runs":[]}}',
        b'{"ran":{"name":"other","end":"exited"}}',
        b'{"ran":[]}',
    ],
)
def test_an_answer_to_no_question_is_refused(body):
    with pytest.raises(UnavailableError):
        Hearing(*TO).take(body)


RUNS = replace(plan("java"), runs=tuple(RunStep(name, ("java",), LIMITS) for name in "abc"))


def told(name: str, **changes: object) -> bytes:
    return json.dumps({"ran": {"name": name, "end": "exited", **changes}}).encode()


def rest(*names: str) -> bytes:
    runs = [{"name": name, "end": "not_run"} for name in names]
    return json.dumps({"report": {"compile": [], "runs": runs}}).encode()


def test_runs_are_told_as_they_end_and_the_report_has_the_others():
    hearing = Hearing("docker", RUNS)
    assert [hearing.take(told("a", stdout="YQ==")), hearing.take(told("b"))] == [None, None]
    reply = hearing.take(rest("c"))
    assert isinstance(reply, Reply)
    runs = [(run.name, run.end, run.stdout) for run in reply.report.runs]
    assert runs == [("a", "exited", b"a"), ("b", "exited", b""), ("c", "not_run", b"")]


@pytest.mark.parametrize(
    "messages",
    [
        [told("b")],
        [told("a"), told("a")],
        [told("a"), rest("b")],
        [told("a"), rest("c", "b")],
        [told("a"), rest("a", "b", "c")],
        [told("a"), told("b"), told("c"), told("c")],
        [told("a"), told("b"), told("c"), rest("c")],
    ],
)
def test_runs_are_told_in_their_order_and_once(messages):
    hearing = Hearing("docker", RUNS)
    for message in messages[:-1]:
        hearing.take(message)
    with pytest.raises(UnavailableError):
        hearing.take(messages[-1])


def test_a_preload_is_resolved_like_the_steps_that_it_serves():
    preload = Preload(("java", "-x"), {"m": "1"}, {"A": "b"})
    message = encode(replace(plan("java", "-x", "s"), preload=preload), BOX)
    sent_plan = json.loads(message[HEAD_BYTES:])["plan"]
    assert sent_plan["preload"]["argv"] == sent_plan["runs"][0]["argv"][:2]
    wish = json.loads(encode_warm(BOX, preload, javac=True)[HEAD_BYTES:])["warm"]
    assert wish == {"preload": sent_plan["preload"], "javac": True}
    assert wish["preload"]["env"].items() > {"A": "b"}.items()
