"""Worlds of classes that keep numbers or count named things. They name class and methods too."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World


def _world(keys: str, place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(keys.split(), words.split(), strict=True)))


_SCORES = "thing things name add report"
_TALLIES = "thing things name add ask report"
SCORES: tuple[World, ...] = (
    _world(
        _SCORES,
        "for the long jump",
        "A coach holds a long jump contest. She wants to ask about the jumps at any time.",
        "jump jumps JumpBook note report",
    ),
    _world(
        _SCORES,
        "for the egg scale",
        "Eggs roll over a scale one by one. A small screen answers questions on their weights.",
        "weight weights EggScale weigh display",
    ),
    _world(
        _SCORES,
        "for the quiz night",
        "Teams play a quiz all night. The host keeps the points of each round.",
        "result results QuizBook enter show",
    ),
    _world(
        _SCORES,
        "for the river gauge",
        "A gauge measures how high the river stands. Boat owners ask it before they sail.",
        "level levels Gauge measure tell",
    ),
    _world(
        _SCORES,
        "for the tomato bed",
        "A gardener picks tomatoes and counts the crop of each day. Some days bring only few.",
        "crop crops TomatoBook pick tell",
    ),
    _world(
        _SCORES,
        "for the walking club",
        "A walking club takes down the length of each tour. Its members like to look back.",
        "tour tours TourBook walk report",
    ),
    _world(
        _SCORES,
        "for the bus meter",
        "A meter on a bus counts the guests of each ride. The office reads it in the evening.",
        "count counts BusMeter ride read",
    ),
    _world(
        _SCORES,
        "for the bowling lane",
        "A bowling lane has a box that knows what each player did. It is asked about it often.",
        "score scores LaneBox bowl state",
    ),
    _world(
        _SCORES,
        "for the honey press",
        "A press fills honey into glasses, and each run gives a yield. The workers compare them.",
        "yield yields HoneyPress fill show",
    ),
    _world(
        _SCORES,
        "for the noise box",
        "A box on a street lamp hears how loud it is. The town asks it about the noise.",
        "sound sounds NoiseBox hear report",
    ),
    _world(
        _SCORES,
        "for the swim lane",
        "A trainer times her swimmers with a watch. The watch also answers simple questions.",
        "time times SwimWatch stop tell",
    ),
)
TALLIES: tuple[World, ...] = (
    _world(
        _TALLIES,
        "for the button drawer",
        "A tailor sorts buttons into a drawer. There is a little box for every sort.",
        "button buttons Drawer sort look report",
    ),
    _world(
        _TALLIES,
        "for the shell hunt",
        "Children hunt for shells at the beach. A notebook says how many they have of each.",
        "shell shells ShellBook find ask size",
    ),
    _world(
        _TALLIES,
        "for the seed shelf",
        "A garden club shares its seeds on a shelf. A plate shows how many bags there are.",
        "seed seeds SeedShelf bring check stock",
    ),
    _world(
        _TALLIES,
        "for the tool room",
        "A tool room hangs up what comes back to it. Its keeper knows the number of each tool.",
        "tool tools ToolRoom hang query report",
    ),
    _world(
        _TALLIES,
        "for the sticker album",
        "A girl collects stickers and keeps the doubles too. Friends ask her what she has.",
        "sticker stickers Album collect show size",
    ),
    _world(
        _TALLIES,
        "for the kitchen cupboard",
        "A family writes down what goes into the cupboard. Before they shop they look at it.",
        "jar jars Cupboard store read stock",
    ),
    _world(
        _TALLIES,
        "for the lost property desk",
        "A desk collects what people lose on the tram. The phone rings, and somebody asks for it.",
        "item items LostDesk receive search report",
    ),
    _world(
        _TALLIES,
        "for the herb stand",
        "A stand on the market sells fresh herbs. Bunches are laid out in the morning.",
        "herb herbs HerbStand lay count stock",
    ),
    _world(
        _TALLIES,
        "for the paint store",
        "A store fills its racks with tins of paint. Every colour has a place of its own.",
        "tin tins PaintStore rack check report",
    ),
    _world(
        _TALLIES,
        "for the bead bowl",
        "A jewel maker drops beads into bowls. A label shows how many of each sort there are.",
        "bead beads BeadBowl drop tell number",
    ),
    _world(
        _TALLIES,
        "for the costume box",
        "A youth theatre gathers costumes in a box. Actors want to know what is inside.",
        "costume costumes CostumeBox gather view amount",
    ),
)
