"""The hint that comes with a verdict, and the hint that somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.tutoring import HintPolicy, TutorHint
from jupyter_codemm.tutoring.hinting import sentences
from jupyter_codemm.tutoring.hinting.attempt import Attempt, hint
from jupyter_codemm.tutoring.hinting.bank import concept_hint
from jupyter_codemm.tutoring.hinting.unlocking import Permission, Request, Shown, permission

ANALOGUE = 4


@dataclass(frozen=True, slots=True)
class Given:
    """What a request came to. `hint` is None when the teacher has switched hints off.

    `counts`: it is a new hint and is kept as shown. `asks_teacher`: the teacher should hear of it.
    """

    hint: TutorHint | None
    permission: Permission
    counts: bool
    asks_teacher: bool = False


def reflection(problem: Problem, *, passes: int = 1) -> TutorHint:
    """Return what to think about after a pass; another one after each further pass.

    It counts as no hint.
    """
    texts = sentences.REFLECTIONS
    text = texts[(len(problem.title) + max(0, passes - 1)) % len(texts)]
    return TutorHint(level=0, text=text, source="rule", kind="reflection")


def with_verdict(
    attempt: Attempt, *, policy: HintPolicy = "always", level: int = 1
) -> TutorHint | None:
    """Return the hint of a level that comes with a verdict; None if the teacher says so.

    An error is told in plain words at every level. A pass gets a reflection where the policy is
    "always".
    """
    if policy in ("off", "silent") or attempt.outcome.verdict == "judge_error":
        return None
    if attempt.outcome.verdict == "accepted":
        return reflection(attempt.problem) if policy == "always" else None
    # An error message is the first thing to understand, however often it comes.
    return hint(attempt, 1 if attempt.explanation is not None else level)


def on_request(
    attempt: Attempt | None,
    problem: Problem,
    request: Request,
    shown: Sequence[Shown],
    *,
    sibling: Callable[[], str] = str,
) -> Given:
    """Return the hint that a request gets, by the rules of `permission`.

    Without an attempt there is the idea of the topic only. `sibling` tells of a problem built like
    this one; it is asked for level 4 only.
    """
    allowed = permission(request, shown)
    if allowed.ruling == "off":
        return Given(None, allowed, counts=False)
    if allowed.ruling == "conceptual" or attempt is None:
        idea = concept_hint(problem.topics[0], problem.language)
        text = sentences.CONCEPTUAL_FIRST.format(text=idea.text)
        return Given(idea.model_copy(update={"text": text}), allowed, counts=False)
    if allowed.ruling == "ask_teacher":
        told = TutorHint(level=0, text=sentences.ASK_TEACHER, source="rule", kind="refusal")
        return Given(told, allowed, counts=False, asks_teacher=True)
    told_like_it = sibling() if allowed.level >= ANALOGUE else ""
    made = hint(attempt, allowed.level, sibling=told_like_it)
    if allowed.ruling == "try_first":
        text = f"{sentences.TRY_FIRST} {made.text}"[:4000]
        return Given(made.model_copy(update={"text": text}), allowed, counts=False)
    return Given(made, allowed, counts=allowed.ruling == "given")
