"""Good replies of a drafting model, one for each kind and language, and the model that gives them.

Every claim holds for its reference solution.
"""

from __future__ import annotations

import json
from typing import Any

from jupyter_codemm.llm.scripted import ScriptedLLM
from jupyter_codemm.ports import CompletionRequest

HINTS = [
    "Which values count at all? Go through the smallest sample by hand and note each decision.",
    "Keep one number that you change as you walk along. Think about what it must be at the start.",
    "Look at a value that is exactly the limit. The statement says on which side it belongs.",
]
GOALS = ["start a counter", "visit every reading", "decide if it counts", "hand back the count"]
COMMON = {"hints": HINTS, "goals": GOALS, "estimated_minutes": 12}

_READINGS: list[tuple[str, list[int], int]] = [
    ("minimal", [], 3),
    ("single", [5], 3),
    ("boundary", [3], 3),
    ("typical", [1, 4, 2, 8], 3),
    ("typical", [9, 9, 1], 5),
    ("duplicates", [4, 4, 4], 3),
    ("negative", [-5, -2, 0], -3),
    ("boundary", [2, 3, 4], 3),
    ("large", list(range(30)), 10),
    ("adversarial", [7, 7, 8, 7], 7),
    ("negative", [-1, -1], 0),
    ("single", [0], 0),
    ("typical", [3, 1, 4, 1, 5], 2),
    ("duplicates", [6, 6, 2, 2], 2),
    ("boundary", [10], 9),
    ("adversarial", [1, 2, 3], 0),
]
_FUNCTION_STATEMENT = (
    "A weather station on a roof writes down readings. Given the list readings and the whole "
    "number limit, count how many readings lie strictly above limit. A reading equal to limit "
    "does not count, negative readings are ordinary readings, and an empty list gives 0. The "
    "function {name} returns the count as a whole number."
)

_FUNCTION_REFERENCES = {
    "python": """def count_above(readings: list[int], limit: int) -> int:
    total = 0
    for reading in readings:
        if reading > limit:
            total += 1
    return total""",
    "java": """import java.util.List;

public class Solution {
    public static int countAbove(List<Integer> readings, int limit) {
        int total = 0;
        for (int reading : readings) {
            if (reading > limit) {
                total++;
            }
        }
        return total;
    }
}""",
    "cpp": """#include <vector>

int count_above(std::vector<int> readings, int limit) {
    int total = 0;
    for (int reading : readings) {
        if (reading > limit) {
            total++;
        }
    }
    return total;
}""",
}


_FUNCTION_MISTAKES = [
    (" > limit", " >= limit", "counts readings at the limit"),
    (" > limit", " < limit", "counts the readings below"),
    ("total = 0", "total = 1", "starts at one"),
]


def function_reply(language: str = "python", *, prints: bool = False) -> dict[str, Any]:
    """Return a function; with `prints` it prints its count too (Python only)."""
    reference = _FUNCTION_REFERENCES[language]
    if prints:
        reference = reference.replace("    return", "    print(total)\n    return")
    name = "countAbove" if language == "java" else "count_above"
    counted = [(c, r, n, sum(x > n for x in r)) for c, r, n in _READINGS]
    return COMMON | {
        "title": "Readings above the limit",
        "statement": _FUNCTION_STATEMENT.format(name=name),
        "signature": {
            "name": name,
            "params": [{"name": "readings", "type": "list[int]"}, {"name": "limit", "type": "int"}],
            "returns": "int",
            "observe": "return",
        },
        "order_matters": True,
        "constraints": [
            {"on": "readings", "rule": "length", "low": 0, "high": 40, "text": ""},
            {"on": "limit", "rule": "range", "low": -100, "high": 100, "text": ""},
        ],
        "reference": reference,
        "wrong_solutions": [
            {"code": reference.replace(old, new), "mistake": mistake}
            for old, new, mistake in _FUNCTION_MISTAKES
        ],
        "candidates": [
            {
                "category": category,
                "args": [readings, limit],
                "value": total,
                "stdout": f"{total}\n" if prints else "",
            }
            for category, readings, limit, total in counted
        ],
    }


_CLASS_REFERENCES = {
    "python": """class Cloakroom:
    def __init__(self, hooks: int) -> None:
        self.hooks = hooks
        self.coats = 0

    def hang(self, coats: int) -> bool:
        if coats < 0 or self.coats + coats > self.hooks:
            return False
        self.coats += coats
        return True

    def free(self) -> int:
        return self.hooks - self.coats""",
    "java": """public class Cloakroom {
    private final int hooks;
    private int coats = 0;

    public Cloakroom(int hooks) {
        this.hooks = hooks;
    }

    public boolean hang(int coats) {
        if (coats < 0 || this.coats + coats > hooks) {
            return false;
        }
        this.coats += coats;
        return true;
    }

    public int free() {
        return hooks - coats;
    }
}""",
    "cpp": """class Cloakroom {
public:
    explicit Cloakroom(int hooks) : hooks_(hooks) {}

    bool hang(int coats) {
        if (coats < 0 || coats_ + coats > hooks_) {
            return false;
        }
        coats_ += coats;
        return true;
    }

    int free() { return hooks_ - coats_; }

private:
    int hooks_;
    int coats_ = 0;
};""",
}


