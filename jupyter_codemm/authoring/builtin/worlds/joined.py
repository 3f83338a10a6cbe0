"""Worlds in which people with names belong to groups with names."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

_KEYS = "person persons group groups".split()


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(_KEYS, words.split(), strict=True)))


JOINED: tuple[World, ...] = (
    _world(
        "of the school clubs",
        "A school has many clubs. Whenever a pupil comes to a club, the name is put on a list.",
        "pupil pupils club clubs",
    ),
    _world(
        "of the dance hall",
        "People learn to dance in a hall. A dancer signs a list before each lesson.",
        "dancer dancers dance dances",
    ),
    _world(
        "of the orchestra",
        "Musicians may play more than one instrument. Each rehearsal is written down.",
        "player players instrument instruments",
    ),
    _world(
        "of the mountain huts",
        "Huts stand along a path in the hills. Whoever sleeps in a hut signs its book.",
        "hiker hikers hut huts",
    ),
    _world(
        "of the garden plots",
        "A village shares its garden beds. A list tells who worked in which bed.",
        "gardener gardeners bed beds",
    ),
    _world(
        "of the bakery",
        "Bakers learn to make many sorts of bread. A list tells who made which bread each day.",
        "baker bakers bread breads",
    ),
    _world(
        "of the bus drivers",
        "A town has bus lines with names. The office notes who drives on which line.",
        "driver drivers line lines",
    ),
    _world(
        "of the museum guards",
        "A museum has many rooms. At the start of a watch, a guard signs for a room.",
        "guard guards room rooms",
    ),
    _world(
        "of the language school",
        "A school teaches small courses. Learners sign a list whenever they come to a course.",
        "learner learners course courses",
    ),
    _world(
        "of the zoo keepers",
        "Keepers look after the animals of a zoo. They note which animal they fed.",
        "keeper keepers animal animals",
    ),
)
