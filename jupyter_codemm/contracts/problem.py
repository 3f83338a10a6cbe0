"""A problem, its tests as data, and the private draft that it comes from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    JsonValue,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

from jupyter_codemm.contracts.base import (
    Contract,
    Difficulty,
    Identifier,
    Language,
    ProblemStyle,
    ScaffoldLevel,
)
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.spec import Topic
from jupyter_codemm.contracts.types import PortableValue, TypeNode, check_value

ProblemKind = Literal["function", "program", "class", "query"]
Visibility = Literal["sample", "hidden"]
Category = Literal[
    "minimal", "single", "typical", "boundary", "duplicates", "negative", "large", "adversarial"
]
MAX_TEXT = 100_000


class NewStep(Contract):
    """Construct an object and give it a name."""

    new: str = Field(min_length=1, max_length=40)
    args: tuple[PortableValue, ...] = ()


class CallStep(Contract):
    """Call a method, written `object.method`."""

    call: Annotated[
        str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*$")
    ]
    args: tuple[PortableValue, ...] = ()


class CaseInput(Contract):
    """What a test gives to the program: exactly one of arguments, stdin, steps and database.

    `database` is an SQL script that creates and fills the tables; a function may have `stdin`
    beside its arguments.
    """

    args: tuple[PortableValue, ...] | None = None
    stdin: str | None = Field(default=None, max_length=MAX_TEXT)
    steps: tuple[NewStep | CallStep, ...] | None = Field(default=None, min_length=1, max_length=50)
    database: str | None = Field(default=None, max_length=MAX_TEXT)

    @property
    def kind(self) -> ProblemKind:
        """The kind of problem that this input belongs to."""
        if self.args is not None:
            return "function"
        if self.steps is not None:
            return "class"
        return "query" if self.database is not None else "program"

    @model_validator(mode="after")
    def _one_channel(self) -> Self:
        given = [n for n in ("args", "steps", "database") if getattr(self, n) is not None]
        if len(given) > 1:
            raise ValueError(f"give one of args, steps and database, not {' and '.join(given)}")
        if not given and self.stdin is None:
            raise ValueError("give one of args, stdin, steps and database")
        return self


class ValueComparator(Contract):
    """How two portable values are compared. Tolerances belong to `approx`.

    `exact`: equal in type and value (1 == 1.0 where the type is float). `approx`: floats within
    max(absolute, relative x |expected|), NaN equals NaN. `unordered`: lists as multisets at the top
    level. `set`: lists as sets. `any_of`: the expected value is a list of acceptable values.
    """

    kind: Literal["exact", "approx", "unordered", "set", "any_of"] = "exact"
    absolute: float = Field(default=1e-9, ge=0)
    relative: float = Field(default=1e-9, ge=0)


class TextComparator(Contract):
    """How two texts are compared.

    `exact` byte for byte; `lines` ignores trailing blanks of lines and of the text; `tokens`
    compares words; `numbers` compares words, numbers within the tolerances.
    """

    kind: Literal["exact", "lines", "tokens", "numbers"] = "lines"
    absolute: float = Field(default=1e-9, ge=0)
    relative: float = Field(default=1e-9, ge=0)


class RowsComparator(Contract):
    """How result tables are compared: rows in order or not, columns by position or name."""

    ordered: bool = False
    column_names: bool = False
    absolute: float = Field(default=1e-9, ge=0)


class Comparators(Contract):
    """One comparator per channel."""

    value: ValueComparator = ValueComparator()
    stdout: TextComparator = TextComparator()
    rows: RowsComparator = RowsComparator()


SqlCell = int | float | str | None


class Table(Contract):
    """A result table with typed cells: NULL is null and never ''; a BLOB is {"hex": "…"} text."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[SqlCell, ...], ...] = ()


