"""A class that keeps numbers sorted, has room for a few, and finds one that fits."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.worlds.rankings import SHELVES
from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.signature import Method, Param

_RELATIONS = {">=": "at least", ">": "above", "<=": "at most", "<": "below"}


class _Shelf:
    def __init__(self, variant: Variant, room: int) -> None:
        self._variant = variant
        self._room = room
        self._numbers: list[int] = []

    def put(self, number: int) -> int:
        self._keep(number)
        if len(self._numbers) <= self._room:
            return -1
        return self._numbers.pop(-1 if self._variant["end"] == "last" else 0)

    def _keep(self, number: int) -> None:
        self._numbers.append(number)
        self._numbers.sort(reverse=self._variant["lead"] == "largest")

    def take(self, number: int) -> int:
        for place, other in enumerate(self._numbers):
            if self._fits(other, number):
                return self._numbers.pop(place)
        return -1

    def _fits(self, other: int, number: int) -> bool:
        if other == number:
            return "=" in str(self._variant["sign"])
        return (other > number) == str(self._variant["sign"]).startswith(">")

    def middle(self) -> int:
        if not self._numbers:
            return -1
        count = len(self._numbers) - int(self._variant["half"] == "first")
        return self._numbers[count // 2]


class _Unsorted(_Shelf):
    def _keep(self, number: int) -> None:
        self._numbers.append(number)


class _Near(_Shelf):
    def _fits(self, other: int, number: int) -> bool:
        if other == number:
            return "=" not in str(self._variant["sign"])
        return super()._fits(other, number)


class _Lend(_Shelf):
    def take(self, number: int) -> int:
        return next((other for other in self._numbers if self._fits(other, number)), -1)


def _halved(count: str, half: str) -> str:
    return f"({count} - 1)" if half == "first" else count


def _variant(rng: Random, _: Difficulty) -> Variant:
    lead = rng.choice(["smallest", "largest"])
    end = rng.choice(["first", "last"])
    half = rng.choice(["first", "second"])
    sign = rng.choice([">=", ">"] if lead == "smallest" else ["<=", "<"])
    return {
        "lead": lead,
        "end": end,
        "half": half,
        "sign": sign,
        "relation": _RELATIONS[sign],
        "python_order": "reverse=True" if lead == "largest" else "",
        "java_order": "Collections.reverseOrder()" if lead == "largest" else "null",
        "cpp_side": "r" if lead == "largest" else "",
        "python_end": "" if end == "last" else "0",
        "java_end": "numbers.size() - 1" if end == "last" else "0",
        "cpp_end": "end() - 1" if end == "last" else "begin()",
        "python_middle": f"{_halved('len(self.numbers)', half)} // 2",
        "java_middle": f"{_halved('numbers.size()', half)} / 2",
        "cpp_middle": f"{_halved('numbers_.size()', half)} / 2",
    }


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for room in (1, 2, 3, 5):
        few = rng.sample(range(1, 60), room + 2)
        puts = [["put", number] for number in few]
        one, two = few[0], few[1]
        yield "minimal", ([room], [["take", one], ["middle"]])
        yield "single", ([room], [["put", one], ["middle"], ["take", one], ["middle"]])
        yield "boundary", ([room], [*puts, ["middle"], ["take", max(few)], ["take", min(few)]])
        yield "boundary", ([room], [*puts[:room], ["take", few[0]], ["middle"], puts[-1]])
        yield "duplicates", ([room], [["put", one]] * 3 + [["take", one], ["take", one]])
        yield (
            "duplicates",
            ([room + 2], [["put", one], ["put", two], *[["put", one]] * 2, ["take", two]]),
        )
        yield "adversarial", ([room + 1], [*puts, ["take", 0], ["take", 99], ["middle"]])
    for _ in range(20):
        yield "typical", ([rng.randint(2, 4)], _calls(rng, rng.randint(5, 9)))
    for _ in range(4):
        yield "large", ([rng.randint(3, 6)], _calls(rng, 24))


def _calls(rng: Random, count: int) -> list[list[object]]:
    few = rng.sample(range(3, 50), 6)
    names = ["put", "put", rng.choice(["take", "middle"])]
    names += rng.choices(["put", "put", "put", "take", "middle"], k=count - 3)
    return [[name] if name == "middle" else [name, rng.choice(few)] for name in names]


FAMILY = ClassFamily(
    name="class_shelf",
    title="Kept in order",
    topics=frozenset({"classes", "sorting", "searching", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"medium"}),
    worlds=SHELVES,
    starts=(("room", "how many $things there is space for, from 1 to 7"),),
    methods=(
        (
            Method(name="put", params=(Param(name="number", type="int"),), returns="int"),
            (
                "brings a $thing with this number to its place in the order; if there are then "
                "more $things than fit, the $end $thing of the order must go; answers the number "
                "of the $thing that must go, or -1 if all can stay"
            ),
        ),
        (
            Method(name="take", params=(Param(name="number", type="int"),), returns="int"),
            (
                "searches the order from its start for the first $thing with a number $relation "
                "the given one, takes it out and answers its number; answers -1 if none is found"
            ),
        ),
        (
            Method(name="middle", returns="int"),
            (
                "answers the number in the middle of the order; when two share the middle, the "
                "$half of them; answers -1 when no $thing is there"
            ),
        ),
    ),
    task=(
        "Each $thing has a number, which is its $measure. You are asked for a class that keeps "
        "the numbers sorted after every call, with the $lead one at the start."
    ),
    edges=(
        "At first there is no $thing. The same number may come more than once, and then it is "
        "there more than once. It can happen that the new $thing itself must go. All numbers are "
        "from 0 to 99"
    ),
    make=lambda variant, start: _Shelf(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, room: int) -> None:
                    self.room = room
                    self.numbers = []

                def $put(self, number: int) -> int:
                    self.numbers.append(number)
                    self.numbers.sort($python_order)
                    if len(self.numbers) > self.room:
                        return self.numbers.pop($python_end)
                    return -1

                def $take(self, number: int) -> int:
                    for place in range(len(self.numbers)):
                        if self.numbers[place] $sign number:
                            return self.numbers.pop(place)
                    return -1

                def $middle(self) -> int:
                    if not self.numbers:
                        return -1
                    return self.numbers[$python_middle]
        """,
        "java": """
            class $name {
                private final int room;
                private final List<Integer> numbers = new ArrayList<>();

                public $name(int room) {
                    this.room = room;
                }

                public int $put(int number) {
                    numbers.add(number);
                    numbers.sort($java_order);
                    if (numbers.size() > room) {
                        return numbers.remove($java_end);
                    }
                    return -1;
                }

                public int $take(int number) {
                    for (int place = 0; place < numbers.size(); place++) {
                        if (numbers.get(place) $sign number) {
                            return numbers.remove(place);
                        }
                    }
                    return -1;
                }

                public int $middle() {
                    if (numbers.isEmpty()) {
                        return -1;
                    }
                    return numbers.get($java_middle);
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                explicit $name(int room) : room_(room) {}

                int $put(int number) {
                    numbers_.push_back(number);
                    std::sort(numbers_.${cpp_side}begin(), numbers_.${cpp_side}end());
                    if (static_cast<int>(numbers_.size()) > room_) {
                        return removed(numbers_.$cpp_end);
                    }
                    return -1;
                }

                int $take(int number) {
                    for (auto place = numbers_.begin(); place != numbers_.end(); place++) {
                        if (*place $sign number) {
                            return removed(place);
                        }
                    }
                    return -1;
                }

                int $middle() {
                    if (numbers_.empty()) {
                        return -1;
                    }
                    return numbers_[$cpp_middle];
                }

            private:
                int removed(std::vector<int>::iterator place) {
                    int number = *place;
                    numbers_.erase(place);
                    return number;
                }

                int room_;
                std::vector<int> numbers_;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the room and a list of numbers",
        "add each new number and sort",
        "remove the $end number when there are too many",
        "search from the start and take out the first number that fits",
        "find the middle place, and think of an empty list",
    ),
    pitfalls=(
        Pitfall(
            "a new number is put at the end and never sorted in",
            lambda v, start, calls: replayed(_Unsorted(v, *start), calls),
        ),
        Pitfall(
            "an equal number is treated the wrong way in the search",
            lambda v, start, calls: replayed(_Near(v, *start), calls),
        ),
        Pitfall(
            "what is found stays where it is",
            lambda v, start, calls: replayed(_Lend(v, *start), calls),
        ),
    ),
    variant=_variant,
)
