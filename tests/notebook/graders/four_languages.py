"""One activity with a problem in each language, and right answers to it."""

from __future__ import annotations

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.signature import Signature

HIDDEN = 777001  # stands in hidden tests only
RIGHT = {
    "python": "def twice(n):\n    return 2 * n\n",
    "java": "public class Solution {\n    public static int twice(int n) { return 2 * n; }\n}\n",
    "cpp": "int twice(int n) { return 2 * n; }\n",
    "sql": "SELECT name FROM t\n",
}
# Fails one hidden test of two.
NEARLY = "def twice(n):\n    return 0 if n > 100 else 2 * n\n"


def activity(*languages: str) -> Activity:
    """Return an activity with a problem in each of these languages."""
    return Activity.parse(
        {
            "id": "a1",
            "owner": "local",
            "title": "Twice, it's said",
            "language": languages[0],
            "problems": [problem(language) for language in languages],
            "created_at": "2026-01-01T00:00:00Z",
        }
    )


def problem(language: str) -> dict:
    """Return a problem with two examples and two hidden tests."""
    signature = None if language == "sql" else _signature(language)
    return {
        "id": f"p.{language}",
        "title": "Twice",
        "statement": "Twice, or every name.",
        "kind": "query" if language == "sql" else "function",
        "language": language,
        "difficulty": "easy",
        "topics": ["functions"],
        "style": "stdout" if language == "sql" else "return",
        "signature": signature,
        "starter": FACTS[language].starter(signature and Signature.parse(signature)),
        "tests": [_test(language, n, "sample") for n in (1, 2)]
        + [_test(language, n, "hidden") for n in (5, HIDDEN)],
    }


def _signature(language: str) -> dict:
    container = {"container": "Solution"} if language == "java" else {}
    params = [{"name": "n", "type": "int"}]
    return {"name": "twice", "params": params, "returns": "int"} | container


def _test(language: str, n: int, visibility: str) -> dict:
    if language == "sql":
        database = f"CREATE TABLE t (name TEXT);\nINSERT INTO t VALUES ('it''s {n}');"
        given = {"database": database}
        expected = {"rows": {"columns": ["name"], "rows": [[f"it's {n}"]]}}
    else:
        given, expected = {"args": [n]}, {"value": 2 * n}
    return {
        "name": f"test_{n}",
        "visibility": visibility,
        "input": given,
        "expected": expected,
    }
