"""What a change does to a problem, for its author's eyes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from difflib import unified_diff

from jupyter_codemm.contracts.editing import FieldChange, ProblemDiff, TestChange
from jupyter_codemm.contracts.problem import Problem, TestCase

Shown = Callable[[Problem], str]


def difference(before: Problem | None, after: Problem) -> ProblemDiff:
    """Return what differs, field by field and test by test; without `before` everything is new.

    A checker is never shown: it says only that it is another.
    """
    return ProblemDiff(
        fields=tuple(_fields(before, after)),
        tests=tuple(_tests(before.tests if before else (), after.tests)),
    )


def _fields(before: Problem | None, after: Problem) -> Iterator[FieldChange]:
    for field, shown in _SHOWN.items():
        old, new = shown(before) if before else "", shown(after)
        if old != new:
            yield FieldChange(field=field, old=old, new=new, diff=_lines(old, new))
    if after.checker != (before.checker if before else None):
        old = "a checker" if before and before.checker else ""
        yield FieldChange(field="checker", old=old, new="another checker" if after.checker else "")


def _lines(old: str, new: str) -> str:
    """Return a unified diff; nothing where both are one line, or one is empty."""
    if not (old and new) or "\n" not in old.strip() + new.strip():
        return ""
    return "\n".join(unified_diff(old.splitlines(), new.splitlines(), n=2, lineterm=""))


def _tests(before: tuple[TestCase, ...], after: tuple[TestCase, ...]) -> Iterator[TestChange]:
    old, new = {t.name: t for t in before}, {t.name: t for t in after}
    for name, test in old.items():
        if name not in new:
            yield TestChange(name=name, visibility=test.visibility, change="removed", old=test)
    for name, test in new.items():
        was = old.get(name)
        if was is None:
            yield TestChange(name=name, visibility=test.visibility, change="added", new=test)
        elif was != test:
            fields = tuple(f for f in TestCase.model_fields if getattr(was, f) != getattr(test, f))
            yield TestChange(
                name=name,
                visibility=test.visibility,
                change="changed",
                fields=fields,
                old=was,
                new=test,
            )


def _hints(problem: Problem) -> str:
    return "\n".join(f"{hint.level}. {hint.text}" for hint in problem.hints)


def _signature(problem: Problem) -> str:
    signature = problem.signature
    return json.dumps(signature.to_json(), ensure_ascii=False) if signature else ""


_SHOWN: dict[str, Shown] = {
    "title": lambda p: p.title,
    "statement": lambda p: p.statement,
    "kind": lambda p: p.kind,
    "difficulty": lambda p: p.difficulty,
    "topics": lambda p: ", ".join(p.topics),
    "style": lambda p: p.style,
    "signature": _signature,
    "starter": lambda p: p.starter,
    "hints": _hints,
    "hint_policy": lambda p: p.hint_policy,
    "estimated_minutes": lambda p: str(p.estimated_minutes),
    "limits": lambda p: json.dumps(p.limits.to_json()),
    "scaffold_level": lambda p: str(p.scaffold_level or ""),
    "learning_goal": lambda p: p.learning_goal or "",
}
