"""Worlds in which things are measured in order, as a list of numbers that may be below zero."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

_KEYS = "thing things measure measures unit".split()


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(_KEYS, words.split(), strict=True)))


SIGNED: tuple[World, ...] = (
    _world(
        "on the glacier",
        (
            "A small station stands on a glacier. It sends the temperature once an hour, also in "
            "the cold of winter."
        ),
        "hour hours reading readings degrees",
    ),
    _world(
        "in the harbour",
        (
            "A pole in the harbour shows how much the water rose or fell since the last look. A "
            "fall is noted below zero."
        ),
        "look looks change changes centimetres",
    ),
    _world(
        "in the lift",
        (
            "A lift notes every ride: floors up count above zero, floors down below zero. The "
            "log is read each night."
        ),
        "ride rides move moves floors",
    ),
    _world(
        "at the quiz night",
        (
            "Teams win points at a quiz night and lose points for wild guesses. Each round ends "
            "with a score that may be below zero."
        ),
        "round rounds score scores points",
    ),
    _world(
        "in the robot lab",
        (
            "A toy robot rolls along a line. Each command is a number of steps, and a number "
            "below zero rolls it back."
        ),
        "command commands shift shifts steps",
    ),
    _world(
        "with the balloon",
        (
            "A weather balloon reports once a minute how far it rose. It may also sink, and then "
            "the number is below zero."
        ),
        "minute minutes drift drifts metres",
    ),
    _world(
        "in the puzzle shop",
        (
            "The owner of a puzzle shop notes what each day brought. A day with a loss is "
            "written below zero."
        ),
        "day days gain gains coins",
    ),
    _world(
        "in the salt mine",
        (
            "Guides in a salt mine note how far each passage goes up or down. Passages that go "
            "down are below zero."
        ),
        "passage passages slope slopes metres",
    ),
    _world(
        "on the golf course",
        (
            "A player compares every hole with the plan. More strokes than planned count above "
            "zero, fewer below zero."
        ),
        "hole holes outcome outcomes strokes",
    ),
    _world(
        "in the submarine",
        (
            "A submarine moves through the sea in stages. It notes each climb, and a way down is "
            "below zero."
        ),
        "stage stages climb climbs metres",
    ),
    _world(
        "at the mill pond",
        (
            "A mill needs water. Each morning somebody compares the pond with the mark, and too "
            "little water is below zero."
        ),
        "morning mornings level levels centimetres",
    ),
    _world(
        "at the card table",
        (
            "Friends play cards for chips of wood. The bank notes the win of each deal, and a "
            "loss is below zero."
        ),
        "deal deals win wins chips",
    ),
    _world(
        "at the sound desk",
        (
            "A sound desk makes songs louder or softer. The boost of a song is below zero when "
            "it was too loud."
        ),
        "song songs boost boosts decibels",
    ),
    _world(
        "in the clock room",
        (
            "Old clocks are seldom right. For each clock the keeper notes the error, and a slow "
            "clock is below zero."
        ),
        "clock clocks error errors seconds",
    ),
    _world(
        "on the sheep farm",
        (
            "A flock of sheep grows and shrinks. For each month the farmer notes the swing, and "
            "fewer sheep count below zero."
        ),
        "month months swing swings sheep",
    ),
    _world(
        "on the tightrope",
        (
            "An artist walks on a rope. A belt notes each tilt: to the right above zero, to the "
            "left below zero."
        ),
        "pace paces tilt tilts degrees",
    ),
    _world(
        "in the garage",
        (
            "Cars come and go. For each evening the gate notes the flow, and more cars out than "
            "in count below zero."
        ),
        "evening evenings flow flows cars",
    ),
    _world(
        "at the chess club",
        (
            "A chess club keeps points for its members. Each game ends with a shift of the "
            "points, also below zero."
        ),
        "game games shift shifts points",
    ),
    _world(
        "in the cold store",
        ("Ice and fruit lie in a cold store. Each room has its own temperature, often below zero."),
        "room rooms temperature temperatures degrees",
    ),
    _world(
        "in the favour club",
        (
            "Neighbours do favours for each other. Whoever takes more than they give has a "
            "balance below zero."
        ),
        "neighbour neighbours balance balances favours",
    ),
)
