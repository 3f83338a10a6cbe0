"""A class that counts named things in a map, where some names come in packs.

The file is long because three references of a class, and the pieces that vary in them, are data.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily, replayed
from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS
from jupyter_codemm.authoring.builtin.worlds.books import TALLIES
from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.signature import Method, Param

# Which names stand for packs: in words, and in the three languages.
_PACKS: dict[str, tuple[str, str, str, str]] = {
    "begin": (
        "that begins with `{}`",
        'word[0] == "{}"',
        "word.charAt(0) == '{}'",
        "word.front() == '{}'",
    ),
    "end": (
        "that ends with `{}`",
        'word[-1] == "{}"',
        "word.charAt(word.length() - 1) == '{}'",
        "word.back() == '{}'",
    ),
    "long": (
        "of more than {} letters",
        "len(word) > {}",
        "word.length() > {}",
        "word.size() > {}",
    ),
}
_LETTERS = {"begin": "bcglops", "end": "delnrty", "long": "45"}
_ANSWERS = {
    "kinds": (
        "how many different names were counted so far",
        ("len(self.counts)", "", ""),
        ("counts.size()", "", ""),
        ("static_cast<int>(counts_.size())", "", ""),
    ),
    "total": (
        "the sum of the counts of all names",
        ("self.total", "\n        self.total = 0", "\n        self.total += step"),
        ("total", "\n    private int total = 0;", "\n        total += step;"),
        ("total_", "\n    int total_ = 0;", "\n        total_ += step;"),
    ),
}


def _is_pack(v: Variant, word: str) -> bool:
    if v["rule"] == "long":
        return len(word) > int(v["mark"])
    return bool(word[0 if v["rule"] == "begin" else -1] == v["mark"])


class _Tally:
    def __init__(self, variant: Variant, pack: int) -> None:
        self._variant = variant
        self._pack = pack
        self._counts: dict[str, int] = {}

    def add(self, word: str) -> int:
        step = self._pack if _is_pack(self._variant, word) else 1
        self._counts[word] = self._counts.get(word, 0) + step
        return self._counts[word]

    def ask(self, word: str) -> str:
        if word not in self._counts:
            return str(self._variant["unknown"])
        return f"{word}{self._variant['sign']}{self._counts[word]}"

    def report(self) -> int:
        counts = self._counts.values()
        return sum(counts) if self._variant["last"] == "total" else len(counts)


class _Single(_Tally):
    def __init__(self, variant: Variant, _: int) -> None:
        super().__init__(variant, 1)


class _Newest(_Tally):
    def add(self, word: str) -> int:
        self._counts.pop(word, 0)
        return super().add(word)


class _Curious(_Tally):
    def ask(self, word: str) -> str:
        self._counts.setdefault(word, 0)
        return super().ask(word)


def _variant(rng: Random, _: Difficulty) -> Variant:
    rule = rng.choice(list(_PACKS))
    last = rng.choice(list(_ANSWERS))
    mark = rng.choice(_LETTERS[rule])
    told, *tests = (text.format(mark) for text in _PACKS[rule])
    answered, *texts = _ANSWERS[last]
    pieces = {
        f"{language}_{piece}": text
        for language, its_texts in zip(("python", "java", "cpp"), texts, strict=True)
        for piece, text in zip(("last", "field", "more"), its_texts, strict=True)
    }
    return {
        "rule": rule,
        "mark": mark,
        "packs": told,
        "last": last,
        "answered": answered,
        "sign": rng.choice([":", "=", "*"]),
        "unknown": rng.choice(["none", "unknown", "nothing"]),
        "python_test": tests[0],
        "java_test": tests[1],
        "cpp_test": tests[2],
        **pieces,
    }


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    packs = [word for word in WORDS if _is_pack(v, word)]
    plain = [word for word in WORDS if not _is_pack(v, word)]
    near = [word for word in plain if _is_near(v, word)]
    for pack in (2, 3, 5):
        large, one, close = rng.choice(packs), rng.choice(plain), rng.choice(near)
        yield "minimal", ([pack], [["report"]])
        yield "minimal", ([pack], [["ask", one], ["report"]])
        yield "single", ([pack], [["add", large], ["ask", large], ["report"]])
        yield "single", ([pack], [["add", one], ["ask", one], ["report"]])
        yield "boundary", ([pack], [["add", close], ["ask", close], ["report"]])
        yield "boundary", ([pack], [["add", close], ["add", large], ["report"], ["ask", close]])
        yield "duplicates", ([pack], [*[["add", large]] * 3, ["ask", large], ["report"]])
        yield "duplicates", ([pack], [["add", one], ["add", large], ["add", one], ["ask", one]])
        yield "adversarial", ([pack], [["ask", one], ["ask", one], ["add", large], ["report"]])
        yield "adversarial", ([1], [["add", large], ["ask", close], ["add", one], ["report"]])
    for _ in range(18):
        few = [*rng.sample(packs, 2), *rng.sample(plain, 2)]
        first = rng.choice(few)
        calls = [["add", first], ["ask", first], *_calls(rng, few, rng.randint(4, 7))]
        yield "typical", ([rng.randint(2, 6)], calls)
    for _ in range(4):
        few = [*rng.sample(packs, 2), *rng.sample(plain, 3)]
        yield "large", ([rng.randint(2, 9)], _calls(rng, few, 24))


def _is_near(v: Variant, word: str) -> bool:
    """Return whether a careless rule would take a single name for a pack."""
    return len(word) == int(v["mark"]) if v["rule"] == "long" else v["mark"] in word


def _calls(rng: Random, few: list[str], count: int) -> list[list[object]]:
    drawn = rng.choices(["add", "ask", "report"], [4, 2, 1], k=count)
    return [[name] if name == "report" else [name, rng.choice(few)] for name in drawn]


FAMILY = ClassFamily(
    name="class_tally",
    title="How many of each",
    topics=frozenset({"classes", "maps", "strings", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=TALLIES,
    starts=(("pack", "how many $things there are in a pack, from 1 to 9"),),
    methods=(
        (
            Method(name="add", params=(Param(name="word", type="str"),), returns="int"),
            (
                "raises the count of the name `word` by one, and answers the new count; a name "
                "$packs stands for a whole pack, so its count is raised by `pack` and not by one"
            ),
        ),
        (
            Method(name="ask", params=(Param(name="word", type="str"),), returns="str"),
            (
                "answers the name, the sign `$sign` and its count as one text without spaces, "
                "such as `mint${sign}2`, or `$unknown` if this name was never counted"
            ),
        ),
        (Method(name="report", returns="int"), "answers $answered"),
    ),
    task=(
        "You are asked for a class that knows how many $things of each name there are. Let it "
        "keep a map from name to count."
    ),
    edges=(
        "A new object has counted nothing. `$ask` and `$report` change nothing. Each argument is "
        "one word of small letters"
    ),
    make=lambda variant, start: _Tally(variant, *start),
    references={
        "python": """
            class $name:
                def __init__(self, pack: int) -> None:
                    self.pack = pack
                    self.counts = {}$python_field

                def $add(self, word: str) -> int:
                    step = 1
                    if $python_test:
                        step = self.pack
                    self.counts[word] = self.counts.get(word, 0) + step$python_more
                    return self.counts[word]

                def $ask(self, word: str) -> str:
                    if word not in self.counts:
                        return "$unknown"
                    return word + "$sign" + str(self.counts[word])

                def $report(self) -> int:
                    return $python_last
        """,
        "java": """
            class $name {
                private final int pack;
                private final Map<String, Integer> counts = new HashMap<>();$java_field

                public $name(int pack) {
                    this.pack = pack;
                }

                public int $add(String word) {
                    int step = 1;
                    if ($java_test) {
                        step = pack;
                    }
                    counts.put(word, counts.getOrDefault(word, 0) + step);$java_more
                    return counts.get(word);
                }

                public String $ask(String word) {
                    if (!counts.containsKey(word)) {
                        return "$unknown";
                    }
                    return word + "$sign" + counts.get(word);
                }

                public int $report() {
                    return $java_last;
                }
            }
        """,
        "cpp": """
            class $name {
            public:
                explicit $name(int pack) : pack_(pack) {}

                int $add(std::string word) {
                    int step = 1;
                    if ($cpp_test) {
                        step = pack_;
                    }
                    counts_[word] += step;$cpp_more
                    return counts_[word];
                }

                std::string $ask(std::string word) {
                    if (counts_.count(word) == 0) {
                        return "$unknown";
                    }
                    return word + "$sign" + std::to_string(counts_[word]);
                }

                int $report() {
                    return $cpp_last;
                }

            private:
                int pack_;
                std::map<std::string, int> counts_;$cpp_field
            }
        """,
    },
    inputs=_inputs,
    goals=(
        "keep the size of a pack and a map from name to count",
        "find out from the name whether it stands for a pack",
        "raise its count in the map, from 0 if the name is new",
        "build the answer as a text, and change nothing when asked",
    ),
    pitfalls=(
        Pitfall(
            "a pack counts like a single $thing",
            lambda v, start, calls: replayed(_Single(v, *start), calls),
        ),
        Pitfall(
            "a name that is counted again starts anew",
            lambda v, start, calls: replayed(_Newest(v, *start), calls),
        ),
        Pitfall(
            "a name that is only asked for is put into the map",
            lambda v, start, calls: replayed(_Curious(v, *start), calls),
        ),
    ),
    variant=_variant,
)
