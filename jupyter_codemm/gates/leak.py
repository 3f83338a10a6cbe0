"""A draft's public texts hold nothing of its reference solution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.gates.public_texts import PublicText, public_code, public_texts, read_text
from jupyter_codemm.syntax.shared_lines import (
    nameless_lines,
    own_lines,
    share_in_readings,
    share_in_texts,
)
from jupyter_codemm.syntax.shared_runs import LEAK_RUN, Sought, body
from jupyter_codemm.syntax.tokens import NAME, shape, token_grams

LEAK_SCORE = 0.20
LEAK_LINES = 0.40
"""Drafts that hide nothing reach 0.14, and the whole reference line by line among words is 1."""
FEWEST_GRAMS = 15
_NAMES_ONLY = frozenset((NAME, ",", "(", ")"))


def check_leak(draft: ProblemDraft) -> GateOutcome:
    """Refuse a draft whose public texts hold a run of the reference, or too much of it in all."""
    texts = tuple(public_texts(draft.problem))
    longest = 0
    for sought in _sought(draft):
        for where, run in _measured(draft.problem, sought, texts):
            longest = max(longest, run)
            if run >= sought.limit:
                return _refused(where, run=run, limit=sought.limit)
    score, lines = round(_score(draft, texts), 2), round(_line_score(draft, texts), 2)
    if score >= LEAK_SCORE:
        return _refused("all texts together", score=score, limit=LEAK_SCORE)
    if lines >= LEAK_LINES:
        return _refused("lines of all texts together", score=lines, limit=LEAK_LINES)
    return GateOutcome(
        gate="leak", ok=True, evidence={"limit": LEAK_RUN, "run": longest, "score": score}
    )


def leak_score(draft: ProblemDraft) -> float:
    """Return the share of the reference's short runs that stand anywhere in the public texts.

    Names, numbers and strings are made equal, so that neither renaming nor spreading the solution
    over several texts hides it. Of short references it says nothing and is 0.
    """
    return _score(draft, tuple(public_texts(draft.problem)))


def line_score(draft: ProblemDraft) -> float:
    """Return the share of the reference's own lines that stand anywhere in the public texts.

    What stands between the lines does not matter; in code, nor do their names. Of references of
    few lines it says nothing and is 0.
    """
    return _line_score(draft, tuple(public_texts(draft.problem)))


def quotes_reference(draft: ProblemDraft, text: str) -> bool:
    """Return whether a text for learners holds a run of the draft's reference."""
    read = read_text("", text, draft.problem.language)
    return any(max(_runs(sought, read)) >= sought.limit for sought in _sought(draft))


def _codes(draft: ProblemDraft) -> Sequence[str]:
    return tuple((draft.reference.files or {"": draft.reference.code or ""}).values())


def _sought(draft: ProblemDraft) -> Iterator[Sought]:
    language, public = draft.problem.language, public_code(draft.problem)
    return (Sought.of(code, language, public=public) for code in _codes(draft))


def _measured(
    problem: Problem, sought: Sought, texts: Sequence[PublicText]
) -> Iterator[tuple[str, int]]:
    *told, starter = texts
    for text in told:
        for run in _runs(sought, text):
            yield text.where, run
    exact, nameless = _runs(sought, starter)
    yield starter.where, exact
    # A guided starter keeps the control skeleton on purpose: all there is of a short reference.
    if problem.scaffold_level is None or nameless >= LEAK_RUN:
        yield starter.where, nameless


def _runs(sought: Sought, text: PublicText) -> tuple[int, int]:
    return sought.longest(text.prose), sought.longest_nameless(text.code)


def _score(draft: ProblemDraft, texts: Sequence[PublicText]) -> float:
    language, public = draft.problem.language, public_code(draft.problem)
    parts = body(draft.reference.text, language, public)
    own = frozenset().union(*(token_grams(shape(part, language)) for part in parts))
    if language == "sql":
        # Which columns a table has is told to all: a list of names is no solution.
        own = frozenset(gram for gram in own if not _NAMES_ONLY.issuperset(gram.split(" ")))
    if len(own) < FEWEST_GRAMS:
        return 0.0
    readings = (shape(one, language) for text in texts for one in text.prose)
    seen = frozenset().union(*map(token_grams, readings))
    return len(own & seen) / len(own)


def _line_score(draft: ProblemDraft, texts: Sequence[PublicText]) -> float:
    language, public = draft.problem.language, public_code(draft.problem)
    lines = tuple(
        dict.fromkeys(line for code in _codes(draft) for line in own_lines(code, language, public))
    )
    plain = share_in_texts(lines, (one for text in texts for one in text.spelled))
    # Without its names a guided starter is made of lines of the reference on purpose.
    is_guided = draft.problem.scaffold_level is not None
    code = [one for text in texts[: -1 if is_guided else None] for one in text.code]
    return max(plain, share_in_readings(nameless_lines(lines, language, public), code))


def _refused(where: str, **measured: float) -> GateOutcome:
    return GateOutcome(gate="leak", ok=False, evidence={"where": where, **measured})
