"""Which 8 inputs become the tests: 3 samples and 5 that refuse the most wrong programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_

from jupyter_codemm.contracts.spec import TEST_CASE_COUNT
from jupyter_codemm.gates.contract import MIN_CATEGORIES, MIN_OF_EACH_BOOL, MIN_OUTPUTS, SAMPLES
from jupyter_codemm.gates.proving.options import Option
from jupyter_codemm.gates.selection import Row, chosen
from jupyter_codemm.gates.trivial import MIN_FAILED

MOST_SWAPS = 40
# How many beginnings of a choice are followed at once.
BEAM = 48
# An input of the author's own beats a smaller one.
_RANKS_APART = 10_000_000

Worth = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Demands:
    """What the tests of a problem have to show beside refusing wrong programs."""

    is_bool: bool
    categories: int
    exposed: int

    @classmethod
    def of(cls, all_options: Sequence[Option], *, is_bool: bool) -> Demands:
        """Return what can be asked for when these are all the inputs that there are."""
        offered = len({option.category for option in all_options})
        exposed = reduce(or_, (option.exposes for option in all_options), 0)
        return cls(is_bool, min(MIN_CATEGORIES, offered), exposed)

    def missed(self, taken: Sequence[Option], hidden: Sequence[Option]) -> int:
        """Return how far tests are from all demands; 0 when they meet them."""
        outputs = Counter(option.output for option in taken)
        missed = max(0, self.categories - len({option.category for option in taken}))
        if self.is_bool:
            missed += sum(max(0, MIN_OF_EACH_BOOL - n) for n in outputs.values())
            missed += MIN_OF_EACH_BOOL * (len(outputs) == 1)
        else:
            missed += max(0, MIN_OUTPUTS - len(outputs))
        # Whoever always gives the most frequent answer shall fail too.
        missed += max(0, MIN_FAILED - (len(taken) - max(outputs.values(), default=0)))
        return missed + self._unexposed(taken, hidden)

    def _unexposed(self, taken: Sequence[Option], hidden: Sequence[Option]) -> int:
        """Return how many trivial programs fail too few tests."""
        once, twice = _counted(option.exposes for option in taken)
        unseen, _ = _counted(option.exposes for option in hidden)
        return sum((self.exposed & ~seen).bit_count() for seen in (once, twice, unseen))


def chosen_samples(all_options: Sequence[Option], given: Sequence[int]) -> tuple[int, ...]:
    """Return the 3 samples: those that the author gave, or the smallest that differ most."""
    if len(given) == SAMPLES:
        return tuple(given)
    taken = list(given) if len(given) < SAMPLES else []
    pool = given if len(given) > SAMPLES else range(len(all_options))
    while len(taken) < SAMPLES:
        rest = [index for index in pool if index not in taken]
        if not rest:
            break
        taken.append(min(rest, key=partial(_novelty, all_options, tuple(taken))))
    return tuple(taken)


def _novelty(
    all_options: Sequence[Option], taken: Sequence[int], index: int
) -> tuple[int, bool, bool, int, int]:
    """Return a rank that is least for what is the author's, new in what it shows, and small."""
    one = all_options[index]
    known = [all_options[other] for other in taken]
    is_old = one.output in {other.output for other in known}
    is_alike = one.category in {other.category for other in known}
    return (one.rank, is_old, is_alike, one.size, index)


def chosen_tests(
    all_options: Sequence[Option], samples: Sequence[int], *, is_bool: bool
) -> tuple[int, ...]:
    """Return the samples and the hidden tests by index.

    They are chosen greedily, and once more by following many beginnings at once. Of both choices
    tests are exchanged one by one as long as that meets more demands or refuses more wrong
    programs, and the better one remains.
    """
    rows = [
        Row(_members(option.kills), option.category, option.rank * _RANKS_APART + option.size)
        for option in all_options
    ]
    first = chosen(rows, samples, TEST_CASE_COUNT - len(samples)).indexes
    search = _Search(all_options, len(samples), Demands.of(all_options, is_bool=is_bool))
    return search.best(first, _covering(all_options, samples))


def _covering(all_options: Sequence[Option], samples: Sequence[int]) -> tuple[int, ...]:
    """Return the samples and the tests that refuse the most wrong programs together, or nearly."""
    order = sorted(
        range(len(all_options)), key=lambda i: (all_options[i].rank, all_options[i].size)
    )
    places = {all_options[i].kills: i for i in reversed(order) if i not in samples}
    start = reduce(or_, (all_options[index].kills for index in samples), 0)
    states = {start: tuple(samples)}
    for _ in range(TEST_CASE_COUNT - len(samples)):
        grown: dict[int, tuple[int, ...]] = {}
        for refused, taken in states.items():
            for kills, place in places.items():
                if place not in taken:
                    grown.setdefault(refused | kills, (*taken, place))
        most = sorted(grown, key=int.bit_count, reverse=True)[:BEAM]
        states = {refused: grown[refused] for refused in most} or states
    taken = next(iter(states.values()))
    # Where few programs are told apart by few inputs, any others make up the number.
    rest = [index for index in order if index not in taken]
    return (*taken, *rest[: TEST_CASE_COUNT - len(taken)])


class _Search:
    def __init__(self, all_options: Sequence[Option], samples: int, demands: Demands) -> None:
        self._options, self._samples, self._demands = all_options, samples, demands

    def best(self, *beginnings: tuple[int, ...]) -> tuple[int, ...]:
        """Return the best of what becomes of the beginnings."""
        return min(map(self.improved, beginnings), key=self._worth)

    def improved(self, taken: tuple[int, ...]) -> tuple[int, ...]:
        """Return the tests after the best exchanges."""
        worth = self._worth(taken)
        for _ in range(MOST_SWAPS):
            best = min(self._exchanged(taken), key=self._worth, default=taken)
            if self._worth(best) >= worth:
                break
            taken, worth = best, self._worth(best)
        return taken

    def _exchanged(self, taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        others = [index for index in range(len(self._options)) if index not in taken]
        for place in range(self._samples, len(taken)):
            for other in others:
                yield (*taken[:place], other, *taken[place + 1 :])

    def _worth(self, taken: Sequence[int]) -> Worth:
        """Return what makes one choice better than another; less is better."""
        options = [self._options[index] for index in taken]
        once, twice = _counted(option.kills for option in options)
        return (
            self._demands.missed(options, options[self._samples :]),
            -once.bit_count(),
            -twice.bit_count(),
            # Nobody knows all mistakes of learners: of equal choices the more varied one.
            -len({option.category for option in options}),
            sum(option.rank for option in options),
            -len({option.output for option in options}),
            sum(option.category == "typical" for option in options),
            sum(option.size for option in options),
        )


def _members(bits: int) -> frozenset[int]:
    return frozenset(index for index in range(bits.bit_length()) if bits >> index & 1)


def _counted(bits: Iterable[int]) -> tuple[int, int]:
    """Return which bits are set at least once and at least twice."""
    once = twice = 0
    for some in bits:
        once, twice = once | some, twice | (once & some)
    return once, twice
