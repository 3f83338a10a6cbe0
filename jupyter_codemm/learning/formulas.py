"""The formulas of the learner model, each a function of numbers.

Elo as in education (Pelánek 2016), the moving mean of verdicts and its decay as in the planner of
the source designs, forgetting as a half-life (Settles & Meeder 2016). Version: FORMULA_VERSION.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.learner_views import MasteryLabel, ModuleLevel

THETA_LIMIT = 4.0
SECURE = 0.85
EVEN = 0.5
ENOUGH_EPISODES = 3
UNAIDED_SOLVES = 3
UNAIDED_DAYS = 2

_DEMAND: dict[Difficulty, float] = {"easy": -1.0, "medium": 0.0, "hard": 1.0}
_HELP = {2: 0.05, 3: 0.20, 4: 0.40, 5: 0.90}
"""What a hint takes off the score, by its level; a reveal leaves the lowest score of a solve."""
_WORST_FAILS = 4
_LOWEST_SOLVE = 0.10
_HALF_LIFE_DAYS = 30.0
_EMA_DAYS = 60.0
_WEIGHTS = (0.4, 0.3, 0.2, 0.1)


def score_of_solve(fails: int, hint_level: int) -> float:
    """Return the score of a solved episode, 0.1 to 1; an unsolved one scores 0.

    `fails` counts distinct failing code states, `hint_level` is the highest level shown.
    """
    help_taken = _HELP.get(hint_level, 0.0)
    return _clamped(1.0 - 0.15 * min(fails, _WORST_FAILS) - help_taken, _LOWEST_SOLVE, 1.0)


def demand(difficulty: Difficulty, scaffold: float) -> float:
    """Return a problem's place on the scale of theta; `scaffold` is the share given, 0 to 1."""
    return _DEMAND[difficulty] - 0.8 * scaffold


def expected_score(theta: float, demanded: float) -> float:
    """Return how well a learner is expected to do, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-(theta - demanded)))


def weight(episodes: int) -> float:
    """Return how much the next episode counts after so many."""
    return 1.0 / (1.0 + 0.05 * episodes)


def moved(theta: float, change: float) -> float:
    """Return theta after a change, within its limits of -4 and 4."""
    return _clamped(theta + change, -THETA_LIMIT, THETA_LIMIT)


def mastery(theta: float) -> float:
    """Return the mastery that a theta stands for, .018 to .982."""
    return 1.0 / (1.0 + math.exp(-theta))


def theta_of(mastered: float) -> float:
    """Return the theta that a mastery stands for, the inverse of `mastery`."""
    return math.log(mastered / (1.0 - mastered))


def faded(mastered: float, days: float, successful_days: int) -> float:
    """Return mastery after `days` without practice: it falls back to .5 by half in a half-life.

    The half-life grows from 30 to 90 days with the days on which something was solved.
    """
    half_life = _HALF_LIFE_DAYS * min(3.0, 1.0 + 0.5 * successful_days)
    return EVEN + (mastered - EVEN) * math.exp2(-max(0.0, days) / half_life)


def label_of(shown: float, episodes: int, unaided_solves: int, unaided_days: int) -> MasteryLabel:
    """Return the word for a mastery.

    "secure" asks for three solves of medium problems or harder without a hint of level 3, on two
    days; a mastery as high without them is not enough data to say so.
    """
    proven = unaided_solves >= UNAIDED_SOLVES and unaided_days >= UNAIDED_DAYS
    if shown >= SECURE and proven:
        return "secure"
    if EVEN <= shown < SECURE and episodes:
        return "developing"
    if shown < EVEN and episodes >= ENOUGH_EPISODES:
        return "needs_practice"
    return "not_enough_data"


def next_ema(ema: float, *, passed: bool) -> float:
    """Return the moving mean of verdicts after one more."""
    return 0.9 * ema + 0.1 * (1.0 if passed else 0.0)


def faded_ema(ema: float, days: float) -> float:
    """Return the moving mean after `days` without a verdict, on its way back to .5."""
    return EVEN + (ema - EVEN) * math.exp(-max(0.0, days) / _EMA_DAYS)


def module_percent(
    exercises: float | None,
    quizzes: float | None,
    quality: float | None,
    consistency: float | None,
) -> float | None:
    """Return the percentage of a module to two decimals, from percentages.

    Weights are 40, 30, 20 and 10; what is missing gives its weight to the rest. None without any.
    """
    parts = (exercises, quizzes, quality, consistency)
    known = [(w, p) for w, p in zip(_WEIGHTS, parts, strict=True) if p is not None]
    if not known:
        return None
    return round(sum(w * p for w, p in known) / sum(w for w, _ in known), 2)


def module_level(percent: float | None) -> ModuleLevel:
    """Return the word for a module's percentage; a limit belongs to the lower word."""
    if percent is None:
        return "no_data"
    limits: Sequence[tuple[float, ModuleLevel]] = (
        (40.0, "beginner"),
        (70.0, "learning"),
        (90.0, "proficient"),
    )
    return next((word for limit, word in limits if percent <= limit), "mastered")


def consistency(streak_days: int) -> float:
    """Return the percentage for a streak: a week of it is all."""
    return min(streak_days, 7) / 7 * 100


def _clamped(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
