"""A class for a waiting line without doubles, with a memory of who was served.

The file is long because three references of a class with four methods are data.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS
from jupyter_codemm.authoring.builtin.worlds.keepers import LINES
from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.signature import Method, Param


class _Line:
    def __init__(self, variant: Variant, room: int) -> None:
        self._turns = int(variant["turns"])
        self._room = room
        self._waiting: list[str] = []
        self._served: dict[str, int] = {}

    def join(self, name: str) -> int:
        done = self._served.get(name, 0) >= self._turns
        if done or name in self._waiting or len(self._waiting) >= self._room:
            return -1
        self._waiting.append(name)
        return len(self._waiting)

    def serve(self) -> str:
        if not self._waiting:
            return "none"
        name = self._waiting.pop(0)
        self._served[name] = self._served.get(name, 0) + 1
        return name

    def leave(self, name: str) -> int:
        if name not in self._waiting:
            return -1
        place = self._waiting.index(name)
        self._waiting.remove(name)
        return place

    def waiting(self) -> int:
        return len(self._waiting)


class _Doubles(_Line):
    def join(self, name: str) -> int:
        if self._served.get(name, 0) >= self._turns or len(self._waiting) >= self._room:
            return -1
        self._waiting.append(name)
        return len(self._waiting)


class _Newest(_Line):
    def serve(self) -> str:
        self._waiting.reverse()
        name = super().serve()
        self._waiting.reverse()
        return name


class _Again(_Line):
    def serve(self) -> str:
        return self._waiting.pop(0) if self._waiting else "none"


def _variant(rng: Random, _: Difficulty) -> Variant:
    turns = rng.choice([1, 2])
    return {"turns": turns, "often": "once" if turns == 1 else "twice"}


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for room in (1, 2, 4):
        few = rng.sample(WORDS, 5)
        joins = [["join", word] for word in few]
        yield "minimal", ([room], [["serve"], ["waiting"]])
        yield "single", ([room], [["join", few[0]], ["serve"], ["waiting"]])
        yield "boundary", ([room], [*joins[: room + 1], ["waiting"], ["serve"], ["serve"]])
        yield (
            "duplicates",
            (
                [room],
                [joins[0], joins[0], ["waiting"], ["leave", few[0]], ["leave", few[0]], joins[0]],
            ),
        )
        yield (
            "adversarial",
            ([room + 1], [*[joins[0], ["serve"]] * (v["turns"] + 1), joins[1], ["waiting"]]),
        )
        yield (
            "adversarial",
            ([room + 2], [*joins[:3], ["leave", few[1]], ["serve"], ["serve"], ["serve"]]),
        )
    for _ in range(18):
        yield "typical", ([rng.randint(2, 4)], _calls(rng, rng.randint(5, 9)))
    for _ in range(4):
        yield "large", ([rng.randint(2, 5)], _calls(rng, 26))


def _calls(rng: Random, count: int) -> list[list[object]]:
    few = rng.sample(WORDS, 4)
    drawn = [
        rng.choice(["join"] * 4 + ["serve", "serve", "leave", "waiting"]) for _ in range(count)
    ]
    return [[name, rng.choice(few)] if name in ("join", "leave") else [name] for name in drawn]


FAMILY = ClassFamily(
    name="class_line",
    title="No pushing in",
    topics=frozenset({"classes", "queues", "lists", "maps", "conditionals", "strings", "loops"}),
    difficulties=frozenset({"hard"}),
    worlds=LINES,
    starts=(("room", "how many may wait at once, from 1 to 5"),),
    methods=(
        (
            Method(name="join", params=(Param(name="name", type="str"),), returns="int"),
            (
                "lets a $thing wait at the end of the line and answers its place, where the front"
                " is place 1; it answers -1 and changes nothing if the $thing waits already, if "
                "the line is full, or if the $thing was served $often before"
            ),
        ),
        (
            Method(name="serve", returns="str"),
            (
                "serves the $thing at the front, which leaves the line, and answers its name; it "
                "answers `none` if nobody waits"
            ),
        ),
        (
            Method(name="leave", params=(Param(name="name", type="str"),), returns="int"),
            (
                "takes a $thing out of the line and answers how many stood before it; it answers "
                "-1 if it does not wait"
            ),
        ),
        (Method(name="waiting", returns="int"), "answers how many wait now"),
    ),
    task="You are asked for a class for such a line.",
    edges=(
        "A new line is empty. Whoever leaves the line was not served. Each name is one lowercase "
        "word"
    ),
    make=lambda variant, start: _Line(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, room: int) -> None:
                    self.room = room
                    self.line = []
                    self.served = {}

                def $join(self, name: str) -> int:
                    if name in self.line or len(self.line) >= self.room:
                        return -1
                    if self.served.get(name, 0) >= $turns:
                        return -1
                    self.line.append(name)
                    return len(self.line)

                def $serve(self) -> str:
                    if not self.line:
                        return "none"
                    name = self.line.pop(0)
                    self.served[name] = self.served.get(name, 0) + 1
                    return name

                def $leave(self, name: str) -> int:
                    for place in range(len(self.line)):
                        if self.line[place] == name:
                            self.line.pop(place)
                            return place
                    return -1

                def $waiting(self) -> int:
                    return len(self.line)
        """,
        "java": """
            class $name {
                private final int room;
                private final LinkedList<String> line = new LinkedList<>();
                private final Map<String, Integer> served = new HashMap<>();

                public $name(int room) {
                    this.room = room;
                }

                public int $join(String name) {
                    if (line.contains(name) || line.size() >= room) {
                        return -1;
                    }
                    if (served.getOrDefault(name, 0) >= $turns) {
                        return -1;
                    }
                    line.add(name);
                    return line.size();
                }

                public String $serve() {
                    if (line.isEmpty()) {
                        return "none";
                    }
                    String name = line.removeFirst();
                    served.put(name, served.getOrDefault(name, 0) + 1);
                    return name;
                }

                public int $leave(String name) {
                    for (int place = 0; place < line.size(); place++) {
                        if (line.get(place).equals(name)) {
                            line.remove(place);
                            return place;
                        }
                    }
                    return -1;
                }

                public int $waiting() {
                    return line.size();
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                explicit $name(int room) : room_(room) {}

                int $join(std::string name) {
                    if ($waiting() >= room_ || served_[name] >= $turns) {
                        return -1;
                    }
                    for (const std::string& other : line_) {
                        if (other == name) {
                            return -1;
                        }
                    }
                    line_.push_back(name);
                    return $waiting();
                }

                std::string $serve() {
                    if (line_.empty()) {
                        return "none";
                    }
                    std::string name = line_.front();
                    line_.pop_front();
                    served_[name]++;
                    return name;
                }

                int $leave(std::string name) {
                    for (int place = 0; place < $waiting(); place++) {
                        if (line_[place] == name) {
                            line_.erase(line_.begin() + place);
                            return place;
                        }
                    }
                    return -1;
                }

                int $waiting() {
                    return static_cast<int>(line_.size());
                }

            private:
                int room_;
                std::deque<std::string> line_;
                std::map<std::string, int> served_;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the room, the line and how often each was served",
        "refuse whoever may not join",
        "serve from the front and remember it",
        "find the place of whoever leaves",
    ),
    pitfalls=(
        Pitfall(
            "a $thing may wait twice", lambda v, start, calls: replayed(_Doubles(v, *start), calls)
        ),
        Pitfall(
            "the newest one is served first",
            lambda v, start, calls: replayed(_Newest(v, *start), calls),
        ),
        Pitfall(
            "it is not remembered who was served",
            lambda v, start, calls: replayed(_Again(v, *start), calls),
        ),
    ),
    variant=_variant,
)
