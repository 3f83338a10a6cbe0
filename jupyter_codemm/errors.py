"""The one error tree of the project.

CodemmError
├── InvalidInputError        the caller's data is wrong: names the field and the value
│   ├── UnsupportedTopicError    nothing can author this topic: names the topics that work
│   └── TooLargeError            a body, file or message is over its limit
├── NotFoundError            unknown, or not yours: the two are never told apart
├── ForbiddenError           the caller may know of it and may not do this with it
├── WrongStateError          the thing exists but does not allow this now
├── MissingToolError         the machine lacks something: names it and how to get it
├── UnavailableError         a part we talk to (model endpoint, daemon) did not do its work
│   ├── UnreachableError         nobody was there: nothing was begun, and later is worth a try
│   ├── UnansweredError          the model took a request and gave no whole reply: it may cost
│   ├── PromptTooLongError       the request does not fit into the model's context
│   └── BudgetSpentError         a budget for the model is used up: nothing was asked
└── StoreError               the database cannot be used: nothing was changed
    ├── OvertakenError           others were faster again and again: trying again helps
    └── UnreadableError          one row is corrupt: trying again does not help

Nothing here knows HTTP or exit codes; the edges translate.
"""

from __future__ import annotations

import traceback


class CodemmError(Exception):
    """Base of every expected failure. `code` is stable and machine-readable."""

    code = "error"

    def __init__(self, message: str, *, where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    @property
    def without_place(self) -> str:
        """The message for who may not know where on this machine something is."""
        return self.message


class InvalidInputError(CodemmError):
    """The data given is wrong; `where` is the path of the field."""

    code = "invalid_input"


class UnsupportedTopicError(InvalidInputError):
    """No author here can write problems on a requested topic."""

    code = "unsupported_topic"


class TooLargeError(InvalidInputError):
    """A body, file or message is over its limit."""

    code = "too_large"


class NotFoundError(CodemmError):
    """The thing does not exist, or is not the caller's."""

    code = "not_found"


class ForbiddenError(CodemmError):
    """The caller has no role, or no credential, that allows this."""

    code = "forbidden"


class WrongStateError(CodemmError):
    """The thing does not allow this in its present state."""

    code = "wrong_state"


class MissingToolError(CodemmError):
    """The machine lacks a tool that this needs; the message says how to get it."""

    code = "missing_tool"


class UnavailableError(CodemmError):
    """A part that should answer did not, after the retries its adapter makes."""

    code = "unavailable"


class UnreachableError(UnavailableError):
    """Nobody is there who could do it, for now: nothing was begun, or what was begun is lost."""

    code = "unreachable"


class UnansweredError(UnavailableError):
    """A model took a request and gave no whole reply: it may have been charged all the same."""


class PromptTooLongError(UnavailableError):
    """A request is longer than the model's context."""


class BudgetSpentError(UnavailableError):
    """The budget of a user or an activity does not allow another call of the model."""

    code = "budget_spent"


class StoreError(CodemmError):
    """The database cannot be opened or written; nothing was changed."""

    code = "store"

    @property
    def without_place(self) -> str:
        """Return one that names neither a file nor a server."""
        return "The database cannot be used just now; try again in a minute."


class OvertakenError(StoreError):
    """A transaction gave way to others; the same one may be tried again."""

    code = "overtaken"


class UnreadableError(StoreError):
    """The content of a row is corrupt; everything else can be used."""

    code = "unreadable"

    @property
    def without_place(self) -> str:
        """Return one that does not advise to try again."""
        return "What is stored here is damaged and cannot be read."


def place_of(error: BaseException) -> str:
    """Return where an exception was raised, for a log.

    Its text is left out there: a validation error, for one, quotes what it was given.
    """
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
