"""A problem and a spec, as files hold them."""

from __future__ import annotations

PROBLEM = {
    "id": "p1",
    "title": "Double it",
    "statement": "Write `double(n)`, which returns twice `n`.",
    "kind": "function",
    "language": "python",
    "difficulty": "easy",
    "topics": ["functions"],
    "style": "return",
    "signature": {"name": "double", "params": [{"name": "n", "type": "int"}], "returns": "int"},
    "starter": "def double(n: int) -> int:\n    raise NotImplementedError\n",
    "tests": [
        {
            "name": f"test_case_{n}",
            "visibility": "sample" if n < 3 else "hidden",
            "input": {"args": [n]},
            "expected": {"value": 2 * n},
        }
        for n in range(1, 5)
    ],
}
SPEC = {
    "version": "1.0",
    "language": "python",
    "problem_count": 2,
    "difficulty_plan": [{"difficulty": "easy", "count": 2}],
    "topic_tags": ["loops", "strings"],
    "problem_style": "return",
    "test_case_count": 8,
}
ACTIVITY = {
    "id": "a1",
    "owner": "local",
    "title": "One problem",
    "language": "python",
    "problems": [PROBLEM],
    "created_at": "2026-01-02T03:04:05Z",
}
