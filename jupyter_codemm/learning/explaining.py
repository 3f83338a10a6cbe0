"""Why a topic stands where it stands."""

from __future__ import annotations

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.learner import LearnerState, MasteryStep
from jupyter_codemm.contracts.learner_views import Explanation
from jupyter_codemm.learning.formulas import mastery
from jupyter_codemm.learning.ledger import topic_key
from jupyter_codemm.learning.sentences import AFTER_FAILS, ENDS, WITH_HINTS


def explain(state: LearnerState, language: Language, topic: str) -> Explanation:
    """Return every change of a topic with all that it was computed from, and in words.

    A topic that was never practised has none.
    """
    known = state.topics.get(topic_key(language, topic))
    steps = tuple(s for s in state.steps if s.language == language and s.topic == topic)
    return Explanation(
        language=language,
        topic=topic,
        theta=known.theta if known is not None else 0.0,
        steps=steps,
        sentences=tuple(_sentence(state, step) for step in steps),
    )


def _sentence(state: LearnerState, step: MasteryStep) -> str:
    versions = "version" if step.fails == 1 else "versions"
    fails = AFTER_FAILS.format(count=step.fails, versions=versions) if step.fails else ""
    hints = WITH_HINTS.format(level=step.hint_level) if step.hint_level else ""
    return ENDS[step.end].format(
        problem=state.work[step.problem_id].facts.title,
        difficulty=step.difficulty,
        fails=fails,
        hints=hints,
        before=f"{mastery(step.before):.0%}",
        after=f"{mastery(step.after):.0%}",
    )
