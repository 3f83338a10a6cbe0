"""Worlds of classes that keep an order. They name the class and its methods too."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World


def _world(keys: str, place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(keys.split(), words.split(), strict=True)))


_SHELVES = "thing things measure name put take middle"
SHELVES: tuple[World, ...] = (
    _world(
        _SHELVES,
        "for the tall shelf",
        "A library keeps its big books on one shelf. Readers come and borrow them one by one.",
        "book books height TallShelf shelve lend middle",
    ),
    _world(
        _SHELVES,
        "for the rope wall",
        "Ropes hang on the wall of a boat house. Sailors bring them back and fetch others.",
        "rope ropes length RopeWall hang fetch centre",
    ),
    _world(
        _SHELVES,
        "for the plant row",
        "A gardener lines up young plants along a wall. Now and then one of them is sold.",
        "plant plants height PlantRow bring sell middle",
    ),
    _world(
        _SHELVES,
        "for the stone tray",
        "A museum shows round stones on a tray. Children may lay one down or lift one up.",
        "stone stones weight StoneTray lay lift centre",
    ),
    _world(
        _SHELVES,
        "for the board rack",
        "A carpenter stores left-over boards in a rack. Before a cut, she looks for a good one.",
        "board boards length BoardRack store pick median",
    ),
    _world(
        _SHELVES,
        "for the melon stall",
        "Melons lie side by side on a stall at the market. The seller weighs each of them.",
        "melon melons weight MelonStall bring sell middle",
    ),
    _world(
        _SHELVES,
        "for the candle box",
        "A box holds candles that were burnt before. After each evening, some go back into it.",
        "candle candles length CandleBox pack light median",
    ),
    _world(
        _SHELVES,
        "for the parcel room",
        "Parcels wait in a small room until a bike courier has time. The scales stand beside them.",
        "parcel parcels weight ParcelRoom receive load centre",
    ),
    _world(
        _SHELVES,
        "for the ladder shed",
        "A village owns a few ladders. They lean in a shed, and everybody may rent one.",
        "ladder ladders length LadderShed lean rent middle",
    ),
    _world(
        _SHELVES,
        "for the card hand",
        "A player holds number cards in one hand. New cards are drawn, and old ones are played.",
        "card cards value CardHand draw play median",
    ),
    _world(
        _SHELVES,
        "for the bell table",
        "Small bells stand on a table in the music room. Pupils come and choose one for a song.",
        "bell bells size BellTable put choose middle",
    ),
    _world(
        _SHELVES,
        "for the jar cupboard",
        "A cook keeps empty jars in a narrow cupboard. When fruit is ripe, some are filled.",
        "jar jars size JarCupboard keep fill centre",
    ),
)
