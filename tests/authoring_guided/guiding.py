"""What the tests of guided starters share: drafts of every kind, and measures of what is shown."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from jupyter_codemm.authoring.llm import ModelAuthor
from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.base import Language, ProblemStyle, ScaffoldLevel
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.gates.leak import check_leak
from jupyter_codemm.ports import DraftRequest
from jupyter_codemm.syntax.shared_runs import body
from jupyter_codemm.syntax.tokens import nameless, text_tokens
from tests.fakes.model_replies import drafting_model

LEVELS: tuple[ScaffoldLevel, ...] = (80, 60, 30, 10)
Case = tuple[Language, ProblemStyle, str]
CASES: list[Case] = [
    ("python", "return", "loops"),
    ("python", "mixed", "loops"),
    ("python", "stdout", "loops"),
    ("python", "return", "classes"),
    ("java", "return", "loops"),
    ("java", "stdout", "loops"),
    ("java", "return", "classes"),
    ("cpp", "return", "loops"),
    ("cpp", "stdout", "loops"),
    ("cpp", "return", "classes"),
    ("sql", "stdout", "filtering"),
]
SHINGLE = 6
_SHOWN = re.compile(r"\s*(?:#|//|--)(?: (.*))?$")
_GOAL = re.compile(r"\s*TODO \d+\. |First step: ")
# All that the skeleton may consist of: nothing of it depends on the reference but its order.
_STRUCTURE = re.compile(
    r"""\s*(?:BEGIN:\ your\ part|END:\ your\ part|Do\ what\ each\ TODO\ says.*
    |\.\.\.|\(and\ so\ on\)|A\ function\ of\ your\ own,.*|Something\ more\ of\ your\ own,.*
    |for\ \.\.\.\ in\ \.\.\.:|(?:while|if|elif|match|case|except)\ \.\.\.:|else:|try:|finally:
    |(?:return|raise)\ \.\.\.;?|return;?|throw\ \.\.\.;|break;?|continue;?|\}
    |(?:\}\ )?(?:for\ \((?:\.\.\.;\ \.\.\.;\ \.\.\.|\.\.\.\ :\ \.\.\.)\)
        |(?:else\ if|if|while|switch|catch)\ \(\.\.\.\)|do|else|try|finally)\ \{
    |\}\ while\ \(\.\.\.\);
    |The\ query\ has\ this\ shape:|(?:WITH\ )?\.\.\.\ AS\ \(|\.\.\.\ OVER\ \(\.\.\.\)|\),?
    |(?:SELECT|FROM|WHERE|GROUP\ BY|HAVING|ORDER\ BY|LIMIT|VALUES|UNION|EXCEPT|INTERSECT
        |INSERT|UPDATE|DELETE|(?:(?:LEFT|RIGHT|FULL)\ )?JOIN)\ \.\.\.(?:\ ON\ \.\.\.)?(?:\ \()?
    |)(?:\s+<-\ TODO\ [\d,\ ]+)?""",
    re.VERBOSE,
)


def draft_of(case: Case, **changes: Any) -> ProblemDraft:
    """Return a draft as a model writes it, with some of its fields changed."""
    language, style, topic = case
    slot = Slot(index=0, language=language, difficulty="easy", topics=(topic,), style=style)
    request = DraftRequest(slot=slot, problem_id="p1", seed=1)
    made = asyncio.run(ModelAuthor(drafting_model()).draft(request))
    return made.model_copy(update=changes)


def starter(made: ProblemDraft, level: ScaffoldLevel) -> str:
    return scaffolded(made, level).problem.starter


def plain(problem: Problem) -> str:
    return FACTS[problem.language].starter(problem.signature)


def shown(code: str) -> list[str]:
    """Return what the comments of a starter say, line by line."""
    found = (_SHOWN.match(line) for line in code.splitlines())
    return [match.group(1) or "" for match in found if match]


def code_lines(code: str) -> list[str]:
    return [line for line in code.splitlines() if not _SHOWN.match(line)]


def structure(code: str) -> list[str]:
    """Return the lines of comment that are neither a goal nor the rest of one."""
    lines: list[str] = []
    inside = False
    for line in shown(code):
        if _GOAL.match(line):
            inside = True
        elif not (inside and re.match(r"\s{8,}\S", line) and not _STRUCTURE.fullmatch(line)):
            inside = False
            lines.append(line)
    return lines


def strange(code: str, problem: Problem) -> list[str]:
    """Return the lines of structure that hold anything but structure."""
    own = shown(plain(problem))
    return [x for x in structure(code) if x not in own and not _STRUCTURE.fullmatch(x)]


def containment(reference: str, code: str, problem: Problem) -> float:
    """Return the share of the reference's shingles, names made equal, that the comments hold."""
    language = problem.language
    own = {
        s for part in body(reference, language, plain(problem)) for s in _shingles(part, language)
    }
    said = _shingles(text_tokens("\n".join(shown(code)), language, strings=False), language)
    return len(own & said) / max(len(own), 1)


def _shingles(tokens: tuple[str, ...], language: Language) -> set[tuple[str, ...]]:
    bare = nameless(tokens, language)
    return {bare[i : i + SHINGLE] for i in range(len(bare) - SHINGLE + 1)}


def faults(made: ProblemDraft, level: ScaffoldLevel) -> list[str]:
    """Return everything that is wrong with the guided starter of a level."""
    return faults_of(made, scaffolded(made, level))


def faults_of(made: ProblemDraft, guided: ProblemDraft) -> list[str]:
    """Return everything that is wrong with the starter of a guided draft."""
    code, problem, reference = guided.problem.starter, guided.problem, made.reference.text
    leak = check_leak(guided)
    found = [f"leak gate: {leak.evidence}"] if leak.evidence.get("where") == "starter" else []
    if code.strip() == reference.strip():
        found.append("is the reference")
    if code_lines(code) != code_lines(plain(problem)):
        found.append("its code is not the plain starter")
    found += [f"more than structure: {line!r}" for line in strange(code, problem)]
    share = containment(reference, code, problem)
    return found + ([f"shares {share:.2f}"] if share >= 0.2 else [])
