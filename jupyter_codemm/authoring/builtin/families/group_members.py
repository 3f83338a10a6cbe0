"""Collect the different groups of each name in a map of sets, and tell them in order."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS
from jupyter_codemm.authoring.builtin.worlds.joined import JOINED
from jupyter_codemm.contracts.base import Difficulty

_SHORT = tuple(word for word in WORDS if len(word) < 5)
_ORDERS: tuple[dict[str, str], ...] = (
    {"sign": "-", "which": "most", "low": "two", "high": "one"},
    {"sign": "", "which": "fewest", "low": "one", "high": "two"},
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {**rng.choice(_ORDERS), "least": rng.choice([2, 3])}


def _groups(persons: list[str], groups: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person, group in zip(persons, groups, strict=True):
        found.setdefault(person, []).append(group)
    return found


def _told(v: Variant, found: dict[str, list[str]]) -> list[str]:
    way = -1 if v["sign"] else 1
    order = sorted(found, key=lambda person: (way * len(found[person]), person))
    return [
        ":".join([person, *found[person]]) for person in order if len(found[person]) >= v["least"]
    ]


def _lines(v: Variant, persons: list[str], groups: list[str]) -> list[str]:
    found = _groups(persons, groups)
    return _told(v, {person: sorted(set(names)) for person, names in found.items()})


def _twice(v: Variant, persons: list[str], groups: list[str]) -> list[str]:
    found = _groups(persons, groups)
    return _told(v, {person: sorted(names) for person, names in found.items()})


def _as_met(v: Variant, persons: list[str], groups: list[str]) -> list[str]:
    found = _groups(persons, groups)
    return _told(v, {person: list(dict.fromkeys(names)) for person, names in found.items()})


def _names_only(v: Variant, persons: list[str], groups: list[str]) -> list[str]:
    return sorted(_lines(v, persons, groups))


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    least = v["least"]
    yield "minimal", ([], [])
    for _ in range(3):
        yield "single", ([rng.choice(WORDS)] * least, rng.sample(WORDS, least))
    for _ in range(8):
        one, two, *few = rng.sample(_SHORT, least + 2)
        entries = [(one, group) for group in few] + [(one, few[0]), (two, few[1])]
        rng.shuffle(entries)
        yield "typical", ([entry[0] for entry in entries], [entry[1] for entry in entries])
    for _ in range(8):
        yield "typical", _pairs(rng, rng.randint(2, 3), 4, rng.randint(5, 8))
    for _ in range(6):
        one, two = rng.sample(WORDS, 2)
        few = rng.sample(WORDS, 3)
        again = [one] * 4 + [two] * 3
        yield "duplicates", (again, [few[1], few[0], few[1], few[2], few[2], few[0], few[0]])
    for _ in range(4):
        one, two, three = rng.sample(WORDS, 3)
        few = rng.sample(WORDS, 4)
        names = [one] * least + [two] * (least - 1) + [three] * (least + 1)
        yield "boundary", (names, few[:least] + few[: least - 1] + few[: least + 1])
    for _ in range(4):
        names = sorted(rng.sample(WORDS, 3), reverse=True)
        few = sorted(rng.sample(WORDS, least), reverse=True)
        yield "adversarial", (names * least, [group for group in few for _ in names])
    for _ in range(4):
        yield "large", _pairs(rng, 5, 5, 18)


def _pairs(rng: Random, names: int, groups: int, count: int) -> tuple[list[str], list[str]]:
    drawn = rng.sample(WORDS, names + groups)
    persons = [rng.choice(drawn[:names]) for _ in range(count)]
    return persons, [rng.choice(drawn[names:]) for _ in range(count)]


def _reason(_: Variant, persons: list[str], groups: list[str], __: object) -> str:
    found = _groups(persons, groups)
    told = [f"{len(set(names))} for {person}" for person, names in found.items()]
    if not told:
        return "both lists are empty"
    return f"the count of different $groups is {', '.join(told)}"


FAMILY = FunctionFamily(
    name="group_members",
    title="The lists",
    topics=frozenset({"maps", "sets", "sorting", "lists", "loops"}),
    difficulties=frozenset({"medium"}),
    worlds=JOINED,
    call="${groups}_of_${persons}",
    givens=(
        Given(
            "persons",
            "list[str]",
            "the name of the $person in each entry of the list; 0 to 20 lowercase words",
            "$persons",
        ),
        Given(
            "groups",
            "list[str]",
            "the name of the $group in each entry; as many lowercase words as there are $persons",
            "$groups",
        ),
    ),
    returns="list[str]",
    task=(
        (
            "The first words of `$persons` and `$groups` belong together, so do the second words, "
            "and so on. The same pair may come again and again. Find out which different "
            "$groups each $person has: keep them in a map from names to sets. Then write one "
            "text for each $person with at least $least different $groups. It starts with the "
            "name. The $groups follow in alphabetical order, each after a colon, such as "
            "`mint:oak:sand`. The $person with the $which $groups comes first. Put those with "
            "equally many in the alphabetical order of their names."
        ),
        (
            "Every entry pairs one word of `$persons` with the word at the same place in "
            "`$groups`. Gather the $groups of each $person in a set, so that none is kept twice, "
            "and let a map lead from each name to its set. Leave out everybody who has fewer than "
            "$least $groups. For all others make a text of the name and the $groups from a to z, "
            "with a colon before each $group: `mint:oak:sand`. Sort these texts by the number of "
            "$groups, beginning with the $which. When two numbers are equal, the name that is "
            "earlier in the alphabet comes first."
        ),
    ),
    result="these texts as a list, in that order",
    edges="If nobody has enough $groups, or if there are no entries, the list is empty.",
    label="found",
    oracle=_lines,
    explain=_reason,
    references={
        "python": """
            found = {}
            for place in range(len($persons)):
                name = $persons[place]
                if name not in found:
                    found[name] = set()
                found[name].add($groups[place])
            texts = []
            for name in sorted(found, key=lambda name: (${sign}len(found[name]), name)):
                if len(found[name]) >= $least:
                    texts.append(":".join([name] + sorted(found[name])))
            return texts
        """,
        "java": """
            Map<String, Set<String>> found = new HashMap<>();
            for (int place = 0; place < $persons.size(); place++) {
                String name = $persons.get(place);
                if (!found.containsKey(name)) {
                    found.put(name, new TreeSet<>());
                }
                found.get(name).add($groups.get(place));
            }
            List<String> names = new ArrayList<>(found.keySet());
            names.sort((one, two) -> {
                int gap = found.get($low).size() - found.get($high).size();
                return gap == 0 ? one.compareTo(two) : gap;
            });
            List<String> texts = new ArrayList<>();
            for (String name : names) {
                if (found.get(name).size() >= $least) {
                    texts.add(name + ":" + String.join(":", found.get(name)));
                }
            }
            return texts;
        """,
        "cpp": """
            std::map<std::string, std::set<std::string>> found;
            for (int place = 0; place < static_cast<int>($persons.size()); place++) {
                found[$persons[place]].insert($groups[place]);
            }
            std::vector<std::pair<int, std::string>> texts;
            for (const auto& entry : found) {
                int count = static_cast<int>(entry.second.size());
                std::string text = entry.first;
                for (const std::string& group : entry.second) {
                    text += ":" + group;
                }
                if (count >= $least) {
                    texts.push_back({${sign}count, text});
                }
            }
            std::sort(texts.begin(), texts.end());
            std::vector<std::string> result;
            for (const auto& entry : texts) {
                result.push_back(entry.second);
            }
            return result;
        """,
    },
    inputs=_inputs,
    goals=(
        "make a map that leads from each name to a set",
        "put each $group into the set of its $person",
        "sort the names by the size of their sets, and then by the alphabet",
        "write a text for each set that is large enough",
    ),
    pitfalls=(
        Pitfall("a $group that comes twice for one $person counts twice", _twice),
        Pitfall("the $groups of a $person are told in the order in which they come", _as_met),
        Pitfall("only the alphabet decides about the order of the texts", _names_only),
    ),
    variant=_variant,
)