class Expected(Contract):
    """What must be observed. Every channel present must match; an absent channel is not looked at.

    `value` is present when its key is, even as null. For a class it holds one entry per step: a
    portable value, or {"raises": "TypeName"}.
    """

    value: PortableValue = None
    stdout: str | None = Field(default=None, max_length=MAX_TEXT)
    raises: str | None = Field(default=None, max_length=80)
    rows: Table | None = None
    tables: dict[str, Table] | None = None
    compare: Comparators = Comparators()

    @property
    def has_value(self) -> bool:
        """Whether the value channel is looked at."""
        return "value" in self.model_fields_set

    @model_validator(mode="after")
    def _some_channel(self) -> Self:
        if not self.has_value and all(
            c is None for c in (self.stdout, self.raises, self.rows, self.tables)
        ):
            raise ValueError("expect at least one of value, stdout, raises, rows and tables")
        return self

    @model_serializer(mode="wrap")
    def _present_channels(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = dump(self)
        absent = [k for k in ("stdout", "raises", "rows", "tables") if data.get(k) is None]
        for key in absent + ([] if self.has_value else ["value"]):
            data.pop(key, None)
        return data


class TestCase(Contract):
    """One test, as data."""

    __test__ = False  # not a pytest class

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
    visibility: Visibility
    category: Category = "typical"
    input: CaseInput
    expected: Expected
    points: float = Field(default=1.0, ge=0, le=1000)


class Limits(Contract):
    """Limits of one submission, as applied. Times are wall milliseconds for all tests together."""

    time_ms: int = Field(default=2000, ge=100, le=30_000)
    memory_mb: int = Field(default=256, ge=32, le=2048)
    output_kb: int = Field(default=1024, ge=1, le=8192)


class Hint(Contract):
    """One rung of the hint ladder stored with a problem."""

    level: int = Field(ge=1, le=4)
    text: str = Field(min_length=1, max_length=1200)


class Problem(Contract):
    """A problem as it is stored and taught. It holds no reference solution, ever."""

    id: Identifier
    title: str = Field(min_length=1, max_length=120)
    statement: str = Field(min_length=1, max_length=8000)
    kind: ProblemKind
    language: Language
    difficulty: Difficulty
    topics: tuple[Topic, ...] = Field(min_length=1, max_length=12)
    style: ProblemStyle
    signature: Signature | None = None
    starter: str = Field(max_length=20_000)
    tests: tuple[TestCase, ...] = Field(min_length=1, max_length=50)
    hints: tuple[Hint, ...] = Field(default=(), max_length=12)
    estimated_minutes: int = Field(default=10, ge=1, le=600)
    limits: Limits = Limits()
    scaffold_level: ScaffoldLevel | None = None
    learning_goal: str | None = Field(default=None, max_length=240)
    version: int = Field(default=1, ge=1)

    @property
    def entry_file(self) -> str:
        """The file that `Source.code` stands for: in Java it is named after the public class."""
        if self.language == "java" and self.signature is not None:
            is_class = self.signature.kind == "class"
            name = self.signature.name if is_class else self.signature.container
            return f"{name}.java" if name else FACTS["java"].entry_file
        return FACTS[self.language].entry_file

    @property
    def samples(self) -> tuple[TestCase, ...]:
        """The tests that learners may see."""
        return tuple(t for t in self.tests if t.visibility == "sample")

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if (self.kind == "query") != (self.language == "sql"):
            raise ValueError(
                f"kind query and language sql go together, not {self.kind} and {self.language}"
            )
        _check_style(self)
        _check_signature(self)
        names = [t.name for t in self.tests]
        if len(set(names)) != len(names):
            raise ValueError("test names repeat")
        for test in self.tests:
            _check_test(self, test)
        return self


def _check_style(problem: Problem) -> None:
    allowed: dict[ProblemKind, tuple[ProblemStyle, ...]] = {
        "function": ("return", "stdout", "mixed"),
        "class": ("return",),
        "program": ("stdout",),
        "query": ("stdout",),
    }
    if problem.style not in allowed[problem.kind]:
        raise ValueError(f"a {problem.kind} problem is never of style {problem.style}")


def _check_signature(problem: Problem) -> None:
    needs = problem.kind in ("function", "class")
    if needs != (problem.signature is not None):
        raise ValueError(f"a {problem.kind} problem {'needs a' if needs else 'has no'} signature")
    if problem.signature is None:
        return
    if problem.signature.kind != problem.kind:
        raise ValueError(
            f"signature is of a {problem.signature.kind}, the problem is a {problem.kind}"
        )
    reason = FACTS[problem.language].supports(problem.signature)
    if reason:
        raise ValueError(reason)


def _check_test(problem: Problem, test: TestCase) -> None:
    if test.input.kind != problem.kind:
        raise ValueError(
            f"{test.name}: input is for a {test.input.kind}, the problem is a {problem.kind}"
        )
    if problem.kind == "query" and test.expected.rows is None and test.expected.tables is None:
        raise ValueError(f"{test.name}: a query expects rows or tables")
    signature = problem.signature
    if signature is None:
        return
    if problem.kind == "function":
        _check_args([p.node for p in signature.params], test.input.args or (), test.name)
        if test.expected.has_value:
            _check_function_value(signature.observed, test)
    else:
        _check_steps(signature, test)


def _check_function_value(node: TypeNode, test: TestCase) -> None:
    value = test.expected.value
    if test.expected.compare.value.kind != "any_of":
        check_value(node, value, f"{test.name}.expected.value")
        return
    if not isinstance(value, list) or not value:
        raise ValueError(f"{test.name}.expected.value: any_of needs a list of acceptable values")
    for index, item in enumerate(value):
        check_value(node, item, f"{test.name}.expected.value.{index}")


def _check_args(nodes: list[TypeNode], args: tuple[JsonValue, ...], where: str) -> None:
    if len(args) != len(nodes):
        raise ValueError(f"{where}: {len(args)} argument(s) for {len(nodes)} parameter(s)")
    for index, (node, value) in enumerate(zip(nodes, args, strict=True)):
        check_value(node, value, f"{where}.args.{index}")


def _check_steps(signature: Signature, test: TestCase) -> None:
    methods = {m.name: m for m in signature.methods}
    objects: set[str] = set()
    steps = test.input.steps or ()
    for index, step in enumerate(steps):
        where = f"{test.name}.steps.{index}"
        if isinstance(step, NewStep):
            objects.add(step.new)
            _check_args([p.node for p in signature.params], step.args, where)
            continue
        name, method = step.call.split(".")
        if name not in objects:
            raise ValueError(f"{where}: {name} is not constructed before it is used")
        if method not in methods:
            raise ValueError(f"{where}: {signature.name} has no method {method}")
        _check_args([p.node for p in methods[method].params], step.args, where)
    if test.expected.has_value:
        value = test.expected.value
        if not isinstance(value, list) or len(value) != len(steps):
            raise ValueError(f"{test.name}.expected.value: one entry per step")


class Candidate(Contract):
    """An input that an author proposes, with the result it claims, if it claims one."""

    category: Category
    input: CaseInput
    claimed: Expected | None = None


class ProblemDraft(Contract):
    """An unverified problem with its private artefacts. It is never persisted and never streamed.

    `family` and `seed` say how the built-in author made it, so that it can be made again.
    """

    problem: Problem
    reference: Source
    candidates: tuple[Candidate, ...] = Field(default=(), max_length=128)
    goals: tuple[str, ...] = Field(default=(), max_length=12)
    family: str | None = Field(default=None, max_length=60)
    seed: int | None = Field(default=None, ge=0)
