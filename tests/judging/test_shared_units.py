"""C++ programs in one unit: which may be there, and that each is what it would be alone."""

import pytest

from jupyter_codemm.contracts.problem import CaseInput
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.judging import observe, observe_many
from jupyter_codemm.judging.harness.cpp_sharing import shareable
from tests.judging.judged import MARKS
from tests.judging.problems import function, problem
from tests.judging.test_observing_many import in_sandbox, seen

cpp = pytest.mark.parametrize("kind", [pytest.param("landlock", marks=MARKS.get("cpp", []))])

QUIET = (
    "int f(int n) { return n; }",
    "#include <vector>\nusing ll = long long;\nconst ll M = 7;\nstd::vector<ll> memo;",
    "typedef long long ll;\nll last = 3;\nint grid[8][8];",
    '#include <string>\nstatic const std::string NAMES[] = {"a R", "b"};',
    "template <class T> T twice(T x) { return x + x; }\nstruct P { static const int k = 2; };",
    "enum class C { A, B };\nstatic_assert(sizeof(C) == 4);\nint& g(int& x) { return x; }",
)
HARMFUL = (
    "#define f g",
    '#include "solution.h"',
    "int f() { return 1; }\nint x = f();",
    "struct A { A() {} };\nA a;",
    "struct A { A() {} } a;",
    "struct A { inline static int k = g(); };",
    "int big[100000];",
    "int big[100][100];",
    "#include <vector>\nstd::vector<int> big(1000000);",
    "#include <array>\nstd::array<int, 1000000> big;",
    "auto f = [] { return 7; }();",
    "namespace std { struct mine {}; }",
    'extern "C" int write(int, const void*, unsigned long) { return 0; }',
    "__attribute__((constructor)) void f() {}",
    "[[gnu::constructor]] void f() {}",
    'asm(".globl x");',
    "void* operator new(unsigned long) { return nullptr; }",
    "int f() { return codemm_many::chosen().number; }",
    "const char* f() { return __FILE__; }",
    'const char* f() { return R"(})"; }',
    "int f() { return 1; } }\nnamespace other {",
    "int f() { return 1; // \\\n}\n}",
    "double main() {}",
)


@pytest.mark.parametrize("text", QUIET)
def test_what_reaches_nobody_may_stand_beside_others(text):
    assert shareable(text) is not None


@pytest.mark.parametrize("text", HARMFUL)
def test_what_might_reach_a_neighbour_stays_alone(text):
    assert shareable(text) is None


def test_a_text_keeps_its_lines_and_ends_as_a_main_does():
    one = shareable("#include <set>\n\nusing namespace std;\nint main() {\n}\n")
    assert one is not None
    assert one.text == "\n\nusing namespace std;\nint main() {\n;return 0;}\n"
    assert (one.includes, one.declares, one.uses, one.main) == ({"set"}, {"main"}, True, 0)


BODY = "#include <cassert>\n#include <algorithm>\nint f(int n) {{ {} }}\n"
NAMED = "using namespace std;\nlong long max(int a, int b) { return a > b; }\n"
FUNCTIONS = {
    "plain": BODY.format("return n + 1;"),
    "refused": BODY.format("return m;"),
    "refused in the library": "struct S {};\n"
    + BODY.format("S two[2]; std::sort(two, two + 2); return n;"),
    "never defined": "int g(int);\n" + BODY.format("return g(n);"),
    "of another type": "long long f(int n) { return n; }\n",
    "own exception": "struct Odd {};\n" + BODY.format("if (n % 2) throw Odd(); return n;"),
    "assertion": BODY.format("assert(n != 1); return n;"),
    "dies": BODY.format("if (n == 1) __builtin_trap(); return n;"),
    "a name of the library": NAMED + BODY.format("return max(n, 3) + max(7ll, 9ll);"),
    "the same": NAMED + BODY.format("return max(n, 1) + max(7ll, 2ll);"),
    "the global name": "::size_t k = 2;\n" + BODY.format("return ::f(n - 1) * (n > 0);"),
    "no such header": "#include <no_such_header>\n" + BODY.format("return n;"),
    "less included": "int f(int n) { return assert(n), n; }\n",
    "less included too": "int f(int n) { return n; }\n",
    "keeps": "int calls = 0;\n" + BODY.format("return n + ++calls;"),
}
MAIN = "#include <iostream>\n{}int main({}) {{ int n; std::cin >> n; {} }}\n"
PROGRAMS = {
    "plain": MAIN.format("", "", "std::cout << n + 1;"),
    "with words": MAIN.format("", "int count, char** words", "std::cout << count; return n;"),
    "counts": MAIN.format("int runs = 0;\n", "", "std::cout << ++runs;"),
    "throws": MAIN.format("struct Odd {};\n", "", "if (n == 2) throw Odd(); std::cout << n;"),
    "dies": MAIN.format("", "", "if (n == 1) std::abort(); std::cout << n;"),
    "refused": MAIN.format("", "", "std::cout << m;"),
    "with a macro": "#define ONE 1\n" + MAIN.format("", "", "std::cout << n + ONE;"),
}
TASKS = {
    "function": (
        function("n: int", "int", ({"args": [1]}, {"value": 1}), language="cpp"),
        FUNCTIONS,
        [CaseInput(args=(n,)) for n in range(3)],
    ),
    "program": (
        problem("cpp", "program", None, [({"stdin": "1\n"}, {"stdout": "2"})]),
        PROGRAMS,
        [CaseInput(stdin=f"{n}\n") for n in range(4)],
    ),
}


@cpp
@pytest.mark.parametrize("task", TASKS)
def test_each_is_in_one_unit_what_it_is_alone(kind, task):
    given, texts, inputs = TASKS[task]

    async def work(sandbox):
        sources = [*map(Source.single, texts.values())]
        together = await observe_many(given, sources, inputs, sandbox)
        apart = [await observe(given, source, inputs, sandbox) for source in sources]
        return {name: seen(one) for name, one in zip(texts, together, strict=True)}, {
            name: seen(one) for name, one in zip(texts, apart, strict=True)
        }

    together, apart = in_sandbox(kind, work)
    assert together == apart
    assert (together["plain"][:2], together["refused"][0]) == ([True, ""], False)
