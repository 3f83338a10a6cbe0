"""The slips of Java and C++, on texts small enough to list them all."""

from __future__ import annotations

import pytest

from tests.gates.mutation.asking import every_slip

JAVA = "class A {{\n    static {head} {{\n{body}\n    }}\n}}\n"
CPP = "{head} {{\n{body}\n}}\n"
both = pytest.mark.parametrize("language", ["java", "cpp"])


def changed(language: str, body: str, family: str, head: str = "int f(int a, int b)") -> set[str]:
    """Return what the slips of a family made of the body of a function."""
    frame = JAVA if language == "java" else CPP
    before, after = frame.format(head=head, body="\0").split("\0")
    code = f"{before}{body}{after}"
    texts = every_slip(language, code).get(family, set())
    return {text.removeprefix(before).removesuffix(after) for text in texts}


@both
def test_a_number_is_one_more_or_one_less(language):
    assert changed(language, "a = 3 - 0;", "constant") == {
        "a = 4 - 0;", "a = 2 - 0;", "a = 3 - 1;", "a = 3 - (-1);",
    }  # fmt: skip
    assert changed(language, "a = -1;", "constant") == {"a = -2;", "a = 0;"}
    assert changed(language, "long c = 7L;", "constant") == {"long c = 8L;", "long c = 6L;"}
    assert changed(language, "switch (a) { case 1: case 3: break; }", "constant") == {
        f"switch (a) {{ case {one}: case {two}: break; }}"
        for one, two in ((0, 3), (2, 3), (1, 2), (1, 4))
    }


def test_what_java_or_cpp_would_refuse_is_not_written():
    assert changed("java", "a = 2147483647;", "constant") == {"a = 2147483646;"}
    assert changed("cpp", "std::array<int, 3> c; int d[4];", "constant") == set()
    assert every_slip("cpp", "class A { virtual int f() = 0; };") == {}
    assert changed("java", "while (true) { break; }", "deletion") == set()
    assert changed("java", "int c; c = 1;", "deletion") == set()
    assert changed("java", "if (a > 0) { return 1; } else { return 2; }", "deletion") == set()
    assert changed("java", "Long c = g(a);", "initial") == set()
    assert changed("java", "String s = \"a\"; s += 'b';", "accumulator") == set()
    assert changed("java", 'return "a" + b;', "arithmetic", "String f(int b)") == set()
    assert changed("java", "if (g(a) instanceof Dog d) { d.bark(); }", "negation") == set()


@both
def test_loops_and_indexes_are_one_off(language):
    loop = "for (int i = 0; i < b; i++) { g(i); }"
    assert changed(language, loop, "bounds") == {
        loop.replace("<", "<="), loop.replace("< b", "< b - 1"),
    }  # fmt: skip
    head = "int f(int[] c, int a)" if language == "java" else "int f(std::vector<int> c, int a)"
    assert changed(language, "return c[a];", "index", head) == {
        "return c[a + 1];", "return c[a - 1];",
    }  # fmt: skip


@both
def test_conditions(language):
    body = "if (a < b && !g(a)) { a = 1; }"
    assert changed(language, body, "comparison") == {body.replace("<", ">")}
    assert changed(language, body, "bounds") == {body.replace("<", "<=")}
    assert changed(language, body, "logic") == {
        body.replace("&&", "||"), "if (a < b) { a = 1; }", "if (!g(a)) { a = 1; }",
    }  # fmt: skip
    assert changed(language, body, "negation") == {
        "if (a < b && g(a)) { a = 1; }", "if (!(a < b && !g(a))) { a = 1; }",
    }  # fmt: skip
    assert changed(language, body, "condition") == {
        "if (true) { a = 1; }", "if (false) { a = 1; }",
    }  # fmt: skip
    assert changed(language, "while (a < b) a++;", "condition") == {"while (false && (a < b)) a++;"}


@both
def test_arithmetic_and_updates_need_numbers(language):
    assert changed(language, "a = a / b;", "arithmetic") == {"a = a % b;"}
    assert changed(language, "a = a - b;", "operand") == {"a = a;", "a = b;"}
    assert changed(language, "a += b;", "accumulator") == {"a -= b;", "a = b;"}
    assert changed(language, "a++;", "accumulator") == {"a--;"}
    assert changed(language, "c = c + d;", "arithmetic") == set()


