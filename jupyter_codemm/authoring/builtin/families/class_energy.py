"""A class with a charge that is stored, spent, lost and booked.

The file is long because three references of a class with four methods are data.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.worlds.counters import STORES
from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.signature import Method, Param


class _Energy:
    def __init__(self, variant: Variant, limit: int, fee: int) -> None:
        self._part = int(variant["part"])
        self._limit = limit
        self._fee = fee
        self._held = 0
        self._refused = 0

    def store(self, amount: int) -> int:
        kept = min(amount, self._limit - self._held)
        self._held += kept
        return kept

    def spend(self, amount: int) -> int:
        cost = amount + self._fee
        if amount == 0 or cost > self._held:
            self._refused += 1
            return 0
        self._held -= cost
        return cost

    def night(self) -> int:
        loss = self._held // self._part
        self._held -= loss
        return loss

    def report(self) -> int:
        return self._held * 100 + self._refused


class _NoFee(_Energy):
    def spend(self, amount: int) -> int:
        if amount == 0 or amount > self._held:
            self._refused += 1
            return 0
        self._held -= amount
        return amount


class _Partly(_Energy):
    def store(self, amount: int) -> int:
        if self._held + amount > self._limit:
            return 0
        self._held += amount
        return amount


class _Strict(_Energy):
    def spend(self, amount: int) -> int:
        if amount + self._fee == self._held:
            self._refused += 1
            return 0
        return super().spend(amount)


def _variant(rng: Random, _: Difficulty) -> Variant:
    part = rng.choice([3, 4, 5])
    return {"part": part, "share": {3: "a third", 4: "a quarter", 5: "a fifth"}[part]}


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for limit in (5, 12, 30):
        fee = rng.randint(1, 3)
        yield "minimal", ([limit, fee], [["report"]])
        yield "single", ([limit, fee], [["store", limit], ["report"]])
        yield "boundary", ([limit, fee], [["store", limit + 4], ["spend", limit - fee], ["report"]])
        yield (
            "boundary",
            (
                [limit, fee],
                [["store", limit], ["spend", limit - fee + 1], ["spend", 0], ["report"]],
            ),
        )
        yield (
            "boundary",
            ([limit, fee], [["store", limit - 1], ["store", 5], ["night"], ["report"]]),
        )
        yield (
            "adversarial",
            (
                [limit, 0],
                [["spend", 1], ["night"], ["store", 3], ["night"], ["spend", 2], ["report"]],
            ),
        )
    for _ in range(18):
        yield "typical", ([rng.randint(10, 40), rng.randint(1, 3)], _calls(rng, rng.randint(4, 8)))
    for _ in range(4):
        yield "large", ([rng.randint(20, 60), rng.randint(1, 4)], _calls(rng, 24))


def _calls(rng: Random, count: int) -> list[list[object]]:
    drawn = [
        rng.choice(["store", "store", "store", "spend", "spend", "night", "report"])
        for _ in range(count)
    ]
    return [[name, rng.randint(0, 15)] if name in ("store", "spend") else [name] for name in drawn]


FAMILY = ClassFamily(
    name="class_energy",
    title="Stored and spent",
    topics=frozenset({"classes", "conditionals", "arithmetic", "variables", "functions"}),
    difficulties=frozenset({"hard"}),
    worlds=STORES,
    starts=(
        ("limit", "the most $things that can be stored, from 1 to 60"),
        ("fee", "how many extra $things each spending costs, from 0 to 5"),
    ),
    methods=(
        (
            Method(name="store", params=(Param(name="amount", type="int"),), returns="int"),
            (
                "adds `amount` $things, but only as far as there is room, and answers how many "
                "were added"
            ),
        ),
        (
            Method(name="spend", params=(Param(name="amount", type="int"),), returns="int"),
            (
                "takes `amount` and the fee off together and answers how many that was; if that "
                "is more than there is, or `amount` is 0, nothing is taken, one more refusal is "
                "noted, and the answer is 0"
            ),
        ),
        (
            Method(name="night", returns="int"),
            (
                "called once for each $period: takes away $share of what is stored, rounded down, "
                "and answers how many that was"
            ),
        ),
        (
            Method(name="report", returns="int"),
            "answers the stored number times 100, plus the number of refusals",
        ),
    ),
    task=(
        "You are asked for a class for such a store. What is stored must always lie between 0 and"
        " the limit. A helper for checks keeps it short."
    ),
    edges=(
        "A new store is empty and has no refusals. A spending that empties the store is allowed. "
        "Every amount is from 0 to 99"
    ),
    make=lambda variant, start: _Energy(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, limit: int, fee: int) -> None:
                    self.limit = limit
                    self.fee = fee
                    self.held = 0
                    self.refused = 0

                def change(self, amount: int) -> int:
                    before = self.held
                    self.held = max(0, min(before + amount, self.limit))
                    return abs(self.held - before)

                def $store(self, amount: int) -> int:
                    return self.change(amount)

                def $spend(self, amount: int) -> int:
                    cost = amount + self.fee
                    if amount == 0 or cost > self.held:
                        self.refused += 1
                        return 0
                    return self.change(-cost)

                def $night(self) -> int:
                    loss = self.held // $part
                    return self.change(-loss)

                def $report(self) -> int:
                    return self.held * 100 + self.refused
        """,
        "java": """
            class $name {
                private final int limit;
                private final int fee;
                private int held = 0;
                private int refused = 0;

                public $name(int limit, int fee) {
                    this.limit = limit;
                    this.fee = fee;
                }

                private int change(int amount) {
                    int before = held;
                    held = Math.max(0, Math.min(before + amount, limit));
                    return Math.abs(held - before);
                }

                public int $store(int amount) {
                    return change(amount);
                }

                public int $spend(int amount) {
                    int cost = amount + fee;
                    if (amount == 0 || cost > held) {
                        refused++;
                        return 0;
                    }
                    return change(-cost);
                }

                public int $night() {
                    return change(-(held / $part));
                }

                public int $report() {
                    return held * 100 + refused;
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                $name(int limit, int fee) : limit_(limit), fee_(fee) {}

                int $store(int amount) {
                    return change(amount);
                }

                int $spend(int amount) {
                    int cost = amount + fee_;
                    if (amount == 0 || cost > held_) {
                        refused_++;
                        return 0;
                    }
                    return change(-cost);
                }

                int $night() {
                    return change(-(held_ / $part));
                }

                int $report() {
                    return held_ * 100 + refused_;
                }

            private:
                int change(int amount) {
                    int before = held_;
                    held_ = std::max(0, std::min(before + amount, limit_));
                    return held_ > before ? held_ - before : before - held_;
                }

                int limit_;
                int fee_;
                int held_ = 0;
                int refused_ = 0;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the limit, the fee, what is stored and the refusals",
        "write a helper that changes what is stored within its limits",
        "check a spending with its fee before you take anything",
        "build the report from both numbers",
    ),
    pitfalls=(
        Pitfall("the fee is forgotten", lambda v, start, calls: replayed(_NoFee(v, *start), calls)),
        Pitfall(
            "an amount that does not fit in full is not stored at all",
            lambda v, start, calls: replayed(_Partly(v, *start), calls),
        ),
        Pitfall(
            "a spending that empties the store is refused",
            lambda v, start, calls: replayed(_Strict(v, *start), calls),
        ),
    ),
    variant=_variant,
)
