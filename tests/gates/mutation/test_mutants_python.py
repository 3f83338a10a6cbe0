"""The slips of Python, on texts small enough to list them all."""

from __future__ import annotations

from tests.gates.mutation.asking import every_slip


def lines(code: str, family: str) -> set[str]:
    """Return the lines that the slips of a family changed or added."""
    texts = every_slip("python", code).get(family, set())
    return {line.strip() for text in texts for line in text.splitlines()} - {
        line.strip() for line in code.splitlines()
    }


def test_a_number_is_one_more_or_one_less():
    assert lines("x = 3\ny = -1\nz = 0x10\n", "constant") == {
        "x = 4", "x = 2", "y = (-2)", "y = 0", "z = 17", "z = 15",
    }  # fmt: skip
    assert lines("x = a - 0\n", "constant") == {"x = a - 1", "x = a - (-1)"}
    assert lines(f"x = {'9' * 5000}\ny = 1e999\nz = 1j\nb = True\n", "constant") == set()


def test_ranges_slices_and_loops_end_one_off():
    assert lines("for i in range(n): f(i)\n", "bounds") == {
        "for i in range(n + 1): f(i)", "for i in range(n - 1): f(i)", "for i in range(1, n): f(i)",
    }  # fmt: skip
    assert lines("x = s[i:j * 2]\n", "bounds") == {
        "x = s[i + 1:j * 2]", "x = s[i - 1:j * 2]", "x = s[i:(j * 2) + 1]", "x = s[i:(j * 2) - 1]",
    }  # fmt: skip
    assert lines("while i < n: i += 1\n", "bounds") == {"while i <= n: i += 1"}
    assert lines("if i < n: i += 1\n", "bounds") == {"if i <= n: i += 1"}
    assert lines("for i, x in enumerate(xs): f(i)\n", "bounds") == {
        "for i, x in enumerate(xs, 1): f(i)"
    }


def test_an_index_is_one_off_unless_it_is_a_key():
    code = "def f(xs: list[int], d: dict[str, int], i: int) -> int:\n    return {}\n"
    assert lines(code.format("xs[i]"), "index") == {"return xs[i + 1]", "return xs[i - 1]"}
    assert lines(code.format("d[i]"), "index") == set()
    assert lines("x: dict[str, int] = {}\n", "index") == set()


def test_operators_are_exchanged_and_sides_forgotten():
    assert lines("x = a // b\n", "arithmetic") == {"x = a / b", "x = a % b"}
    assert lines("x = a - b * c\n", "operand") == {"x = a", "x = (b * c)", "x = a - b", "x = a - c"}
    assert lines("x = -a\n", "operand") == {"x = a"}
    assert lines("x = 'a' + b\n", "arithmetic") == set()


def test_conditions():
    code = "if a < b and not c: pass\n"
    assert lines(code, "comparison") == {"if a > b and not c: pass"}
    assert lines(code, "bounds") == {"if a <= b and not c: pass"}
    assert lines(code, "logic") == {
        "if a < b or not c: pass", "if (a < b): pass", "if (not c): pass",
    }  # fmt: skip
    assert lines(code, "negation") == {"if a < b and c: pass", "if not (a < b and not c): pass"}
    assert lines(code, "condition") == {"if True: pass", "if False: pass"}
    assert lines("while a: pass\n", "condition") == {"while False: pass"}
    assert lines("x = a not  in b\ny = a is not b\n", "comparison") == {"x = a in b", "y = a is b"}
    assert lines("x = (a # <\n < b)\n", "comparison") == {"> b)"}


def test_statements_are_forgotten_unless_nothing_would_be_left_of_the_name():
    code = "def f(a):\n    b = 1\n    b += a; g(b)\n    if a:\n        return b\n    return 0\n"
    assert lines(code, "deletion") == {"pass; g(b)", "b += a; pass", "pass"}
    assert lines("x = 1\n", "deletion") == set()


def test_results_of_each_kind():
    def result(annotation, value="g(a)"):
        code = f"def f(a) -> {annotation}:\n    return {value}\n"
        return {line.removeprefix("return ") for line in lines(code, "result")}

    assert result("int") == {"0"}
    assert result("str") == {'""'}
    assert result("list[int]") == {"[]"}
    assert result("bool") == {"True", "False"}
    assert result("dict[str, int]") == {"{}"}
    assert result("Thing") == {"None"}
    assert result("int", "0") == set()


def test_another_variable_of_the_same_kind():
    code = "def f(a: int, s: str, b: int) -> int:\n    c = a\n    return c\n"
    assert lines(code, "variable") == {"c = b", "a = a", "b = a", "return b", "return a"}
    code = "class A:\n    def __init__(self):\n        self.a = 1\n        self.b = 2\n"
    assert lines(code, "variable") == {"self.b = 1", "self.a = 2"}


def test_starts_and_resets():
    code = "def f(xs):\n    best = xs[0]\n    for x in xs:\n        best = max(best, x)\n"
    assert lines(code, "initial") == {"best = 0"}
    code = "for x in xs:\n    n = 0\n    n += x\n"
    assert every_slip("python", code)["initial"] == {"n = 0\nfor x in xs:\n    pass\n    n += x\n"}


def test_calls():
    assert lines("x = sorted(a, reverse=True)\n", "unwrap") == {"x = sorted(a)", "x = a"}
    assert lines("x = max(a, b + 1)\n", "unwrap") == {"x = a", "x = (b + 1)"}
    assert lines("x = max(a, b)\n", "method") == {"x = min(a, b)"}
    assert lines("x = a.strip()\n", "unwrap") == {"x = a"}
    assert lines("a.append(b)\nc = a.pop()\n", "method") == {"a.insert(0, b)", "c = a.pop(0)"}
    assert lines("x += 1\ny *= z\n", "accumulator") == {"x -= 1", "x = 1", "y += z", "y = z"}
    assert lines("x = 'a'\ny = False\n", "literal") == {'x = ""', "y = True"}


def test_flow_is_held_out():
    code = "def f(xs):\n    for x in xs:\n        g(x)\n    return 1\n"
    assert every_slip("python", code)["flow"] == {
        "def f(xs):\n    for x in xs:\n        g(x)\n        return 1\n    return 1\n"
    }
    code = "while a:\n    if b:\n        break\n    elif c:\n        continue\n"
    assert lines(code, "flow") == {"if c:"}
    assert code.replace("break", "continue") in every_slip("python", code)["flow"]


def test_swapping_is_held_out():
    assert lines("x = (a + b) - c\n", "swapped") == {"x = (c) - (a + b)"}
    assert lines("x = f(a, b)\ny = max(a, b)\n", "swapped") == {"x = f(b, a)"}
    assert lines("x = a if b else c\n", "swapped") == {"x = c if b else a"}


def test_what_is_no_part_of_the_computation_stays():
    code = (
        '"""Doc 1."""\nimport a1\nfrom b2 import c3\n\n\n@d(4)\nclass A(B[5]):\n    """Doc."""\n'
        'if __name__ == "__main__":\n    main(6)\nx = f"{7}"\n'
    )
    assert every_slip("python", code) == {}


def test_positions_hold_beside_any_letters_and_line_ends():
    code = "größe = '→' + s\x0c\r\nif größe == 1: pass # ÿ\r\n\tx = 1 < 2\r\n".replace("\t", "")
    assert (
        "größe = '→' + s\x0c\r\nif größe != 1: pass # ÿ\r\nx = 1 < 2\r\n"
        in (every_slip("python", code)["comparison"])
    )
