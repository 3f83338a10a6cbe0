"""Artefacts of problems in a table of their own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.store.documents import read, write
from jupyter_codemm.store.tables import ArtefactsRow
from jupyter_codemm.store.upserts import insert_into


@dataclass(frozen=True, slots=True)
class SqlArtefacts:
    """The port `Artefacts` on a connection."""

    connection: Connection

    def keep(self, artefacts: ProblemArtefacts) -> None:
        """Store the artefacts of a version of a problem, replacing earlier ones of that version."""
        document = write(artefacts)
        self.connection.execute(
            insert_into(self.connection, ArtefactsRow)
            .values(
                problem_id=artefacts.problem_id,
                version=artefacts.problem_version,
                document=document,
            )
            .on_conflict_do_update(
                index_elements=["problem_id", "version"], set_={"document": document}
            )
        )

    def get(self, problem_id: str, version: int) -> ProblemArtefacts | None:
        """Return the artefacts of a version, or else of the newest before it, if there are any."""
        query = (
            select(ArtefactsRow.document)
            .where(ArtefactsRow.problem_id == problem_id, ArtefactsRow.version <= version)
            .order_by(ArtefactsRow.version.desc())
            .limit(1)
        )
        text = self.connection.execute(query).scalar_one_or_none()
        return None if text is None else _read(problem_id, text)

    def rename(self, problem_id: str, new_id: str) -> None:
        """Give the artefacts of all versions of a problem to its new id."""
        query = select(ArtefactsRow.document).where(ArtefactsRow.problem_id == problem_id)
        for text in self.connection.execute(query).scalars().all():
            self.keep(_read(problem_id, text).updated(problem_id=new_id))
        self.forget([problem_id])

    def forget(self, problem_ids: Collection[str]) -> None:
        """Erase the artefacts of problems that were replaced, of all their versions."""
        self.connection.execute(
            delete(ArtefactsRow).where(ArtefactsRow.problem_id.in_(problem_ids))
        )


def _read(problem_id: str, text: str) -> ProblemArtefacts:
    return read(ProblemArtefacts, text, ArtefactsRow.__tablename__, problem_id)
