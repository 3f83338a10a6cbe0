"""Worlds of classes for a desk where people wait. They name the class and its methods too."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.imperative.definition import World

_KEYS = "person name draw serve skip waiting".split()


def _world(place: str, story: str, words: str) -> World:
    """Return a world; its words come in the order of the keys."""
    return World(place, story, dict(zip(_KEYS, words.split(), strict=True)))


DESKS: tuple[World, ...] = (
    _world(
        "at the post office",
        "A post office has one desk for parcels. Whoever comes in pulls a ticket with a number.",
        "customer PostDesk pull serve miss waiting",
    ),
    _world(
        "at the doctor's",
        "Sick people come to see a doctor. The nurse hands out numbers at the door.",
        "patient Practice admit treat absent patients",
    ),
    _world(
        "in the phone shop",
        "A shop mends broken phones. A machine beside the door prints numbers on paper.",
        "customer PhoneShop accept repair delay line",
    ),
    _world(
        "in the town hall",
        "People get new passports in the town hall. A screen shows whose turn it is.",
        "citizen TownHall arrive invite postpone size",
    ),
    _world(
        "at the soup kitchen",
        "A kitchen gives out warm soup at noon. Little wooden coins with numbers keep order.",
        "guest SoupCounter greet feed shift guests",
    ),
    _world(
        "at the bike rental",
        "Tourists rent bikes at a small booth. The clerk gives each of them a card with a number.",
        "tourist BikeRental add lend hold tourists",
    ),
    _world(
        "at the help desk",
        "A school has a help desk for computers. On busy days, tickets are handed out.",
        "pupil HelpDesk enter assist pause queued",
    ),
    _world(
        "at the hair salon",
        "A hair salon takes people without an appointment. Paper numbers hang at the door.",
        "visitor Salon welcome cut defer people",
    ),
    _world(
        "at the ticket booth",
        "A theatre sells the last seats for tonight. Those who want one get a number first.",
        "fan Booth enlist sell later fans",
    ),
    _world(
        "at the lost-property office",
        "People look for lost umbrellas in an office. A number tells each of them when to come in.",
        "owner LostOffice note receive recall owners",
    ),
)
