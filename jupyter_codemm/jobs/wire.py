"""Contracts as JSON text in Redis, and back."""

from __future__ import annotations

import json

from jupyter_codemm.contracts.base import Contract


def encoded(contract: Contract) -> str:
    """Return JSON text. Half a surrogate pair, which is no text in JSON, becomes U+FFFD."""
    text = json.dumps(contract.to_json(), ensure_ascii=False)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def news(what: str, job_id: str) -> str:
    """Return what is said on the channel when a job has begun or is done."""
    return f"{what} {job_id}"
