"""A class for a dial that goes round and counts its laps."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.worlds.counters import DIALS
from jupyter_codemm.contracts.signature import Method, Param


class _Dial:
    def __init__(self, variant: Variant, size: int) -> None:
        self._variant = variant
        self._size = size
        self._place = 0
        self._laps = 0

    def move(self, steps: int) -> int:
        self._place += steps
        self._laps += self._place // self._size
        self._place %= self._size
        return self._place

    def home(self) -> int:
        way = (self._size - self._place) % self._size
        self._laps += 1 if way else 0
        self._place = 0
        return way

    def laps(self) -> int:
        return self._laps


class _OneLap(_Dial):
    def move(self, steps: int) -> int:
        self._place += steps
        if self._place >= self._size:
            self._laps += 1
            self._place %= self._size
        return self._place


class _Late(_Dial):
    def home(self) -> int:
        way = self._size - self._place
        self._place = 0
        self._laps += 1
        return way


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for size in (2, 5, 8, 12):
        yield "minimal", ([size], [["laps"]])
        yield "single", ([size], [["move", size], ["laps"]])
        yield "boundary", ([size], [["home"], ["move", size - 1], ["home"], ["laps"]])
        yield "boundary", ([size], [["move", size - 1], ["move", 1], ["home"], ["laps"]])
        yield "adversarial", ([size], [["move", size * 3 + 1], ["laps"], ["home"], ["laps"]])
    for _ in range(16):
        yield "typical", ([rng.randint(3, 12)], _calls(rng, rng.randint(3, 7)))
    for _ in range(4):
        yield "large", ([rng.randint(4, 20)], _calls(rng, 20))


def _calls(rng: Random, count: int) -> list[list[object]]:
    drawn = [rng.choice(["move", "move", "move", "home", "laps"]) for _ in range(count)]
    return [[name, rng.randint(0, 30)] if name == "move" else [name] for name in drawn]


FAMILY = ClassFamily(
    name="class_dial",
    title="Round and round",
    topics=frozenset({"classes", "arithmetic", "variables", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=DIALS,
    starts=(("size", "the number of places on the circle, from 2 to 20"),),
    methods=(
        (
            Method(name="move", params=(Param(name="steps", type="int"),), returns="int"),
            "goes `steps` places forward and answers the $mark that is reached",
        ),
        (
            Method(name="home", returns="int"),
            "goes forward to $mark 0 and answers how many places that took",
        ),
        (
            Method(name="laps", returns="int"),
            "answers how often $mark 0 was reached or passed so far",
        ),
    ),
    task=(
        "You are asked for a class for such a circle. The places are numbered from 0, and after "
        "the last one follows 0 again."
    ),
    edges=(
        "A new object stands at $mark 0 and has no laps. Being at $mark 0 already, `$home` does "
        "not move and adds no lap. The steps are from 0 to 100"
    ),
    make=lambda variant, start: _Dial(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, size: int) -> None:
                    self.size = size
                    self.place = 0
                    self.rounds = 0

                def $move(self, steps: int) -> int:
                    total = self.place + steps
                    self.rounds += total // self.size
                    self.place = total % self.size
                    return self.place

                def $home(self) -> int:
                    if self.place == 0:
                        return 0
                    way = self.size - self.place
                    self.$move(way)
                    return way

                def $laps(self) -> int:
                    return self.rounds
        """,
        "java": """
            class $name {
                private final int size;
                private int place = 0;
                private int rounds = 0;

                public $name(int size) {
                    this.size = size;
                }

                public int $move(int steps) {
                    int total = place + steps;
                    rounds += total / size;
                    place = total % size;
                    return place;
                }

                public int $home() {
                    if (place == 0) {
                        return 0;
                    }
                    int way = size - place;
                    $move(way);
                    return way;
                }

                public int $laps() {
                    return rounds;
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                explicit $name(int size) : size_(size) {}

                int $move(int steps) {
                    int total = place_ + steps;
                    rounds_ += total / size_;
                    place_ = total % size_;
                    return place_;
                }

                int $home() {
                    if (place_ == 0) {
                        return 0;
                    }
                    int way = size_ - place_;
                    $move(way);
                    return way;
                }

                int $laps() {
                    return rounds_;
                }

            private:
                int size_;
                int place_ = 0;
                int rounds_ = 0;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the size, the place and the laps",
        "when moving, work out the new place and the laps with quotient and remainder",
        "let the way home use the same method",
        "answer the laps",
    ),
    pitfalls=(
        Pitfall(
            "a long move counts as one lap at most",
            lambda v, start, calls: replayed(_OneLap(v, *start), calls),
        ),
        Pitfall(
            "going home from home counts as a lap",
            lambda v, start, calls: replayed(_Late(v, *start), calls),
        ),
    ),
)
