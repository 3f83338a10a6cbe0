"""A notebook on disk, and two answers to type into it: a wrong one and the right one.

The reference comes from a draft that is made anew in the test's own process; it is no part of what
the product stores or writes.
"""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.literals import literal
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.generation.seeds import slot_seed
from jupyter_codemm.generation.slots import MAX_ATTEMPTS, MAX_REPEATS
from jupyter_codemm.planning import plan
from jupyter_codemm.ports import DraftRequest, Feedback
from tests.ui.lab import Lab

SEED = 4
WRONG = {"int": -98765, "long": -98765, "float": -98765.5, "str": "?", "bool": False}
ASKED = {
    "python": ("one easy python problem on lists", "return"),
    "java": ("one easy java problem on lists", "return"),
    "cpp": ("one easy C++ problem on lists", "return"),
    "sql": ("one easy SQL problem on filtering",),
}


@dataclass(frozen=True)
class Task:
    """A notebook on disk, its problem, and two answers to type."""

    path: str
    problem: Problem
    wrong: str
    right: str


def make_task(lab: Lab, language: str) -> Task:
    """Generate a problem of a language and write its notebook; skips where that does not work."""
    session, activity = generated(lab, language)
    right = drafted_again(session, activity.problems[0], SEED).reference.text
    return written(lab, activity, right)


def make_patient_task(lab: Lab, language: str) -> Task:
    """As `make_task`, with so much time that a busy machine decides no verdict."""
    session, activity = generated(lab, language)
    problem = activity.problems[0]
    right = drafted_again(session, problem, SEED).reference.text
    changes = {"limits": problem.limits.updated(time_ms=30_000).to_json()}
    path = f"activities/{activity.id}"
    edit = lab.api(
        "POST",
        f"{path}/problems/{problem.id}/edit?wait=60",
        {"changes": changes, "reference": {"code": right}},
    )
    lab.api("POST", f"{path}/edits/{edit['id']}/accept", {})
    return written(lab, Activity.parse(lab.api("GET", path)), right)


def generated(lab: Lab, language: str) -> tuple[dict, Activity]:
    """Generate an activity of one problem; return its session too."""
    if reason := missing(lab, language):
        pytest.skip(reason)
    session_id = lab.start_generation(*ASKED[language], seed=SEED)
    lab.api("GET", f"sessions/{session_id}/generate/stream")  # ends when generation does
    session = lab.api("GET", f"sessions/{session_id}")
    return session, Activity.parse(lab.api("GET", f"activities/{session['activity_id']}"))


def written(lab: Lab, activity: Activity, right: str) -> Task:
    """Write the notebook of an activity of one problem."""
    path = lab.api("POST", f"activities/{activity.id}/notebook", {"directory": ""})["path"]
    problem = activity.problems[0]
    return Task(path, problem, wrong_answer(problem, right), right)


def missing(lab, language: str) -> str:
    """Return why a language does not work here, or nothing."""
    health = lab.api("GET", "health")
    found = next(entry for entry in health["languages"] if entry["language"] == language)
    return "" if found["ok"] else found["reason"]


def task_of(lab: Lab, said: str) -> Task:
    """Return the task of an activity of one problem that somebody asked for in the page."""
    listed = lab.api("GET", "sessions")["sessions"]
    ours = [one for one in listed if one["preview"] == said]
    session_id = max(ours, key=lambda one: one["created_at"])["id"]
    lab.api("GET", f"sessions/{session_id}/generate/stream")  # ends when generation does
    session = lab.api("GET", f"sessions/{session_id}")
    activity = Activity.parse(lab.api("GET", f"activities/{session['activity_id']}"))
    (problem,) = activity.problems
    (database,) = lab.home.rglob("codemm.sqlite")
    right = drafted_again(session, problem, seed_of(database, session_id)).reference.text
    return Task("", problem, wrong_answer(problem, right), right)


def seed_of(database: Path, session_id: str) -> int:
    """Return the seed that was drawn for a session: it is told to nobody, and read from disk."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        asked = "SELECT document FROM authoring_sessions WHERE id = ?"
        ((document,),) = connection.execute(asked, (session_id,)).fetchall()
    return json.loads(document)["seed"]


def drafted_again(session: dict, problem: Problem, seed: int) -> ProblemDraft:
    """Make the draft of a one-problem activity once more, as its generation made it.

    Earlier drafts were refused, as learners who had the like of them before get others; those of a
    model come before the first one of the author that stands in for it.
    """
    slot = plan(ActivitySpec.parse(session["spec"]), "practice", {}).slots[0]
    with ThreadPoolExecutor(1) as aside:  # Playwright keeps an event loop running in this thread
        for before in range(MAX_ATTEMPTS + 1):
            draft = aside.submit(asyncio.run, _drafted(slot, problem, seed, before)).result()
            if draft is not None:
                return draft
    raise AssertionError(f"no attempt gives {problem.title}")


async def _drafted(slot: Slot, problem: Problem, seed: int, before: int) -> ProblemDraft | None:
    """Return the author's draft of a problem after so many of a model, if it is made there."""
    avoid: list[str] = []
    refused: list[Feedback] = []
    for attempt in range(before + 1, before + 1 + MAX_ATTEMPTS + MAX_REPEATS):
        asked = DraftRequest(
            slot=slot,
            problem_id=problem.id,
            seed=slot_seed(seed, 0, attempt),
            avoid=tuple(avoid),
            feedback=tuple(refused),
        )
        draft = await BuiltinAuthor().draft(asked)
        if draft.problem.statement == problem.statement:  # a title may be given twice
            return draft
        avoid += [name for name in (draft.family, draft.problem.title) if name]
        refused.append(Feedback(attempt=attempt, gate="duplicate", evidence={}))
    return None


def wrong_answer(problem: Problem, reference: str) -> str:
    """Return an answer that compiles and is right for the first example at most.

    In SQL it gives no rows, since one row is all that some databases have. The methods of a class
    always give the same.
    """
    if problem.language == "sql":
        query = reference.strip().rstrip(";")
        return f"SELECT * FROM ({query}\n) LIMIT 0"
    lines = problem.starter.splitlines()
    raised = [n for n, line in enumerate(lines) if line.lstrip().startswith(("raise", "throw"))]
    for place in raised:
        indent = lines[place][: -len(lines[place].lstrip())]
        lines[place] = f"{indent}{_given(problem, lines[:place])}"
    return "\n".join(lines)


def _given(problem: Problem, before: list[str]) -> str:
    """Return the statement that ends a function, of which the head is the last one before it."""
    end = "" if problem.language == "python" else ";"
    node, value = problem.signature.observed, problem.samples[0].expected.value
    if problem.signature.kind == "class":
        head = next(line for line in reversed(before) if "(" in line).partition("(")[0]
        name = re.split(r"\W+", head.strip())[-1]
        method = next((one for one in problem.signature.methods if one.name == name), None)
        if method is None or method.returns == "void":
            return "pass" if problem.language == "python" else ""
        node = method.returns_node
        value = WRONG.get(node.name, [])
    return f"return {literal(problem.language, node, value)}{end}"
