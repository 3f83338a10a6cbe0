"""One order out of several: what is found by words and what is found by meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_DAMPING = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
_DIGITS = 6


def fused(*findings: Mapping[str, float]) -> dict[str, float]:
    """Return the ids of all findings with one score each, by reciprocal rank fusion.

    A finding maps ids to scores of its own kind, higher is better. Equal scores have the same rank,
    so that what is equal in each finding is equal at the end.
    """
    scores: dict[str, float] = {}
    for finding in findings:
        for name, rank in _ranks(finding).items():
            scores[name] = scores.get(name, 0.0) + 1 / (_DAMPING + rank)
    return scores


def _ranks(finding: Mapping[str, float]) -> dict[str, int]:
    rounded = {name: round(score, _DIGITS) for name, score in finding.items()}
    order: Sequence[float] = sorted(set(rounded.values()), reverse=True)
    ranks = {score: rank for rank, score in enumerate(order, start=1)}
    return {name: ranks[score] for name, score in rounded.items()}
