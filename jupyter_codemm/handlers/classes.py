"""Classes: whose they are, who is in them, and who is let in."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from jupyter_codemm.contracts.classroom import (
    ClassChange,
    Classes,
    JoinRequest,
    NewClass,
    RoleRequest,
    Roster,
)
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.services import classes, deleted


class FollowsGroups(CodemmHandler):
    """A handler that tells of classes, into which the Hub's groups may put somebody."""

    async def follow_groups(self) -> None:
        """Enrol the caller where their groups do, and take them out where these no longer do."""
        groups = self.access.groups(self.current_user)
        if groups is not None:
            await classes.follow_groups(self.ctx, self.owner, groups)


class ClassesHandler(FollowsGroups):
    """The caller's classes."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return those in which the caller has a role; groups of the Hub are followed first."""
        await self.follow_groups()
        self.reply(
            Classes(
                classes=await classes.my_classes(self.ctx, self.caller),
                organizations=await classes.my_organizations(self.ctx, self.caller),
            )
        )

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Found one."""
        asked = self.parse(NewClass)
        made = await classes.create_class(self.ctx, self.caller, asked.organization_id, asked.name)
        self.reply(made, HTTPStatus.CREATED)


class JoinHandler(CodemmHandler):
    """The way into a class by its code."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Enrol the caller."""
        self.reply(await classes.join(self.ctx, self.caller, self.parse(JoinRequest).code))


class ClassHandler(CodemmHandler):
    """One class."""

    @web.authenticated
    @authorized
    async def patch(self, class_id: str) -> None:
        """Rename it, open or close it, say which group feeds it and what models are for."""
        change = self.parse(ClassChange)
        self.reply(await classes.change_class(self.ctx, self.caller, class_id, change))

    @web.authenticated
    @authorized
    async def delete(self, class_id: str) -> None:
        """Hide it; what was done in it stays."""
        await classes.delete_class(self.ctx, self.caller, class_id)
        self.set_status(HTTPStatus.NO_CONTENT)


class DeletedClassesHandler(CodemmHandler):
    """Hidden classes."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return those that the caller may bring back."""
        self.reply(await deleted.deleted_classes(self.ctx, self.caller))


class ClassRestoreHandler(CodemmHandler):
    """Bringing a deleted class back."""

    @web.authenticated
    @authorized
    async def post(self, organization_id: str, class_id: str) -> None:
        """Bring it back."""
        self.reply(await classes.restore_class(self.ctx, self.caller, organization_id, class_id))


class RosterHandler(CodemmHandler):
    """Who is in a class."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str) -> None:
        """Return them; with `ended=1` also who was."""
        ended = self.get_query_argument("ended", "0") == "1"
        found = await classes.roster(self.ctx, self.caller, class_id, ended=ended)
        self.reply(Roster(memberships=found))

    @web.authenticated
    @authorized
    async def post(self, class_id: str) -> None:
        """Say what would become of the CSV that is the body; with `apply=1` do it."""
        if not self.request.body:
            raise InvalidInputError("roster: is empty", where="roster")
        self.reply(
            await classes.import_roster(
                self.ctx,
                self.caller,
                class_id,
                self.request.body,
                apply=self.get_query_argument("apply", "0") == "1",
            )
        )


class MembersHandler(CodemmHandler):
    """The role of one person in a class."""

    @web.authenticated
    @authorized
    async def put(self, class_id: str) -> None:
        """Give a role in place of the one before, and return the roster."""
        asked = self.parse(RoleRequest)
        found = await classes.grant(self.ctx, self.caller, class_id, asked.user, asked.role)
        self.reply(Roster(memberships=found))

    @web.authenticated
    @authorized
    async def delete(self, class_id: str) -> None:
        """Take the person that `user` names out of it."""
        await classes.unenrol(self.ctx, self.caller, class_id, self.get_query_argument("user", ""))
        self.set_status(HTTPStatus.NO_CONTENT)
