"""Which mutants are made, when there are more than are wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import TypeVar

from jupyter_codemm.gates.mutation.mutant import KEPT, Slip

# The families that are never dropped leave the others at least this share of the cap, and a source
# that is nothing but numbers is cut off somewhere.
OTHERS_SHARE = 2
MOST_KEPT = 5

Place = tuple[str, Slip]
T = TypeVar("T")


def chosen(
    places: Sequence[Place], *, seed: int, cap: int, admit: Callable[[Place], T | None]
) -> list[T]:
    """Return up to `cap` admitted slips, spread over families and lines as the seed has it.

    A place is a file name with a slip. All that are of a KEPT family are taken, beyond the cap if
    need be; the others then still get half of it.
    """
    ranked = _ranked(places, seed)
    kept = _spread([ranked[name] for name in ranked if name in KEPT])
    taken = _admitted(kept, cap * MOST_KEPT, admit)
    others = _spread([ranked[name] for name in ranked if name not in KEPT])
    room = max(cap - len(taken), cap // OTHERS_SHARE)
    return taken + _admitted(others, room, admit)


def _admitted(places: Iterable[Place], room: int, admit: Callable[[Place], T | None]) -> list[T]:
    admitted = (result for place in places if (result := admit(place)) is not None)
    return list(islice(admitted, room))


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


def _spread(groups: Sequence[Sequence[Place]]) -> Iterator[Place]:
    for turn in range(max(map(len, groups), default=0)):
        for group in groups:
            if turn < len(group):
                yield group[turn]
