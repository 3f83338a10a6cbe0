"""The kinds of a learner's question."""

from __future__ import annotations

from typing import Literal

QueryType = Literal["concept", "debug", "exercise", "other"]
SubIntent = Literal["review", "progress", "quiz", "stuck", "off_topic", "history", "reveal_request"]
