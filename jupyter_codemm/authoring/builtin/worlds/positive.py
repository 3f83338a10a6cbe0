"""Worlds in which things are measured in order, as a list of numbers that are never below zero."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

_KEYS = "thing things measure measures unit".split()


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(_KEYS, words.split(), strict=True)))


POSITIVE: tuple[World, ...] = (
    _world(
        "at the beehives",
        (
            "A beekeeper weighs every hive on Sunday. The weights go into a notebook in the "
            "order of the walk."
        ),
        "hive hives weight weights kilograms",
    ),
    _world(
        "on the night train",
        (
            "The guard of a night train counts who gets on at each stop. At the end of the trip "
            "the counts are sent home."
        ),
        "stop stops boarding boardings people",
    ),
    _world(
        "in the pottery",
        (
            "A potter notes how long each bowl stays in the kiln. Good timing decides whether "
            "the glaze shines."
        ),
        "bowl bowls time times minutes",
    ),
    _world(
        "at the lighthouse",
        (
            "The keeper of a lighthouse counts passing ships. One number is written down for "
            "each night."
        ),
        "night nights sighting sightings ships",
    ),
    _world(
        "in the orchard",
        (
            "Rows of old apple trees stand behind the farm. The crop of each tree is counted "
            "when it is picked."
        ),
        "tree trees crop crops apples",
    ),
    _world(
        "by the cable car",
        (
            "A cable car takes guests up a steep hill. A camera notes how long each guest stood "
            "in line."
        ),
        "guest guests delay delays minutes",
    ),
    _world(
        "in the village bakery",
        (
            "The oven of a village bakery is fired before dawn. A clerk notes how many loaves "
            "each batch gave."
        ),
        "batch batches output outputs loaves",
    ),
    _world(
        "at the observatory",
        (
            "A small telescope takes pictures of the sky all night. Software counts the meteors "
            "of each hour."
        ),
        "hour hours shower showers meteors",
    ),
    _world(
        "at the paper mill",
        (
            "A mill presses old rags into paper. Each finished roll is measured before it is "
            "wrapped."
        ),
        "roll rolls length lengths metres",
    ),
    _world(
        "at the snail race",
        "Children let their snails race along a wall. A judge notes how far each snail came.",
        "snail snails distance distances centimetres",
    ),
    _world(
        "at the fish market",
        (
            "Boats bring baskets of fish to the market before sunrise. A scale shows the load of "
            "each basket."
        ),
        "basket baskets load loads kilograms",
    ),
    _world(
        "in the reading room",
        ("A reading room stays open until midnight. The desk notes how long each reader stayed."),
        "reader readers stay stays minutes",
    ),
    _world(
        "by the river lock",
        (
            "A lock lifts boats from the river into the canal. The guard notes how long each "
            "boat had to wait."
        ),
        "boat boats wait waits minutes",
    ),
    _world(
        "in the chocolate kitchen",
        "A chocolate maker tries new recipes. For each recipe she notes the dose of sugar.",
        "recipe recipes dose doses grams",
    ),
    _world(
        "in the kite workshop",
        ("A workshop builds kites from silk. The span of each kite is measured before it may fly."),
        "kite kites span spans centimetres",
    ),
    _world(
        "in the mushroom cave",
        "Mushrooms grow on shelves in a dark cave. A worker weighs what each shelf gives.",
        "shelf shelves harvest harvests kilograms",
    ),
    _world(
        "at the parcel desk",
        (
            "A small post office sends parcels to the islands. The clerk writes down the fee for "
            "each parcel."
        ),
        "parcel parcels fee fees coins",
    ),
    _world(
        "on the ski hill",
        ("Skiers leap from a small hill under bright lamps. The jump of each skier is measured."),
        "skier skiers jump jumps metres",
    ),
    _world(
        "at the repair table",
        (
            "Neighbours bring broken radios to a repair table. A list shows the effort that each "
            "radio took."
        ),
        "radio radios effort efforts minutes",
    ),
    _world(
        "in the aquarium",
        (
            "An aquarium cleans its glass pools once a month. A diver counts the snails in each "
            "pool."
        ),
        "pool pools crowd crowds snails",
    ),
    _world(
        "at the old bridge",
        "Trucks pay when they cross the old bridge. A box stores the toll of each truck.",
        "truck trucks toll tolls coins",
    ),
    _world(
        "in the theatre",
        (
            "A director rehearses a new play with a stopwatch. The duration of each scene is "
            "written down."
        ),
        "scene scenes duration durations minutes",
    ),
)
