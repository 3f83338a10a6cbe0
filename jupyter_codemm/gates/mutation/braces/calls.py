"""Wrong calls: one that is forgotten around its argument, one that does nearly the same."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.gates.mutation.braces.reading import Reading
from jupyter_codemm.gates.mutation.braces.typed import TEXT
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.syntax.nodes import Node, arguments, called, owner

_PAIRS = (
    ("max", "min"), ("floor", "ceil"), ("startsWith", "endsWith"), ("indexOf", "lastIndexOf"),
    ("toLowerCase", "toUpperCase"), ("isDigit", "isLetter"), ("pollFirst", "pollLast"),
    ("peekFirst", "peekLast"), ("removeFirst", "removeLast"), ("addFirst", "addLast"),
    ("floorKey", "ceilingKey"), ("lowerKey", "higherKey"), ("firstKey", "lastKey"),
    ("anyMatch", "allMatch"), ("lower_bound", "upper_bound"), ("isdigit", "isalpha"),
    ("islower", "isupper"), ("tolower", "toupper"), ("any_of", "all_of"), ("front", "back"),
    ("isLowerCase", "isUpperCase"), ("starts_with", "ends_with"), ("pop_front", "pop_back"),
    ("max_element", "min_element"), ("getFirst", "getLast"),
)  # fmt: skip
_TWINS = dict(_PAIRS) | {second: first for first, second in _PAIRS}
_ONE_WAY = {"pop_back"}
_STACKS = {"push": "addLast", "pop": "removeLast", "poll": "pollLast", "peek": "peekLast"}
_DEQUES = ("Deque<", "ArrayDeque<", "LinkedList<")
_PLAIN_METHODS = frozenset("trim strip toLowerCase toUpperCase".split())


def unwrapped(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a step is forgotten: the value goes on as it is."""
    for call in reading.all("call"):
        for inner in _kept(reading, call):
            yield reading.replaced("unwrap", call, reading.atom(inner))
    for cast in reading.all("cast"):
        kind, value = cast.child("type"), cast.child("value")
        wide = kind is not None and reading.text(kind) in ("long", "double", "float")
        if wide and value is not None and _is_widened(cast):
            yield reading.replaced("unwrap", cast, reading.atom(value))


def exchanged(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a function that does nearly the same is called."""
    for call in reading.all("call"):
        name, whole = called(call), owner(call)
        if name is None or not _is_library(reading, reading.text(name)):
            continue
        word = reading.text(name)
        kind = reading.types.of(whole)
        if word in _TWINS and word not in _ONE_WAY:
            yield reading.replaced("method", name, _TWINS[word])
        elif word in _STACKS and kind is not None and kind.startswith(_DEQUES):
            yield reading.replaced("method", name, _STACKS[word])
        elif word == "find" and kind in TEXT:
            yield reading.replaced("method", name, "rfind")


CALLS = (unwrapped, exchanged)


def _kept(reading: Reading, call: Node) -> list[Node]:
    """Return what may go on without the call: its object, or one of what it is given."""
    name, whole, given = called(call), owner(call), arguments(call)
    word = reading.text(name) if name is not None else ""
    if word in _PLAIN_METHODS and whole is not None and not given:
        return [whole]
    alone = len(given) == 1
    plain = word == "abs" or (word == "static_cast" and _is_widened(call))
    of_two = word in ("max", "min") and not alone
    return given if (plain and alone) or (of_two and _is_library(reading, word)) else []


def _is_library(reading: Reading, word: str) -> bool:
    twin = _TWINS.get(word, word)
    return not reading.declarations.has_function(word) and not (
        reading.declarations.has_function(twin)
    )


def _is_widened(node: Node) -> bool:
    """Return whether a number is widened for an operation, whose result may then be narrow."""
    if node.parent is None or node.parent.type != "binary":
        return False
    return next(
        (up for up in node.above() if up.type in ("argument_list", "block")), node
    ).type == ("block")
