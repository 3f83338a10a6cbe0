"""Claims that are wrong, inputs that test little, and tasks that nothing is needed for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from random import Random
from typing import Any

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import ProblemKind
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.evaluation.faults.spoiling import Spoilt, spoilt
from jupyter_codemm.evaluation.triples import Triple

FEWEST = 8
_RESULT: dict[ProblemKind, str] = {
    "function": "value",
    "class": "value",
    "program": "stdout",
    "query": "result",
}
_GIVEN: dict[ProblemKind, str] = {
    "function": "args",
    "class": "steps",
    "program": "stdin",
    "query": "rows",
}

Proposed = dict[str, Any]


def claims_wrong_results(triple: Triple, _others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Make one to three claimed results wrong."""
    candidates = list(triple.reply["candidates"])
    chosen = rng.sample(range(len(candidates)), min(len(candidates), rng.randint(1, 3)))
    for index in chosen:
        candidates[index] = _misclaimed(triple, candidates[index], rng)
    return spoilt(triple, "wrong claim", candidates=candidates)


def shows_a_wrong_sample(triple: Triple, _others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Make the result of an input wrong that learners will see, in the tests or in the text."""
    kind, candidates = triple.kind, list(triple.reply["candidates"])
    typical = [n for n, c in enumerate(candidates) if c["category"] == "typical"]
    sizes = {n: len(json.dumps(candidates[n][_GIVEN[kind]])) for n in typical or range(1)}
    shown = min(sizes, key=lambda n: (sizes[n], n))
    wrong = _misclaimed(triple, candidates[shown], rng)
    if kind != "function" or rng.random() < 1 / 2:
        candidates[shown] = wrong
        return spoilt(triple, "wrong sample", candidates=candidates)
    name = triple.reply["signature"]["name"]
    given = ", ".join(json.dumps(arg) for arg in wrong["args"])
    told = f"For example, {name}({given}) returns {json.dumps(wrong['value'])}."
    text = spoilt(
        triple, "wrong example in the text", statement=f"{triple.reply['statement']} {told}"
    )
    return Spoilt(text.slot, text.reply, text.label, trace=told)


def tests_little(triple: Triple, _others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Keep only inputs that are much alike, all of them typical ones."""
    candidates = list(triple.reply["candidates"])
    given = _GIVEN[triple.kind]
    centre = json.dumps(rng.choice(candidates)[given])

    def distance(candidate: Proposed) -> float:
        return -SequenceMatcher(None, centre, json.dumps(candidate[given])).ratio()

    alike = sorted(candidates, key=distance)[:FEWEST]
    weak = [candidate | {"category": "typical"} for candidate in alike]
    return spoilt(triple, "weak inputs", candidates=weak)


def needs_nothing(triple: Triple, _others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Turn the exercise into one that a program without an idea solves."""
    match triple.kind:
        case "function":
            return _echo(triple)
        case "program":
            same = [c | {"stdout": c["stdin"]} for c in triple.reply["candidates"]]
            code = {
                "python": "import sys\n\nprint(sys.stdin.read(), end='')",
                "java": "import java.util.Scanner;\n\npublic class Solution {\n"
                "    public static void main(String[] args) {\n"
                "        Scanner in = new Scanner(System.in);\n"
                "        while (in.hasNextLine()) {\n"
                "            System.out.println(in.nextLine());\n        }\n    }\n}",
                "cpp": "#include <iostream>\n#include <string>\n\nint main() {\n"
                "    std::string line;\n    while (std::getline(std::cin, line)) {\n"
                '        std::cout << line << "\\n";\n    }\n}',
            }[triple.language]
            return spoilt(triple, "echo", reference=code, candidates=same)
        case "query":
            return _constant_query(triple, rng)
        case "class":
            return None


def _echo(triple: Triple) -> Spoilt | None:
    head = triple.reply["signature"]
    if not head["params"] or head["observe"] != "return":
        return None
    first = head["params"][0]
    same = [c | {"value": c["args"][0]} for c in triple.reply["candidates"]]
    code = _echo_code(triple.language, head, first)
    if code is None:
        return None
    return spoilt(
        triple,
        "echo",
        signature=head | {"returns": first["type"]},
        reference=code,
        candidates=same,
        wrong_solutions=[],
    )


def _echo_code(language: Language, head: dict[str, Any], first: dict[str, str]) -> str | None:
    signature = Signature.parse(head | {"kind": "function", "returns": first["type"]})
    starter = FACTS[language].function_starter(signature)
    lines = starter.splitlines()
    for number, line in enumerate(lines):
        if "not written yet" in line:
            indent = line[: len(line) - len(line.lstrip())]
            end = "" if language == "python" else ";"
            lines[number] = f"{indent}return {first['name']}{end}"
            return "\n".join(lines)
    return None


def _constant_query(triple: Triple, _rng: Random) -> Spoilt | None:
    same = [c | {"columns": ["answer"], "result": [[1]]} for c in triple.reply["candidates"]]
    return spoilt(triple, "constant", reference="SELECT 1 AS answer", candidates=same)


def _misclaimed(triple: Triple, candidate: Proposed, rng: Random) -> Proposed:
    key = _RESULT[triple.kind]
    value = candidate[key]
    if triple.kind == "class":
        return candidate | {key: _one_step_other(value, rng)}
    if value == []:
        # Of what type its items would be, the results of other inputs tell.
        results = [c[key] for c in triple.reply["candidates"] if c[key] != value]
        return candidate | {key: rng.choice(results) if results else [[0]]}
    return candidate | {key: other(value, rng)}


def _one_step_other(value: list[Any], rng: Random) -> list[Any]:
    known = [n for n, item in enumerate(value) if item is not None]
    if not known:
        return [0 for _ in value]
    at = rng.choice(known)
    return [*value[:at], other(value[at], rng), *value[at + 1 :]]


def other(value: Any, rng: Random) -> Any:  # noqa: ANN401, PLR0911 - any JSON in, any JSON out
    """Return a value of the same type that is another one."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + rng.choice((-1, 1))
        case str():
            return _other_text(value)
        case []:
            return [0]
        case list() if rng.random() < 1 / 2 and len(value) > 1:
            return value[:-1]
        case list():
            return [*value[:-1], other(value[-1], rng)]
        case _:
            return 0


def _other_text(value: str) -> str:
    stripped = value.rstrip("\n")
    ends = value[len(stripped) :]
    if stripped and stripped[-1].isdigit():
        return f"{stripped[:-1]}{(int(stripped[-1]) + 1) % 10}{ends}"
    return f"{stripped}s{ends}"
