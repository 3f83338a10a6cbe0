"""Other columns that the tables of a domain may have, so that a domain is not always the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

Other = tuple[TextColumn, NumberColumn]


def _text(name: str, values: str, noun: str = "") -> TextColumn:
    return TextColumn(name, noun or name, tuple(values.split()))


def _number(name: str, low: int, high: int, noun: str = "") -> NumberColumn:
    return NumberColumn(name, noun or name, low, high)


_OTHERS: Mapping[str, tuple[Other, Other, Other]] = {
    "clinic": (
        (_text("insurance", "basic plus family student"), _number("height", 90, 200)),
        (_text("floor", "first second third attic"), _number("beds", 2, 30, "number of beds")),
        (_text("reason", "cough fever check wound"), _number("fee", 4, 22)),
    ),
    "farm": (
        (_text("tool", "fork spade rake shears"), _number("wage", 9, 30)),
        (_text("soil", "clay sand peat chalk"), _number("slope", 1, 25)),
        (_text("quality", "fine good mixed poor"), _number("crates", 1, 14, "number of crates")),
    ),
    "league": (
        (_text("country", "Chad Fiji Laos Mali Peru"), _number("age", 17, 40)),
        (_text("floor", "wood rubber stone tiles"), _number("rent", 20, 300)),
        (_text("half", "first second both neither"), _number("fouls", 0, 12, "number of fouls")),
    ),
    "library": (
        (
            _text("job", "teacher nurse baker pupil pilot"),
            _number("fines", 1, 40, "sum of old fines"),
        ),
        (_text("language", "Thai Dutch Greek Irish Hindi"), _number("weight", 90, 900)),
        (
            _text("desk", "north south garden cellar"),
            _number("renewals", 0, 9, "number of renewals"),
        ),
    ),
    "museum": (
        (_text("language", "Thai Dutch Greek Irish Hindi"), _number("wage", 12, 40)),
        (_text("wing", "east west old new"), _number("pictures", 3, 60, "number of pictures")),
        (_text("mood", "lively calm tired noisy"), _number("tips", 1, 15, "sum of tips")),
    ),
    "observatory": (
        (_text("town", "Arles Delft Fulda Lugo"), _number("nights", 2, 90, "number of nights")),
        (_text("season", "spring summer autumn winter"), _number("distance", 4, 80)),
        (_text("lens", "red blue green clear"), _number("photos", 1, 14, "number of photos")),
    ),
    "rental": (
        (_text("hotel", "Anchor Crown Harbour Swan"), _number("age", 16, 75)),
        (_text("frame", "steel carbon alloy bamboo"), _number("gears", 3, 27, "number of gears")),
        (_text("shape", "clean dusty muddy broken"), _number("price", 2, 20)),
    ),
    "school": (
        (_text("town", "Arles Delft Fulda Lugo"), _number("lessons", 4, 60, "number of lessons")),
        (_text("room", "hall attic studio cellar"), _number("fee", 20, 90)),
        (_text("exam", "oral written stage trial"), _number("errors", 0, 12, "number of errors")),
    ),
    "shop": (
        (_text("channel", "web phone market friend"), _number("calls", 1, 40, "number of calls")),
        (_text("colour", "red blue white black"), _number("stock", 2, 90)),
        (_text("carrier", "bike van train drone"), _number("weight", 1, 15)),
    ),
    "transport": (
        (_text("licence", "basic night school express"), _number("age", 21, 66)),
        (_text("colour", "red blue green violet"), _number("buses", 2, 20, "number of buses")),
        (_text("shift", "early late night extra"), _number("delay", 1, 15)),
    ),
}


def dressed(rng: Random, domain: Domain) -> Domain:
    """Return the domain with drawn columns: each table has its own or the other one of a kind."""
    who, what, event = _OTHERS[domain.name]
    return replace(
        domain,
        who=_entity(rng, domain.who, who),
        what=_entity(rng, domain.what, what),
        event=_entity(rng, domain.event, event),
    )


def _entity(rng: Random, entity: Entity, other: Other) -> Entity:
    text, number = other
    return replace(
        entity,
        group=rng.choice((entity.group, text)),
        number=rng.choice((entity.number, number)),
    )
