"""One exercise in four languages: how we judge it, and the same work with nothing around it.

The bare programs are what somebody would write who only wants to compile and call the solution
eight times: they read their input from standard input and print the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source

REFERENCES = Path(__file__).parent / "references"
SOLUTION = "// SOLUTION"
WORDS = "pear fig plum fig kiwi pear lime fig date plum nut fig pear sloe kiwi fig".split()
TESTS = 8
ROWS = ", ".join(f"('{word}', {len(word) + i})" for i, word in enumerate(WORDS))
DATABASE = f"CREATE TABLE fruit (name TEXT, weight INTEGER);\nINSERT INTO fruit VALUES {ROWS};"


@dataclass(frozen=True)
class Workload:
    """`compile` and `run` are the commands of the bare program, whose text is in `bare_file`."""

    language: Language
    solution_file: str
    bare_file: str
    compile: tuple[str, ...]
    run: tuple[str, ...]

    def solution(self, variant: int) -> str:
        """Return the learner's text; each variant differs, so that no cache knows it."""
        comment = FACTS[self.language].comment
        return f"{self._text(self.solution_file)}{comment} variant {variant}\n"

    def source(self, variant: int) -> Source:
        return Source.single(self.solution(variant))

    def bare(self, variant: int) -> str:
        """Return the program that nothing judges: the same solution and a main."""
        text = self._text(self.bare_file)
        if self.language == "sql":
            return text
        head, _, tail = text.partition(SOLUTION)
        return f"{head}{self.solution(variant)}{tail}"

    def extra_files(self, variant: int) -> dict[str, str]:
        """Return the files beside the bare program."""
        if self.language != "sql":
            return {}
        return {"solution.sql": self.solution(variant), "database.sql": DATABASE}

    def stdin(self, test: int) -> str:
        return "" if self.language == "sql" else " ".join([str(test), *words(test)])

    def problem(self) -> Problem:
        data = {
            "id": f"bench-{self.language}",
            "title": "Frequent words",
            "statement": "Return the words seen at least so often, most frequent first.",
            "language": self.language,
            "difficulty": "medium",
            "topics": ["maps"],
            "starter": "",
            "limits": {"time_ms": 2000, "memory_mb": 256, "output_kb": 256},
        }
        return Problem.parse(data | (_query() if self.language == "sql" else _function()))

    @staticmethod
    def _text(name: str) -> str:
        return (REFERENCES / name).read_text(encoding="utf-8")


WORKLOADS = (
    Workload("python", "solution.python", "bare.python", (), ("python3", "-I", "-S", "bare.py")),
    Workload("sql", "solution.sql", "bare_sql.python", (), ("python3", "-I", "-S", "bare.py")),
    Workload(
        "cpp", "solution.cxx", "bare.cxx", ("g++", "-O2", "bare.cpp", "-o", "bare"), ("./bare",)
    ),
    Workload("java", "solution.jav", "bare.jav", ("javac", "Bare.java"), ("java", "Bare")),
)
BARE_NAMES: dict[Language, str] = {
    "python": "bare.py",
    "sql": "bare.py",
    "cpp": "bare.cpp",
    "java": "Bare.java",
}


def words(test: int) -> list[str]:
    """Return the words of a test."""
    return WORDS[test:] + WORDS[: test // 2]


def frequent(least: int, given: list[str]) -> list[str]:
    """Return the expected answer."""
    counts = {word: given.count(word) for word in given}
    return sorted((w for w, n in counts.items() if n >= least), key=lambda w: (-counts[w], w))


def _function() -> dict[str, object]:
    return {
        "kind": "function",
        "style": "return",
        "signature": {
            "name": "frequent",
            "params": [
                {"name": "least", "type": "int"},
                {"name": "words", "type": "list[str]"},
            ],
            "returns": "list[str]",
        },
        "tests": [
            _test(i, {"args": [i, words(i)]}, {"value": frequent(i, words(i))})
            for i in range(TESTS)
        ],
    }


def _query() -> dict[str, object]:
    names = frequent(1, WORDS)
    rows = [[name, WORDS.count(name)] for name in names]
    expected = {"rows": {"columns": ["name", "seen"], "rows": rows}}
    return {
        "kind": "query",
        "style": "stdout",
        "tests": [_test(i, {"database": DATABASE}, expected) for i in range(TESTS)],
    }


def _test(index: int, given: object, expected: object) -> dict[str, object]:
    name, visibility = f"test_case_{index + 1}", "sample" if index < 3 else "hidden"
    return {"name": name, "visibility": visibility, "input": given, "expected": expected}
