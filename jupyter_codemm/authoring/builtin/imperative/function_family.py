"""A family whose problems ask for one function, in three languages and three styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.authoring.builtin.imperative.definition import (
    Drawn,
    Explain,
    Given,
    InputRule,
    Oracle,
    Pitfall,
    Variant,
    VariantRule,
    World,
    no_variant,
)
from jupyter_codemm.authoring.builtin.imperative.hints import ladder
from jupyter_codemm.authoring.builtin.imperative.naming import filled, function_name
from jupyter_codemm.authoring.builtin.imperative.randomness import stream
from jupyter_codemm.authoring.builtin.imperative.selection import SAMPLES, Scored, choose
from jupyter_codemm.authoring.builtin.imperative.statements import Wording, statement
from jupyter_codemm.authoring.builtin.imperative.styles import case_expected, case_input, reference
from jupyter_codemm.authoring.builtin.imperative.trivial import key
from jupyter_codemm.contracts.base import Difficulty, Language, ProblemStyle
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Candidate, Problem, ProblemDraft, TestCase
from jupyter_codemm.contracts.signature import Param, Signature
from jupyter_codemm.contracts.source import Source

MINUTES: dict[Difficulty, int] = {"easy": 8, "medium": 12, "hard": 20}
MAX_CANDIDATES = 60
DRAWS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """One drawn problem of a family, before it is written in a language and a style."""

    variant: Variant
    world: World
    words: Mapping[str, object]
    pool: tuple[Scored, ...]
    chosen: tuple[Scored, ...]


@dataclass(frozen=True)
class FunctionFamily:
    """One definition: texts, oracle, references and inputs, from which drafts are made by seed.

    Texts and references are templates. Their placeholders are the words of a world, the drawn
    variant, and the parameters' keys, which stand for the parameters' names. A task may have
    several wordings, each of which says everything.
    """

    name: str
    title: str
    topics: frozenset[str]
    difficulties: frozenset[Difficulty]
    worlds: tuple[World, ...]
    call: str
    givens: tuple[Given, ...]
    returns: str
    task: str | tuple[str, ...]
    result: str
    edges: str
    label: str
    oracle: Oracle
    explain: Explain
    references: Mapping[Language, str]
    inputs: InputRule
    goals: tuple[str, ...]
    pitfalls: tuple[Pitfall, ...]
    variant: VariantRule = no_variant

    @property
    def languages(self) -> frozenset[Language]:
        """The languages that the family has a reference in."""
        return frozenset(self.references)

    @property
    def styles(self) -> frozenset[ProblemStyle]:
        """All styles: program and printing function are derived."""
        return frozenset({"return", "stdout", "mixed"})

    def draft(self, request: FamilyRequest) -> ProblemDraft:
        """Return the draft that belongs to the request: exactly 8 tests, 3 samples and 5 hidden."""
        told = self._told(request)
        signature = self.signature(request.language, told.words)
        label = self.label_of(told.words)
        body = self.references[request.language]
        code = reference(
            signature,
            request.language,
            request.style,
            body=body,
            words=told.words,
            label=label,
        )
        return ProblemDraft(
            problem=self._problem(request, told, signature, label),
            reference=Source(code=code),
            candidates=tuple(
                Candidate(
                    category=item.category,
                    input=case_input(signature, request.style, item.args),
                    claimed=case_expected(signature, request.style, item.result, label),
                )
                for item in told.pool
            ),
            goals=tuple(filled(goal, told.words) for goal in self.goals),
            family=self.name,
            seed=request.seed,
        )

    def signature(self, language: Language, words: Mapping[str, object]) -> Signature:
        """Return the signature in a language's spelling."""
        return Signature(
            name=function_name(filled(self.call, words), language),
            params=tuple(
                Param(name=filled(given.named or given.key, words), type=given.type)
                for given in self.givens
            ),
            returns=self.returns,
        )

    def label_of(self, words: Mapping[str, object]) -> str:
        """Return what stands before a printed result."""
        return filled(self.label, words)

    def words(self, world: World, variant: Variant) -> dict[str, object]:
        """Return what fills the placeholders of texts and references."""
        words: dict[str, object] = {**world.words, **variant}
        names = {given.key: filled(given.named or given.key, words) for given in self.givens}
        return words | names

    def pool(self, rng: Random, variant: Variant) -> tuple[Scored, ...]:
        """Return distinct inputs with the oracle's answers, at most MAX_CANDIDATES of them."""
        distinct = {
            key(list(args)): (category, args) for category, args in self.inputs(rng, variant)
        }
        drawn = list(distinct.values())
        if len(drawn) > MAX_CANDIDATES:
            drawn = rng.sample(drawn, MAX_CANDIDATES)
        return tuple(self._scored(item, variant) for item in drawn)

    def _told(self, request: FamilyRequest) -> Told:
        """Draw a problem, and draw anew when its inputs do not tell trivial programs apart."""
        for attempt in range(DRAWS):
            rng = stream(self.name, request.difficulty, request.seed, attempt)
            world = rng.choice(self.worlds)
            variant = self.variant(rng, request.difficulty)
            pool = self.pool(rng, variant)
            chosen = choose(pool, len(self.pitfalls), rng)
            if chosen:
                return Told(variant, world, self.words(world, variant), pool, chosen)
        raise RuntimeError(f"the inputs of {self.name} do not tell trivial programs apart")

    def _scored(self, drawn: Drawn, variant: Variant) -> Scored:
        category, args = drawn
        result = self.oracle(variant, *args)
        kills = frozenset(
            index
            for index, pitfall in enumerate(self.pitfalls)
            if key(pitfall.oracle(variant, *args)) != key(result)
        )
        return Scored(category, args, result, kills)

    def _problem(
        self, request: FamilyRequest, told: Told, signature: Signature, label: str
    ) -> Problem:
        program = request.style == "stdout"
        facts = FACTS[request.language]
        return Problem(
            id=request.problem_id,
            title=f"{filled(self.title, told.words)} {told.world.place}",
            statement=self._statement(request, told, signature, label),
            kind="program" if program else "function",
            language=request.language,
            difficulty=request.difficulty,
            topics=request.topics,
            style=request.style,
            signature=None if program else signature,
            starter=facts.program_starter if program else facts.function_starter(signature),
            tests=_tests(signature, request.style, told.chosen, label),
            hints=ladder(
                result=filled(self.result, told.words),
                edges=filled(self.edges, told.words),
                topic=request.topics[0],
                goals=[filled(goal, told.words) for goal in self.goals],
                pitfalls=[filled(pitfall.text, told.words) for pitfall in self.pitfalls],
            ),
            estimated_minutes=MINUTES[request.difficulty],
        )

    def _statement(
        self, request: FamilyRequest, told: Told, signature: Signature, label: str
    ) -> str:
        rng = stream("words", self.name, request.seed)
        task = self.task if isinstance(self.task, str) else rng.choice(self.task)
        first = told.chosen[0]
        reason = filled(self.explain(told.variant, *first.args, first.result), told.words)
        wording = Wording(
            story=filled(told.world.story, told.words),
            task=filled(task, told.words),
            abouts=tuple(filled(given.about, told.words) for given in self.givens),
            result=filled(self.result, told.words),
            edges=filled(self.edges, told.words),
            label=label,
            example=(first.args, first.result, reason),
        )
        return statement(wording, signature, request.style, rng)


def _tests(
    signature: Signature, style: ProblemStyle, chosen: Sequence[Scored], label: str
) -> tuple[TestCase, ...]:
    return tuple(
        _test(number, signature, style, item, label) for number, item in enumerate(chosen, 1)
    )


def _test(
    number: int, signature: Signature, style: ProblemStyle, item: Scored, label: str
) -> TestCase:
    return TestCase(
        name=f"test_case_{number}",
        visibility="sample" if number <= SAMPLES else "hidden",
        category=item.category,
        input=case_input(signature, style, item.args),
        expected=case_expected(signature, style, item.result, label),
    )
