"""Worlds of classes that count. They name the class and its methods too."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World


def _world(keys: str, place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(keys.split(), words.split(), strict=True)))


_TANKS = "things name put take left"
_DIALS = "turn mark name move home laps"
_STORES = "things period name store spend night report"
TANKS: tuple[World, ...] = (
    _world(
        _TANKS,
        "for the rain barrel",
        ("A rain barrel stands behind a house. A small computer keeps track of the water in it."),
        "litres Barrel pour drain level",
    ),
    _world(
        _TANKS,
        "for the coin box",
        ("A ticket machine has a coin box. The machine must always know how many coins are in it."),
        "coins CoinBox insert pay coins",
    ),
    _world(
        _TANKS,
        "for the bike battery",
        ("The battery of an electric bike is charged and used up. The display shows what is left."),
        "units Battery charge spend rest",
    ),
    _world(
        _TANKS,
        "for the bird feeder",
        (
            "A feeder holds seeds for the birds. A scale below it reports what is put in and "
            "what is eaten."
        ),
        "grams Feeder fill eat seeds",
    ),
    _world(
        _TANKS,
        "for the car deck",
        ("The deck of a ferry has room for some cars. Sailors count the cars that come and go."),
        "cars Deck load unload cars",
    ),
    _world(
        _TANKS,
        "for the paper tray",
        "A printer has a tray for paper. It must know how many sheets it can still print on.",
        "sheets Tray refill draw sheets",
    ),
    _world(
        _TANKS,
        "for the bread shelf",
        ("A shelf in a shop holds fresh bread. A clerk must know how many loaves are still there."),
        "loaves Shelf stock sell loaves",
    ),
    _world(
        _TANKS,
        "for the water bottle",
        "A clever bottle has lines on its side. It tells a hiker how many sips are left.",
        "sips Bottle fill drink sips",
    ),
    _world(
        _TANKS,
        "for the hay barn",
        "A barn holds hay for the winter. The farmer counts the bales that go in and out.",
        "bales Barn store feed bales",
    ),
    _world(
        _TANKS,
        "for the phone card",
        "Minutes for calls are bought with a card. The card can hold only so many of them.",
        "minutes PhoneCard buy talk minutes",
    ),
    _world(
        _TANKS,
        "for the toy chest",
        "Toys belong in a chest in the evening. It has room for some of them only.",
        "toys Chest pack unpack toys",
    ),
    _world(
        _TANKS,
        "for the berry bucket",
        "Pickers share one bucket for their berries. Some of them like to eat on the way.",
        "handfuls Bucket pick eat handfuls",
    ),
)
DIALS: tuple[World, ...] = (
    _world(
        _DIALS,
        "for the safe",
        "A safe has a round dial. Turning it past the last number brings it back to 0.",
        "turn number Safe turn reset laps",
    ),
    _world(
        _DIALS,
        "for the carousel",
        "A carousel moves from place to place in a circle. Its owner counts the full rounds.",
        "ride place Carousel ride park circles",
    ),
    _world(
        _DIALS,
        "for the star map",
        "A round star map is turned by hand. The little arrow goes round and round.",
        "turn mark StarMap rotate north turns",
    ),
    _world(
        _DIALS,
        "for the relay race",
        "Runners go round a track with posts. A judge notes the post and counts the laps.",
        "run post Track run finish laps",
    ),
    _world(
        _DIALS,
        "for the paint mixer",
        "A mixer has cups in a circle. An arm goes from cup to cup and counts the rounds.",
        "move cup Mixer swing rest circles",
    ),
    _world(
        _DIALS,
        "for the toy train",
        "A toy train goes round a circle of stations. A counter clicks at each full round.",
        "trip station Train travel depot loops",
    ),
    _world(
        _DIALS,
        "for the big clock",
        (
            "The hand of a big clock moves on in steps. Somebody counts how often it goes all "
            "the way round."
        ),
        "step number Clock tick reset circles",
    ),
    _world(
        _DIALS,
        "for the sushi belt",
        (
            "Plates glide past the tables on a belt. The belt runs in a circle and starts at the "
            "kitchen."
        ),
        "ride table Belt glide kitchen loops",
    ),
    _world(
        _DIALS,
        "for the lighthouse lamp",
        "The lamp of a lighthouse looks out of one window after another. It turns all night.",
        "turn window Lamp sweep north turns",
    ),
    _world(
        _DIALS,
        "for the ring game",
        "A board game has its fields in a ring. A token is pushed on and on.",
        "push field Ring advance start laps",
    ),
    _world(
        _DIALS,
        "for the cable ring",
        "Cabins hang on a cable that forms a ring. One of them carries a red flag.",
        "trip stop Cabin glide base loops",
    ),
    _world(
        _DIALS,
        "for the moon base",
        "A small moon is watched from its planet. Its path is cut into sectors.",
        "drift sector Orbit drift zero orbits",
    ),
)
STORES: tuple[World, ...] = (
    _world(
        _STORES,
        "for the solar house",
        "A house stores power from its roof. At night a part of what is stored gets lost.",
        "units night SolarHouse charge use dusk report",
    ),
    _world(
        _STORES,
        "for the ice cellar",
        "Blocks of ice are stored in a cellar. Every week a part of the ice melts away.",
        "blocks week IceCellar stack sell melt tally",
    ),
    _world(
        _STORES,
        "for the berry stand",
        "A stand sells berries from a cool box. In the evening a part of them has gone bad.",
        "berries evening BerryStand fill sell evening status",
    ),
    _world(
        _STORES,
        "for the wood store",
        "A village stores wood for the winter. Each month a part of it gets too wet to burn.",
        "logs month WoodStore pile burn soak summary",
    ),
    _world(
        _STORES,
        "for the water tower",
        "A tower holds the water of a small town. Each day a part of it leaks away.",
        "barrels day WaterTower pump drain leak state",
    ),
    _world(
        _STORES,
        "for the ant hill",
        ("Ants carry seeds into their hill. With each rain a part of the seeds is washed away."),
        "seeds rain AntHill carry eat flood tally",
    ),
    _world(
        _STORES,
        "for the snow hill",
        "Children heap up snow for their sledges. In each warm hour a part of it melts.",
        "buckets hour SnowHill heap slide thaw account",
    ),
    _world(
        _STORES,
        "for the cheese room",
        "A dairy stores its cheese in a cool room. Each week mice find a part of it.",
        "wheels week CheeseRoom shelve sell nibble count",
    ),
    _world(
        _STORES,
        "for the gas balloon",
        "A balloon is filled with gas before a trip. In each hour a part of it escapes.",
        "litres hour Balloon inflate burn seep gauge",
    ),
    _world(
        _STORES,
        "for the fish pond",
        "A pond is stocked with young fish. After each storm a part of them is gone.",
        "fish storm Pond stock net storm census",
    ),
    _world(
        _STORES,
        "for the ink works",
        "A press keeps ink in an open drum. Over each weekend a part of it dries up.",
        "cups weekend InkDrum refill stamp dry label",
    ),
)
