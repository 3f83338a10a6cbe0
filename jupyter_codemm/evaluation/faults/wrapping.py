"""What happens to a reply on its way: text around it, an end too early, an endpoint in trouble."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

_REFUSALS = (
    "I'm sorry, but I can't help with that request.",
    "As an AI model I am unable to write exercises with tests.",
    "",
)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What the endpoint sends: an HTTP status with a reply, or nothing at all when it `stalls`."""

    text: str = ""
    status: int = 200
    stalls: bool = False
    truncated: bool = False
    headers: dict[str, str] = field(default_factory=dict)


Wrap = Callable[[dict[str, Any], Random], Wrapped]


def plain(reply: dict[str, Any], _rng: Random) -> Wrapped:
    """Send a reply as it is."""
    return Wrapped(json.dumps(reply, ensure_ascii=False))


def malformed(reply: dict[str, Any], rng: Random) -> Wrapped:
    """Send it in fences, with a word before, with trailing commas, or with broken quotes."""
    text = json.dumps(reply, ensure_ascii=False, indent=1)
    return Wrapped(
        rng.choice(
            (
                f"```json\n{text}\n```",
                f"Here is the exercise:\n\n```\n{text}\n```\nHave fun!",
                text.replace("\n}", ",\n}"),
                text.replace('": "', '": \u201c', 1),
                text.replace('"', "'"),
                text[1:],
            )
        )
    )


def cut_short(reply: dict[str, Any], rng: Random) -> Wrapped:
    """Stop at the token limit."""
    text = json.dumps(reply, ensure_ascii=False)
    return Wrapped(text[: int(len(text) * rng.uniform(0.1, 0.95))], truncated=True)


def off_schema(reply: dict[str, Any], rng: Random) -> Wrapped:
    """Leave a key out, misname it, or give it a value of another type."""
    key = rng.choice(sorted(reply))
    rest = {name: value for name, value in reply.items() if name != key}
    changed = rng.choice((rest, rest | {f"{key}_": reply[key]}, rest | {key: {"value": 1}}))
    return plain(rng.choice((changed, {"exercise": changed})), rng)


def refused(_reply: dict[str, Any], rng: Random) -> Wrapped:
    """Say no in words, or say nothing."""
    return Wrapped(rng.choice(_REFUSALS))


def unavailable(_reply: dict[str, Any], rng: Random) -> Wrapped:
    """Answer with 429 or 500, or never."""
    error = json.dumps({"error": {"message": "try later", "type": "server_error"}})
    return rng.choice(
        (
            Wrapped(error, status=429, headers={"Retry-After": "0"}),
            Wrapped(error, status=500),
            Wrapped(error, status=503, headers={"Retry-After": "0"}),
            Wrapped(stalls=True),
        )
    )
