"""A class that remembers values in a list and can take them back."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.worlds.keepers import HISTORIES
from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.signature import Method, Param


class _History:
    def __init__(self, variant: Variant, room: int) -> None:
        self._default = variant["default"]
        self._room = room
        self._values: list[int] = []

    def note(self, value: int) -> int:
        self._values.append(value)
        if len(self._values) > self._room:
            return self._values.pop(0)
        return int(self._default)

    def undo(self) -> int:
        return self._values.pop() if self._values else int(self._default)

    def best(self) -> int:
        return max(self._values, default=int(self._default))


class _Endless(_History):
    def note(self, value: int) -> int:
        self._values.append(value)
        return int(self._default)


class _Queue(_History):
    def undo(self) -> int:
        return self._values.pop(0) if self._values else int(self._default)


class _Record(_History):
    def __init__(self, variant: Variant, room: int) -> None:
        super().__init__(variant, room)
        self._top = int(variant["default"])

    def note(self, value: int) -> int:
        self._top = max(self._top, value)
        return super().note(value)

    def best(self) -> int:
        return self._top


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"default": rng.choice([-1, -5])}


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for room in (1, 2, 3, 5):
        yield "minimal", ([room], [["best"]])
        yield "single", ([room], [["note", 7], ["best"], ["undo"], ["best"]])
        full = [["note", rng.randint(1, 30)] for _ in range(room + 2)]
        yield "boundary", ([room], [*full, ["best"], ["undo"], ["undo"]])
        yield "boundary", ([room], [*full[:room], ["undo"], ["note", 4], ["best"]])
        yield "adversarial", ([room], [["undo"], ["note", 40], ["undo"], ["note", 3], ["best"]])
        yield "duplicates", ([room], [["note", 6], ["note", 6], ["undo"], ["best"], ["undo"]])
    for _ in range(18):
        yield "typical", ([rng.randint(2, 4)], _calls(rng, rng.randint(4, 9)))
    for _ in range(4):
        yield "large", ([rng.randint(3, 8)], _calls(rng, 24))


def _calls(rng: Random, count: int) -> list[list[object]]:
    drawn = [rng.choice(["note", "note", "note", "undo", "best"]) for _ in range(count)]
    return [[name, rng.randint(0, 40)] if name == "note" else [name] for name in drawn]


FAMILY = ClassFamily(
    name="class_history",
    title="Taken back",
    topics=frozenset({"classes", "lists", "conditionals", "stacks"}),
    difficulties=frozenset({"medium"}),
    worlds=HISTORIES,
    starts=(("room", "how many $things it can remember at once, from 1 to 8"),),
    methods=(
        (
            Method(name="note", params=(Param(name="value", type="int"),), returns="int"),
            (
                "remembers a $thing; when there are too many now, it forgets the oldest one and "
                "answers it, otherwise it answers $default"
            ),
        ),
        (
            Method(name="undo", returns="int"),
            "forgets the newest $thing and answers it, or answers $default if there is none",
        ),
        (
            Method(name="best", returns="int"),
            "answers the largest $thing that is remembered now, or $default if there is none",
        ),
    ),
    task="You are asked for a class that remembers $things, with room for a few of them only.",
    edges=(
        "A new object remembers nothing. What is forgotten no longer counts for `$best`. Every "
        "value is from 0 to 99"
    ),
    make=lambda variant, start: _History(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, room: int) -> None:
                    self.room = room
                    self.values = []

                def $note(self, value: int) -> int:
                    self.values.append(value)
                    if len(self.values) > self.room:
                        return self.values.pop(0)
                    return $default

                def $undo(self) -> int:
                    if not self.values:
                        return $default
                    return self.values.pop()

                def $best(self) -> int:
                    if not self.values:
                        return $default
                    return max(self.values)
        """,
        "java": """
            class $name {
                private final int room;
                private final List<Integer> values = new ArrayList<>();

                public $name(int room) {
                    this.room = room;
                }

                public int $note(int value) {
                    values.add(value);
                    if (values.size() > room) {
                        return values.remove(0);
                    }
                    return $default;
                }

                public int $undo() {
                    if (values.isEmpty()) {
                        return $default;
                    }
                    return values.remove(values.size() - 1);
                }

                public int $best() {
                    if (values.isEmpty()) {
                        return $default;
                    }
                    return Collections.max(values);
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                explicit $name(int room) : room_(room) {}

                int $note(int value) {
                    values_.push_back(value);
                    if (static_cast<int>(values_.size()) <= room_) {
                        return $default;
                    }
                    int oldest = values_.front();
                    values_.erase(values_.begin());
                    return oldest;
                }

                int $undo() {
                    if (values_.empty()) {
                        return $default;
                    }
                    int newest = values_.back();
                    values_.pop_back();
                    return newest;
                }

                int $best() {
                    int most = $default;
                    for (int value : values_) {
                        most = std::max(most, value);
                    }
                    return most;
                }

            private:
                int room_;
                std::vector<int> values_;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the room and a list of values",
        "add at the end, and drop the first one when there are too many",
        "take from the end to undo",
        "look for the largest value that is still there",
    ),
    pitfalls=(
        Pitfall(
            "nothing is ever forgotten for lack of room",
            lambda v, start, calls: replayed(_Endless(v, *start), calls),
        ),
        Pitfall(
            "the oldest one is taken back and not the newest",
            lambda v, start, calls: replayed(_Queue(v, *start), calls),
        ),
        Pitfall(
            "the best one still counts after it is forgotten",
            lambda v, start, calls: replayed(_Record(v, *start), calls),
        ),
    ),
    variant=_variant,
)
