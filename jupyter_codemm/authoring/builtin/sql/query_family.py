"""A family whose problems ask for one query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.authoring.builtin.imperative.function_family import MINUTES
from jupyter_codemm.authoring.builtin.imperative.randomness import stream
from jupyter_codemm.authoring.builtin.sql.domains import DOMAINS
from jupyter_codemm.authoring.builtin.sql.domains.columns import dressed
from jupyter_codemm.authoring.builtin.sql.mutants import mutants
from jupyter_codemm.authoring.builtin.sql.schema import Domain
from jupyter_codemm.authoring.builtin.sql.seeding import CATEGORIES, Database, script, seeded
from jupyter_codemm.authoring.builtin.sql.selection import SAMPLES, Scored, choose, rare
from jupyter_codemm.authoring.builtin.sql.task import Recipe, Task
from jupyter_codemm.authoring.builtin.sql.trial import wrong_queries
from jupyter_codemm.authoring.builtin.sql.wording import hints, statement
from jupyter_codemm.authoring.builtin.sql.writing import written
from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty, Language, ProblemStyle
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import (
    Candidate,
    CaseInput,
    Comparators,
    Expected,
    Problem,
    ProblemDraft,
    RowsComparator,
    Table,
    TestCase,
)
from jupyter_codemm.contracts.source import Source

POOL = 40
MORE = 10
MAX_POOL = 60
CANDIDATES = 20
ATTEMPTS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One drawn problem: its domain, its task, and its databases with the oracle's answers."""

    domain: Domain
    task: Task
    pool: tuple[Scored, ...]
    chosen: tuple[Scored, ...]


@dataclass(frozen=True)
class QueryFamily:
    """One recipe with fixed features, from which drafts are made by seed in every domain."""

    name: str
    topics: frozenset[str]
    recipe: Recipe
    difficulties: frozenset[Difficulty] = field(default=frozenset(DIFFICULTIES))

    @property
    def languages(self) -> frozenset[Language]:
        """SQL only."""
        return frozenset({"sql"})

    @property
    def styles(self) -> frozenset[ProblemStyle]:
        """The one style of a query."""
        return frozenset({"stdout"})

    def draft(self, request: FamilyRequest) -> ProblemDraft:
        """Return the draft that belongs to the request: exactly 8 tests, 3 samples and 5 hidden."""
        told = self.told(request.difficulty, request.seed)
        task = told.task
        problem = Problem(
            id=request.problem_id,
            title=task.title,
            statement=statement(told.domain, task, stream("words", self.name, request.seed)),
            kind="query",
            language="sql",
            difficulty=request.difficulty,
            topics=request.topics,
            style="stdout",
            starter=FACTS["sql"].program_starter,
            tests=tuple(_test(n, task, item) for n, item in enumerate(told.chosen, 1)),
            hints=hints(task, request.topics[0]),
            estimated_minutes=MINUTES[request.difficulty],
        )
        others = [item for item in told.pool if item not in told.chosen]
        return ProblemDraft(
            problem=problem,
            reference=Source(code=written(task.query)),
            candidates=tuple(_candidate(task, item) for item in others[:CANDIDATES]),
            goals=task.goals,
            family=self.name,
            seed=request.seed,
        )

    def told(self, difficulty: Difficulty, seed: int) -> Told:
        """Return the drawn problem before it is written down.

        A draw whose databases do not tell every wrong query apart is drawn anew. Raises
        RuntimeError when that happens too often: then the recipe is too weak.
        """
        for attempt in range(ATTEMPTS):
            rng = stream(self.name, difficulty, seed, attempt)
            domain = dressed(rng, rng.choice(DOMAINS))
            task = self.recipe(rng, domain, difficulty)
            pool = _pool(rng, domain, task)
            chosen = choose(pool, rng)
            if chosen:
                return Told(domain, task, pool, chosen)
        raise RuntimeError(f"the databases of {self.name} do not tell wrong queries apart")


def with_hard_select(
    name: str, topics: frozenset[str], recipe: Recipe
) -> tuple[QueryFamily, QueryFamily]:
    """Return a recipe as two families: hard problems of this kind also count as `select`.

    Whoever asks for an easy `select` should not meet them.
    """
    return (
        QueryFamily(name, topics, recipe, frozenset({"easy", "medium"})),
        QueryFamily(f"{name}_hard", topics | {"select"}, recipe, frozenset({"hard"})),
    )


def databases(rng: Random, domain: Domain, task: Task) -> Iterator[Database]:
    """Draw databases for a task without end, categories in turn."""
    while True:
        for category in CATEGORIES:
            yield seeded(rng, domain, category, task.focus)


def slips(domain: Domain, task: Task) -> tuple[str, ...]:
    """Return the wrong queries of a task: its mutants and the queries that know nothing."""
    tables = (f"SELECT * FROM {domain.entity(role).table};\n" for role in task.roles)  # noqa: S608 - our names
    return (*mutants(task.query), *tables, "SELECT 1;\n", "SELECT NULL;\n")


def _pool(rng: Random, domain: Domain, task: Task) -> tuple[Scored, ...]:
    """Score databases until every wrong query fails some, or enough were tried."""
    source = databases(rng, domain, task)
    wrong = slips(domain, task)
    pool: list[Scored] = []
    while len(pool) < POOL or (rare(pool, len(wrong)) and len(pool) < MAX_POOL):
        size = POOL if not pool else MORE
        pool += [_scored(domain, task, next(source), wrong) for _ in range(size)]
    return tuple(pool)


def _scored(domain: Domain, task: Task, database: Database, wrong: tuple[str, ...]) -> Scored:
    text = script(domain, task.roles, database)
    rows = tuple(task.oracle(database))
    return Scored(
        category=database.category,
        script=text,
        largest=max(len(database.rows(role)) for role in task.roles),
        rows=rows,
        kills=wrong_queries(text, wrong, rows, ordered=task.ordered),
    )


def _test(number: int, task: Task, item: Scored) -> TestCase:
    return TestCase(
        name=f"test_case_{number}",
        visibility="sample" if number <= SAMPLES else "hidden",
        category=item.category,
        input=CaseInput(database=item.script),
        expected=_expected(task, item),
    )


def _candidate(task: Task, item: Scored) -> Candidate:
    return Candidate(
        category=item.category,
        input=CaseInput(database=item.script),
        claimed=_expected(task, item),
    )


def _expected(task: Task, item: Scored) -> Expected:
    return Expected(
        rows=Table(columns=tuple(result.name for result in task.results), rows=item.rows),
        compare=Comparators(rows=RowsComparator(ordered=task.ordered)),
    )
