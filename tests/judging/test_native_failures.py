"""Java and C++ programs that end in the ways only theirs can."""

import pytest

from jupyter_codemm.contracts.source import Source
from tests.judging.judged import bench
from tests.judging.problems import function, judged

TASK = {"args": [1]}, {"value": 1}
JAVA = "import java.util.*;\npublic class Solution {{ public static int f(int n) {{ {} }} }}"
CPP = "#include <bits/stdc++.h>\nint f(int n) {{ {} }}"


@pytest.mark.java
@pytest.mark.parametrize(
    ("body", "verdict", "words"),
    [
        ("return f(n) + 1;", "runtime_error", "StackOverflowError"),
        ("System.exit(0); return 1;", "runtime_error", "before it gave a result"),
        ("System.setOut(null); return 1;", "accepted", ""),
        ("System.out.close(); return 1;", "accepted", ""),
        ('throw new Error("\\u001b[31mred");', "runtime_error", "Error: red (Solution.java:2)"),
        ('return Integer.parseInt("x");', "runtime_error", "NumberFormatException"),
        ("long[] a = new long[Integer.MAX_VALUE]; return a.length;", "memory_limit", "OutOfMemory"),
        (
            "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true); })); return 1;",
            "time_limit",
            "",
        ),
        ("new Thread(() -> { while (true); }).start(); return 1;", "accepted", ""),
        ("Object o = n; synchronized (o) { o.wait(); } return 1;", "compile_error", ""),
        ("return new Scanner(System.in).nextInt();", "runtime_error", "NoSuchElementException"),
    ],
)
def test_java_program_ends(body, verdict, words):
    outcome = judged(function("n: int", "int", TASK, language="java"), JAVA.format(body))
    assert outcome.verdict == verdict, outcome
    assert words in outcome.cases[0].message


@pytest.mark.java
def test_a_raw_java_list_with_other_things_in_it_is_a_wrong_answer():
    task = function("", "list[int]", ({"args": []}, {"value": [1]}), language="java")
    code = (
        "import java.util.*;\npublic class Solution {{ public static List<Integer> f() {{"
        " List raw = new ArrayList(); raw.add({}); return raw; }} }}"
    )
    assert judged(task, code.format("1")).verdict == "accepted"
    for other in ('"1"', "1.0", "new int[] {1}", "List.of(1)"):
        assert judged(task, code.format(other)).verdict == "wrong_answer"


@pytest.mark.cpp
@pytest.mark.parametrize(
    ("body", "verdict", "words"),
    [
        ("*(volatile int*)nullptr = n; return 1;", "runtime_error", "SIGSEGV"),
        ("std::abort();", "runtime_error", "SIGABRT"),
        ("volatile int zero = 0; return n / zero;", "runtime_error", "SIGFPE"),
        ("std::exit(0);", "runtime_error", "before it gave a result"),
        ('throw std::string("why");', "runtime_error", "why"),
        ("throw 7;", "runtime_error", "int"),
        ("volatile char a[64 << 20]; a[0] = 1; a[n] = 2; return a[0];", "runtime_error", "SIGSEGV"),
        ("std::vector<char> a(1LL << 40); return a[n] + 1;", "memory_limit", "bad_alloc"),
        (
            "std::cout << std::string(n, 'x'); std::thread([] {}).detach(); return 1;",
            "accepted",
            "",
        ),
        ("static struct D { ~D() { std::abort(); } } d; return 1;", "accepted", ""),
    ],
)
def test_cpp_program_ends(body, verdict, words):
    outcome = judged(function("n: int", "int", TASK, language="cpp"), CPP.format(body))
    assert outcome.verdict == verdict, outcome
    assert words in outcome.cases[0].message


@pytest.mark.java
def test_a_crash_of_the_jvm_is_told_by_its_signal():
    body = (
        'System.out.println(n); var f = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");'
        " f.setAccessible(true); ((sun.misc.Unsafe) f.get(null)).putAddress(0, 0); return 1;"
    )
    code = JAVA.format(body).replace("f(int n)", "f(int n) throws Exception")
    outcome = judged(function("n: int", "int", TASK, language="java"), code)
    assert outcome.verdict == "runtime_error"
    assert outcome.cases[0].message == (
        "The Java virtual machine crashed: Segmentation fault (SIGSEGV)"
    )
    assert outcome.cases[0].got.stdout == "1\n"


@pytest.mark.java
def test_a_program_that_kills_its_jvm_is_told_so():
    body = (
        'new ProcessBuilder("/bin/kill", "-ABRT", "" + ProcessHandle.current().pid())'
        ".start().waitFor(); Thread.sleep(10000); return 1;"
    )
    code = JAVA.format(body).replace("f(int n)", "f(int n) throws Exception")
    outcome = judged(function("n: int", "int", TASK, language="java"), code)
    assert outcome.verdict == "runtime_error"
    assert "SIGABRT" in outcome.cases[0].message


@pytest.mark.cpp
@pytest.mark.docker
def test_a_program_that_names_another_loader_is_at_fault_itself():
    task = function("n: int", "int", TASK, language="cpp")
    section = r'asm(".pushsection .interp,\"a\"\n.string \"{}\"\n.popsection");'
    with bench("docker") as judged_there:  # its linker lets the text choose
        for loader in ("/tmp/evil", "/etc", "/dev/null"):
            code = section.format(loader) + "\n" + CPP.format("return n;")
            outcome = judged_there(task, Source.single(code))
            assert outcome.verdict == "runtime_error", outcome
            assert "cannot be started" in outcome.cases[0].message
