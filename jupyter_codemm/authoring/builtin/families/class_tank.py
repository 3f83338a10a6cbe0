"""A class that never holds more than its limit and never less than nothing."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.worlds.counters import TANKS
from jupyter_codemm.contracts.signature import Method, Param


class _Tank:
    def __init__(self, variant: Variant, limit: int) -> None:
        self._variant = variant
        self._limit = limit
        self._held = 0

    def put(self, amount: int) -> int:
        over = max(self._held + amount - self._limit, 0)
        self._held += amount - over
        return over

    def take(self, amount: int) -> int:
        given = min(amount, self._held)
        self._held -= given
        return given

    def left(self) -> int:
        return self._held


class _Greedy(_Tank):
    def put(self, amount: int) -> int:
        self._held += amount
        return 0


class _Debt(_Tank):
    def take(self, amount: int) -> int:
        self._held -= amount
        return amount


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for limit in (1, 5, 10, 20):
        yield "minimal", ([limit], [["left"]])
        yield "single", ([limit], [["put", limit], ["left"]])
        yield (
            "boundary",
            ([limit], [["put", limit], ["put", 1], ["take", limit], ["take", 1], ["left"]]),
        )
        yield "boundary", ([limit], [["put", limit + 3], ["left"], ["take", limit + 2], ["left"]])
        yield "adversarial", ([limit], [["take", 4], ["put", 3], ["left"], ["put", 0], ["take", 0]])
    for _ in range(16):
        yield "typical", ([rng.randint(5, 20)], _calls(rng, rng.randint(3, 7)))
    for _ in range(4):
        yield "large", ([rng.randint(10, 40)], _calls(rng, 20))


def _calls(rng: Random, count: int) -> list[list[object]]:
    names = ["put", "put", "take", "take", "left"]
    drawn = [rng.choice(names) for _ in range(count)]
    return [[name] if name == "left" else [name, rng.randint(0, 12)] for name in drawn]


FAMILY = ClassFamily(
    name="class_tank",
    title="Keeping count",
    topics=frozenset({"classes", "conditionals", "arithmetic", "variables"}),
    difficulties=frozenset({"easy"}),
    worlds=TANKS,
    starts=(("limit", "the most $things that it can hold, from 1 to 40"),),
    methods=(
        (
            Method(name="put", params=(Param(name="amount", type="int"),), returns="int"),
            (
                "puts in as many of the `amount` $things as there is room for, and answers how "
                "many did not fit"
            ),
        ),
        (
            Method(name="take", params=(Param(name="amount", type="int"),), returns="int"),
            (
                "takes out `amount` $things, or all that are left if there are fewer, and answers"
                " how many were taken"
            ),
        ),
        (Method(name="left", returns="int"), "answers how many $things are in it now"),
    ),
    task=(
        "You are asked for a class that counts $things. At no time may it hold more than its "
        "limit or less than nothing."
    ),
    edges="A new object is empty. Every amount is a whole number from 0 to 50",
    make=lambda variant, start: _Tank(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, limit: int) -> None:
                    self.limit = limit
                    self.held = 0

                def $put(self, amount: int) -> int:
                    self.held += amount
                    if self.held <= self.limit:
                        return 0
                    over = self.held - self.limit
                    self.held = self.limit
                    return over

                def $take(self, amount: int) -> int:
                    if amount > self.held:
                        amount = self.held
                    self.held -= amount
                    return amount

                def $left(self) -> int:
                    return self.held
        """,
        "java": """
            class $name {
                private final int limit;
                private int held = 0;

                public $name(int limit) {
                    this.limit = limit;
                }

                public int $put(int amount) {
                    held += amount;
                    if (held <= limit) {
                        return 0;
                    }
                    int over = held - limit;
                    held = limit;
                    return over;
                }

                public int $take(int amount) {
                    int given = Math.min(amount, held);
                    held -= given;
                    return given;
                }

                public int $left() {
                    return held;
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                explicit $name(int limit) : limit_(limit) {}

                int $put(int amount) {
                    held_ += amount;
                    if (held_ <= limit_) {
                        return 0;
                    }
                    int over = held_ - limit_;
                    held_ = limit_;
                    return over;
                }

                int $take(int amount) {
                    int given = std::min(amount, held_);
                    held_ -= given;
                    return given;
                }

                int $left() {
                    return held_;
                }

            private:
                int limit_;
                int held_ = 0;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the limit and what is held",
        "when putting in, find out what does not fit",
        "when taking out, never take more than there is",
        "answer what is held",
    ),
    pitfalls=(
        Pitfall(
            "it may hold more than its limit",
            lambda v, start, calls: replayed(_Greedy(v, *start), calls),
        ),
        Pitfall(
            "it may hold less than nothing",
            lambda v, start, calls: replayed(_Debt(v, *start), calls),
        ),
    ),
)
