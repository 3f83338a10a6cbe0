"""Worlds of classes that keep numbers. They name the class and its methods too."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World


def _world(keys: str, place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(keys.split(), words.split(), strict=True)))


_SCORES = "thing things name add report"
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
