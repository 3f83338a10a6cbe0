"""Texts that do not fit their code, give it away, or were told before; and code in the starter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from jupyter_codemm.evaluation.faults.spoiling import Spoilt, spoilt
from jupyter_codemm.evaluation.triples import Triple

_OTHER_NAMES = ("harbour", "lantern", "meadow", "saddle")
_COMMENT = {"python": "#", "java": "//", "cpp": "//", "sql": "--"}
_REWORDED = (("Write", "Please write"), (" is ", " is then "), ("When ", "If "), ("Return", "Give"))


def tells_of_other_names(triple: Triple, _others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Let the statement spell a function, method or parameter otherwise than the tests do."""
    names = sorted(set(_names(triple)))
    if not names:
        return None
    name, instead = rng.choice(names), rng.choice(_OTHER_NAMES)
    statement = str(triple.reply["statement"])
    renamed = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", instead, statement)
    return spoilt(triple, "other names", statement=renamed) if renamed != statement else None


def tells_of_another_task(triple: Triple, others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Let the statement be that of another exercise, with the names of this one in it."""
    wanted = [t for t in others if t.kind == triple.kind and t.name != triple.name]
    if not wanted:
        return None
    statement = str(rng.choice(wanted).reply["statement"])
    names = ", ".join(sorted(set(_names(triple))))
    told = f"{statement}\n\nUse these names: {names}." if names else statement
    return spoilt(triple, "another task", statement=told)


def gives_the_solution_away(
    triple: Triple, _others: Sequence[Triple], rng: Random
) -> Spoilt | None:
    """Put a good part of the reference into the statement or a hint, in one of several dresses."""
    code = _body(str(triple.reply["reference"]))
    mark = _COMMENT[triple.language]
    dressed = rng.choice(
        (
            f"```\n{code}\n```",
            " ".join(code.split()),
            "\n".join(f"{mark} {line}" for line in code.splitlines()),
            f"`{' '.join(code.split())}`",
        )
    )
    if rng.random() < 1 / 3:
        text = f"{triple.reply['statement']}\n\nIn short: {dressed}"
        made = spoilt(triple, "solution in the statement", statement=text)
    else:
        hints = list(triple.reply["hints"])
        hints[-1] = f"Write it like this: {dressed}"[:1200]
        made = spoilt(triple, "solution in a hint", hints=hints)
    # Texts are stored with their blanks and line ends put in order.
    return Spoilt(made.slot, made.reply, made.label, trace=" ".join(dressed.split())[:60])


def repeats_another(triple: Triple, _others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Tell an exercise of the same learner again, with a new title and a few other words."""
    statement = str(triple.reply["statement"])
    old, new = rng.choice(_REWORDED)
    changed = spoilt(
        triple,
        "duplicate",
        title=f"More of {triple.reply['title']}"[:60],
        statement=statement.replace(old, new, 1),
    )
    return Spoilt(changed.slot, changed.reply, "duplicate", before=triple.reply)


def starts_with_the_solution(
    triple: Triple, _others: Sequence[Triple], rng: Random
) -> Spoilt | None:
    """Bring starter code along that is the reference, or the reference behind a comment."""
    code = str(triple.reply["reference"])
    starter = rng.choice((code, f"{_COMMENT[triple.language]} your code\n{code}"))
    return Spoilt(triple.slot, triple.reply, "starter", starter=starter, trace=code)


def _names(triple: Triple) -> Iterator[str]:
    """Yield what a statement has to spell as the tests do.

    What a constructor is given has a place and needs no name, unless its call is spelled.
    """
    signature = triple.reply.get("signature")
    if signature is None:
        return
    yield signature["name"]
    for head in (signature, *signature.get("methods", ())):
        yield head["name"]
        is_called = f"{head['name']}(" in str(triple.reply["statement"])
        if is_called or "methods" not in head:
            yield from (param["name"] for param in head["params"])


def _body(code: str) -> str:
    """Return the lines of a reference that say how it is done."""
    lines = [line for line in code.splitlines() if line.strip()]
    skipped = ("import", "#include", "using", "public class", "class ", "from ")
    own = [line for line in lines if not line.lstrip().startswith(skipped)]
    return "\n".join(own[1:] if len(own) > 3 else own)  # noqa: PLR2004 - short ones are shown whole
