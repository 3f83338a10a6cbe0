"""The learner state while records are applied to it: open to change, and closed again after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.learner import (
    FORMULA_VERSION,
    Fired,
    LearnerState,
    MasteryStep,
    ModuleCount,
    Quarter,
    SkillCount,
    TopicState,
    WorkState,
)
from jupyter_codemm.contracts.struggle import HandledAlert, StruggleAlert, StruggleRules


def topic_key(language: Language, topic: str) -> str:
    """Return the key of a topic of a language."""
    return f"{language}:{topic}"


@dataclass(slots=True)
class Ledger:
    """A state taken apart. Its parts stay frozen: a change puts a new one in an old one's place.

    `raised`, `settled` and `made` collect what the records led to.
    """

    rules: StruggleRules
    last_id: int
    clock: datetime | None
    recording: bool
    topics: dict[str, TopicState]
    skills: dict[str, SkillCount]
    modules: dict[str, ModuleCount]
    work: dict[str, WorkState]
    quarters: dict[int, Quarter]
    steps: list[MasteryStep]
    alerts: dict[str, StruggleAlert]
    handled: dict[str, HandledAlert]
    fired: dict[str, Fired]
    offered_at: datetime | None
    low_scores: tuple[int, ...]
    last_problem_id: str | None
    last_family: str | None
    last_topic: str | None
    raised: list[StruggleAlert] = field(default_factory=list)
    settled: list[StruggleAlert] = field(default_factory=list)
    made: list[MasteryStep] = field(default_factory=list)

    @classmethod
    def of(cls, state: LearnerState, rules: StruggleRules) -> Self:
        """Take a state apart; it stays as it is."""
        return cls(
            rules=rules,
            last_id=state.last_id,
            clock=state.clock,
            recording=state.recording,
            topics=dict(state.topics),
            skills=dict(state.skills),
            modules=dict(state.modules),
            work=dict(state.work),
            quarters=dict(state.quarters),
            steps=list(state.steps),
            alerts=dict(state.alerts),
            handled=dict(state.handled),
            fired=dict(state.fired),
            offered_at=state.offered_at,
            low_scores=state.low_scores,
            last_problem_id=state.last_problem_id,
            last_family=state.last_family,
            last_topic=state.last_topic,
        )

    def state(self) -> LearnerState:
        """Put the state together again, its keys in order, so that equal states are equal bytes.

        The parts were valid when they came in and are made here: they are not validated again.
        """
        return LearnerState.model_construct(
            formula_version=FORMULA_VERSION,
            last_id=self.last_id,
            clock=self.clock,
            recording=self.recording,
            topics=dict(sorted(self.topics.items())),
            skills=dict(sorted(self.skills.items())),
            modules=dict(sorted(self.modules.items())),
            work=dict(sorted(self.work.items())),
            quarters=dict(sorted(self.quarters.items())),
            steps=tuple(self.steps),
            alerts=dict(sorted(self.alerts.items())),
            handled=dict(sorted(self.handled.items())),
            fired=dict(sorted(self.fired.items())),
            offered_at=self.offered_at,
            low_scores=self.low_scores,
            last_problem_id=self.last_problem_id,
            last_family=self.last_family,
            last_topic=self.last_topic,
        )

    def topic(self, language: Language, topic: str) -> TopicState:
        """Return what is known of a topic so far."""
        known = self.topics.get(topic_key(language, topic))
        return known or TopicState(language=language, topic=topic)

    def module(self, language: Language, topic: str) -> ModuleCount:
        """Return the counts of a module so far."""
        known = self.modules.get(topic_key(language, topic))
        return known or ModuleCount(language=language, topic=topic)

    def put_topic(self, topic: TopicState) -> None:
        """Keep a topic's new state."""
        self.topics[topic_key(topic.language, topic.topic)] = topic

    def put_module(self, module: ModuleCount) -> None:
        """Keep a module's new counts."""
        self.modules[topic_key(module.language, module.topic)] = module

    def count_skills(
        self, tags: Iterable[str], *, attempts: int = 0, solved: int = 0, hints_used: int = 0
    ) -> None:
        """Add to the counts of tags."""
        for tag in tags:
            known = self.skills.get(tag) or SkillCount()
            self.skills[tag] = SkillCount(
                attempts=known.attempts + attempts,
                solved=known.solved + solved,
                hints_used=known.hints_used + hints_used,
            )
