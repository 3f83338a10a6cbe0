"""What models took for a learner's hints and answers."""

from __future__ import annotations

from collections.abc import Iterable

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import HintShown, QueryAnswered
from jupyter_codemm.contracts.journey_views import ModelSpending
from jupyter_codemm.contracts.model_call import ModelCall, ModelUse


def model_spending(records: Iterable[JourneyRecord]) -> tuple[ModelSpending, ...]:
    """Return one row by provider, model and purpose, in the order of these names.

    Each call is counted under the model that it went to, whatever is configured now.
    """
    calls: dict[tuple[str, str, str], list[ModelCall]] = {}
    for record in records:
        event = record.event
        if isinstance(event, QueryAnswered | HintShown) and event.call is not None:
            provider = (event.provider or "") if isinstance(event, QueryAnswered) else ""
            key = (provider, event.call.model, event.call.purpose)
            calls.setdefault(key, []).append(event.call)
    return tuple(_row(*key, made) for key, made in sorted(calls.items()))


def _row(provider: str, model: str, purpose: str, calls: list[ModelCall]) -> ModelSpending:
    use = ModelUse.of(calls)
    return ModelSpending(
        provider=provider,
        model=model,
        purpose=purpose,
        calls=len(calls),
        tokens_in=sum(call.tokens_in for call in calls),
        tokens_out=sum(call.tokens_out for call in calls),
        cost_micros=use.cost_micros if use is not None else None,
        latency_ms=sum(call.latency_ms for call in calls),
    )
