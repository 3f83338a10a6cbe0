"""A class that keeps some numbers in a list and answers a question about them.

The file is long because three references, and the pieces that vary in them, are data.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from random import Random
from typing import Any

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.worlds.books import SCORES
from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.signature import Method, Param

_SIGNS: dict[str, tuple[str, Any]] = {
    ">": ("more than", operator.gt),
    ">=": ("at least", operator.ge),
    "<": ("less than", operator.lt),
    "<=": ("at most", operator.le),
}
_NEAR = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}
# What is asked for, in words around the things, the answer when nothing fits, and what a fit does.
_QUESTIONS = {
    "count": ("how many of the kept", "are {} `mark`", 0, "+= 1"),
    "sum": ("the sum of all kept", "that are {} `mark`", 0, "+= kept"),
    "last": ("the newest of all kept", "that are {} `mark`, or -1 if there is none", -1, "= kept"),
}


class _Scores:
    def __init__(self, variant: Variant, limit: int, mark: int) -> None:
        self._variant = variant
        self._limit = limit
        self._mark = mark
        self._numbers: list[int] = []

    def add(self, number: int) -> int:
        if not _SIGNS[self._variant["keep"]][1](number, self._limit):
            return int(self._variant["refused"])
        self._numbers.append(number)
        return len(self._numbers)

    def report(self) -> int:
        fits = _SIGNS[self._variant["sign"]][1]
        found = [kept for kept in self._numbers if fits(kept, self._mark)]
        if self._variant["question"] == "last":
            return found[-1] if found else -1
        return len(found) if self._variant["question"] == "count" else sum(found)


class _KeepsAll(_Scores):
    def add(self, number: int) -> int:
        self._numbers.append(number)
        return len(self._numbers)


class _Shortened(_Scores):
    def report(self) -> int:
        newest = self._numbers[-1:]
        del self._numbers[-1:]
        answer = super().report()
        self._numbers += newest
        return answer


def _variant(rng: Random, _: Difficulty) -> Variant:
    keep = rng.choice(list(_SIGNS))
    sign = rng.choice(list(_SIGNS))
    question = rng.choice(list(_QUESTIONS))
    asked, which, start, step = _QUESTIONS[question]
    return {
        "keep": keep,
        "kept_when": _SIGNS[keep][0],
        "refused": rng.choice([0, -1]),
        "sign": sign,
        "question": question,
        "asked": asked,
        "which": which.format(_SIGNS[sign][0]),
        "start": start,
        "step": step,
        "zero": " A sum of nothing is 0." if question == "sum" else "",
    }


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for limit in (30, 45, 60):
        mark = _mark(rng, v, limit)
        least, most = sorted((limit, mark))
        low, between, high = least - rng.randint(2, 9), (least + most) // 2, most + 6
        kept = mark + (1 if mark > limit else -1)
        yield "minimal", ([limit, mark], [["report"]])
        yield "single", ([limit, mark], [["add", kept], ["report"]])
        yield "single", ([limit, mark], [["add", 2 * mark - kept], ["report"]])
        all_of_them = [["add", number] for number in (low, limit, between, mark, high, kept)]
        yield "boundary", ([limit, mark], [["add", limit], ["add", mark], ["report"]])
        yield "boundary", ([limit, mark], [["add", mark], ["report"], ["add", limit], ["report"]])
        yield "boundary", ([limit, mark], [*all_of_them, ["report"]])
        yield "duplicates", ([limit, mark], [["add", kept], *all_of_them, ["add", kept]])
        yield "duplicates", ([limit, mark], [["add", high], ["add", low], *[["add", between]] * 3])
        yield "adversarial", ([limit, mark], [["report"], *all_of_them[::-1], ["report"]])
    for _ in range(18):
        yield "typical", _calls(rng, v, rng.randint(4, 8))
    for _ in range(4):
        yield "large", _calls(rng, v, 22)


def _mark(rng: Random, v: Variant, limit: int) -> int:
    """Return a mark on that side of the limit where numbers are kept."""
    away = rng.randint(4, 20)
    return limit + away if v["keep"] in (">", ">=") else limit - away


def _calls(rng: Random, v: Variant, count: int) -> tuple[list[int], list[list[object]]]:
    limit = rng.randint(30, 60)
    mark = _mark(rng, v, limit)
    middle = (limit + mark) // 2
    near = [limit, mark, middle, *(rng.randint(max(middle - 30, 0), middle + 30),) * 5]
    calls: list[list[object]] = [
        ["add", middle + rng.choice([-12, -3, 3, 12])],
        ["add", middle],
        ["report"],
    ]
    for name in rng.choices(["add", "report"], [3, 1], k=count):
        near.append(rng.randint(max(middle - 30, 0), middle + 30))
        calls.append(["report"] if name == "report" else ["add", rng.choice(near)])
    return [limit, mark], calls


FAMILY = ClassFamily(
    name="class_scores",
    title="Kept and asked",
    topics=frozenset({"classes", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=SCORES,
    starts=(
        ("limit", "a number from 0 to 100 that decides which $things are kept"),
        ("mark", "a number from 0 to 100 that `$report` compares them with"),
    ),
    methods=(
        (
            Method(name="add", params=(Param(name="number", type="int"),), returns="int"),
            (
                "keeps the $thing `number` if it is $kept_when `limit`, and answers how many "
                "$things are kept now; otherwise it keeps nothing and answers $refused"
            ),
        ),
        (Method(name="report", returns="int"), "answers $asked $things $which"),
    ),
    task=(
        "You are asked for a class with a list inside. It stores some of the $things that it is "
        "told, in the order in which they come, and can be asked about them at any time."
    ),
    edges=(
        "At first nothing is kept. An equal $thing may be kept more than once. `$report` changes "
        "nothing.$zero Every number is from 0 to 100"
    ),
    make=lambda variant, start: _Scores(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, limit: int, mark: int) -> None:
                    self.limit = limit
                    self.mark = mark
                    self.numbers = []

                def $add(self, number: int) -> int:
                    if number $keep self.limit:
                        self.numbers.append(number)
                        return len(self.numbers)
                    return $refused

                def $report(self) -> int:
                    answer = $start
                    for kept in self.numbers:
                        if kept $sign self.mark:
                            answer $step
                    return answer
        """,
        "java": """
            class $name {
                private final int limit;
                private final int mark;
                private final List<Integer> numbers = new ArrayList<>();

                public $name(int limit, int mark) {
                    this.limit = limit;
                    this.mark = mark;
                }

                public int $add(int number) {
                    if (number $keep limit) {
                        numbers.add(number);
                        return numbers.size();
                    }
                    return $refused;
                }

                public int $report() {
                    int answer = $start;
                    for (int kept : numbers) {
                        if (kept $sign mark) {
                            answer $step;
                        }
                    }
                    return answer;
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                $name(int limit, int mark) : limit_(limit), mark_(mark) {}

                int $add(int number) {
                    if (number $keep limit_) {
                        numbers_.push_back(number);
                        return static_cast<int>(numbers_.size());
                    }
                    return $refused;
                }

                int $report() {
                    int answer = $start;
                    for (int kept : numbers_) {
                        if (kept $sign mark_) {
                            answer $step;
                        }
                    }
                    return answer;
                }

            private:
                int limit_;
                int mark_;
                std::vector<int> numbers_;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the limit, the mark and a list of numbers in the object",
        "add to the list only what the limit allows",
        "go through the whole list for the report",
        "let each kept number that fits the mark change the answer",
    ),
    pitfalls=(
        Pitfall(
            "every $thing is kept, whatever the limit says",
            lambda v, start, calls: replayed(_KeepsAll(v, *start), calls),
        ),
        Pitfall(
            "a $thing that is equal to the limit is treated the wrong way",
            lambda v, start, calls: replayed(
                _Scores({**v, "keep": _NEAR[v["keep"]]}, *start), calls
            ),
        ),
        Pitfall(
            "a $thing that is equal to the mark is treated the wrong way",
            lambda v, start, calls: replayed(
                _Scores({**v, "sign": _NEAR[v["sign"]]}, *start), calls
            ),
        ),
        Pitfall(
            "the walk through the list stops before the newest $thing",
            lambda v, start, calls: replayed(_Shortened(v, *start), calls),
        ),
    ),
    variant=_variant,
)
