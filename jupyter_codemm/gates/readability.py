"""The gate on how a statement reads: it warns, and refuses only what nobody would read."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.prose import grade, is_english, prose, words

FEWEST_WORDS, MANY_WORDS, MOST_WORDS = 40, 300, 450
HARD_GRADE = 9.0
_RESULT = re.compile(
    r"\b(?:returns?|returned|prints?|printed|outputs?|answers?|results?|gives?|yields?|shows?"
    r"|writes?|written|displays?|lists?|changes?|columns?|rows?|computes?|finds?|produces?)\b",
    re.IGNORECASE,
)


def check_readability(draft: ProblemDraft) -> GateOutcome:
    """Refuse a statement over MOST_WORDS or without a sample; warn of what is hard to read."""
    problem = draft.problem
    text = prose(problem.statement)
    count, is_measured = len(words(text)), is_english(text)
    level = round(grade(text), 1) if is_measured else 0.0
    evidence: dict[str, str | int | float | bool] = {"words": count}
    if is_measured:
        evidence["grade"] = level
    if count > MOST_WORDS or not problem.samples:
        evidence["where"] = "samples" if not problem.samples else "words"
        return GateOutcome(gate="readability", ok=False, evidence=evidence)
    doubts = {
        "few words": count < FEWEST_WORDS,
        "many words": count > MANY_WORDS,
        "long sentences or words": level > HARD_GRADE,
        "no word on the result": is_measured and not _RESULT.search(text),
    }
    warning = ", ".join(doubt for doubt, holds in doubts.items() if holds)
    if not warning:
        return GateOutcome(gate="readability", ok=True, evidence=evidence)
    evidence["warning"] = warning
    return GateOutcome(gate="readability", ok=True, action="warned", evidence=evidence)
