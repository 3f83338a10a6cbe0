"""Check brackets of two kinds with a stack and find the first fault."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    kinds = rng.choice(["()[]", "<>{}", "()<>", "[]{}"])
    return {"open_a": kinds[0], "shut_a": kinds[1], "open_b": kinds[2], "shut_b": kinds[3]}


def _fault(v: Variant, text: str) -> int:
    stack: list[str] = []
    partner = {v["shut_a"]: v["open_a"], v["shut_b"]: v["open_b"]}
    for place, sign in enumerate(text):
        if sign in (v["open_a"], v["open_b"]):
            stack.append(sign)
        elif sign in partner and (not stack or stack.pop() != partner[sign]):
            return place
    return len(text) if stack else -1


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    a, z, b, y = v["open_a"], v["shut_a"], v["open_b"], v["shut_b"]
    for category, text in some_text(rng, "x" + a + z + b + y, longest=16):
        yield category, (text,)
    for text in (
        a + b + y + z,
        a + b + z + y,
        a + "x" + z,
        z + a,
        a * 3 + z * 2,
        a + z + b + y + y,
    ):
        yield "boundary", (text,)
        yield "adversarial", ("x" + text + a + z,)
        yield "typical", (b + text + y,)
        yield "large", (a + z + b + "x" + y + b * 2 + y * 2 + text,)


FAMILY = FunctionFamily(
    name="bracket_check",
    title="Open and shut",
    topics=frozenset({"stacks", "strings", "loops", "conditionals"}),
    difficulties=frozenset({"medium"}),
    worlds=TEXTS,
    call="fault_in_${text}",
    givens=(
        Given(
            "text", "str", "the $thing; 0 to 30 signs: small letters and the four brackets", "$text"
        ),
    ),
    returns="int",
    task=(
        "Parts of the $thing stand in brackets. `$open_a` is closed by `$shut_a`, and `$open_b` "
        "is closed by `$shut_b`. What was opened last must be "
        "closed first. Find the first fault, from left to right: a closing bracket that does not "
        "fit the last open one, or "
        "that closes nothing. Other signs do not matter. A stack keeps what is still open."
    ),
    result="the position of the first fault, where the first position is 0",
    edges=(
        "If something is still open at the end, the fault is there: the answer is the length of "
        "the text. Without any fault it is -1."
    ),
    label="fault",
    oracle=_fault,
    explain=lambda _, text, result: (
        "all brackets fit"
        if result < 0
        else "something is still open at the end"
        if result == len(text)
        else f"the bracket `{text[result]}` at position {result} does not fit"
    ),
    references={
        "python": """
            stack = []
            for place in range(len($text)):
                sign = $text[place]
                if sign == "$open_a":
                    stack.append("$shut_a")
                elif sign == "$open_b":
                    stack.append("$shut_b")
                elif sign == "$shut_a" or sign == "$shut_b":
                    if not stack or stack.pop() != sign:
                        return place
            if stack:
                return len($text)
            return -1
        """,
        "java": """
            Deque<Character> stack = new ArrayDeque<>();
            for (int place = 0; place < $text.length(); place++) {
                char sign = $text.charAt(place);
                if (sign == '$open_a') {
                    stack.push('$shut_a');
                } else if (sign == '$open_b') {
                    stack.push('$shut_b');
                } else if (sign == '$shut_a' || sign == '$shut_b') {
                    if (stack.isEmpty() || stack.pop() != sign) {
                        return place;
                    }
                }
            }
            return stack.isEmpty() ? -1 : $text.length();
        """,
        "cpp": """
            std::stack<char> stack;
            for (size_t place = 0; place < $text.size(); place++) {
                char sign = $text[place];
                if (sign == '$open_a') {
                    stack.push('$shut_a');
                } else if (sign == '$open_b') {
                    stack.push('$shut_b');
                } else if (sign == '$shut_a' || sign == '$shut_b') {
                    if (stack.empty() || stack.top() != sign) {
                        return static_cast<int>(place);
                    }
                    stack.pop();
                }
            }
            return stack.empty() ? -1 : static_cast<int>($text.size());
        """,
    },
    inputs=_inputs,
    goals=(
        "put on the stack what is needed to close each open bracket",
        "at a closing bracket, look at the top",
        "answer the position of the first one that does not fit",
        "at the end, see whether something is still open",
    ),
    pitfalls=(
        Pitfall(
            "brackets that are still open at the end are no fault",
            lambda v, text: _fault(v, text) if _fault(v, text) < len(text) else -1,
        ),
        Pitfall(
            "the kind of the bracket is ignored",
            lambda v, text: _fault(
                v, text.replace(v["open_b"], v["open_a"]).replace(v["shut_b"], v["shut_a"])
            ),
        ),
    ),
    variant=_variant,
)
