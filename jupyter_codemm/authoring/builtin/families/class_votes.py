"""A class that counts words in a map and knows who leads."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS
from jupyter_codemm.authoring.builtin.worlds.keepers import POLLS
from jupyter_codemm.contracts.signature import Method, Param


class _Votes:
    def __init__(self, variant: Variant, least: int) -> None:
        self._variant = variant
        self._least = least
        self._counts: dict[str, int] = {}

    def vote(self, word: str) -> int:
        self._counts[word] = self._counts.get(word, 0) + 1
        return self._counts[word]

    def drop(self, word: str) -> int:
        return self._counts.pop(word, 0)

    def leader(self) -> str:
        fit = [w for w, n in self._counts.items() if n >= self._least]
        return min(fit, key=lambda w: (-self._counts[w], w), default="none")

    def kinds(self) -> int:
        return len(self._counts)


class _Early(_Votes):
    def leader(self) -> str:
        fit = [w for w, n in self._counts.items() if n >= self._least]
        return max(fit, key=lambda w: self._counts[w], default="none")


class _Open(_Votes):
    def leader(self) -> str:
        return min(self._counts, key=lambda w: (-self._counts[w], w), default="none")


class _Keep(_Votes):
    def drop(self, word: str) -> int:
        count = self._counts.get(word, 0)
        self._counts[word] = 0
        return count


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for least in (1, 2, 3):
        yield "minimal", ([least], [["kinds"], ["leader"]])
        yield "single", ([least], [["vote", "mint"], ["leader"], ["kinds"]])
        tie = [["vote", "rose"], ["vote", "lime"]] * least
        yield "boundary", ([least], [*tie, ["leader"], ["drop", "lime"], ["leader"]])
        yield (
            "adversarial",
            ([least], [["drop", "oak"], ["kinds"], *tie, ["drop", "rose"], ["kinds"], ["leader"]]),
        )
        yield "duplicates", ([least], [["vote", "plum"]] * least + [["leader"], ["vote", "plum"]])
    for _ in range(18):
        yield "typical", ([rng.randint(1, 2)], _calls(rng, rng.randint(5, 9)))
    for _ in range(4):
        yield "large", ([rng.randint(1, 3)], _calls(rng, 24))


def _calls(rng: Random, count: int) -> list[list[object]]:
    few = rng.sample(WORDS, 4)
    drawn = [rng.choice(["vote"] * 5 + ["drop", "leader", "leader", "kinds"]) for _ in range(count)]
    return [[name, rng.choice(few)] if name in ("vote", "drop") else [name] for name in drawn]


FAMILY = ClassFamily(
    name="class_votes",
    title="Who leads",
    topics=frozenset({"classes", "maps", "conditionals", "loops", "strings"}),
    difficulties=frozenset({"medium"}),
    worlds=POLLS,
    starts=(("least", "how often a $thing must be named before it can lead, from 1 to 5"),),
    methods=(
        (
            Method(name="vote", params=(Param(name="word", type="str"),), returns="int"),
            "counts one more $ballot for this $thing and answers how many it has now",
        ),
        (
            Method(name="drop", params=(Param(name="word", type="str"),), returns="int"),
            "forgets this $thing and answers how often it had been named",
        ),
        (
            Method(name="leader", returns="str"),
            (
                "answers the $thing that was named most often; of several, the first in "
                "alphabetical order"
            ),
        ),
        (Method(name="kinds", returns="int"), "answers how many different ones are counted now"),
    ),
    task="You are asked for a class that keeps the count in a map.",
    edges=(
        "If nobody can lead, `$leader` answers `none`. To drop what was never named answers 0 and "
        "changes nothing. Each argument is one lowercase word"
    ),
    make=lambda variant, start: _Votes(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, least: int) -> None:
                    self.least = least
                    self.counts = {}

                def $vote(self, word: str) -> int:
                    self.counts[word] = self.counts.get(word, 0) + 1
                    return self.counts[word]

                def $drop(self, word: str) -> int:
                    return self.counts.pop(word, 0)

                def $leader(self) -> str:
                    best = "none"
                    most = self.least - 1
                    for word in sorted(self.counts):
                        if self.counts[word] > most:
                            best = word
                            most = self.counts[word]
                    return best

                def $kinds(self) -> int:
                    return len(self.counts)
        """,
        "java": """
            class $name {
                private final int least;
                private final Map<String, Integer> counts = new TreeMap<>();

                public $name(int least) {
                    this.least = least;
                }

                public int $vote(String word) {
                    counts.put(word, counts.getOrDefault(word, 0) + 1);
                    return counts.get(word);
                }

                public int $drop(String word) {
                    Integer count = counts.remove(word);
                    return count == null ? 0 : count;
                }

                public String $leader() {
                    String best = "none";
                    int most = least - 1;
                    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
                        if (entry.getValue() > most) {
                            best = entry.getKey();
                            most = entry.getValue();
                        }
                    }
                    return best;
                }

                public int $kinds() {
                    return counts.size();
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                explicit $name(int least) : least_(least) {}

                int $vote(std::string word) {
                    return ++counts_[word];
                }

                int $drop(std::string word) {
                    auto found = counts_.find(word);
                    if (found == counts_.end()) {
                        return 0;
                    }
                    int count = found->second;
                    counts_.erase(found);
                    return count;
                }

                std::string $leader() {
                    std::string best = "none";
                    int most = least_ - 1;
                    for (const auto& entry : counts_) {
                        if (entry.second > most) {
                            best = entry.first;
                            most = entry.second;
                        }
                    }
                    return best;
                }

                int $kinds() {
                    return static_cast<int>(counts_.size());
                }

            private:
                int least_;
                std::map<std::string, int> counts_;
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the least number and a map of counts",
        "raise the count for each $ballot",
        "remove an entry when it is dropped",
        "find the leader in alphabetical order, and mind the least number",
    ),
    pitfalls=(
        Pitfall(
            "of equal ones, the one that was named first leads",
            lambda v, start, calls: replayed(_Early(v, *start), calls),
        ),
        Pitfall(
            "the least number is not asked for",
            lambda v, start, calls: replayed(_Open(v, *start), calls),
        ),
        Pitfall(
            "a dropped entry stays with the count 0",
            lambda v, start, calls: replayed(_Keep(v, *start), calls),
        ),
    ),
)
