"""Worlds in which things bear names, as a list of names in small letters."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words are the thing and its plural."""
    return World(place, story, dict(zip(("thing", "things"), words.split(), strict=True)))


NAMED: tuple[World, ...] = (
    _world(
        "in the boat harbour",
        "Small boats lie side by side in a harbour. Every boat shows its name on the front.",
        "boat boats",
    ),
    _world(
        "in the pony stable",
        "A stable is home to many ponies. A name is carved into the door of each stall.",
        "pony ponies",
    ),
    _world(
        "on the island map",
        "An old map shows a group of islands. Next to each island its name is written.",
        "island islands",
    ),
    _world(
        "in the bell tower",
        "The bells of a tower were made by hand. Each bell was given a name of its own.",
        "bell bells",
    ),
    _world(
        "in the rose garden",
        "A gardener breeds new roses. A wooden sign in the ground names each of them.",
        "rose roses",
    ),
    _world(
        "at the robot race",
        "Pupils build robots for a race. They paint a name on the back of every robot.",
        "robot robots",
    ),
    _world(
        "at the storm office",
        "A weather office follows storms across the sea. Each new storm gets a name.",
        "storm storms",
    ),
    _world(
        "at the cat shelter",
        "A shelter takes in cats without an owner. The staff invent a name for each cat.",
        "cat cats",
    ),
    _world(
        "in the hill country",
        "Walkers like to stand on top of hills. A stone at the top tells the name of the hill.",
        "hill hills",
    ),
    _world(
        "in the tram depot",
        "Trams sleep in a depot at night. Children of the town thought of a name for each tram.",
        "tram trams",
    ),
    _world(
        "at the quiz evening",
        "Guests of a quiz evening form teams. Each team hands in a card with its name.",
        "team teams",
    ),
    _world(
        "at the garden show",
        "Many ponds were dug for a garden show. The plan of the show has a name for each pond.",
        "pond ponds",
    ),
    _world(
        "in the mountain huts",
        "Huts in the mountains offer a bed to hikers. A board beside the door names the hut.",
        "hut huts",
    ),
    _world(
        "at the balloon day",
        "Hot air balloons rise into the morning sky. Every balloon carries its name in big print.",
        "balloon balloons",
    ),
)
