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
_LEAGUES = "thing things match matches name report rank at gap"
LEAGUES: tuple[World, ...] = (
    _world(
        _LEAGUES,
        "for the chess evening",
        "People play chess in a small hall all winter. A board at the door tells who is best.",
        "player players game games ChessEvening enter rank at lead",
    ),
    _world(
        _LEAGUES,
        "for the robot ring",
        "Little robots push each other out of a ring. A crowd of builders watches the ranking.",
        "robot robots fight fights RobotRing note position who margin",
    ),
    _world(
        _LEAGUES,
        "for the street cup",
        "Each street of a town has its own football team. The teams play for a tin cup.",
        "team teams match matches StreetCup report standing holder gap",
    ),
    _world(
        _LEAGUES,
        "for the quiz nights",
        "Guests of a small hotel form teams and ask each other questions. It goes on all summer.",
        "team teams quiz quizzes QuizNights note rank at lead",
    ),
    _world(
        _LEAGUES,
        "for the long rope",
        "Villages meet at a river and pull at the two ends of a rope. Sometimes the rope breaks.",
        "village villages round rounds LongRope tell rank holder distance",
    ),
    _world(
        _LEAGUES,
        "for the marble yard",
        "Children play with marbles in the yard of a school. They write the results in chalk.",
        "child children game games MarbleYard chalk standing who gap",
    ),
    _world(
        _LEAGUES,
        "for the paper planes",
        "Paper planes are thrown in pairs from a balcony. The one that lands later wins.",
        "plane planes flight flights PaperPlanes log position at margin",
    ),
    _world(
        _LEAGUES,
        "for the table tennis",
        "An office has one old table for table tennis. After lunch there is always a match.",
        "player players match matches TableTennis enter rank who lead",
    ),
    _world(
        _LEAGUES,
        "for the spelling duels",
        "Two pupils at a time spell hard words until one of them makes a mistake.",
        "pupil pupils duel duels SpellingDuels enter rank holder gap",
    ),
    _world(
        _LEAGUES,
        "for the snail track",
        "Snails crawl side by side on a wet track. Two of them start at once, and one may win.",
        "snail snails race races SnailTrack note rank at distance",
    ),
    _world(
        _LEAGUES,
        "for the card table",
        "Old friends meet at a card table and play in twos. They keep a list of who won.",
        "friend friends round rounds CardTable write position who margin",
    ),
)