def class_reply(language: str = "python") -> dict[str, Any]:
    """Return a class."""
    candidates = []
    for number in range(12):
        fits = number <= 6
        left = 6 - number if fits else 6
        steps: list[dict[str, Any]] = [{"new": "room", "args": [6]}]
        steps += [{"call": "room.hang", "args": [number]}, {"call": "room.free", "args": []}]
        category = ["minimal", "single", "typical", "boundary"][number % 4]
        candidates.append({"category": category, "steps": steps, "value": [None, fits, left]})
    return COMMON | {
        "title": "A museum cloakroom",
        "statement": "A museum's Cloakroom has a number of hooks, given as hooks. hang(coats) "
        "hangs that many coats and tells whether they all fit; when they do not, or when coats is "
        "negative, nothing changes and the answer is false. free() gives the hooks left.",
        "signature": {
            "name": "Cloakroom",
            "params": [{"name": "hooks", "type": "int"}],
            "methods": [
                {
                    "name": "hang",
                    "params": [{"name": "coats", "type": "int"}],
                    "returns": "bool",
                },
                {"name": "free", "params": [], "returns": "int"},
            ],
        },
        "reference": _CLASS_REFERENCES[language],
        "candidates": candidates,
    }


_PROGRAM_REFERENCES = {
    "python": "n = int(input())\nfor step in range(n, 0, -1):\n    print(step)\nprint('done')",
    "java": """import java.util.Scanner;

public class Solution {
    public static void main(String[] args) {
        int n = new Scanner(System.in).nextInt();
        for (int step = n; step > 0; step--) {
            System.out.println(step);
        }
        System.out.println("done");
    }
}""",
    "cpp": """#include <iostream>

int main() {
    int n = 0;
    std::cin >> n;
    for (int step = n; step > 0; step--) {
        std::cout << step << "\\n";
    }
    std::cout << "done\\n";
}""",
}


def program_reply(language: str = "python") -> dict[str, Any]:
    """Return a whole program."""
    categories = ["minimal", "single", "typical", "boundary", "large", "adversarial"]
    return COMMON | {
        "title": "Counting down to the start",
        "statement": "A running event through a park starts with a countdown. The only line of the "
        "input holds a whole number n, zero or more. Print n, then n - 1, down to 1, one number a "
        "line, and after that a line with the word done. For 0 only the word is printed.",
        "reference": _PROGRAM_REFERENCES[language],
        "candidates": [
            {
                "category": categories[n % 6],
                "stdin": f"{n}\n",
                "stdout": "".join(f"{k}\n" for k in range(n, 0, -1)) + "done\n",
            }
            for n in range(14)
        ],
    }


def query_reply() -> dict[str, Any]:
    """Return an SQL query."""
    categories = ["minimal", "single", "typical", "boundary", "duplicates", "adversarial"]
    candidates = []
    for n in range(12):
        rows = [(f"item {k}", k) for k in range(n)]
        inserts = "".join(f"INSERT INTO finds VALUES ('{name}', {d});\n" for name, d in rows)
        old = [[name, days] for name, days in rows if days > 4]
        candidates.append(
            {
                "category": categories[n % 6],
                "rows": f"{inserts}INSERT INTO finds VALUES ('scarf', NULL);\n"
                if n % 2
                else inserts,
                "columns": ["name", "days"],
                "result": old,
            }
        )
    return COMMON | {
        "title": "Long lost things",
        "statement": "A lost-and-found counter keeps the table finds with the columns name and "
        "days, the days since the thing was found, which may be unknown. List name and days of "
        "everything found more than 4 days ago, fewest days first, ties by name.",
        "tables": "CREATE TABLE finds (name TEXT NOT NULL, days INTEGER);",
        "ordered": True,
        "reference": "SELECT name, days FROM finds WHERE days > 4 ORDER BY days, name",
        "candidates": candidates,
    }


PARTS: dict[str, tuple[str, ...]] = {
    "statement": (
        "title",
        "statement",
        "estimated_minutes",
        "constraints",
        "signature",
        "order_matters",
        "tables",
        "ordered",
    ),
    "reference": ("reference",),
    "candidates": ("candidates",),
    "hints": ("hints", "goals"),
    "mistakes": ("wrong_solutions",),
}


def drafting_model() -> ScriptedLLM:
    """Return a model that answers every draft request well (printing functions: Python only)."""
    return ScriptedLLM(lambda request: json.dumps(good_reply(order_of(request))), name="drafting")


def order_of(request: CompletionRequest) -> dict[str, Any]:
    """Return what a request asks for."""
    order: dict[str, Any] = json.loads(request.messages[-1].text)
    return order


def good_reply(order: dict[str, Any]) -> dict[str, Any]:
    """Return a good answer to an order, of the part that it asks for."""
    match order["kind"]:
        case "query":
            reply = query_reply()
        case "class":
            reply = class_reply(order["language"])
        case "program":
            reply = program_reply(order["language"])
        case _:
            reply = function_reply(order["language"], prints=order["style"] == "mixed")
    wanted = PARTS.get(order["answer"], tuple(reply))
    return {key: value for key, value in reply.items() if key in wanted}
