"""What code may use: each language has things that reach further, and names that only look so."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.problem import WrongSolution
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.safety import check_safety, cpp
from tests.gates.drafts_in import draft_in, draft_of, solved

BAD_PYTHON = {
    "import os": "import os",
    "import os.path": "import os.path",
    "import subprocess": "import subprocess as s",
    "from socket import": "from socket import socket",
    "import random": "import random",
    "import time": "import time",
    "import ctypes": "import ctypes",
    "import threading": "import threading",
    "import numpy": "import numpy as np",
    "from . import": "from . import other",
    "eval": "x = eval('1')",
    "exec": "exec('1')",
    "open": "f = open('/tmp/x')",
    "__import__": "__import__('os')",
    "getattr": "getattr(int, 'x')",
    "globals": "globals()",
    "input": "x = input()",
    "id": "x = id([])",
    "hash": "x = hash('harbour') % 2",
    "sys.stdin": "import sys\nx = sys.stdin.read()",
    "sys.modules": "import sys\nx = sys.modules",
    "from sys import modules": "from sys import modules",
    "from sys import *": "from sys import *",
    "collections._sys": "import collections\ncollections._sys",
    "datetime.now": "from datetime import datetime as d\nx = d.now()",
    "datetime.today": "import datetime\nx = datetime.date.today()",
    "io.open": "import io\nio.open('x')",
    "attribute __subclasses__": "x = ().__class__.__subclasses__()",
    "attribute __globals__": "def f(): ...\nf.__globals__",
    "__builtins__": "__builtins__",
}
GOOD_PYTHON = [
    "import math, itertools, collections, heapq, functools, re, bisect",
    "from collections import deque, defaultdict",
    "from typing import Any\nimport collections.abc",
    "import sys\nsys.setrecursionlimit(5000)\nsys.stdout.write('x')",
    "def open(door): return door\nopen(1)",
    "class Door:\n    def open(self): ...\n    def eval(self): ...\nDoor().open()\nDoor().eval()",
    "def f(id, input, vars): return id + input + vars",
    "def f(hash): return hash",
    "class A:\n    def __hash__(self): return hash((self.x, self.y))",
    "os = 3\ntime = os + 1\nrandom = time\nx = os.path if False else time",
    "compile_time = 3\nevaluate = 4\nreopen = 5  # os.system, eval()",
    "text = 'import os; eval(1)'",
    '"""import os"""',
    "import datetime\nd = datetime.date(2020, 1, 1)",
    "class A:\n    def __repr__(self): return self.__class__.__name__",
    "def broken(:",
]
# A name that is given elsewhere, or only perhaps, or too late, leaves the builtin where it is.
BAD_PYTHON_NAMES = [
    "class Shop:\n    def open(self): ...\ndef f(x):\n    return open('/tmp/x')",
    "class Shop:\n    open = 1\n    def f(self):\n        return open('/tmp/x')",
    "class Shop:\n    if False:\n        open = 1\n    x = open('/tmp/x')",
    "class Shop:\n    open = open",
    "def f(open):\n    class A:\n        x = open('/tmp/x')\n        open = 1\n    return A",
    "def g(open): ...\nopen('/tmp/x')",
    "def g(x, y=lambda open: 1):\n    return open('/tmp/x')",
    "def g():\n    open = 1\ndef f():\n    return open('/tmp/x')",
    "if False:\n    open = 1\ndef f():\n    return open('/tmp/x')",
    "x = open('/tmp/x')\nopen = 1",
    "x = len('')\ndef f():\n    return open('/tmp/x')\nf()\ndef open(x): ...",
    "open = open",
    "open: int\nopen('/tmp/x')",
    "for open in []: ...\nopen('/tmp/x')",
    "def f(): ...\nopen = 1\ndel open\nopen('/tmp/x')",
    "open = 1\ntry:\n    f()\nexcept Exception as open: ...\nopen('/tmp/x')",
    "def f():\n    global open\n    open = 1\ndef g():\n    return open('/tmp/x')",
    "def f(open):\n    def g():\n        global open\n        return open('/tmp/x')",
    "x = [open for open in []]\nopen('/tmp/x')",
    "class A:\n    open = 1\n    x = [open('/tmp/x') for _ in (1,)]",
    "def f(open=open('/tmp/x')): ...",
    "@str\ndef open(x):\n    return open('/tmp/x')",
    "False and (open := 1)\nopen('/tmp/x')",
    "match 1:\n    case open if False: ...\nopen('/tmp/x')",
    "def f():\n    return open('/tmp/x')\nclass A:\n    x = f()\ndef open(x): ...",
    "open += 1",
]
GOOD_PYTHON_NAMES = [
    "def f(x):\n    match x:\n        case [id, _]: return id",
    "def f(x):\n    match x:\n        case {'a': id, **vars}: return id, vars",
    "def f(x):\n    match x:\n        case [*help] | (1 as help): return help",
    "def f(x):\n    try: return 1 // x\n    except ValueError as id: return str(id)",
    "def f(xs): return [id + 1 for id in xs] + [v for vars in xs for v in vars if vars]",
    "def f(x):\n    if (id := x + 1): return id",
    "def f(x):\n    for id in x: ...\n    return id",
    "def f(id):\n    def g():\n        nonlocal id\n        id += 1\n    g()\n    return id",
    "def f(x):\n    def open(y): return open(y - 1) if y else 0\n    return (lambda: open(x))()",
    "id = 0\ndef f():\n    global id\n    id += 1\n    return id",
    "from re import compile\nimport math as vars\nx = compile('a'), vars.pi",
    "for id in range(3): print(id)\nwhile True:\n    help = 1\n    print(help)",
    "match 1:\n    case [id, *vars] if id: print(id, vars)",
    "class A:\n    @property\n    def id(self): ...\n    @id.setter\n    def id(self, x): ...",
    "def f(open):\n    class A:\n        x = open\n    return A",
    "import math\nLIMIT = 3\ndef f(x): return eval(x)\ndef eval(x): return x",
    "if LIMIT:\n    id = 3\n    print(id)\nelif 1:\n    id = 4\n    print(id)",
    "x = len('')\ndef hash(x): return hash(x - 1) if x else 0\nhash(3)",
]
BAD_JAVA = {
    "import java.io.File": "import java.io.File;",
    "import java.nio.file.*": "import java.nio.file.*;",
    "import java.net.Socket": "import java.net.Socket;",
    "import java.lang.reflect.Method": "import java.lang.reflect.Method;",
    "import java.util.Random": "import java.util.Random;",
    "import java.util.concurrent.*": "import java.util.concurrent.*;",
    "import static java.lang.Math.random": "import static java.lang.Math.random;",
    "import static java.lang.System.nanoTime": "import static java.lang.System.nanoTime;",
    "class Random": "import java.util.*;\nclass A { int x = new Random().nextInt(); }",
    "class Thread": "class A { void f() { Thread t = null; } }",
    "class Runtime": 'class A { void f() { Runtime.getRuntime().exec("x"); } }',
    "class ProcessBuilder": 'class A { void f() { new ProcessBuilder("x"); } }',
    "class File": "import java.io.*;\nclass A { File f; }",
    "call forName": 'class A { void f() throws Exception { Class.forName("x"); } }',
    "call getDeclaredFields": "class A { Object x = this.getClass().getDeclaredFields(); }",
    "call shuffle": "class A { void f(java.util.List l) { java.util.Collections.shuffle(l); } }",
    "call parallelStream": "class A { void f(java.util.List<Integer> l) { l.parallelStream(); } }",
    "System.nanoTime": "class A { long x = System.nanoTime(); }",
    "System.currentTimeMillis": "class A { long x = System . currentTimeMillis(); }",
    "System.getenv": 'class A { String x = System.getenv("x"); }',
    "System.in": "class A { int f() throws Exception { return System.in.read(); } }",
    "Math.random": "class A { double x = java.lang.Math.random(); }",
    "LocalDate.now": "import java.time.*;\nclass A { Object x = LocalDate.now(); }",
    "java.nio.file.Files": "class A { Object x = java.nio.file.Files.class; }",
    "native": "class A { native void f(); }",
}
BAD_JAVA_HIDDEN = {
    "class Runtime": "class A { void f() { \\u0052untime.getRuntime(); } }",
    "System.exec": "class A { void f() { // \\u000a System.exec();\n } }",
}
GOOD_JAVA = [
    "import java.util.*;\nimport java.util.function.*;\nimport java.util.stream.Collectors;",
    "import java.math.BigInteger;\nimport java.util.regex.Pattern;",
    "class Thread { int length; }\nclass A { Thread t = new Thread(); }",
    'record File(String name) {}\nclass A { File f = new File("a"); }',
    "class A { int random() { return 4; } int x = random(); int nanoTime = 3; }",
    "class A { Object shuffle(int[] x) { return this.shuffle(x); } }",
    'class A { String s = "Runtime.getRuntime() System.exit"; // Thread\n }',
    "class A { void f() { System.arraycopy(null, 0, null, 0, 0); System.out.println(1); } }",
    "class A { boolean same(Object o) { return getClass() == o.getClass(); } }",
    'class A { String s = """\n  new Random()\n  """; }',
    "class A { int RuntimeLimit, Dates, Filed; }",
]
BAD_CPP = {
    "#include <thread>": "#include <thread>",
    "#include <fstream>": "#include <fstream>",
    "#include <filesystem>": "#  include  <filesystem>",
    "#include <chrono>": "#include <chrono>",
    "#include <random>": "#include <random>",
    "#include <unistd.h>": "#include <unistd.h>",
    "#include <sys/socket.h>": "#include <sys/socket.h>",
    '#include "other.hpp"': '#include "other.hpp"',
    "#include of a macro": "#define H <thread>\n#include H",
    "call system": '#include <cstdlib>\nint f() { return system("x"); }',
    "call getenv": '#include <cstdlib>\nauto x = std::getenv("x");',
    "call rand": "#include <cstdlib>\nint f() { return rand() % 6; }",
    "call srand": "#include <cstdlib>\nvoid f() { std::srand(3); }",
    "call time": "#include <bits/stdc++.h>\nlong f() { return time(nullptr); }",
    "call popen": 'int f() { ::popen("x", "r"); return 0; }',
    "call fopen": '#include <cstdio>\nvoid f() { fopen("x", "r"); }',
    "std::thread": "#include <bits/stdc++.h>\nvoid f() { std::thread t; }",
    "std::ifstream": '#include <bits/stdc++.h>\nusing namespace std;\nifstream in("x");',
    "std::chrono": "#include <bits/stdc++.h>\nauto f() { return std::chrono::seconds(1); }",
    "std::mt19937": "#include <bits/stdc++.h>\nvoid f() { std::mt19937 g(3); }",
    "asm": 'void f() { asm("nop"); }',
    "__asm__": 'void f() { __asm__ volatile("nop"); }',
    "cin": "#include <iostream>\nint f() { int x; std::cin >> x; return x; }",
    "##": "#define JOIN(a, b) a##b\n",
    "__TIME__": "const char* t = __TIME__;",
}
BAD_CPP_HIDDEN = {
    "call system": "int f() { return sys\\\ntem(0); }",
    "call rand": 'extern "C" int rand();\nint f() { return 1 + rand(); }',
    "call kill": 'auto s = R"x(")x"; int f() { return kill(1, 9); } auto t = R"x(")x";',
}
GOOD_CPP = [
    "#include <vector>\n#include <string>\n#include <cstdlib>\n#include <cmath>",
    "int time(int x) { return x; }\nint f() { return 2 * time(3); }",
    "#include <algorithm>\nint f(int time, int clock) { int rand = time; return rand + clock; }",
    "struct Clock { int time() { return 1; } };\nint f(Clock c) { return c.time(); }",
    "struct A { static int rand() { return 4; } };\nint f() { return A::rand(); }",
    'const char* s = "system(\\"x\\") #include <thread>"; // fork()',
    'auto s = R"(system("x"); fork())";',
    "#include <functional>\n#include <algorithm>\nauto f = std::bind([](int x) { return x; }, 3);",
    "int future = 3; int f() { int thread = future; return thread; }",
    "#define LIMIT 10\n#define SQUARE(x) ((x) * (x))\nint f() { return SQUARE(LIMIT); }",
    "#include <cstdlib>\nint f() { return std::abs(-3) + __builtin_popcount(3); }",
    "/* #include <thread> */\nint f() { return 1; }",
]
BAD_SQL = {
    "2 statements": "SELECT 1; SELECT 2",
    "0 statements": "-- nothing",
    "statement PRAGMA": "PRAGMA table_info(students)",
    "statement ATTACH": "ATTACH 'x' AS y",
    "statement DELETE": "DELETE FROM students",
    "statement CREATE": "CREATE TABLE x (a)",
    "random": "SELECT * FROM students ORDER BY RANDOM()",
    "current_date": "SELECT CURRENT_DATE",
    "date of now": "SELECT date('now')",
    "julianday of now": "SELECT julianday('now') - julianday(x) FROM t",
    "strftime of now": "SELECT strftime('%Y', 'now') FROM t",
    "load_extension": "SELECT load_extension('x')",
    "pragma_table_info": "SELECT * FROM pragma_table_info('students')",
}
BAD_SQL_NOW = {
    "date of now": "SELECT date('NOW')",
    "strftime of now": "SELECT strftime('%s', 'Now')",
    "datetime of now": "SELECT DateTime()",
    "time of now": "SELECT time( /* of what? */ )",
    "julianday of now": "SELECT JULIANDAY()",
    "unixepoch of now": "SELECT unixepoch('subsec')",
    "timediff of now": "SELECT timediff(day, 'noW') FROM t",
    "current_timestamp": "SELECT Current_Timestamp",
    "current_time": "SELECT CURRENT_TIME",
}
BAD_SQL_HIDDEN = {
    "strftime of now": "SELECT strftime('%Y') FROM t",
    "datetime of now": "SELECT datetime(COALESCE(day, 'Now'), '+1 day') FROM t",
    "date of now": "SELECT '\\', date('now'), '\\'",
    "time of now": "SELECT 'it''s', \"time\"(\"now\")",
    "random": "SELECT [random]()",
    "randomblob": 'SELECT "randomBlob" (4)',
    "pragma_table_list": 'SELECT * FROM "pragma_table_list"',
}
GOOD_SQL = [
    "SELECT name FROM students",
    "WITH a AS (SELECT 1 AS x) SELECT x FROM a;",
    "SELECT random, date, now FROM t WHERE note = 'now' AND kind = 'random()'",
    "SELECT date(day, '+1 day') FROM t",
    "SELECT date(day), strftime('%Y', day), unixepoch(day, 'subsec') FROM t",
    "SELECT julianday(max(day, due)) - julianday('2024-01-31'), strftime('%m', (day)) FROM t",
    "SELECT \"random\", [date], \"current_date\" FROM t WHERE note IN ('random', '(', 'date')",
    "SELECT date(day) FROM t WHERE note = 'now'",
    "-- DELETE FROM x; PRAGMA\nSELECT 1",
    "SELECT 'a;b' FROM t",
    "VALUES (1)",
]


def table(language, *tables):
    return [(language, code, found) for bad in tables for found, code in bad.items()]


BAD = [
    *table("python", BAD_PYTHON),
    *(("python", code, "open") for code in BAD_PYTHON_NAMES),
    *table("java", BAD_JAVA, BAD_JAVA_HIDDEN),
    *table("cpp", BAD_CPP, BAD_CPP_HIDDEN),
    *table("sql", BAD_SQL, BAD_SQL_NOW, BAD_SQL_HIDDEN),
]
GOOD = [
    *(("python", code) for code in (*GOOD_PYTHON, *GOOD_PYTHON_NAMES)),
    *(("java", code) for code in GOOD_JAVA),
    *(("cpp", code) for code in GOOD_CPP),
    *(("sql", code) for code in GOOD_SQL),
]


@pytest.mark.parametrize(("language", "code", "found"), BAD)
def test_what_reaches_further_is_refused_and_named(language, code, found):
    outcome = check_safety(solved(draft_in(language), code))
    assert not outcome.ok
    assert outcome.evidence == {"where": "reference", "found": found}


@pytest.mark.parametrize(("language", "code"), GOOD)
def test_plain_computation_and_look_alikes_are_accepted(language, code):
    outcome = check_safety(solved(draft_in(language), code))
    assert outcome.ok, outcome.evidence


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "import sys\nfor line in sys.stdin:\n    print(input())"),
        ("java", "class A { java.util.Scanner in = new java.util.Scanner(System.in); }"),
        ("cpp", "#include <iostream>\nint main() { int x; std::cin >> x; std::cout << x; }"),
    ],
)
def test_programs_read_and_print(language, code):
    program = draft_in(language, "stdout")
    assert program.problem.kind == "program"
    assert check_safety(solved(program, code)).action == "none"
    assert not check_safety(solved(draft_in(language, "mixed"), code)).ok


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", "print(1)"),
        ("java", "class A { void f() { System.out.println(1); } }"),
        ("cpp", '#include <cstdio>\nvoid f() { printf("x"); }'),
    ],
)
def test_printing_without_need_is_a_warning(language, code):
    outcome = check_safety(solved(draft_in(language), code))
    assert (outcome.ok, outcome.action) == (True, "warned")
    assert check_safety(solved(draft_in(language, "mixed"), code)).action == "none"


@pytest.mark.parametrize(
    ("language", "files"),
    [
        ("python", {"solution.py": "import helper", "helper.py": "import math"}),
        ("java", {"Solution.java": "class A { Timer t; }", "Timer.java": "class Timer {}"}),
        ("cpp", {"solution.cpp": '#include "aid.hpp"', "aid.hpp": "#include <map>"}),
    ],
)
def test_files_of_one_program_know_each_other(language, files):
    assert check_safety(solved(draft_in(language), files)).ok


def test_all_code_of_a_draft_is_read():
    draft = draft_in("python")
    bad = "import os\n"
    starter = solved(draft, "x = 1", starter=bad)
    assert check_safety(starter).evidence["where"] == "starter"
    wrong = (WrongSolution(source=Source.single(bad)),)
    spoilt = draft.model_copy(update={"wrong_solutions": wrong})
    assert check_safety(spoilt).evidence["where"] == "wrong_solution"
    checker = solved(draft, "x = 1", checker=f"{bad}def check(given, got):\n    return True\n")
    assert check_safety(checker).evidence["where"] == "checker"


def test_changes_are_allowed_where_the_problem_asks_for_them():
    draft = draft_of("pick_rows", "sql", "stdout")
    tests = [
        test.to_json() | {"expected": {"tables": {"students": {"columns": ["a"], "rows": [[1]]}}}}
        for test in draft.problem.tests
    ]
    changing = solved(draft, "UPDATE students SET age = 1; DELETE FROM students", tests=tests)
    assert check_safety(changing).ok, check_safety(changing).evidence
    other = solved(changing, "UPDATE courses SET fee = 1")
    assert check_safety(other).evidence["found"] == "a change of another table"
    assert check_safety(solved(changing, "DROP TABLE students")).evidence["found"] == (
        "statement DROP"
    )


@pytest.mark.parametrize("closed", [0, 100_000], ids=["never closed", "closed at the end"])
def test_brackets_are_read_once_however_many_there_are(closed):
    code = "int time(" * 100_000 + ")" * closed + "{}"
    found = cpp.found_in(code, reads=False, files=frozenset())
    # Only the first of them has a body.
    assert bool(list(found)) == (closed == 0)
