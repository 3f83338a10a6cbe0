"""Which mutants are made, when there are more than are wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import TypeVar

from jupyter_codemm.gates.mutation.mutant import KEPT, Slip

# The families that are never dropped leave the others at least this share of the cap, and a source
# that is nothing but numbers is cut off somewhere.
OTHERS_SHARE = 0.75
MOST_KEPT = 5

Place = tuple[str, Slip]
T = TypeVar("T")


def chosen(
    places: Sequence[Place], *, seed: int, cap: int, admit: Callable[[Place], T | None]
) -> list[T]:
    """Return up to `cap` admitted slips, spread over families and lines as the seed has it.

    A place is a file name with a slip. All that are of a KEPT family are taken, beyond the cap if
    need be; the others then still get three quarters of it.
    """
    ranked = _ranked(places, seed)
    kept = [members for name, members in ranked.items() if name in KEPT]
    taken = _in_turn(kept, cap * MOST_KEPT, admit)
    others = [members for name, members in ranked.items() if name not in KEPT]
    return taken + _in_turn(others, max(cap - len(taken), round(OTHERS_SHARE * cap)), admit)


def _in_turn(
    groups: Iterable[Sequence[Place]], room: int, admit: Callable[[Place], T | None]
) -> list[T]:
    """Return up to `room` admitted slips, one of each group before a second of any."""
    admitted = [(one for place in group if (one := admit(place)) is not None) for group in groups]
    taken: list[T] = []
    while admitted:
        for group in list(admitted):
            if len(taken) == room:
                return taken
            one = next(group, None)
            if one is None:
                admitted.remove(group)
            else:
                taken.append(one)
    return taken


def _ranked(places: Sequence[Place], seed: int) -> dict[str, list[Place]]:
    """Return the places by family, in each family one of every line before a second of any."""
    families: dict[str, list[Place]] = {}
    for place in places:
        families.setdefault(place[1].family, []).append(place)
    for name, members in families.items():
        # Variety, not secrecy; a text as the seed does not depend on the hash seed.
        Random(f"{seed}|{name}").shuffle(members)  # noqa: S311
        seen: Counter[tuple[str, int]] = Counter()
        rank: list[int] = []
        for file, slip in members:
            rank.append(seen[file, slip.line])
            seen[file, slip.line] += 1
        order = sorted(range(len(members)), key=rank.__getitem__)
        families[name] = [members[index] for index in order]
    return dict(sorted(families.items()))
