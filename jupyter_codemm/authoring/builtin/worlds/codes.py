"""Worlds in which things carry a code of digits, letters and dashes, from which a number comes."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words are the thing and the number that comes from its code."""
    return World(place, story, dict(zip(("thing", "figure"), words.split(), strict=True)))


CODES: tuple[World, ...] = (
    _world(
        "on the locker door",
        "Each locker in a sports hall bears a code. A number made from it opens the door.",
        "locker key",
    ),
    _world(
        "on the coupon",
        "A shop hands out coupons with a code. The till makes a number from the code.",
        "coupon value",
    ),
    _world(
        "on the wristband",
        "Guests of a festival wear a wristband with a code. A reader turns it into a number.",
        "wristband pass",
    ),
    _world(
        "on the spare part",
        "Every spare part in a workshop has a code. It leads to a number that is easier to say.",
        "part number",
    ),
    _world(
        "on the map card",
        "Players of a treasure hunt find cards with a code. Each code hides a number of steps.",
        "card distance",
    ),
    _world(
        "on the water meter",
        "A water meter sends a code once a day. The town turns each code into a number.",
        "meter reading",
    ),
    _world(
        "on the seed bag",
        "A code is printed on each bag of seeds. From the code comes a mark for the garden plan.",
        "bag mark",
    ),
    _world(
        "on the game token",
        "Tokens of a board game carry a code. It tells how strong the token is.",
        "token strength",
    ),
    _world(
        "on the stage lamp",
        "Lamps above a stage are set by a code. The board works out how bright each lamp is.",
        "lamp brightness",
    ),
    _world(
        "on the tram ticket",
        "A code stands on each ticket of the tram. The driver checks it by means of a number.",
        "ticket proof",
    ),
    _world(
        "on the bird ring",
        "Birds get a ring with a code. A list of numbers tells which bird was seen where.",
        "ring entry",
    ),
    _world(
        "on the library shelf",
        "Each box in a library has a code on its side. A number made from it orders the boxes.",
        "box rank",
    ),
)
