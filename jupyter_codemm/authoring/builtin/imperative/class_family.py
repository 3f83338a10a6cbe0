"""A family whose problems ask for a class that keeps state between calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.authoring.builtin.imperative.class_code import (
    class_source,
    class_text,
    program_source,
    replay_name,
    replay_source,
)
from jupyter_codemm.authoring.builtin.imperative.class_statements import (
    EXAMPLE_CALLS,
    ClassWording,
    call_text,
    class_statement,
)
from jupyter_codemm.authoring.builtin.imperative.definition import (
    InputRule,
    Pitfall,
    Variant,
    VariantRule,
    World,
    no_variant,
)
from jupyter_codemm.authoring.builtin.imperative.function_family import (
    DRAWS,
    MAX_CANDIDATES,
    MINUTES,
)
from jupyter_codemm.authoring.builtin.imperative.hints import ladder
from jupyter_codemm.authoring.builtin.imperative.naming import filled
from jupyter_codemm.authoring.builtin.imperative.randomness import stream
from jupyter_codemm.authoring.builtin.imperative.selection import SAMPLES, Scored, choose
from jupyter_codemm.authoring.builtin.imperative.trivial import key
from jupyter_codemm.contracts.base import Difficulty, Language, ProblemStyle
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import (
    CallStep,
    Candidate,
    CaseInput,
    Category,
    Expected,
    NewStep,
    Problem,
    ProblemDraft,
    ProblemKind,
    TestCase,
)
from jupyter_codemm.contracts.signature import Method, Param, Signature
from jupyter_codemm.contracts.source import Source

MAKE = Callable[[Variant, Sequence[int]], Any]
"""Makes the oracle's object from the variant and the constructor's numbers."""
_KINDS: dict[ProblemStyle, ProblemKind] = {
    "return": "class",
    "stdout": "program",
    "mixed": "function",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One drawn problem of a family, before it is written in a language and a style."""

    variant: Variant
    world: World
    words: dict[str, object]
    pool: tuple[Scored, ...]
    chosen: tuple[Scored, ...]


