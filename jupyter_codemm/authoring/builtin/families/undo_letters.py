"""Type letters and undo them, with a stack."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"back": rng.choice("-!<")}


def _typed(v: Variant, text: str) -> str:
    stack: list[str] = []
    for c in text:
        if c != v["back"]:
            stack.append(c)
        elif stack:
            stack.pop()
    return "".join(stack)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    back = v["back"]
    for category, text in some_text(rng, "abc" + back):
        yield category, (text,)
    for text in (back + "a", "ab" + back * 3 + "c", "ab" + back + "cd" + back, "abc" + back * 2):
        yield "boundary", (text,)
        yield "adversarial", (text + text,)


FAMILY = FunctionFamily(
    name="undo_letters",
    title="Taking back",
    topics=frozenset({"stacks", "strings", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=TEXTS,
    call="clean_${text}",
    givens=(
        Given(
            "text",
            "str",
            "what was entered for the $thing; 0 to 30 small letters and signs `$back`",
            "$text",
        ),
    ),
    returns="str",
    task=(
        "The $thing is entered letter by letter. The sign `$back` is no letter: it takes back the"
        " last letter that is still there. Find out what is "
        "left. A stack fits well: put each letter on top, and take the top off for each `$back`."
    ),
    result="the letters that are left, in the order in which they were entered",
    edges="A `$back` does nothing when no letter is left. The answer may be an empty text.",
    label="left",
    oracle=_typed,
    explain=lambda v, text, _: (
        f"{text.count(v['back'])} of the {len(text)} signs are `{v['back']}`"
    ),
    references={
        "python": """
            stack = []
            for sign in $text:
                if sign != "$back":
                    stack.append(sign)
                elif stack:
                    stack.pop()
            return "".join(stack)
        """,
        "java": """
            Deque<Character> stack = new ArrayDeque<>();
            for (char sign : $text.toCharArray()) {
                if (sign != '$back') {
                    stack.push(sign);
                } else if (!stack.isEmpty()) {
                    stack.pop();
                }
            }
            StringBuilder left = new StringBuilder();
            for (char sign : stack) {
                left.append(sign);
            }
            return left.reverse().toString();
        """,
        "cpp": """
            std::stack<char> stack;
            for (char sign : $text) {
                if (sign != '$back') {
                    stack.push(sign);
                } else if (!stack.empty()) {
                    stack.pop();
                }
            }
            std::string left;
            while (!stack.empty()) {
                left += stack.top();
                stack.pop();
            }
            std::reverse(left.begin(), left.end());
            return left;
        """,
    },
    inputs=_inputs,
    goals=(
        "start with an empty stack",
        "put each letter on top",
        "take the top off for the undo sign, if there is one",
        "read the stack from the bottom to the top",
    ),
    pitfalls=(
        Pitfall(
            "the undo sign is dropped but takes nothing back",
            lambda v, text: text.replace(v["back"], ""),
        ),
        Pitfall(
            "an undo that finds nothing takes back a later letter",
            lambda v, text: _typed(
                v,
                text.lstrip(v["back"])
                if not text.startswith(v["back"])
                else text.lstrip(v["back"])[1:],
            ),
        ),
    ),
    variant=_variant,
)
