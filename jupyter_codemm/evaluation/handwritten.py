"""The hand-written problems, which are no family's: one TOML file each in `problems/`."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemKind
from jupyter_codemm.evaluation.triples import Reply, Triple


@cache
def handwritten(language: Language) -> tuple[Triple, ...]:
    """Return the hand-written problems of a language, by name."""
    folder = files(__package__).joinpath("problems", language)
    texts = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(_triple(text, language) for text in texts)


def all_handwritten() -> tuple[Triple, ...]:
    """Return every hand-written problem."""
    return tuple(triple for language in LANGUAGES for triple in handwritten(language))


def _triple(file: Traversable, language: Language) -> Triple:
    data = tomllib.loads(file.read_text("utf-8"))
    kind: ProblemKind = data["kind"]
    slot = Slot.parse(
        {
            "index": 0,
            "language": language,
            "difficulty": data["difficulty"],
            "topics": data["topics"],
            "style": "return" if kind in ("function", "class") else "stdout",
        }
    )
    code: str = data["reference"].strip("\n")
    return Triple(
        name=file.name.removesuffix(".toml"),
        slot=slot,
        reply=_reply(data, kind, code),
        split="handwritten",
        bugs=tuple(_edited(code, bug) for bug in data["bug"]),
    )


def _reply(data: dict[str, Any], kind: ProblemKind, code: str) -> Reply:
    reply = {
        "title": data["title"],
        "statement": _prose(data["statement"]),
        "estimated_minutes": data["minutes"],
        "constraints": [_constraint(item) for item in data["constraints"]],
        "reference": code,
        "hints": data["hints"],
        "goals": data["goals"],
        "wrong_solutions": [
            {"code": _edited(code, slip), "mistake": slip["mistake"]} for slip in data["wrong"]
        ],
        "candidates": [_candidate(json.loads(line), kind, data) for line in _lines(data)],
    }
    if "signature" in data:
        reply["signature"] = _signature(data["signature"])
        reply["order_matters"] = True
    if kind == "query":
        reply |= {"tables": data["tables"].strip("\n"), "ordered": data["ordered"]}
    return reply


def _lines(data: dict[str, Any]) -> list[str]:
    return [line for line in data["candidates"].splitlines() if line.strip()]


def _prose(text: str) -> str:
    return "\n\n".join(" ".join(block.split()) for block in text.strip().split("\n\n"))


def _constraint(item: dict[str, Any]) -> dict[str, Any]:
    return {"low": None, "high": None, "text": ""} | item


def _edited(code: str, slip: dict[str, str]) -> str:
    """Return the reference with one edit; what is edited stands in it exactly once."""
    old, new = slip["old"], slip["new"]
    return code.replace(old, new)


def _params(pairs: list[list[str]]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in pairs]


def _signature(data: dict[str, Any]) -> dict[str, Any]:
    head: dict[str, Any] = {"name": data["name"], "params": _params(data["params"])}
    if "methods" not in data:
        return head | {"returns": data["returns"], "observe": "return"}
    methods = [
        {"name": name, "params": _params(params), "returns": returns}
        for name, params, returns in data["methods"]
    ]
    return head | {"methods": methods}


def _candidate(line: list[Any], kind: ProblemKind, data: dict[str, Any]) -> dict[str, Any]:
    category, given, result = line
    match kind:
        case "function":
            return {"category": category, "args": given, "value": result, "stdout": ""}
        case "class":
            steps = [{word: name, "args": args} for word, name, args in given]
            return {"category": category, "steps": steps, "value": result}
        case "program":
            return {"category": category, "stdin": given, "stdout": result}
        case "query":
            found = {"columns": data["columns"], "result": result}
            return {"category": category, "rows": given} | found