@dataclass(frozen=True)
class ClassFamily:
    """One definition of a class: texts, an oracle class, references and seeded runs of calls.

    An input is `(start, calls)`: the constructor's numbers, and calls as `[method, argument?]`. The
    last method takes no argument and answers a number: style mixed returns its answer.

    The words of a world name the class (`name`) and its methods, by their names in `methods`.
    """

    name: str
    title: str
    topics: frozenset[str]
    difficulties: frozenset[Difficulty]
    worlds: tuple[World, ...]
    starts: tuple[tuple[str, str], ...]
    methods: tuple[tuple[Method, str], ...]
    task: str
    edges: str
    make: MAKE
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
        """All styles: the program and the replaying function are derived."""
        return frozenset({"return", "stdout", "mixed"})

    def draft(self, request: FamilyRequest) -> ProblemDraft:
        """Return the draft that belongs to the request: exactly 8 tests, 3 samples and 5 hidden."""
        told = self._told(request)
        inner = self._class_signature(told.words)
        replay = self._replay_signature(inner.name, request.language)
        text = class_text(self.references[request.language], told.words)
        code = {
            "return": lambda: class_source(request.language, text),
            "stdout": lambda: program_source(request.language, text, inner),
            "mixed": lambda: replay_source(request.language, text, inner, replay),
        }[request.style]()
        return ProblemDraft(
            problem=self._problem(request, told, inner, replay),
            reference=Source(code=code),
            candidates=tuple(
                Candidate(
                    category=item.category,
                    input=case_input(item, inner.name, request.style),
                    claimed=case_expected(item, request.style),
                )
                for item in told.pool
            ),
            goals=tuple(filled(goal, told.words) for goal in self.goals),
            family=self.name,
            seed=request.seed,
        )

    def pool(self, rng: Random, variant: Variant) -> tuple[Scored, ...]:
        """Return distinct inputs with the oracle's answers, at most MAX_CANDIDATES of them.

        Every run of calls ends with the last method, whose answer style mixed returns.
        """
        drawn = ((category, self._closed(args)) for category, args in self.inputs(rng, variant))
        distinct = {key(list(args)): (category, args) for category, args in drawn}
        kept = list(distinct.values())[:MAX_CANDIDATES]
        return tuple(self._scored(category, args, variant) for category, args in kept)

    def _closed(self, args: tuple[Any, ...]) -> tuple[Any, ...]:
        start, calls = args
        query = [self.methods[-1][0].name]
        return start, calls if calls[-1] == query else [*calls, query]

    def _told(self, request: FamilyRequest) -> Told:
        """Draw a problem, and draw anew when its inputs do not tell trivial programs apart."""
        for attempt in range(DRAWS):
            rng = stream(self.name, request.difficulty, request.seed, attempt)
            world = rng.choice(self.worlds)
            variant = self.variant(rng, request.difficulty)
            pool = self.pool(rng, variant)
            chosen = choose(pool, len(self.pitfalls), rng)
            if chosen:
                words: dict[str, object] = {**world.words, **variant}
                spelled = {id(item): self.spelled(item, words) for item in pool}
                return Told(
                    variant=variant,
                    world=world,
                    words=words,
                    pool=tuple(spelled.values()),
                    chosen=tuple(spelled[id(item)] for item in chosen),
                )
        raise RuntimeError(f"the inputs of {self.name} do not tell trivial programs apart")

    def spelled(self, item: Scored, words: Mapping[str, object]) -> Scored:
        """Return an input of the pool with the names that the methods have in a world."""
        start, calls = item.args
        named = [[str(words[name]), *args] for name, *args in calls]
        return replace(item, args=(start, named))

    def _scored(self, category: Category, args: tuple[Any, ...], variant: Variant) -> Scored:
        start, calls = args
        result = replayed(self.make(variant, start), calls)
        kills = frozenset(
            index
            for index, pitfall in enumerate(self.pitfalls)
            if key(pitfall.oracle(variant, *args)) != key(result)
        )
        return Scored(category, args, result, kills)

    def _class_signature(self, words: Mapping[str, object]) -> Signature:
        return Signature(
            kind="class",
            name=str(words["name"]),
            params=tuple(Param(name=name, type="int") for name, _ in self.starts),
            methods=tuple(
                method.updated(name=str(words[method.name])) for method, _ in self.methods
            ),
        )

    def _replay_signature(self, class_name: str, language: Language) -> Signature:
        params = [Param(name=name, type="int") for name, _ in self.starts]
        return Signature(
            name=replay_name(class_name, language),
            params=(*params, Param(name="calls", type="list[str]")),
            returns="int",
        )

    def _problem(
        self, request: FamilyRequest, told: Told, inner: Signature, replay: Signature
    ) -> Problem:
        facts = FACTS[request.language]
        signature = {"return": inner, "stdout": None, "mixed": replay}[request.style]
        starter = {
            "return": lambda: facts.class_starter(inner),
            "stdout": lambda: facts.program_starter,
            "mixed": lambda: facts.function_starter(replay),
        }[request.style]()
        edges = filled(self.edges, told.words)
        return Problem(
            id=request.problem_id,
            title=f"{filled(self.title, told.words)} {told.world.place}",
            statement=self._statement(request, told, inner, replay.name),
            kind=_KINDS[request.style],
            language=request.language,
            difficulty=request.difficulty,
            topics=request.topics,
            style=request.style,
            signature=signature,
            starter=starter,
            tests=tuple(
                _test(number, item, inner.name, request.style)
                for number, item in enumerate(told.chosen, 1)
            ),
            hints=ladder(
                result="what each call answers, and what the object keeps for the next call",
                edges=edges,
                topic=request.topics[0],
                goals=[filled(goal, told.words) for goal in self.goals],
                pitfalls=[filled(pitfall.text, told.words) for pitfall in self.pitfalls],
            ),
            estimated_minutes=MINUTES[request.difficulty],
        )

    def _statement(self, request: FamilyRequest, told: Told, inner: Signature, replay: str) -> str:
        start, calls = told.chosen[0].args
        wording = ClassWording(
            story=filled(told.world.story, told.words),
            task=filled(self.task, told.words),
            starts=tuple(filled(about, told.words) for _, about in self.starts),
            methods=tuple(filled(about, told.words) for _, about in self.methods),
            edges=filled(self.edges, told.words),
            start=tuple(start),
            calls=tuple(calls[:EXAMPLE_CALLS]),
            answers=tuple(told.chosen[0].result[:EXAMPLE_CALLS]),
        )
        rng = stream("words", self.name, request.seed)
        return class_statement(wording, inner, request.style, replay, rng)


def replayed(thing: Any, calls: Sequence[Sequence[Any]]) -> list[Any]:  # noqa: ANN401 - any oracle
    """Return what an oracle's object answers to the calls."""
    return [getattr(thing, name)(*args) for name, *args in calls]


def case_input(item: Scored, class_name: str, style: ProblemStyle) -> CaseInput:
    """Return the input of a test in a style."""
    start, calls = item.args
    if style == "stdout":
        lines = [call_text(start), *(call_text(call) for call in calls)]
        return CaseInput(stdin="\n".join(lines) + "\n")
    if style == "mixed":
        return CaseInput(args=(*start, [call_text(call) for call in calls]))
    made = class_name.lower()
    steps = [CallStep(call=f"{made}.{name}", args=tuple(args)) for name, *args in calls]
    return CaseInput(steps=(NewStep(new=made, args=tuple(start)), *steps))


def case_expected(item: Scored, style: ProblemStyle) -> Expected:
    """Return what a test expects in a style."""
    if style == "return":
        return Expected(value=[None, *item.result])
    stdout = "".join(f"{answer}\n" for answer in item.result)
    if style == "stdout":
        return Expected(stdout=stdout)
    return Expected(value=item.result[-1], stdout=stdout)


def _test(number: int, item: Scored, class_name: str, style: ProblemStyle) -> TestCase:
    return TestCase(
        name=f"test_case_{number}",
        visibility="sample" if number <= SAMPLES else "hidden",
        category=item.category,
        input=case_input(item, class_name, style),
        expected=case_expected(item, style),
    )
