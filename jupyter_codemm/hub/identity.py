"""Whose request it is, by what the Hub says of its token."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from jupyter_server.auth.identity import User
from tornado import web

STAFF_SCOPE = "custom:codemm:instruct"
"""The scope of a credential that acts as staff; a class decides by its memberships what staff may.

It is never given to the token of a server, which any code in that server can read.
"""


def hub_account(user: User) -> str:
    """Return the name of a person's account.

    Refuses another service of the Hub: its name may be that of a person.
    """
    if is_service(user):
        raise web.HTTPError(HTTPStatus.FORBIDDEN, reason="Only people have an account here")
    return str(_model(user)["name"])


def is_service(user: User) -> bool:
    """Return whether a service of the Hub asks, and not a person."""
    return _model(user).get("kind") != "user"


def acts_as_staff(user: User) -> bool:
    """Return whether the credential carries the scope for what staff does."""
    return STAFF_SCOPE in _model(user).get("scopes", ())


def hub_groups(user: User) -> frozenset[str] | None:
    """Return the groups of a person, None when their credential does not tell."""
    groups = _model(user).get("groups")
    return None if groups is None else frozenset(map(str, groups))


def _model(user: User) -> Mapping[str, Any]:
    """Return what the Hub told of a token's owner."""
    model: Mapping[str, Any] = getattr(user, "hub_user", {})
    return model
