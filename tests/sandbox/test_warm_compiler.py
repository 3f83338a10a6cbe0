"""A Java compiler that stays answers as javac does, and outlives what it is asked."""

import struct

import pytest

from jupyter_codemm.ports import CompileStep, ExecutionPlan, RunStep
from jupyter_codemm.sandbox.answers import Warmed
from jupyter_codemm.sandbox.supervisor.javac import CRASHED, ERRORS, OK, Answer, Call
from tests.sandbox.boxes import limits, plan
from tests.sandbox.serving import Serving, serving

OPTIONS = ("-proc:none", "-encoding", "UTF-8", "-nowarn", "-Xlint:none", "-Xmaxerrs", "10")
MEMORY = limits(memory_mb=768, processes=128)
HELLO = b'public class Main { public static void main(String[] a) { System.out.println("hi"); } }'
REFUSED = {
    "types": b"class Main {\n  int f() { return x; }\n  String g() { return 1; }\n}\n",
    "unclosed": b"class Main {",
    "another name": b"public class Other { }",
    "too large": b"class Main { int[] a = {" + b"1," * 20_000 + b"}; }",
    "no text": b"class Main { } // \xff\xfe",
    "unchecked": b"import java.util.*; class Main { List f() { return g(); } }",
    "processor": b"@javax.annotation.processing.SupportedAnnotationTypes(1) class Main { }",
    "module": b"module Main { requires java.desktop; }",
    "not english": "class Zoë { été f() { return ''; } }".encode(),
    "many": b"class Main { " + b"x y = z;" * 30 + b" }",
}
UNWRITABLE = {
    "long name": b"class " + b"A" * 300 + b" { }",
    "many classes": b"class Main { " + b"".join(b"class C%d { }" % i for i in range(4200)) + b" }",
}
PARENTHESES = b"class Main { int f() { return " + b"(" * 20_000 + b"1" + b")" * 20_000 + b"; } }"
SLOW = b"class Main { int f() { return " + b"+".join([b"(f() > 1 ? 1L : 2.0)"] * 900) + b"; } }"


def javac(*sources: str, library: str = "lib", makes: str = "classes") -> CompileStep:
    argv = ("javac", *OPTIONS, "-cp", library, "-d", makes, *sources)
    return CompileStep(argv, MEMORY, makes=(makes,))


def java(files: dict[str, bytes], *steps: CompileStep, runs: tuple[RunStep, ...] = ()):
    return plan(*runs, language="java", files=files, compile=steps or (javac(*sorted(files)),))


def compiled(box: Serving, asked: ExecutionPlan) -> list[tuple[object, ...]]:
    reply, left = box.run(asked)
    assert left == ""
    return [(s.end, s.code, s.stdout, s.stderr, s.truncated) for s in reply.report.compile]


@pytest.fixture(scope="module")
def boxes():
    """Two boxes, one with a warm compiler."""
    with serving(java({"Main.java": HELLO})) as warm, serving(java({"Main.java": HELLO})) as cold:
        assert warm.warm(java({}), javac=True) == Warmed("")
        yield warm, cold


@pytest.mark.docker
@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_it_says_what_javac_says(boxes, source):
    warm, cold = boxes
    asked = java({"Main.java": source})
    assert compiled(warm, asked) == compiled(cold, asked)


@pytest.mark.docker
def test_classes_that_it_makes_are_found_by_the_next_step_and_by_runs(boxes):
    files = {"B.java": b"package b; public class B { public static int one() { return 1; } }"}
    files["Main.java"] = HELLO.replace(b'"hi"', b"b.B.one()")
    steps = (javac("B.java", makes="lib"), javac("Main.java"))
    run = RunStep("run", ("java", "-cp", "{build}/lib:{build}/classes", "Main"), MEMORY)
    reply, left = boxes[0].run(java(files, *steps, runs=(run,)), collect=True)
    assert (reply.report.runs[0].stdout, left) == (b"1\n", "")
    made = [sorted(reply.made[step]) for step in sorted(reply.made)]
    assert made == [["lib/b/B.class"], ["classes/Main.class"]]
    assert reply.report.compile[1].stderr == b""


@pytest.mark.docker
def test_a_job_leaves_nothing_for_the_next(boxes):
    first = java({"Helper.java": b"public class Helper { }"})
    assert compiled(boxes[0], first)[0][:2] == ("exited", OK)
    second = compiled(boxes[0], java({"Main.java": b"class Main { Helper h; }"}))
    assert second[0][:2] == ("exited", ERRORS)
    assert b"class Helper" in second[0][3]


