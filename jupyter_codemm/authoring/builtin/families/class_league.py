"""A class that gathers results as texts and tells a ranking.

The file is long because three references of a class with four methods are data.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS
from jupyter_codemm.authoring.builtin.worlds.rankings import LEAGUES
from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.signature import Method, Param


class _League:
    def __init__(self, variant: Variant, least: int) -> None:
        self._variant = variant
        self._least = least
        self._points: dict[str, int] = {}
        self._games: dict[str, int] = {}

    def report(self, result: str) -> int:
        won = ">" in result
        first, second = result.split(">" if won else "=")
        self._gain(first, self._variant["win" if won else "draw"])
        self._gain(second, self._variant["loss" if won else "draw"])
        return self._points[first]

    def _gain(self, name: str, points: int) -> None:
        self._points[name] = self._points.get(name, 0) + points
        self._games[name] = self._games.get(name, 0) + 1

    def _ranking(self) -> list[str]:
        names = [name for name in sorted(self._points) if self._games[name] >= self._least]
        return sorted(names, key=self._merit)

    def _merit(self, name: str) -> tuple[int, ...]:
        games = self._games[name]
        return -self._points[name], -games if self._variant["order"] == "more" else games

    def rank(self, name: str) -> int:
        ranking = self._ranking()
        return ranking.index(name) + 1 if name in ranking else 0

    def at(self, place: int) -> str:
        ranking = self._ranking()
        return ranking[place - 1] if 1 <= place <= len(ranking) else "none"

    def gap(self) -> int:
        ranking = self._ranking()
        if len(ranking) < 2:
            return -1
        return self._points[ranking[0]] - self._points[ranking[1]]


class _Open(_League):
    def __init__(self, variant: Variant, _least: int) -> None:
        super().__init__(variant, 0)


class _Alphabet(_League):
    def _merit(self, name: str) -> tuple[int, ...]:
        return (-self._points[name],)


class _Winners(_League):
    def report(self, result: str) -> int:
        first, _, second = result.partition(">")
        if not second:
            return super().report(result)
        self._gain(first, self._variant["win"])
        return self._points[first]


def _variant(rng: Random, _: Difficulty) -> Variant:
    order = rng.choice(["more", "fewer"])
    win, draw, loss = rng.choice([(2, 1, 0), (3, 1, 0), (3, 2, 1), (4, 2, 1), (5, 2, 0), (4, 3, 1)])
    return {
        "win": win,
        "draw": draw,
        "loss": loss,
        "draw_words": "1 point" if draw == 1 else f"{draw} points",
        "loss_words": "no point" if loss == 0 else "1 point",
        "order": order,
        "minus": "-" if order == "more" else "",
        "up": "two" if order == "more" else "one",
        "down": "one" if order == "more" else "two",
    }


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for least in (1, 2, 3):
        one, two, six = rng.sample(WORDS, 3)
        yield "minimal", ([least], [["at", 1], ["rank", one], ["gap"]])
        yield "single", ([least], [["report", f"{one}>{two}"], ["at", 1], ["rank", two], ["gap"]])
        draws = [["report", f"{one}={two}"]] * least
        yield "duplicates", ([least], [*draws, ["at", 1], ["rank", two], ["gap"]])
        yield (
            "boundary",
            ([least], [*draws[1:], ["rank", one], ["report", f"{two}>{one}"], ["at", 1], ["gap"]]),
        )
        turns = [["report", f"{one}>{two}"], ["report", f"{two}>{six}"], ["report", f"{six}>{one}"]]
        yield "adversarial", ([least], [*turns, ["at", 1], ["at", 2], ["at", 3], ["at", 4]])
    for _ in range(18):
        yield "typical", ([rng.randint(1, 2)], _calls(rng, rng.randint(6, 10), 4))
    for _ in range(8):
        yield "adversarial", ([rng.randint(1, 2)], _ties(rng))
        yield "large", ([rng.randint(1, 3)], _calls(rng, 24, 5))


def _calls(rng: Random, count: int, names: int) -> list[list[object]]:
    few = rng.sample(WORDS, names)
    calls = [_result(rng, few), _result(rng, few)]
    for name in rng.choices(["report", "report", "report", "rank", "at", "gap"], k=count - 2):
        asked: dict[str, list[object]] = {
            "report": _result(rng, few),
            "rank": ["rank", rng.choice(few)],
            "at": ["at", rng.randint(1, names)],
            "gap": ["gap"],
        }
        calls.append(asked[name])
    return calls


def _ties(rng: Random) -> list[list[object]]:
    few = rng.sample(WORDS, 4)
    calls = [_result(rng, few) for _ in range(rng.randint(6, 9))]
    return [*calls, *[["at", place] for place in range(1, 5)], ["rank", few[0]], ["gap"]]


def _result(rng: Random, few: list[str]) -> list[object]:
    first, second = rng.sample(few, 2)
    return ["report", f"{first}{rng.choice('>>=')}{second}"]


FAMILY = ClassFamily(
    name="class_league",
    title="The list of results",
    topics=frozenset({"classes", "maps", "sorting", "lists", "loops", "strings", "conditionals"}),
    difficulties=frozenset({"hard"}),
    worlds=LEAGUES,
    starts=(("least", "how many $matches one must have had to be in the ranking, from 1 to 3"),),
    methods=(
        (
            Method(name="report", params=(Param(name="result", type="str"),), returns="int"),
            (
                "takes the result of one $match: `fox>owl` if fox won against owl, `fox=owl` if "
                "neither won; answers how many points the first of the two has now"
            ),
        ),
        (
            Method(name="rank", params=(Param(name="name", type="str"),), returns="int"),
            (
                "answers the place of this $thing in the ranking, from 1 for the best, or 0 if it "
                "has none"
            ),
        ),
        (
            Method(name="at", params=(Param(name="place", type="int"),), returns="str"),
            "answers which $thing has this place, or `none` if there is none",
        ),
        (
            Method(name="gap", returns="int"),
            "answers how many points the first is ahead of the second, or -1 without a second",
        ),
    ),
    task=(
        "You are asked for a class that gathers results and tells a ranking. A win is worth $win "
        "points, and a defeat $loss_words. If neither wins, both get $draw_words. Most points "
        "come first. When points are equal, $order $matches are better. When these are equal as "
        "well, the alphabet decides."
    ),
    edges=(
        "At first there are no results. The two names in a result differ. All names are words in "
        "small letters, and each given place is from 1 to 9"
    ),
    make=lambda variant, start: _League(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, least: int) -> None:
                    self.least = least
                    self.points = {}
                    self.held = {}

                def $report(self, result: str) -> int:
                    if ">" in result:
                        first, second = result.split(">")
                        self.gain(first, $win)
                        self.gain(second, $loss)
                    else:
                        first, second = result.split("=")
                        self.gain(first, $draw)
                        self.gain(second, $draw)
                    return self.points[first]

                def gain(self, name: str, points: int) -> None:
                    self.points[name] = self.points.get(name, 0) + points
                    self.held[name] = self.held.get(name, 0) + 1

                def ranking(self) -> list[str]:
                    names = []
                    for name in self.points:
                        if self.held[name] >= self.least:
                            names.append(name)
                    names.sort(key=lambda name: (-self.points[name], ${minus}self.held[name], name))
                    return names

                def $rank(self, name: str) -> int:
                    names = self.ranking()
                    if name in names:
                        return names.index(name) + 1
                    return 0

                def $at(self, place: int) -> str:
                    names = self.ranking()
                    if place > len(names):
                        return "none"
                    return names[place - 1]

                def $gap(self) -> int:
                    names = self.ranking()
                    if len(names) < 2:
                        return -1
                    return self.points[names[0]] - self.points[names[1]]
        """,
        "java": """
            class $name {
                private final int least;
                private final Map<String, Integer> points = new TreeMap<>();
                private final Map<String, Integer> held = new TreeMap<>();

                public $name(int least) {
                    this.least = least;
                }

                public int $report(String result) {
                    boolean won = result.contains(">");
                    String[] names = result.split(won ? ">" : "=");
                    gain(names[0], won ? $win : $draw);
                    gain(names[1], won ? $loss : $draw);
                    return points.get(names[0]);
                }

                private void gain(String name, int more) {
                    points.put(name, points.getOrDefault(name, 0) + more);
                    held.put(name, held.getOrDefault(name, 0) + 1);
                }

                private List<String> ranking() {
                    List<String> names = new ArrayList<>();
                    for (String name : points.keySet()) {
                        if (held.get(name) >= least) {
                            names.add(name);
                        }
                    }
                    names.sort((one, two) -> {
                        int ahead = points.get(two) - points.get(one);
                        return ahead != 0 ? ahead : held.get($up) - held.get($down);
                    });
                    return names;
                }

                public int $rank(String name) {
                    return ranking().indexOf(name) + 1;
                }

                public String $at(int place) {
                    List<String> names = ranking();
                    return place > names.size() ? "none" : names.get(place - 1);
                }

                public int $gap() {
                    List<String> names = ranking();
                    if (names.size() < 2) {
                        return -1;
                    }
                    return points.get(names.get(0)) - points.get(names.get(1));
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                explicit $name(int least) : least_(least) {}

                int $report(std::string result) {
                    size_t middle = result.find('>');
                    bool won = middle != std::string::npos;
                    if (!won) {
                        middle = result.find('=');
                    }
                    std::string first = result.substr(0, middle);
                    gain(first, won ? $win : $draw);
                    gain(result.substr(middle + 1), won ? $loss : $draw);
                    return points_[first];
                }

                int $rank(std::string name) {
                    std::vector<std::string> names = ranking();
                    for (size_t place = 0; place < names.size(); place++) {
                        if (names[place] == name) {
                            return static_cast<int>(place) + 1;
                        }
                    }
                    return 0;
                }

                std::string $at(int place) {
                    std::vector<std::string> names = ranking();
                    if (place > static_cast<int>(names.size())) {
                        return "none";
                    }
                    return names[place - 1];
                }

                int $gap() {
                    std::vector<std::string> names = ranking();
                    if (names.size() < 2) {
                        return -1;
                    }
                    return points_[names[0]] - points_[names[1]];
                }

            private:
                void gain(const std::string& name, int points) {
                    points_[name] += points;
                    held_[name]++;
                }

                std::vector<std::string> ranking() {
                    std::vector<std::pair<std::pair<int, int>, std::string>> order;
                    for (const auto& [name, points] : points_) {
                        if (held_[name] >= least_) {
                            order.push_back({{-points, ${minus}held_[name]}, name});
                        }
                    }
                    std::sort(order.begin(), order.end());
                    std::vector<std::string> names;
                    for (const auto& entry : order) {
                        names.push_back(entry.second);
                    }
                    return names;
                }

                int least_;
                std::map<std::string, int> points_;
                std::map<std::string, int> held_;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep two maps: the points of each $thing, and how many $matches it has had",
        "split a result into its two names, and raise what the maps hold for both",
        "make a list of those that are in the ranking, and sort it by all three rules",
        "look into that list for a place, for a name and for the gap",
    ),
    pitfalls=(
        Pitfall(
            "everybody is in the ranking from the first result on",
            lambda v, start, calls: replayed(_Open(v, *start), calls),
        ),
        Pitfall(
            "when points are equal, the alphabet decides at once",
            lambda v, start, calls: replayed(_Alphabet(v, *start), calls),
        ),
        Pitfall(
            "a $match counts only for the one that wins it",
            lambda v, start, calls: replayed(_Winners(v, *start), calls),
        ),
    ),
    variant=_variant,
)
