"""Worlds that are a grid of whole numbers."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

_KEYS = "cell cells grid measure unit".split()


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(_KEYS, words.split(), strict=True)))


GRIDS: tuple[World, ...] = (
    _world(
        "in the rose garden",
        (
            "A rose garden is laid out as rows of beds. A plan shows how many roses bloom in "
            "each bed."
        ),
        "bed beds garden blooms roses",
    ),
    _world(
        "in the old cinema",
        (
            "An old cinema wants to know which seats are loved. A plan shows how often each seat "
            "was sold."
        ),
        "seat seats hall sales tickets",
    ),
    _world(
        "on the mosaic",
        (
            "A mosaic is made of square tiles in rows. A table shows how many chips of glass "
            "each tile holds."
        ),
        "tile tiles mosaic chips chips",
    ),
    _world(
        "on the frozen lake",
        (
            "Before the skating starts, somebody drills holes in rows. A chart shows how thick "
            "the ice is at each hole."
        ),
        "hole holes chart depths centimetres",
    ),
    _world(
        "in the honey store",
        (
            "Jars of honey stand in boxes on a wall of shelves. A plan shows how many jars each "
            "box holds."
        ),
        "box boxes wall jars jars",
    ),
    _world(
        "on the quilt",
        (
            "A quilt is sewn from patches in rows. The pattern tells how many stitches each "
            "patch needs."
        ),
        "patch patches quilt stitches stitches",
    ),
    _world(
        "in the wind park",
        ("Wind wheels stand in rows on a hill. A screen shows how much power each wheel gives."),
        "wheel wheels park output units",
    ),
    _world(
        "in the vineyard",
        (
            "A vineyard is cut into plots that lie in rows. A list shows how many baskets of "
            "grapes each plot gave."
        ),
        "plot plots vineyard harvest baskets",
    ),
    _world(
        "on the car deck",
        (
            "Cars stand in rows on the deck of a ferry. A sensor shows how often each space was "
            "used today."
        ),
        "space spaces deck stays cars",
    ),
    _world(
        "on the beach",
        (
            "Beach chairs stand in rows by the sea. A board shows how many guests sat in each "
            "chair this week."
        ),
        "chair chairs beach guests guests",
    ),
    _world(
        "on the solar roof",
        "Panels lie in rows on a sunny roof. A meter shows how much power each panel gives.",
        "panel panels roof power watts",
    ),
    _world(
        "in the greenhouse",
        "Trays stand in rows in a greenhouse. Somebody counts the young plants in each tray.",
        "tray trays greenhouse plants plants",
    ),
    _world(
        "in the cake tin",
        (
            "A tin has rows of hollows for small cakes. The baker counts the raisins that fell "
            "into each hollow."
        ),
        "hollow hollows tin raisins raisins",
    ),
    _world(
        "in the locker wall",
        (
            "Lockers are built into a wall, row above row. After the season the lost coins in "
            "each locker are counted."
        ),
        "locker lockers wall coins coins",
    ),
    _world(
        "on the moor",
        (
            "A moor is divided into squares that lie in rows. At night the frogs in each square "
            "are counted."
        ),
        "square squares moor frogs frogs",
    ),
    _world(
        "on the snow field",
        "Stakes stick in rows in a field of snow. Each stake shows how deep the snow is.",
        "stake stakes field snow centimetres",
    ),
    _world(
        "in the fish farm",
        (
            "A fish farm has small pools that lie in rows. A plan shows how many fish swim in "
            "each pool."
        ),
        "pool pools farm fish fish",
    ),
)
