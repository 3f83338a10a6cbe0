"""Gather numbers by name in a map and report them in the order of the names."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import (
    Drawn,
    Given,
    Pitfall,
    Variant,
    World,
)
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS
from jupyter_codemm.contracts.base import Difficulty

_WORLDS = (
    World(
        "at the paper drive",
        "Teams collect old paper. The weight of each load is noted with the team's name.",
        {"who": "team", "notes": "loads"},
    ),
    World(
        "in the wool shop",
        "A shop sells wool in many shades. The till notes the shade and the balls of every sale.",
        {"who": "shade", "notes": "sales"},
    ),
    World(
        "at the fishing pier",
        "Boats land their fish at a pier. A clerk writes the boat and the boxes of each catch.",
        {"who": "boat", "notes": "catches"},
    ),
    World(
        "in the stable",
        "Horses get oats several times a day. The groom notes horse and scoops for each meal.",
        {"who": "horse", "notes": "meals"},
    ),
    World(
        "on the bird island",
        "Birds rest in the bays of an island. Guests report the bay and how many birds they saw.",
        {"who": "bay", "notes": "sightings"},
    ),
    World(
        "in the tea house",
        "A tea house has many kinds of tea. For each order the tea and the cups are written down.",
        {"who": "tea", "notes": "orders"},
    ),
    World(
        "in the bus depot",
        "Each bus of a small town bears a name. At the pump its name and the litres are stored.",
        {"who": "bus", "notes": "refills"},
    ),
    World(
        "at the robot race",
        "Robots try a track again and again. A gate stores the robot and its metres for each run.",
        {"who": "robot", "notes": "runs"},
    ),
    World(
        "in the band cellar",
        "Bands share a cellar to play in. The key box notes the band and the minutes of each stay.",
        {"who": "band", "notes": "stays"},
    ),
    World(
        "at the grain mill",
        "Farms bring grain to a mill. The miller counts the sacks on each cart and asks the farm.",
        {"who": "farm", "notes": "carts"},
    ),
    World(
        "at the toy library",
        "Toys are lent for some days. The desk writes the toy and the number of days of each loan.",
        {"who": "toy", "notes": "loans"},
    ),
    World(
        "in the flower tunnel",
        "Flowers grow in a long tunnel. Each time some are cut, their name and number are noted.",
        {"who": "flower", "notes": "cuts"},
    ),
)
_KINDS = (
    {
        "mark": "total",
        "how": "the sum of all its numbers",
        "step": "add each number to what the map has for its name",
        "python": "totals.get(name, 0) + int(number)",
        "java": "totals.getOrDefault(name, 0) + number",
        "cpp": "totals[name] + number",
    },
    {
        "mark": "record",
        "how": "the largest of all its numbers",
        "step": "keep the larger one of a number and what the map has for its name",
        "python": "max(totals.get(name, 0), int(number))",
        "java": "Math.max(totals.getOrDefault(name, 0), number)",
        "cpp": "std::max(totals[name], number)",
    },
)
_ORDERS = (
    {"order": "in alphabetical order", "reverse": "", "other": "", "begin": "begin", "end": "end"},
    {
        "order": "in reverse alphabetical order",
        "reverse": ", reverse=True",
        "other": ", Collections.reverseOrder()",
        "begin": "rbegin",
        "end": "rend",
    },
)


def _with_extra(kind: dict[str, str], extra: int) -> Variant:
    """Return the first kind with something on top for each note."""
    return {
        "mark": "score",
        "how": f"{kind['how']}, plus {extra} more for each of its notes",
        "step": "add each number, and the extra, to what the map has for its name",
        "extra": extra,
        **{name: f"{kind[name]} + {extra}" for name in ("python", "java", "cpp")},
    }


def _variant(rng: Random, _: Difficulty) -> Variant:
    extra = rng.choice([2, 3, 4, 5])
    kinds = ({**_KINDS[0], "extra": 0}, {**_KINDS[1], "extra": 0}, _with_extra(_KINDS[0], extra))
    return {**rng.choice(kinds), **rng.choice(_ORDERS), "sign": rng.choice(":=/#")}


def _marks(v: Variant, notes: list[str]) -> dict[str, int]:
    marks: dict[str, int] = {}
    for note in notes:
        name, number = note.split(v["sign"])
        before, now = marks.get(name, 0), int(number)
        marks[name] = max(before, now) if v["mark"] == "record" else before + now + v["extra"]
    return marks


def _reports(v: Variant, notes: list[str]) -> list[str]:
    marks = _marks(v, notes)
    return [f"{n}{v['sign']}{marks[n]}" for n in sorted(marks, reverse=bool(v["reverse"]))]


def _unsorted(v: Variant, notes: list[str]) -> list[str]:
    return [f"{name}{v['sign']}{mark}" for name, mark in _marks(v, notes).items()]


def _replaced(v: Variant, notes: list[str]) -> list[str]:
    return _reports(v, list({note.split(v["sign"])[0]: note for note in notes}.values()))


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    sign = v["sign"]

    def notes(count: int, kinds: int) -> list[str]:
        few = rng.sample(WORDS, kinds)
        return [f"{rng.choice(few)}{sign}{rng.randint(1, 30)}" for _ in range(count)]

    yield "minimal", ([],)
    for _ in range(2):
        yield "single", (notes(1, 1),)
    for _ in range(12):
        yield "typical", (notes(rng.randint(4, 6), 3),)
    for _ in range(5):
        yield "duplicates", (notes(rng.randint(3, 5), 2),)
        one, two, three = rng.sample(WORDS, 3)
        yield (
            "boundary",
            ([f"{one}{sign}1", f"{two}{sign}30", f"{one}{sign}9", f"{three}{sign}10"],),
        )
        number = rng.randint(8, 30)
        yield "adversarial", ([f"{one}{sign}{number}", f"{two}{sign}30", f"{one}{sign}{number}"],)
        yield "adversarial", ([f"{n}{sign}{number}" for n in sorted([one, two, three])] * 2,)
    for _ in range(3):
        yield "large", (notes(14, 5),)


FAMILY = FunctionFamily(
    name="list_totals",
    title="Reports by name",
    topics=frozenset({"maps", "sorting", "lists", "loops", "strings"}),
    difficulties=frozenset({"easy"}),
    worlds=_WORLDS,
    call="report_${notes}",
    givens=(
        Given(
            "notes",
            "list[str]",
            (
                "0 to 20 notes such as `mint${sign}12`, each with a lowercase word for the name "
                "and a number from 1 to 30"
            ),
            "$notes",
        ),
    ),
    returns="list[str]",
    task=(
        (
            "Each note is a name, the sign `$sign` and a whole number, such as `mint${sign}12`. "
            "The same $who can have several notes. The $mark of a $who is $how. Report the "
            "$mark of every $who that occurs. A report is a text of the same form as a note: the "
            "name, the sign and the $mark. Sort the reports by name, $order."
        ),
        (
            "A note such as `mint${sign}12` tells a name and a whole number, with the sign "
            "`$sign` between them. Later notes may repeat a name. Find the $mark of each $who: "
            "that is $how. Write one text for each of them: first the name, then `$sign`, then "
            "the $mark. The texts have to be sorted by name, $order."
        ),
    ),
    result="the list of these texts",
    edges="Each name comes up only once in the list. Without any notes, it is empty.",
    label="reports",
    oracle=_reports,
    explain=lambda v, notes, _: (
        f"the {v['mark']} is "
        + (", ".join(f"{mark} for {name}" for name, mark in _marks(v, notes).items()) or "missing")
    ),
    references={
        "python": """
            totals = {}
            for note in $notes:
                name, number = note.split("$sign")
                totals[name] = $python
            reports = []
            for name in totals:
                reports.append(name + "$sign" + str(totals[name]))
            return sorted(reports$reverse)
        """,
        "java": """
            Map<String, Integer> totals = new HashMap<>();
            for (String note : $notes) {
                String[] parts = note.split("$sign");
                String name = parts[0];
                int number = Integer.parseInt(parts[1]);
                totals.put(name, $java);
            }
            List<String> reports = new ArrayList<>();
            for (String name : totals.keySet()) {
                reports.add(name + "$sign" + totals.get(name));
            }
            Collections.sort(reports$other);
            return reports;
        """,
        "cpp": """
            std::unordered_map<std::string, int> totals;
            for (const std::string& note : $notes) {
                size_t place = note.find('$sign');
                std::string name = note.substr(0, place);
                int number = std::stoi(note.substr(place + 1));
                totals[name] = $cpp;
            }
            std::vector<std::string> reports;
            for (const auto& entry : totals) {
                reports.push_back(entry.first + "$sign" + std::to_string(entry.second));
            }
            std::sort(reports.$begin(), reports.$end());
            return reports;
        """,
    },
    inputs=_inputs,
    goals=(
        "split each note into its name and its number",
        "$step",
        "write a text for each name, with its $mark",
        "sort these texts",
    ),
    pitfalls=(
        Pitfall("a later note replaces what was noted for a name before", _replaced),
        Pitfall("the names come in the order of the notes, unsorted", _unsorted),
        Pitfall(
            "a name that has two notes is reported twice",
            lambda v, notes: [r for note in sorted(notes) for r in _reports(v, [note])],
        ),
    ),
    variant=_variant,
)
