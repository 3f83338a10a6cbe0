"""A class for a desk with numbered tickets, where whoever is absent is moved back."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.worlds.desks import DESKS
from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.signature import Method

_BACK = {1: "the next ticket", 2: "the next two tickets", 3: "the next three tickets"}


class _Desk:
    def __init__(self, variant: Variant, first: int) -> None:
        self._back = int(variant["back"])
        self._chances = int(variant["chances"])
        self._step = int(variant["step"])
        self._next = first
        self._line: list[int] = []
        self._missed: list[int] = []

    def draw(self) -> int:
        self._line.append(self._next)
        self._next += self._step
        return self._line[-1]

    def serve(self) -> int:
        return self._line.pop(0) if self._line else 0

    def skip(self) -> int:
        if self._line:
            ticket = self._line.pop(0)
            if self._missed.count(ticket) < self._chances:
                self._missed.append(ticket)
                self._line.insert(self._back, ticket)
        return len(self._line)

    def waiting(self) -> int:
        return len(self._line)


class _Newest(_Desk):
    def serve(self) -> int:
        return self._line.pop() if self._line else 0


class _Patient(_Desk):
    def skip(self) -> int:
        self._missed.clear()
        return super().skip()


def _variant(rng: Random, _: Difficulty) -> Variant:
    back, chances = rng.choice([1, 2, 3]), rng.choice([1, 2])
    return {
        "back": back,
        "behind": _BACK[back],
        "chances": chances,
        "often": "once" if chances == 1 else "twice",
        "step": rng.choice([1, 2, 5, 10]),
    }


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    draw, serve, skip, waiting = [["draw"], ["serve"], ["skip"], ["waiting"]]
    for count in (2, 4, 5):
        first = rng.randint(1, 60)
        yield "minimal", ([first], [serve, waiting])
        yield "minimal", ([first], [skip, draw, waiting])
        yield "single", ([first], [draw, serve, serve, draw, waiting])
        yield "boundary", ([1], [*[draw] * count, skip, *[serve] * (count + 1)])
        yield "duplicates", ([first], [draw, *[skip] * (v["chances"] + 2), draw, serve])
        yield "adversarial", ([first], [*[draw] * (count + 1), skip, serve, skip, *[serve] * 3])
        rounds = [skip] * (2 * count + 1)
        yield "adversarial", ([first], [*[draw] * count, *rounds, serve, draw, serve])
    for _ in range(18):
        calls = [draw, draw, *_calls(rng, rng.randint(5, 9))]
        yield "typical", ([rng.randint(1, 90)], calls)
    for _ in range(4):
        yield "large", ([rng.randint(1, 90)], _calls(rng, 26))


def _calls(rng: Random, count: int) -> list[list[str]]:
    names = ["draw"] * 4 + ["serve"] * 3 + ["skip"] * 3 + ["waiting"]
    return [[rng.choice(names)] for _ in range(count)]


FAMILY = ClassFamily(
    name="class_desk",
    title="The next number",
    topics=frozenset({"classes", "queues", "lists", "conditionals"}),
    difficulties=frozenset({"medium"}),
    worlds=DESKS,
    starts=(("first", "the number of the first ticket, from 1 to 90"),),
    methods=(
        (
            Method(name="draw", returns="int"),
            (
                "gives a ticket to a new $person, who waits at the end of the queue, and answers "
                "the number of this ticket"
            ),
        ),
        (
            Method(name="serve", returns="int"),
            (
                "takes the ticket at the front out of the queue and answers its number, or 0 if "
                "nobody waits"
            ),
        ),
        (
            Method(name="skip", returns="int"),
            (
                "is called when the $person at the front does not show up. The ticket goes "
                "behind $behind. But if it went back $often before, it is thrown away now. The "
                "answer tells how many people wait after that"
            ),
        ),
        (Method(name="waiting", returns="int"), "answers how many people wait"),
    ),
    task=(
        "You are asked for a class that keeps the queue of tickets. Each new ticket "
        "has a number that is higher by $step than the one before."
    ),
    edges=(
        "Nobody waits at first. If nobody waits, `$skip` changes nothing and answers 0. A ticket "
        "that should go behind more tickets than there are goes to the end of the queue"
    ),
    make=lambda variant, start: _Desk(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, first: int) -> None:
                    self.number = first
                    self.queue = []
                    self.missed = []

                def $draw(self) -> int:
                    ticket = self.number
                    self.queue.append(ticket)
                    self.number += $step
                    return ticket

                def $serve(self) -> int:
                    return self.queue.pop(0) if self.queue else 0

                def $skip(self) -> int:
                    if not self.queue:
                        return 0
                    ticket = self.queue.pop(0)
                    if self.missed.count(ticket) < $chances:
                        self.missed.append(ticket)
                        self.queue.insert($back, ticket)
                    return len(self.queue)

                def $waiting(self) -> int:
                    return len(self.queue)
        """,
        "java": """
            class $name {
                private int number;
                private final LinkedList<Integer> queue = new LinkedList<>();
                private final List<Integer> missed = new ArrayList<>();

                public $name(int first) {
                    this.number = first;
                }

                public int $draw() {
                    int ticket = number;
                    queue.addLast(ticket);
                    number += $step;
                    return ticket;
                }

                public int $serve() {
                    return queue.isEmpty() ? 0 : queue.removeFirst();
                }

                public int $skip() {
                    if (queue.isEmpty()) {
                        return 0;
                    }
                    int ticket = queue.removeFirst();
                    if (Collections.frequency(missed, ticket) < $chances) {
                        missed.add(ticket);
                        queue.add(Math.min($back, queue.size()), ticket);
                    }
                    return queue.size();
                }

                public int $waiting() {
                    return queue.size();
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                explicit $name(int first) : number_(first) {}

                int $draw() {
                    int ticket = number_;
                    queue_.push_back(ticket);
                    number_ += $step;
                    return ticket;
                }

                int $serve() {
                    if (queue_.empty()) {
                        return 0;
                    }
                    int ticket = queue_.front();
                    queue_.pop_front();
                    return ticket;
                }

                int $skip() {
                    if (queue_.empty()) {
                        return 0;
                    }
                    int ticket = $serve();
                    if (std::count(missed_.begin(), missed_.end(), ticket) < $chances) {
                        missed_.push_back(ticket);
                        queue_.insert(queue_.begin() + std::min($back, $waiting()), ticket);
                    }
                    return $waiting();
                }

                int $waiting() {
                    return static_cast<int>(queue_.size());
                }

            private:
                int number_;
                std::deque<int> queue_;
                std::vector<int> missed_;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the next number, the queue, and a list of the tickets that went back",
        "hand out the next number and let it wait at the end",
        "take the ticket at the front and serve it",
        "move an absent ticket back, or throw it away",
    ),
    pitfalls=(
        Pitfall(
            "the newest ticket is served first",
            lambda v, start, calls: replayed(_Newest(v, *start), calls),
        ),
        Pitfall(
            "an absent ticket goes to the very end of the queue",
            lambda v, start, calls: replayed(_Desk({**v, "back": 99}, *start), calls),
        ),
        Pitfall(
            "an absent ticket is never thrown away",
            lambda v, start, calls: replayed(_Patient(v, *start), calls),
        ),
    ),
    variant=_variant,
)