@both
def test_statements_and_results(language):
    assert changed(language, "if (a > b) return 1;\na = b;\nreturn a;", "deletion") == {
        "if (a > b) ;\na = b;\nreturn a;", "if (a > b) return 1;\n\nreturn a;",
    }  # fmt: skip
    assert changed(language, "return a;", "result") == {"return 0;"}
    truth = "boolean" if language == "java" else "bool"
    assert changed(language, "return a > 1;", "result", f"{truth} f(int a)") == {
        "return true;", "return false;", "return !(a > 1);",
    }  # fmt: skip


def test_results_of_other_types():
    def java(kind):
        return changed("java", "return g(a);", "result", f"{kind} f(int a)")

    assert java("String") == {'return "";'}
    assert java("int[][]") == {"return new int[0][];"}
    assert java("List<Integer>") == {"return new java.util.ArrayList<>();"}
    assert java("Dog") == {"return null;"}
    assert changed("cpp", "return g();", "result", "std::vector<int> f()") == {"return {};"}
    assert changed("cpp", "return g();", "result", "int& f()") == set()


@both
def test_another_variable_of_the_same_type(language):
    assert changed(language, "int c = a; long d = 1;", "variable") == {"int c = b; long d = 1;"}
    assert changed(language, "{ int c = 1; } return a;", "variable") == {"{ int c = 1; } return b;"}
    fixed = "final" if language == "java" else "const"
    body = f"{fixed} int c = 1; a = b;"
    assert f"{fixed} int c = 1; b = b;" in changed(language, body, "variable")
    assert f"{fixed} int c = 1; c = b;" not in changed(language, body, "variable")


@both
def test_resets_move_before_the_loop(language):
    body = "for (int i = 0; i < b; i++) { int n = 0; n += i; }"
    assert changed(language, body, "initial") == {
        "int n = 0; for (int i = 0; i < b; i++) {  n += i; }"
    }


def test_calls():
    assert changed("java", "a = Math.max(a, b);", "method") == {"a = Math.min(a, b);"}
    assert changed("cpp", "a = std::max(a, b);", "unwrap") == {"a = a;", "a = b;"}
    assert changed("java", "double c = (double) a / b;", "unwrap") == {"double c = a / b;"}
    head = "int f(Deque<Integer> q)"
    assert changed("java", "return q.pop();", "method", head) == {"return q.removeLast();"}


@both
def test_flow_is_held_out(language):
    body = "for (int i = 0; i < b; i++) { g(i); }\nreturn a;"
    assert changed(language, body, "flow") == {
        "for (int i = 0; i < b; i++) { g(i); return a; }\nreturn a;"
    }
    assert changed(language, "if (a > 1) a = 1; else if (b > 1) b = 1;", "flow") == {
        "if (a > 1) a = 1;  if (b > 1) b = 1;"
    }
    body = "while (a < b) { if (b > 1) break; a++; }"
    assert changed(language, body, "flow") == {body.replace("break", "continue")}


@both
def test_swapping_is_held_out(language):
    assert changed(language, "a = a - b * 2;", "swapped") == {"a = (b * 2) - a;"}
    assert changed(language, "a = g(a, b);", "swapped") == {"a = g(b, a);"}
    assert changed(language, "a = a > b ? a : 1;", "swapped") == {"a = a > b ? 1 : a;"}


def test_texts_of_every_form_stay_whole():
    raw = 'auto s = R"(a "1" < b)"; // 2 < 3\n'
    code = f"int f() {{\n#ifdef X /* 1 */\n  {raw}#endif\n  return 0;\n}}\n"
    for texts in every_slip("cpp", code).values():
        assert all(f"{raw}#endif" in text for text in texts)
    body = 'String s = """\n    a "b" < 1\n    """;'
    assert changed("java", body, "literal") == {'String s = "";'}
    assert set(every_slip("java", f"class A {{ void f() {{ {body} }} }}")) == {"literal"}


def test_templates_headers_and_macros_are_left_alone():
    code = (
        "#include <vector>\n#define N 10\n"
        "template <int K = 3>\nstruct A { static_assert(K > 1); };\n"
        'extern "C" { }\nusing B = A<4>;\nenum { one = 1 };\n'
    )
    assert every_slip("cpp", code) == {}


def test_a_macro_that_hides_a_loop_spoils_only_its_own_function():
    code = "#define REP(i, n) for (int i = 0; i < (n); i++)\nint f() { REP(i, 3) { g(i) } }\n"
    found = every_slip("cpp", f"{code}int h(int a) {{ return a - 1; }}\n")
    assert found["arithmetic"] == {f"{code}int h(int a) {{ return a + 1; }}\n"}
