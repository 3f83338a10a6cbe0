"""Quoting documents under an answer: only what fits the question, and nothing that must not leak.

A document is data. Nothing in it is followed, and what speaks to a model is not shown either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jupyter_codemm.contracts.knowledge import Passage
from jupyter_codemm.contracts.tutoring import MAX_SAID, Answer, RouteDecision
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.knowledge import fit
from jupyter_codemm.tutoring.guarding.code import without_code
from jupyter_codemm.tutoring.guarding.context import GuardContext
from jupyter_codemm.tutoring.guarding.guard import safe
from jupyter_codemm.tutoring.guarding.unwrapping import plain as without_marks
from jupyter_codemm.tutoring.guarding.unwrapping import unwrapped
from jupyter_codemm.tutoring.triage.words import plain, table

LEAST_FIT = 0.6
"""The share of a question's words that a passage must have to be quoted."""
MOST_QUOTED = 400
QUOTED = "\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"
SAYS = "Your material {title}{place} says: {quotation}"
_MORE = " \N{HORIZONTAL ELLIPSIS}"
_SENTENCE = re.compile(r"\S[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*")
_HEADING = re.compile(r"#{1,6}[ \t]|(?:=+|-+)\s*\Z")
_TO_A_MODEL = re.compile(
    r"<\|[^|\n]{1,40}\|>|\[/?inst\]|<</?sys>>|(?:^|[.!?]\s)[^\S\n]*+#*+[^\S\n]*+"
    r"(?:system|assistant)\s*:"
    r"|\b(?:language models?|chat ?bots?|ai (?:assistants?|models?|tutors?|systems?)|llms?|gpt)\b"
    r"|\b(?:do not|don't|never) (?:tell|mention|reveal|warn)\b"
    r"|\b(?:print|reveal|output|show|tell|give|leak|write)\b[^.!?\n]{0,40}"
    r"\b(?:(?:full|complete|reference|whole|entire|model) (?:solution|answer|code|program)"
    r"|hidden (?:tests?|cases?|values?)|the solution|answer key)\b",
    re.IGNORECASE | re.MULTILINE,
)


def is_quotable(decision: RouteDecision) -> bool:
    """Return whether materials may answer such a question: not one about one's own program."""
    if decision.refuses:
        return False
    return decision.type == "concept" or (
        decision.type == "other" and decision.sub_intent in (None, "off_topic")
    )


def quotable(
    question: str, passages: Iterable[Passage], context: GuardContext, *, has_problem: bool
) -> tuple[Passage, ...]:
    """Return the passages that fit a question and may be shown under its answer, best first.

    `context` is that of the problem, if there is one. Without artefacts nobody can tell code from
    the solution of a problem: then passages with code are left out.
    """
    return tuple(
        passage
        for passage in passages
        if fit(question, passage.text) >= LEAST_FIT
        and not speaks_to_a_model(passage.text)
        and _may_be_shown(passage.text, context, has_problem=has_problem)
    )


def speaks_to_a_model(text: str) -> bool:
    """Return whether a text tells a model, or somebody like it, what to do."""
    read = unwrapped(text)
    if _TO_A_MODEL.search(read):
        return True
    words = plain(read)
    return any(pattern.search(words) for pattern in table().injection)


def with_quotation(
    answer: Answer, decision: RouteDecision, question: str, passage: Passage
) -> Answer:
    """Return an answer that ends in a quotation from a document, marked as one.

    It takes the place of an answer that would only say that the question is about something else.
    """
    said = SAYS.format(
        title=QUOTED.format(text=passage.title),
        place=f" ({passage.place})" if passage.place else "",
        quotation=QUOTED.format(text=quotation(question, passage.text)),
    )
    text = said if decision.type == "other" else f"{answer.text}\n\n{said}"
    return answer.model_copy(update={"text": text}) if len(text) <= MAX_SAID else answer


def quotation(question: str, text: str) -> str:
    """Return the sentences of a text, in one row and word for word, that fit a question best.

    Headings of Markdown are left out, as long as there is anything else: they tell the place.
    """
    pieces = [found[0] for found in _SENTENCE.finditer(text)]
    pieces = [piece for piece in pieces if not _HEADING.match(piece)] or pieces
    best, best_fit = "", -1.0
    for start in range(len(pieces)):
        row = pieces[start][:MOST_QUOTED]
        if len(pieces[start]) > MOST_QUOTED:
            row += _MORE
        for following in pieces[start + 1 :]:
            if len(row) + 1 + len(following) > MOST_QUOTED:
                break
            row = f"{row} {following}"
        fits = fit(question, row)
        if fits > best_fit:
            best, best_fit = row, fits
    return best


def _may_be_shown(text: str, context: GuardContext, *, has_problem: bool) -> bool:
    read = without_marks(unwrapped(text))
    sketch = None if context.artefacts is None else context.artefacts.leak_sketch
    blind = has_problem and (sketch is None or sketch.forbids_code)
    if blind and without_code(read, context.language, context.public)[1]:
        return False
    try:
        return safe(read, context) is None
    except UnavailableError:
        return False  # artefacts of another installation: nobody can tell
