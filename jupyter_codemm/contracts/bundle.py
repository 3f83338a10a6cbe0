"""A challenge as a file that another hub takes in. It is for staff: it holds all tests."""

from __future__ import annotations

import json
from typing import Literal, Self

from pydantic import Field, model_validator

from jupyter_codemm.contracts.activity import Activity, Verification
from jupyter_codemm.contracts.base import Contract, Language, LearningMode
from jupyter_codemm.contracts.classroom import AskedTerms, Name
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.spec import ActivitySpec

MAX_BUNDLE = 8 << 20
"""Bytes of a bundle, going out and coming in."""


class BundledActivity(Contract):
    """The activity of a bundle. Its problems are named by their place: ids belong to a hub."""

    title: str = Field(min_length=1, max_length=160)
    language: Language
    learning_mode: LearningMode = "practice"
    spec: ActivitySpec | None = None
    problems: tuple[Problem, ...] = Field(min_length=1, max_length=50)
    verifications: tuple[Verification, ...] = ()

    @classmethod
    def of(cls, activity: Activity) -> Self:
        """Return an activity without what is its hub's: ids, owner, state, versions, dates."""
        names = {p.id: _name(place) for place, p in enumerate(activity.problems)}
        return cls(
            title=activity.title,
            language=activity.language,
            learning_mode=activity.learning_mode,
            spec=activity.spec,
            problems=tuple(p.updated(id=names[p.id], version=1) for p in activity.problems),
            verifications=tuple(
                one.updated(problem_id=names[one.problem_id])
                for one in activity.verifications
                if one.problem_id in names
            ),
        )

    @model_validator(mode="after")
    def _named_by_place(self) -> Self:
        if [p.id for p in self.problems] != [_name(n) for n in range(len(self.problems))]:
            raise ValueError("problems: are named problem-1, problem-2 and so on, in order")
        return self


class ChallengeBundle(Contract):
    """A challenge with its activity, without anything of a class, a person or a hub."""

    format: Literal["jupyter_codemm.challenge"] = "jupyter_codemm.challenge"
    version: Literal[1] = 1
    title: Name
    terms: AskedTerms
    activity: BundledActivity

    def written(self) -> bytes:
        """Return the file: the same bundle always gives the same bytes."""
        text = json.dumps(self.to_json(), ensure_ascii=False, indent=1, sort_keys=True)
        return f"{text}\n".encode("utf-8", "replace")


def _name(place: int) -> str:
    return f"problem-{place + 1}"