@pytest.mark.docker
@pytest.mark.parametrize("source", UNWRITABLE.values(), ids=UNWRITABLE)
def test_classes_that_cannot_be_written_are_refused_and_the_box_goes_on(boxes, source):
    end, code, _, said, _ = compiled(boxes[0], java({"Main.java": source}))[0]
    assert (end, code) == ("exited", ERRORS)
    assert b"error while writing" in said
    assert compiled(boxes[0], java({"Main.java": HELLO}))[0][:2] == ("exited", OK)


@pytest.mark.docker
def test_after_a_crash_of_the_compiler_the_box_goes_on(boxes):
    for _ in range(2):  # javac itself has other words: it is warm again for the second
        end, code, _, said, _ = compiled(boxes[0], java({"Main.java": PARENTHESES}))[0]
        assert (end, code) == ("exited", CRASHED)
        assert said == (
            b"The compiler gave up: the program is too deeply nested or too large for it "
            b"(StackOverflowError).\n"
        )
    assert compiled(boxes[0], java({"Main.java": HELLO}))[0][:2] == ("exited", OK)


@pytest.mark.docker
def test_a_slow_job_is_a_timeout_and_the_box_goes_on(boxes):
    step = CompileStep(javac("Main.java").argv, limits(cpu_ms=30, memory_mb=768, processes=128))
    assert compiled(boxes[0], java({"Main.java": SLOW}, step))[0][0] == "time_limit"
    assert compiled(boxes[0], java({"Main.java": HELLO}))[0][:2] == ("exited", OK)


@pytest.mark.parametrize(
    "argv",
    [
        ["javac", "-d", "classes", "Main.java"],
        ["javac", "-proc:none", "-encoding", "latin1", "-d", "classes", "Main.java"],
        ["javac", "-proc:none", "-processor", "X", "-d", "classes", "Main.java"],
        ["javac", "-proc:none", "-Xplugin:X", "-d", "classes", "Main.java"],
        ["javac", "-proc:none", "-d", "classes", "@files"],
        ["javac", "-proc:none", "Main.java"],
        ["/usr/bin/java", "-proc:none", "-d", "classes", "Main.java"],
    ],
)
def test_a_call_that_it_does_not_know_by_heart_is_left_to_javac(argv):
    assert not Call(argv).understood


def test_a_call_of_the_judge_is_understood():
    call = Call(["/opt/javac", "-J-Xmx1m", *OPTIONS, "-cp", "lib", "-d", "out", "B.java", "A.java"])
    assert call.understood
    assert (call.sources, call.library, call.output) == (["B.java", "A.java"], "lib", "out")
    assert call.options == ["-proc:none", "-nowarn", "-Xlint:none", "-Xmaxerrs", "10"]


def test_a_source_that_is_a_link_or_no_text_is_left_to_javac(tmp_path):
    (tmp_path / "A.java").write_bytes(b"\xff")
    (tmp_path / "B.java").symlink_to("/etc/hostname")
    (tmp_path / "C.java").write_bytes(b"class C { }")
    jobs = [Call(["javac", *OPTIONS, "-d", "x", f"{c}.java"]).job(str(tmp_path)) for c in "ABCD"]
    assert [job is not None for job in jobs] == [False, False, True, False]
    assert b"class C { }" in jobs[2]


def answer(code: int, words: bytes) -> Answer:
    return Answer(struct.pack(f">II{len(words)}sI", code, len(words), words, 0))


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        (OK, b"", OK),
        (ERRORS, b"Main.java:1: error: x\n1 error\n", ERRORS),
        (ERRORS, b"x\n10 errors\nonly showing the first 10 errors, of 30 total\n", ERRORS),
        (ERRORS, b"\n\nThe system is out of resources.\njava.lang.OutOfMemoryError\n", CRASHED),
        (CRASHED, b"java.lang.AssertionError\n", CRASHED),
    ],
)
def test_a_compiler_that_did_not_count_its_errors_crashed(code, words, expected):
    said = answer(code, words)
    assert said.code == expected
    assert b"java.lang" not in said.words


def test_words_above_the_limit_are_cut():
    step = {"name": "compile_1", "limits": {"output_bytes": 5, "cpu_ms": 10}}
    facts = {"cpu_ms": 1, "wall_ms": 1, "memory_kb": 1}
    report = answer(ERRORS, b"a long story\n1 error\n").report(step, facts)
    assert (report["end"], report["truncated"], report["stderr"]) == (
        "output_limit",
        True,
        "YSBsb24=",
    )
