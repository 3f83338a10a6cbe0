"""Add up the results of each name in a map, and tell the totals in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS
from jupyter_codemm.authoring.builtin.worlds.scored import SCORED
from jupyter_codemm.contracts.base import Difficulty

_TOTALS: tuple[dict[str, str], ...] = (
    {"best": "largest", "sign": "-", "low": "two", "high": "one"},
    {"best": "smallest", "sign": "", "low": "one", "high": "two"},
)
_TIES: tuple[dict[str, str], ...] = (
    {"share": "more", "tie": "-", "few": "two", "many": "one"},
    {"share": "fewer", "tie": "", "few": "one", "many": "two"},
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {**rng.choice(_TOTALS), **rng.choice(_TIES), "least": rng.choice([4, 6, 8, 10])}


def _table(v: Variant, notes: list[str]) -> list[str]:
    totals: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for note in notes:
        name, number = note.split(":")
        totals[name] += int(number)
        counts[name] += 1
    return _told(v, totals, counts)


def _told(v: Variant, totals: Counter[str], counts: Counter[str]) -> list[str]:
    way = -1 if v["sign"] else 1
    tie = -1 if v["tie"] else 1
    order = sorted(totals, key=lambda name: (way * totals[name], tie * counts[name], name))
    return [f"{name}:{totals[name]}" for name in order if totals[name] >= v["least"]]


def _last_only(v: Variant, notes: list[str]) -> list[str]:
    numbers = {name: int(number) for name, number in (note.split(":") for note in notes)}
    return _told(v, Counter(numbers), Counter(note.split(":")[0] for note in notes))


def _by_name(v: Variant, notes: list[str]) -> list[str]:
    totals: Counter[str] = Counter()
    for note in notes:
        name, number = note.split(":")
        totals[name] += int(number)
    return _told(v, totals, Counter())


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    least = v["least"]
    yield "minimal", ([],)
    for number in (least, least + 5, 20):
        yield "single", ([f"{rng.choice(WORDS)}:{number}"],)
    for _ in range(16):
        few = rng.sample(WORDS, rng.randint(2, 4))
        count = rng.randint(4, 7)
        yield "typical", ([f"{rng.choice(few)}:{rng.randint(1, 12)}" for _ in range(count)],)
    for _ in range(5):
        one, two, three, four = rng.sample(WORDS, 4)
        half = least // 2 + rng.randint(0, 2)
        pieces = [f"{one}:{2 * half}", f"{two}:{half}", f"{three}:{half - 1}"]
        pieces += [f"{two}:{half}", f"{three}:{half + 1}", f"{four}:{2 * half}"]
        rng.shuffle(pieces)
        yield "duplicates", (pieces,)
    for _ in range(3):
        one, two, three = rng.sample(WORDS, 3)
        yield "boundary", ([f"{one}:{least}", f"{two}:{least - 1}", f"{three}:{least + 1}"],)
        yield "boundary", ([f"{one}:{least - 1}", f"{two}:0", f"{two}:{least}", f"{one}:0"],)
    for _ in range(4):
        alike = sorted(rng.sample(WORDS, 4), reverse=True)
        yield "adversarial", ([f"{name}:{least + 2}" for name in alike],)
        yield "adversarial", ([f"{name}:{least - 1}" for name in [*alike[:2], *alike]],)
    for _ in range(4):
        few = rng.sample(WORDS, 6)
        yield "large", ([f"{rng.choice(few)}:{rng.randint(0, 20)}" for _ in range(16)],)


def _reason(_: Variant, notes: list[str], __: object) -> str:
    totals: Counter[str] = Counter()
    for name, number in (note.split(":") for note in notes):
        totals[name] += int(number)
    return "the totals are " + (
        ", ".join(f"{totals[name]} for {name}" for name in totals) or "none"
    )


FAMILY = FunctionFamily(
    name="league_table",
    title="The final table",
    topics=frozenset({"maps", "sorting", "lists", "loops", "strings"}),
    difficulties=frozenset({"medium"}),
    worlds=SCORED,
    call="table_of_${things}",
    givens=(
        Given(
            "notes",
            "list[str]",
            (
                "0 to 20 notes; each is a text: the name of a $thing in small letters, a "
                "colon and a whole number of $unit from 0 to 20"
            ),
            "$notes",
        ),
    ),
    returns="list[str]",
    task=(
        (
            "A note such as `mint:7` says that `mint` gets 7 more $unit. Add up all $unit that "
            "each $thing gets. Then set up a table: a line has the name, a colon and the total. "
            "The $best total stands at the top. Where totals are equal, the $thing with "
            "$share notes stands higher. Where this is equal as well, the alphabet decides. A "
            "total below $least gets no line."
        ),
        (
            "The season is over, and a table is to be hung up. First find the total of each "
            "$thing: a note such as `mint:7` adds 7 $unit to the total of `mint`. Only totals "
            "of at least $least get into the table. Sort them so that the $best one leads. If "
            "several $things share a total, those with $share notes go first. If they have the "
            "same number of notes, too, go by the alphabet. Write each line of the table as the "
            "name, a colon and the total."
        ),
    ),
    result="the lines of the table from top to bottom, as a list of texts",
    edges=(
        "Each $thing has at most one line. The table is empty if there are no notes or if all "
        "totals are too small."
    ),
    label="table",
    oracle=_table,
    explain=_reason,
    references={
        "python": """
            totals = {}
            counts = {}
            for note in $notes:
                name, number = note.split(":")
                totals[name] = totals.get(name, 0) + int(number)
                counts[name] = counts.get(name, 0) + 1
            order = sorted(totals, key=lambda name: (${sign}totals[name], ${tie}counts[name], name))
            table = []
            for name in order:
                if totals[name] >= $least:
                    table.append(name + ":" + str(totals[name]))
            return table
        """,
        "java": """
            Map<String, Integer> totals = new HashMap<>();
            Map<String, Integer> counts = new HashMap<>();
            for (String note : $notes) {
                String[] parts = note.split(":");
                int number = Integer.parseInt(parts[1]);
                totals.put(parts[0], totals.getOrDefault(parts[0], 0) + number);
                counts.put(parts[0], counts.getOrDefault(parts[0], 0) + 1);
            }
            List<String> order = new ArrayList<>(totals.keySet());
            order.sort((one, two) -> {
                int gap = totals.get($low) - totals.get($high);
                if (gap == 0) {
                    gap = counts.get($few) - counts.get($many);
                }
                return gap == 0 ? one.compareTo(two) : gap;
            });
            List<String> table = new ArrayList<>();
            for (String name : order) {
                if (totals.get(name) >= $least) {
                    table.add(name + ":" + totals.get(name));
                }
            }
            return table;
        """,
        "cpp": """
            std::map<std::string, int> totals;
            std::map<std::string, int> counts;
            for (const std::string& note : $notes) {
                auto colon = note.find(':');
                std::string name = note.substr(0, colon);
                totals[name] += std::stoi(note.substr(colon + 1));
                counts[name]++;
            }
            std::vector<std::pair<std::pair<int, int>, std::string>> order;
            for (const auto& entry : totals) {
                if (entry.second >= $least) {
                    int count = counts[entry.first];
                    order.push_back({{${sign}entry.second, ${tie}count}, entry.first});
                }
            }
            std::sort(order.begin(), order.end());
            std::vector<std::string> table;
            for (const auto& entry : order) {
                std::string name = entry.second;
                table.push_back(name + ":" + std::to_string(totals[name]));
            }
            return table;
        """,
    },
    inputs=_inputs,
    goals=(
        "cut each text at its colon",
        "keep the total and the number of notes of each name in maps",
        "sort the names by total, then by notes, then by the alphabet",
        "write a line for each total that is large enough",
    ),
    pitfalls=(
        Pitfall("only the last note of each $thing counts", _last_only),
        Pitfall("equal totals are put in alphabetical order at once", _by_name),
        Pitfall(
            "a total of just $least is left out",
            lambda v, notes: _table({**v, "least": v["least"] + 1}, notes),
        ),
    ),
    variant=_variant,
)
