"""Edits of activities. What one proposes stands in a column of its own, as long as it is open."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from jupyter_codemm.contracts.activity import Verification
from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.editing import ProblemEdit
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import InvalidInputError, NotFoundError, WrongStateError
from jupyter_codemm.ports import Proposal
from jupyter_codemm.store.documents import encode, read, readable, unreadable, write
from jupyter_codemm.store.tables import EditRow

TABLE = EditRow.__tablename__


@dataclass(frozen=True, slots=True)
class SqlEdits:
    """The port `Edits` on a connection."""

    connection: Connection

    def add(self, edit: ProblemEdit) -> None:
        """Store a new edit of a stored activity; raises WrongStateError when its id is taken."""
        taken = select(EditRow.number).where(EditRow.id == edit.id)
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The edit {edit.id} is stored already.")
        self.connection.execute(
            insert(EditRow).values(
                id=edit.id,
                owner=edit.owner,
                activity_id=edit.activity_id,
                created_at=edit.created_at,
                **_values(edit),
            )
        )

    def get(self, edit_id: str, owner: str) -> ProblemEdit:
        """Return an edit without its problem; raises NotFoundError when it is not the owner's."""
        query = select(EditRow.document).where(EditRow.id == edit_id, EditRow.owner == owner)
        text = self.connection.execute(query).scalar_one_or_none()
        if text is None:
            raise _unknown(edit_id)
        return read(ProblemEdit, text, TABLE, edit_id)

    def save(self, edit: ProblemEdit, proposal: Proposal | None = None) -> None:
        """Replace an edit and what it proposes; raises as `get` does."""
        statement = (
            update(EditRow)
            .where(EditRow.id == edit.id, EditRow.owner == edit.owner)
            .values(proposal=proposal and _proposal_text(proposal), **_values(edit))
        )
        if self.connection.execute(statement).rowcount == 0:
            raise _unknown(edit.id)

    def proposal(self, edit_id: str, owner: str) -> Proposal | None:
        """Return what an edit proposes, if anything; raises as `get` does."""
        query = select(EditRow.proposal).where(EditRow.id == edit_id, EditRow.owner == owner)
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise _unknown(edit_id)
        return None if row.proposal is None else _proposal(row.proposal, edit_id)

    def list(self, activity_id: str, owner: str, limit: int = 50) -> tuple[ProblemEdit, ...]:
        """Return the edits of an activity without their problems, newest first."""
        query = (
            select(EditRow.id, EditRow.document)
            .where(EditRow.activity_id == activity_id, EditRow.owner == owner)
            .order_by(EditRow.number.desc())
            .limit(limit)
        )
        rows = self.connection.execute(query).all()
        return tuple(readable(rows, lambda row: read(ProblemEdit, row.document, TABLE, row.id)))

    def working(self) -> tuple[ProblemEdit, ...]:
        """Return every edit that is being worked on, whoever owns it, oldest first."""
        query = select(EditRow.id, EditRow.document).where(EditRow.status == "working")
        rows = self.connection.execute(query.order_by(EditRow.number)).all()
        return tuple(readable(rows, lambda row: read(ProblemEdit, row.document, TABLE, row.id)))


def _values(edit: ProblemEdit) -> dict[str, str]:
    stored = edit.model_copy(update={"problem": None})
    return {"status": edit.status, "document": write(stored)}


def _proposal_text(proposal: Proposal) -> str:
    kept = proposal.artefacts
    return encode(
        {
            "problem": proposal.problem.to_json(),
            "verification": proposal.verification.to_json(),
            "artefacts": None if kept is None else kept.to_json(),
        }
    )


def _proposal(text: str, edit_id: str) -> Proposal:
    try:
        data = json.loads(text)
        kept = data["artefacts"]
        return Proposal(
            problem=Problem.parse(data["problem"]),
            verification=Verification.parse(data["verification"]),
            artefacts=None if kept is None else ProblemArtefacts.parse(kept),
        )
    except (ValueError, TypeError, KeyError, InvalidInputError):
        raise unreadable(TABLE, edit_id) from None


def _unknown(edit_id: str) -> NotFoundError:
    return NotFoundError(f"There is no edit {edit_id}.")
