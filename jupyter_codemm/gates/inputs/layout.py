"""The layout that the lines of proposed standard inputs share, found by trying the usual ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import JsonValue

from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.gates.inputs.domain import items_of
from jupyter_codemm.gates.inputs.line_words import (
    MAX_WORDS,
    NUMBERS,
    TEXT,
    common_kind,
    kind_of,
    node_of,
    row_kinds,
    row_node,
    row_of,
    value_of,
    words_of,
)

Lines = Sequence[str]

MAX_FIELDS = 12
MAX_TRIED = 300


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of the input: a line of few words, a line of many, or several alike lines.

    `count` is the place, among the words of earlier lines, of the number that says how many words
    or lines there are; that number follows from the value and is no value of its own.
    """

    form: str  # "words", "text", "list" or "rows"
    kinds: tuple[str, ...]
    count: int | None = None

    @property
    def nodes(self) -> tuple[TypeNode, ...]:
        """The types of the values that the field carries."""
        if self.form == "words":
            return tuple(node_of(kind) for kind in self.kinds)
        if self.form == "text":
            return (TEXT,)
        if self.form == "list":
            return (TypeNode("list", (node_of(self.kinds[0]),)),)
        return (TypeNode("list", (row_node(self.kinds),)),)


@dataclass(frozen=True, slots=True)
class _Reader:
    """How far the lines of one input are read, and the words of its lines of few words."""

    lines: tuple[str, ...]
    at: int = 0
    words: tuple[str, ...] = ()
    values: tuple[JsonValue, ...] = ()

    @property
    def left(self) -> tuple[str, ...]:
        return self.lines[self.at :]

    def read(self, field: Field) -> _Reader:
        """Return the reader behind a field that is known to fit."""
        line = self.left[0] if self.left else ""
        if field.form == "words":
            words = line.split(" ")
            values = tuple(value_of(k, w) for k, w in zip(field.kinds, words, strict=True))
            return self._behind(1, values, tuple(words))
        if field.form == "text":
            return self._behind(1, (line,))
        if field.form == "list":
            return self._behind(1, ([value_of(field.kinds[0], w) for w in words_of(line)],))
        size = len(self.left) if field.count is None else int(self.words[field.count])
        rows: JsonValue = [row_of(field.kinds, row) for row in self.left[:size]]
        return self._behind(size, (rows,))

    def _behind(
        self, size: int, values: tuple[JsonValue, ...], words: tuple[str, ...] = ()
    ) -> _Reader:
        return replace(
            self, at=self.at + size, words=self.words + words, values=self.values + values
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """Fields, one after another."""

    fields: tuple[Field, ...]

    @property
    def nodes(self) -> tuple[TypeNode, ...]:
        """The types of all values, those of counts apart."""
        nodes = [node for field in self.fields for node in field.nodes]
        return tuple(node for place, node in enumerate(nodes) if place not in self._counts)

    @property
    def owners(self) -> tuple[int, ...]:
        """The place of the field that each value is of."""
        all_of = [at for at, field in enumerate(self.fields) for _ in field.nodes]
        return tuple(one for place, one in enumerate(all_of) if place not in self._counts)

    def values(self, text: str) -> list[JsonValue]:
        """Return the values that an input of this layout carries."""
        reader = _Reader(tuple(_lines(text)))
        for field in self.fields:
            reader = reader.read(field)
        return [v for place, v in enumerate(reader.values) if place not in self._counts]

    def text(self, values: Sequence[JsonValue]) -> str:
        """Return the input that carries the values, with the counts that follow from them."""
        left = iter(values)
        nodes = sum(len(field.nodes) for field in self.fields)
        every = [0 if place in self._counts else next(left) for place in range(nodes)]
        for place, owner in self._counts.items():
            every[place] = len(items_of(every[owner]))
        lines: list[str] = []
        for field in self.fields:
            given, every = every[: len(field.nodes)], every[len(field.nodes) :]
            lines += _written(field, given)
        return "".join(f"{line}\n" for line in lines)

    @property
    def _counts(self) -> dict[int, int]:
        """The places of numbers that count, each with the place of what it counts."""
        words: list[int] = []
        counts: dict[int, int] = {}
        place = 0
        for field in self.fields:
            if field.count is not None:
                counts[words[field.count]] = place
            if field.form == "words":
                words += range(place, place + len(field.nodes))
            place += len(field.nodes)
        return counts


def common_layout(texts: Sequence[str]) -> Layout | None:
    """Return the first layout that all texts have and that writes them as they are."""
    readers = [_Reader(tuple(_lines(text))) for text in texts]
    for fields in _layouts(readers, (), iter(range(MAX_TRIED))) if readers else ():
        layout = Layout(fields)
        if all(layout.text(layout.values(t)).rstrip("\n") == t.rstrip("\n") for t in texts):
            return layout
    return None


def _layouts(
    readers: Sequence[_Reader], before: tuple[Field, ...], tries: Iterator[int]
) -> Iterator[tuple[Field, ...]]:
    """Yield the fields that all inputs could be made of, after so many tries at most."""
    if all(not reader.left for reader in readers):
        yield before
        return
    if len(before) < MAX_FIELDS:
        for field in _next_fields(readers, before):
            if next(tries, None) is None:
                return
            behind = [reader.read(field) for reader in readers]
            yield from _layouts(behind, (*before, field), tries)


def _next_fields(readers: Sequence[_Reader], before: tuple[Field, ...]) -> Iterator[Field]:
    """Yield the fields that can come next in all inputs, the telling ones first."""
    used = {field.count for field in before}
    for place in range(len(readers[0].words)):
        if place not in used and all(r.words[place].isdecimal() for r in readers):
            yield from _counted(readers, place)
    lines = [reader.left[0] for reader in readers if reader.left]
    rest = list(_rest(readers))
    one = list(_one_line(lines)) if len(lines) == len(readers) else []
    if len({len(reader.left) for reader in readers}) == 1:
        yield from (*one, *rest)
        return
    numbers = [field for field in one if field.form == "words" and field.kinds[0] in NUMBERS]
    yield from (*numbers, *rest, *(field for field in one if field not in numbers))


def _rest(readers: Sequence[_Reader]) -> Iterator[Field]:
    """Yield the field of all lines that are left, if they are alike."""
    kinds = row_kinds([row for reader in readers for row in reader.left])
    alone = all(reader.left and kind_of(reader.left[0]) == "whole" for reader in readers)
    # A number alone on its line says how many something there are, unless all stand alone, and
    # so does a number before lines of any length.
    counting = alone and kinds != ("whole",)
    if kinds is not None and not counting and not (kinds[0] == "many" and readers[0].words):
        yield Field("rows", kinds)


def _counted(readers: Sequence[_Reader], place: int) -> Iterator[Field]:
    sizes = [int(reader.words[place]) for reader in readers]
    both = list(zip(readers, sizes, strict=True))
    if max(sizes) > 1 and all(len(r.left) >= size for r, size in both) and _ends(both, place):
        kinds = row_kinds([row for r, size in both for row in r.left[:size]])
        if kinds is not None:
            yield Field("rows", kinds, place)
    words = [words_of(r.left[0]) if r.left else [] for r in readers]
    if max(sizes) > 1 and [len(line) for line in words] == sizes and all(r.left for r in readers):
        yield Field("list", common_kind([word for line in words for word in line]), place)


def _ends(both: Sequence[tuple[_Reader, int]], place: int) -> bool:
    """Return whether so many lines end at a place that makes sense in all inputs.

    Nothing is left, or the same number of lines, or as many as another number says.
    """
    after = [len(reader.left) - size for reader, size in both]
    if len(set(after)) == 1:
        return True
    others = (p for p in range(len(both[0][0].words)) if p != place)
    if any(
        all(r.words[p] == str(n) for (r, _), n in zip(both, after, strict=True)) for p in others
    ):
        return True
    following = [
        reader.left[size] if n else "" for (reader, size), n in zip(both, after, strict=True)
    ]
    return all(line == str(n - 1) for line, n in zip(following, after, strict=True))


def _one_line(lines: Lines) -> Iterator[Field]:
    spaced = all(line == " ".join(words_of(line)) for line in lines)
    sizes = {len(words_of(line)) for line in lines}
    if spaced and len(sizes) == 1 and 0 < max(sizes) <= MAX_WORDS:
        columns = zip(*(words_of(line) for line in lines), strict=True)
        yield Field("words", tuple(common_kind(list(column))[0] for column in columns))
    words = [word for line in lines for word in words_of(line)]
    numbers = common_kind(words)
    if spaced and numbers[0] in NUMBERS:
        if sizes != {1}:
            yield Field("list", numbers)
        return
    if spaced and max(sizes) > 1 and all(word.isalnum() for word in words):
        yield Field("list", ("text",))
    yield Field("text", ("text",))


def _written(field: Field, values: Sequence[JsonValue]) -> list[str]:
    if field.form in ("words", "text"):
        return [" ".join(str(value) for value in values)]
    if field.form == "list":
        return [" ".join(str(item) for item in items_of(values[0]))]
    rows = items_of(values[0])
    return [" ".join(map(str, row)) if isinstance(row, list) else str(row) for row in rows]


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []
