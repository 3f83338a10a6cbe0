"""Inputs for classes: other runs of the proposed calls, and other arguments for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from random import Random

from pydantic import JsonValue

from jupyter_codemm.contracts.cases import CallStep, Category, NewStep
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.gates.inputs.arguments import Told, call_domain
from jupyter_codemm.gates.inputs.constants import Constants
from jupyter_codemm.gates.inputs.domain import Domain, items_of
from jupyter_codemm.gates.inputs.edits import edited
from jupyter_codemm.gates.inputs.numbers import is_number, placed, related
from jupyter_codemm.gates.inputs.spans import Number, Span
from jupyter_codemm.gates.inputs.variation import Variation

Step = NewStep | CallStep
Steps = tuple[Step, ...]

ATTEMPTS = 40
MAX_STEPS = 50
CHAINED = 0.4
MAX_TAKEN = 4
MORE_STEPS = 3
SHORT = 8


class Runs:
    """Draws new runs of steps near the proposed ones."""

    def __init__(
        self,
        signature: Signature,
        proposed: Sequence[Steps],
        told: Told,
        constants: Constants,
        rng: Random,
    ) -> None:
        self._rng = rng
        self._constants = constants
        self._variation = Variation(rng, constants)
        self._proposed = proposed
        self._bases = list(proposed)
        self._longest = _longest(proposed)
        calls = {_text([step]): step for run in proposed for step in run if _is_call(step)}
        self._calls = list(calls.values())
        self._domains = _domains(signature, proposed, told)
        self._edges = _edges(self._domains, constants)

    def new(self, count: int) -> Iterator[tuple[Category, Steps]]:
        """Yield at most so many runs that are not among the proposed ones, each once."""
        known, left = {_text(steps) for steps in self._proposed}, count
        for attempt in range(ATTEMPTS * count):
            if not left or not self._calls:
                return
            steps = self._WAYS[attempt % len(self._WAYS)](self)
            if _text(steps) not in known and self._fits(steps):
                left -= 1
                known.add(_text(steps))
                self._bases.append(steps)
                yield self._category(steps), steps

    def _base(self) -> Steps:
        return self._rng.choice(self._bases if self._rng.random() < CHAINED else self._proposed)

    def _rearranged(self) -> Steps:
        """Edit the calls of a run; its objects are made first, as they were."""
        base = self._base()
        made = tuple(step for step in base if not _is_call(step))
        calls = [step for step in base if _is_call(step)]
        new = self._rng.choice(calls or self._calls)
        return (*made, *edited(self._rng, calls, self._rng.choice((new, self._call(new, base)))))

    def _joined(self) -> Steps:
        """Let calls of another run follow."""
        base, other = self._base(), [step for step in self._base() if _is_call(step)]
        taken = other[: self._rng.randint(1, MAX_TAKEN)]
        at = self._rng.choice((len(base), self._rng.randint(1, len(base))))
        return (*base[:at], *taken, *base[at:])[: self._longest]

    def _other_arguments(self) -> Steps:
        base = self._base()
        places = [place for place, step in enumerate(base) if step.args]
        if not places:
            return self._rearranged()
        at = self._rng.choice((places[0], self._rng.choice(places)))
        run = self._rng.choice((base, base[:at]))
        return (*base[:at], self._call(base[at], run), *base[at + 1 :])

    def _at_the_edges(self) -> Steps:
        """Put a number at an edge of its span; every number that is told gets its turn."""
        edge = next(self._edges, None)
        runs = [
            run for run in (self._base(), *self._proposed) if edge and edge[0] in map(_name, run)
        ]
        if edge is None or not runs:
            return self._other_arguments()
        name, place, number = edge
        base = runs[0]
        at = self._rng.choice([at for at, step in enumerate(base) if _name(step) == name])
        args = base[at].args
        args = (*args[:place], number, *args[place + 1 :])
        return (*base[:at], base[at].model_copy(update={"args": args}), *base[at + 1 :])

    def _twice(self) -> Steps:
        """Change two things at once."""
        self._bases.append(self._other_arguments())
        steps = self._rearranged() if self._fits(self._bases[-1]) else self._proposed[0]
        self._bases.pop()
        return steps

    def _alike(self) -> Steps:
        """Let a call come again with one of its arguments changed, at once or at the end."""
        base = self._base()
        places = [at for at, step in enumerate(base) if _is_call(step) and step.args]
        if not places:
            return self._rearranged()
        at = self._rng.choice(places)
        domain, args = self._domains[_name(base[at])], list(base[at].args)
        args = self._variation.one_varied(list(domain.parts), args)
        new = base[at].model_copy(update={"args": tuple(args)})
        to = self._rng.choice((at + 1, len(base)))
        return (*base[:to], new, *base[to:])[: self._longest]

    def _call(self, step: Step, run: Steps) -> Step:
        """Return the step with other arguments, often beside a number of the same run."""
        domain = self._domains[_name(step)]
        if not step.args or not domain.parts:
            return step
        args: JsonValue = list(step.args)
        if self._rng.random() < 0.5:  # noqa: PLR2004 - as often as not
            changed = self._variation.varied(domain, args)
        else:
            changed = placed(self._rng, domain, args, self._near(run))
        return step.model_copy(update={"args": tuple(items_of(changed))})

    def _near(self, run: Steps) -> Callable[[Span], Number]:
        numbers = [n for step in run for n in related(list(step.args))]
        sums = [sum(n for s in run for n in s.args if isinstance(n, int))]
        beside = [n + gap for n in (*numbers, *sums) for gap in (-1, 0, 1)]

        def drawn(span: Span) -> Number:
            choices = [*span.ends(), *self._constants.near(span)]
            choices.append(span.nearest(self._rng.choice(beside)) if beside else span.low)
            held = span.nearest(self._held(run) + self._rng.choice((-1, 0, 0, 1)))
            return self._rng.choice((choices[-1], held, self._rng.choice(choices)))

        return drawn

    def _held(self, run: Steps) -> Number:
        """Return what an object may hold after a run, if some methods add and others take away."""
        signs = {name: self._rng.choice((1, -1)) for name in self._domains}
        return sum(signs[_name(s)] * n for s in run for n in s.args if is_number(n))

    def _fits(self, steps: Steps) -> bool:
        if not 1 < len(steps) <= self._longest:
            return False
        made: set[str] = set()
        for step in steps:
            if isinstance(step, NewStep):
                made.add(step.new)
            elif step.call.partition(".")[0] not in made:
                return False
            if not self._domains[_name(step)].holds(list(step.args)):
                return False
        return True

    def _category(self, steps: Steps) -> Category:
        calls = [_text([step]) for step in steps if _is_call(step)]
        if len(calls) == 1:
            return "single"
        if len(steps) == self._longest:
            return "large"
        if len(set(calls)) == 1:
            return "adversarial"
        if self._at_an_edge(steps):
            return "boundary"
        return "duplicates" if len(set(calls)) < len(calls) else "typical"

    def _at_an_edge(self, steps: Steps) -> bool:
        for step in steps:
            for part, value in zip(self._domains[_name(step)].parts, step.args, strict=True):
                if part.span and value in part.span.ends():
                    return True
        return False

    _WAYS = (
        *(_rearranged, _other_arguments, _joined, _at_the_edges),
        *(_alike, _rearranged, _other_arguments, _twice),
    )


def _edges(
    domains: Mapping[str, Domain], constants: Constants
) -> Iterator[tuple[str, int, Number]]:
    """Yield the numbers that are worth a try as arguments of each method, in turn."""
    turns = [
        [(name, place, number) for number in (*part.span.ends(), *constants.near(part.span))]
        for name, domain in domains.items()
        for place, part in enumerate(domain.parts)
        if part.span is not None and not part.frozen
    ]
    for turn in zip_longest(*turns):
        yield from (edge for edge in turn if edge is not None)


def _longest(proposed: Sequence[Steps]) -> int:
    """Return how many steps a run may have: few are seen in a short one, so it may go on."""
    seen = max((len(steps) for steps in proposed), default=0)
    return min(MAX_STEPS, max(seen, min(seen + MORE_STEPS, SHORT)))


def _text(steps: Sequence[Step]) -> str:
    return "".join(step.model_dump_json() for step in steps)


def _is_call(step: Step) -> bool:
    return isinstance(step, CallStep)


def _name(step: Step) -> str:
    """Return the method that a step calls; the constructor counts as one without a name."""
    return step.call.partition(".")[2] if isinstance(step, CallStep) else ""


def _domains(signature: Signature, proposed: Sequence[Steps], told: Told) -> dict[str, Domain]:
    params = {"": signature.params} | {m.name: m.params for m in signature.methods}
    rows: dict[str, list[list[JsonValue]]] = {name: [] for name in params}
    for steps in proposed:
        for step in steps:
            rows[_name(step)].append(list(step.args))
    return {name: call_domain(params[name], rows[name], told, method=name) for name in params}
