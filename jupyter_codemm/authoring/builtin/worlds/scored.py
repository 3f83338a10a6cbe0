"""Worlds in which named things earn a number again and again."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

_KEYS = "thing things notes unit".split()


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(_KEYS, words.split(), strict=True)))


SCORED: tuple[World, ...] = (
    _world(
        "of the quiz league",
        "Teams meet once a week for a quiz. Each time, the points of every team are noted.",
        "team teams results points",
    ),
    _world(
        "of the paper drive",
        "The classes of a school collect old paper. Each load is put on a scale and noted.",
        "class classes loads kilograms",
    ),
    _world(
        "of the fishing port",
        "Boats bring fish to a small port. A clerk writes down the weight of each catch.",
        "boat boats catches kilograms",
    ),
    _world(
        "of the reading club",
        "Readers meet in a club. After a day with a book, they note how many pages they read.",
        "reader readers entries pages",
    ),
    _world(
        "of the berry farm",
        "Pickers fill baskets with berries. Each basket is measured before it goes to the shop.",
        "picker pickers baskets litres",
    ),
    _world(
        "of the training track",
        "Runners train for a long race. A clock takes the time of each lap.",
        "runner runners laps minutes",
    ),
    _world(
        "of the flea market",
        "Sellers offer old things at a market. They note how many coins each sale brings.",
        "seller sellers sales coins",
    ),
    _world(
        "of the canoe kiosk",
        "A kiosk lends canoes. It notes after each trip how long the canoe was on the water.",
        "canoe canoes trips hours",
    ),
    _world(
        "of the stork station",
        "Storks wear little senders on their legs. A station notes how far each flight went.",
        "stork storks flights kilometres",
    ),
    _world(
        "of the tree nursery",
        "Gardeners plant young trees on many days. Every evening they note how many they planted.",
        "gardener gardeners reports trees",
    ),
)
