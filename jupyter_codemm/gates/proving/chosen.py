"""The draft with its tests chosen anew, and what that tells of wrong programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.problem import ProblemDraft, TestCase
from jupyter_codemm.gates.contract import SAMPLES, TEST_NAMES, is_bool
from jupyter_codemm.gates.evidence import Evidence, Killed, outcome_of
from jupyter_codemm.gates.pieces import wrong_piece
from jupyter_codemm.gates.proving.choosing import chosen_samples, chosen_tests
from jupyter_codemm.gates.proving.field import Fought, Ground
from jupyter_codemm.gates.proving.options import options
from jupyter_codemm.gates.strength import Entered, Strength, Survivor
from jupyter_codemm.gates.trivial import TrivialProgram


@dataclass(frozen=True, slots=True, repr=False)
class Choice:
    """The draft as it is proven: its tests, the grounds that they are, and who fought there."""

    draft: ProblemDraft
    places: tuple[int, ...]
    grounds: tuple[Ground, ...]
    field: tuple[Fought, ...]

    def strength(self) -> Strength:
        """Return how wrong programs fared."""
        counted = [one for one in self.field if one.opponent.counts]
        killable = [one for one in counted if self._is_told(one)]
        survivors = [one.opponent for one in killable if not self.refuses(one)]
        untold = sum(one.opponent.kind == "wrong" and not self._is_told(one) for one in counted)
        return Strength(
            mutants=len(counted),
            killable=len(killable),
            survivors=tuple(Survivor(one.line, one.edit) for one in survivors),
            untold=untold,
        )

    def blocks(self) -> tuple[Entered, ...]:
        """Return the blocks of the reference, and whether the tests enter them."""
        return tuple(
            Entered(one.opponent.line, one.opponent.guard, self.refuses(one))
            for one in self.field
            if one.opponent.kind == "probe"
        )

    def trivial(self) -> tuple[TrivialProgram, ...]:
        """Return the trivial programs that had to be run, as their answers to the tests."""
        return tuple(
            TrivialProgram(one.opponent.name, tuple(one.seen[place].got for place in self.places))
            for one in self.field
            if one.opponent.kind == "trivial"
        )

    def evidence(self) -> Evidence:
        """Return what is known of the wrong programs that the tests refuse."""
        strength = self.strength()
        killed = [one for one in self.field if one.opponent.counts and self.refuses(one)]
        return Evidence(
            killed=tuple(self._killed(one) for one in killed),
            mutants=strength.mutants,
            killable=strength.killable,
            score=strength.score,
            pool=len(self.grounds),
        )

    def a_wrong_one(self) -> Fought | None:
        """Return the wrong program that most tests refuse, rather one that comes to its end.

        What fails here and there only may do so by chance, as where a program reads what it must
        not.
        """
        wrong = [one for one in self.field if one.opponent.counts and self.refuses(one)]
        return max(wrong, key=self._clearness, default=None)

    def _clearness(self, one: Fought) -> tuple[bool, int]:
        ended = all(one.seen[place].verdict == "accepted" for place in self.places)
        return ended, sum(one.fails(place) for place in self.places)

    def refuses(self, one: Fought) -> bool:
        """Return whether some test refuses a program."""
        return any(one.fails(place) for place in self.places)

    def _is_told(self, one: Fought) -> bool:
        return any(one.fails(place) for place in range(len(self.grounds)))

    def _killed(self, one: Fought) -> Killed:
        problem = self.draft.problem
        outcomes = tuple(
            outcome_of(problem, test, one.seen[place], checked=one.right[place])
            for place, test in zip(self.places, problem.tests, strict=True)
        )
        told = one.opponent
        wrong = wrong_piece(self.draft.reference.text, told.source.text, problem.language)
        return Killed(told.family, told.line, told.edit, outcomes, wrong)


def choice(draft: ProblemDraft, grounds: Sequence[Ground], field: Sequence[Fought]) -> Choice:
    """Return the draft with the 8 tests that are best, of its own where they are as good."""
    problem = draft.problem
    given = [place for place, ground in enumerate(grounds) if ground.entry.is_sample]
    given.sort(key=lambda place: _sample_number(draft, grounds[place]))
    known = given if len(given) == SAMPLES else []
    all_options = options(problem, grounds, known, field)
    samples = chosen_samples(all_options, given)
    if samples != tuple(known):
        all_options = options(problem, grounds, samples, field)
    places = chosen_tests(all_options, samples, is_bool=is_bool(problem))
    places = (*places[: len(samples)], *sorted(places[len(samples) :]))
    points = Counter(test.points for test in problem.tests).most_common(1)[0][0]
    tests = _tests([grounds[place] for place in places], len(samples), points)
    proven = draft.model_copy(update={"problem": problem.updated(tests=tests)})
    return Choice(proven, places, tuple(grounds), tuple(field))


def _sample_number(draft: ProblemDraft, ground: Ground) -> int:
    tests = draft.problem.tests
    return min(tests.index(t) for t in ground.entry.tests if t.visibility == "sample")


def _tests(grounds: Sequence[Ground], samples: int, points: float) -> tuple[TestCase, ...]:
    return tuple(
        TestCase(
            name=name,
            visibility="sample" if number < samples else "hidden",
            category=ground.entry.category,
            input=ground.entry.input,
            expected=ground.expected,
            points=ground.entry.tests[0].points if ground.entry.tests else points,
        )
        for number, (name, ground) in enumerate(zip(TEST_NAMES, grounds, strict=False))
    )
