"""Run a small stack machine on a list of words."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.worlds.tagged import TAGGED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {
        "add": rng.choice(["add", "sum", "join"]),
        "sub": rng.choice(["sub", "less", "minus"]),
        "twin": rng.choice(["twin", "copy", "again"]),
    }


def _stack(v: Variant, words: list[str], *, swapped: bool = False) -> list[int]:
    stack: list[int] = []
    for word in words:
        if word == v["twin"]:
            stack += stack[-1:]
        elif word in (v["add"], v["sub"]):
            if len(stack) < 2:
                continue
            top, below = stack.pop(), stack.pop()
            difference = top - below if swapped else below - top
            stack.append(below + top if word == v["add"] else difference)
        else:
            stack.append(int(word))
    return stack


def _run(v: Variant, words: list[str]) -> int:
    return sum(_stack(v, words))


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    add, sub, twin = v["add"], v["sub"], v["twin"]
    yield "minimal", ([],)
    for words in (["7"], [twin], [add]):
        yield "single", (words,)
    for words in (
        ["3", add],
        ["4", twin, add],
        ["9", "2", sub],
        ["2", "9", sub],
        [sub, "5", twin, sub],
        ["1", "2", "3", add],
    ):
        yield "boundary", (words,)
    for _ in range(22):
        yield "typical", (_program(rng, v, rng.randint(4, 9)),)
    for _ in range(4):
        yield "large", (_program(rng, v, 18),)
        yield (
            "adversarial",
            ([str(rng.randint(1, 20)), str(rng.randint(1, 20)), sub, twin, add, sub],),
        )
        yield "negative", (["1", str(rng.randint(2, 30)), sub, twin, "4", sub],)


def _program(rng: Random, v: Variant, size: int) -> list[str]:
    commands = [v["add"], v["sub"], v["twin"]]
    return [
        str(rng.randint(0, 30)) if rng.random() < 0.55 else rng.choice(commands)
        for _ in range(size)
    ]


FAMILY = FunctionFamily(
    name="stack_machine",
    title="The stack machine",
    topics=frozenset({"stacks", "lists", "loops", "conditionals", "arithmetic", "functions"}),
    difficulties=frozenset({"hard"}),
    worlds=TAGGED,
    call="result_of_${tags}",
    givens=(
        Given(
            "words",
            "list[str]",
            "0 to 20 words: numbers from 0 to 30, `$add`, `$sub` and `$twin`",
            "$tags",
        ),
    ),
    returns="int",
    task=(
        (
            "A small machine works through the words on the $things, one by one, and uses a stack "
            "of numbers. A number is put on top. `$twin` puts the top number there once more. "
            "`$add` takes two numbers off and puts their sum on top. `$sub` takes two numbers off "
            "as well. It subtracts the one that was on top from the other one, and puts the "
            "result on top. At the end all numbers left on the stack are added up. Write a helper "
            "that carries out one word on the stack."
        ),
        (
            "The words on the $things are orders for a small machine. It keeps numbers on a stack "
            "and carries out one word after the other. A number goes on top of the stack. The "
            "word `$twin` copies the number on top, so that it is there twice. The word `$add` "
            "replaces the two numbers on top by their sum. The word `$sub` replaces them by a "
            "difference: the lower one minus the one that was on top. Find the sum of all numbers "
            "that are on the stack in the end. Write a helper for a single word."
        ),
    ),
    result="the sum of what is left on the stack",
    edges=(
        "A word that needs more numbers than there are is skipped, and the stack stays as it is. "
        "The sum of an empty stack is 0."
    ),
    label="result",
    oracle=_run,
    explain=lambda _, words, __: (
        f"{sum(w.isdigit() for w in words)} of the words are numbers and the others change the "
        f"stack"
    ),
    references={
        "python": """
            def perform(stack: list[int], word: str) -> None:
                if word == "$twin":
                    if stack:
                        stack.append(stack[-1])
                elif word == "$add" or word == "$sub":
                    if len(stack) >= 2:
                        top = stack.pop()
                        if word == "$sub":
                            top = -top
                        stack.append(stack.pop() + top)
                else:
                    stack.append(int(word))
            ---
            stack = []
            for word in $words:
                perform(stack, word)
            total = 0
            while stack:
                total += stack.pop()
            return total
        """,
        "java": """
            static void perform(Deque<Integer> stack, String word) {
                if (word.equals("$twin")) {
                    if (!stack.isEmpty()) {
                        stack.push(stack.peek());
                    }
                } else if (word.equals("$add") || word.equals("$sub")) {
                    if (stack.size() >= 2) {
                        int top = stack.pop();
                        if (word.equals("$sub")) {
                            top = -top;
                        }
                        stack.push(stack.pop() + top);
                    }
                } else {
                    stack.push(Integer.parseInt(word));
                }
            }
            ---
            Deque<Integer> stack = new ArrayDeque<>();
            for (String word : $words) {
                perform(stack, word);
            }
            int total = 0;
            while (!stack.isEmpty()) {
                total += stack.pop();
            }
            return total;
        """,
        "cpp": """
            void perform(std::stack<int>& stack, const std::string& word) {
                if (word == "$twin") {
                    if (!stack.empty()) {
                        int top = stack.top();
                        stack.push(top);
                    }
                } else if (word == "$add" || word == "$sub") {
                    if (stack.size() >= 2) {
                        int top = stack.top();
                        stack.pop();
                        if (word == "$sub") {
                            top = -top;
                        }
                        int below = stack.top();
                        stack.pop();
                        stack.push(below + top);
                    }
                } else {
                    stack.push(std::stoi(word));
                }
            }
            ---
            std::stack<int> stack;
            for (const std::string& word : $words) {
                perform(stack, word);
            }
            int total = 0;
            while (!stack.empty()) {
                total += stack.top();
                stack.pop();
            }
            return total;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that carries out one word",
        "check that there are enough numbers first",
        "mind which of the two numbers was on top",
        "add up what is left",
    ),
    pitfalls=(
        Pitfall(
            "the two numbers of a subtraction are swapped",
            lambda v, words: sum(_stack(v, words, swapped=True)),
        ),
        Pitfall(
            "only the top of the stack is given back", lambda v, words: sum(_stack(v, words)[-1:])
        ),
    ),
    variant=_variant,
)
