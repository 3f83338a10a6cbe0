"""Organisations, classes and who belongs to them. Columns are for looking up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    false,
    insert,
    or_,
    select,
    update,
)

from jupyter_codemm.contracts.classroom import Membership, Organization, SchoolClass
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Held
from jupyter_codemm.store.classroom_tables import NOWHERE, ClassRow, MembershipRow, OrganizationRow
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.many import rows_of


@dataclass(frozen=True, slots=True)
class SqlOrganizations:
    """The port `Organizations` on a connection."""

    connection: Connection

    def add(self, organization: Organization) -> None:
        """Store a new one; raises WrongStateError when its id or, of those alive, its name is."""
        taken = select(OrganizationRow.id).where(OrganizationRow.id == organization.id)
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The organisation {organization.id} is stored already.")
        self._check_name(organization)
        self.connection.execute(
            insert(OrganizationRow).values(id=organization.id, **_of_organization(organization))
        )

    def get(self, organization_id: str) -> Organization:
        """Return one that is not deleted; raises NotFoundError."""
        query = select(OrganizationRow.id, OrganizationRow.document).where(
            OrganizationRow.id == organization_id, OrganizationRow.deleted_at.is_(None)
        )
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise _no_organization(organization_id)
        return _organization(row)

    def save(self, organization: Organization) -> None:
        """Replace a stored one, deleted or not; raises NotFoundError, and as `add` does."""
        known = select(OrganizationRow.id).where(OrganizationRow.id == organization.id)
        if self.connection.execute(known).first() is None:
            raise _no_organization(organization.id)
        self._check_name(organization)
        self.connection.execute(
            update(OrganizationRow)
            .where(OrganizationRow.id == organization.id)
            .values(**_of_organization(organization))
        )

    def list(
        self, organization_ids: Collection[str], *, deleted: bool = False
    ) -> tuple[Organization, ...]:
        """Return those of the given ids, by name; with `deleted` those that are."""
        at = OrganizationRow.deleted_at
        query = (
            select(OrganizationRow.id, OrganizationRow.document)
            .where(
                OrganizationRow.id.in_(organization_ids),
                at.is_not(None) if deleted else at.is_(None),
            )
            .order_by(OrganizationRow.name, OrganizationRow.number)
        )
        return tuple(readable(self.connection.execute(query).all(), _organization))

    def _check_name(self, organization: Organization) -> None:
        if organization.deleted_at is not None:
            return
        same = select(OrganizationRow.id).where(
            OrganizationRow.name == organization.name,
            OrganizationRow.deleted_at.is_(None),
            OrganizationRow.id != organization.id,
        )
        if self.connection.execute(same).first() is not None:
            raise WrongStateError(
                f"There is an organisation with the name {organization.name} already.", where="name"
            )


@dataclass(frozen=True, slots=True)
class SqlClasses:
    """The port `Classes` on a connection."""

    connection: Connection

    def add(self, school_class: SchoolClass) -> None:
        """Store a new one of a stored organisation.

        Raises WrongStateError when its id, its join code or, in the organisation and of those
        alive, its name is taken.
        """
        taken = select(ClassRow.id).where(ClassRow.id == school_class.id)
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The class {school_class.id} is stored already.")
        SqlOrganizations(self.connection).get(school_class.organization_id)
        self._check(school_class)
        self.connection.execute(
            insert(ClassRow).values(
                id=school_class.id,
                organization_id=school_class.organization_id,
                **_of_class(school_class),
            )
        )

    def get(self, class_id: str) -> SchoolClass:
        """Return one that is not deleted, of an organisation that is not; raises NotFoundError."""
        row = self.connection.execute(_alive().where(ClassRow.id == class_id)).one_or_none()
        if row is None:
            raise _no_class(class_id)
        return _class(row)

    def save(self, school_class: SchoolClass) -> None:
        """Replace a stored one, deleted or not; raises NotFoundError, and as `add` does."""
        here = and_(
            ClassRow.id == school_class.id,
            ClassRow.organization_id == school_class.organization_id,
        )
        if self.connection.execute(select(ClassRow.id).where(here)).first() is None:
            raise _no_class(school_class.id)
        self._check(school_class)
        self.connection.execute(update(ClassRow).where(here).values(**_of_class(school_class)))

    def of_organization(
        self, organization_id: str, *, deleted: bool = False
    ) -> tuple[SchoolClass, ...]:
        """Return the classes of an organisation, by name; with `deleted` those that are."""
        at = ClassRow.deleted_at
        query = (
            select(ClassRow.id, ClassRow.document)
            .where(
                ClassRow.organization_id == organization_id,
                at.is_not(None) if deleted else at.is_(None),
            )
            .order_by(ClassRow.name, ClassRow.number)
        )
        return tuple(readable(self.connection.execute(query).all(), _class))

    def every(self) -> tuple[SchoolClass, ...]:
        """Return all classes of all organisations, deleted ones too, oldest first."""
        query = select(ClassRow.id, ClassRow.document).order_by(ClassRow.number)
        return tuple(readable(self.connection.execute(query).all(), _class))

    def by_join_code(self, code: str) -> SchoolClass | None:
        """Return the class that a code lets in, if any."""
        row = self.connection.execute(_alive().where(ClassRow.join_code == code)).one_or_none()
        return None if row is None else _class(row)

    def by_hub_groups(self, groups: Collection[str]) -> tuple[SchoolClass, ...]:
        """Return the classes that are fed by some groups of the hub."""
        query = _alive().where(ClassRow.hub_group.in_(groups)).order_by(ClassRow.number)
        return tuple(readable(self.connection.execute(query).all(), _class))

    def _check(self, school_class: SchoolClass) -> None:
        same_name = and_(
            ClassRow.organization_id == school_class.organization_id,
            ClassRow.name == school_class.name,
            ClassRow.deleted_at.is_(None),
        )
        code = school_class.join_code
        same_code = false() if code is None else ClassRow.join_code == code
        wanted = same_code if school_class.deleted_at is not None else or_(same_name, same_code)
        query = select(ClassRow.name).where(wanted, ClassRow.id != school_class.id)
        found = self.connection.execute(query).scalars().first()
        if found is None:
            return
        if found == school_class.name:
            raise WrongStateError(f"There is a class with the name {found} already.", where="name")
        raise WrongStateError("This join code is taken; make another one.", where="join_code")


@dataclass(frozen=True, slots=True)
class SqlMemberships:
    """The port `Memberships` on a connection."""

    connection: Connection

    def begin(self, membership: Membership) -> None:
        """Store a membership; one that is under way there ends at that moment.

        One with the same role that is under way stays as it is.
        """
        user, organization, school_class = (
            membership.user,
            membership.organization_id,
            membership.class_id,
        )
        role = select(MembershipRow.role).where(*_there(user, organization, school_class))
        if self.connection.execute(role).scalar_one_or_none() == membership.role:
            return
        self.end(user, organization, school_class, membership.since)
        self.connection.execute(
            insert(MembershipRow).values(
                user_name=user,
                organization_id=organization,
                class_id=school_class or NOWHERE,
                role=membership.role,
                source=membership.source,
                since=membership.since,
                until=membership.until,
            )
        )

    def end(self, user: str, organization_id: str, class_id: str | None, at: datetime) -> bool:
        """End a membership; returns whether there was one under way."""
        statement = (
            update(MembershipRow).where(*_there(user, organization_id, class_id)).values(until=at)
        )
        return self.connection.execute(statement).rowcount > 0

    def of_user(self, user: str, *, ended: bool = False) -> tuple[Membership, ...]:
        """Return what a user has, oldest first; with `ended` also what they had."""
        query = select(*_COLUMNS).where(MembershipRow.user_name == user)
        return self._found(query.order_by(MembershipRow.number), ended=ended)

    def in_class(self, class_id: str, *, ended: bool = False) -> tuple[Membership, ...]:
        """Return who is in a class, by name; with `ended` also who was."""
        query = select(*_COLUMNS).where(MembershipRow.class_id == class_id)
        by_name = query.order_by(MembershipRow.user_name, MembershipRow.number)
        return self._found(by_name, ended=ended)

    def roles(self, class_id: str, *, ended: bool = False) -> tuple[Held, ...]:
        """Return as `in_class` only who has which role, and quickly, in any order."""
        query = select(
            MembershipRow.user_name, MembershipRow.role, MembershipRow.until.is_(None)
        ).where(MembershipRow.class_id == class_id)
        wanted = query if ended else query.where(MembershipRow.until.is_(None))
        rows = rows_of(self.connection, wanted.order_by(MembershipRow.user_name))
        return tuple(Held(user, role, bool(active)) for user, role, active in rows)

    def in_organization(self, organization_id: str) -> tuple[Membership, ...]:
        """Return who has a role in an organisation itself, by name."""
        query = select(*_COLUMNS).where(
            MembershipRow.organization_id == organization_id, MembershipRow.class_id == NOWHERE
        )
        return self._found(query.order_by(MembershipRow.user_name), ended=False)

    def _found(self, query: Select[*tuple[object, ...]], *, ended: bool) -> tuple[Membership, ...]:
        wanted = query if ended else query.where(MembershipRow.until.is_(None))
        return tuple(_membership(row) for row in self.connection.execute(wanted).all())


_COLUMNS = (
    MembershipRow.user_name,
    MembershipRow.organization_id,
    MembershipRow.class_id,
    MembershipRow.role,
    MembershipRow.source,
    MembershipRow.since,
    MembershipRow.until,
)


def _there(
    user: str, organization_id: str, class_id: str | None
) -> tuple[ColumnElement[bool], ...]:
    return (
        MembershipRow.user_name == user,
        MembershipRow.organization_id == organization_id,
        MembershipRow.class_id == (class_id or NOWHERE),
        MembershipRow.until.is_(None),
    )


def _alive() -> Select[str, str]:
    return (
        select(ClassRow.id, ClassRow.document)
        .join(OrganizationRow, OrganizationRow.id == ClassRow.organization_id)
        .where(ClassRow.deleted_at.is_(None), OrganizationRow.deleted_at.is_(None))
    )


def _of_organization(organization: Organization) -> dict[str, object]:
    return {
        "name": organization.name,
        "deleted_at": organization.deleted_at,
        "document": write(organization),
    }


def _of_class(school_class: SchoolClass) -> dict[str, object]:
    return {
        "name": school_class.name,
        "join_code": school_class.join_code,
        "hub_group": school_class.hub_group,
        "deleted_at": school_class.deleted_at,
        "document": write(school_class),
    }


def _organization(row: Row[str, str]) -> Organization:
    return read(Organization, row.document, OrganizationRow.__tablename__, row.id)


def _class(row: Row[str, str]) -> SchoolClass:
    return read(SchoolClass, row.document, ClassRow.__tablename__, row.id)


def _membership(row: Row[*tuple[object, ...]]) -> Membership:
    # What one machine began another one may end, whose clock is behind.
    until = None if row.until is None else max(row.since, row.until)
    return Membership(
        user=row.user_name,
        organization_id=row.organization_id,
        class_id=row.class_id or None,
        role=row.role,
        source=row.source,
        since=row.since,
        until=until,
    )


def _no_organization(organization_id: str) -> NotFoundError:
    return NotFoundError(f"There is no organisation {organization_id}.")


def _no_class(class_id: str) -> NotFoundError:
    return NotFoundError(f"There is no class {class_id}.")
