"""The models of classes. Keys are sealed before they come here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from jupyter_codemm.contracts.class_models import ModelTerms
from jupyter_codemm.store.classroom_tables import ClassModelsRow
from jupyter_codemm.store.documents import read, write
from jupyter_codemm.store.upserts import insert_into

NOTHING = "{}"


@dataclass(frozen=True, slots=True)
class SqlClassModels:
    """The port `ClassModels` on a connection."""

    connection: Connection

    def terms(self, class_id: str) -> ModelTerms:
        """Return what was decided of a class; the defaults when nothing was."""
        query = select(ClassModelsRow.document).where(ClassModelsRow.class_id == class_id)
        document = self.connection.execute(query).scalar_one_or_none()
        return read(ModelTerms, document or NOTHING, ClassModelsRow.__tablename__, class_id)

    def sealed_key(self, class_id: str) -> str | None:
        """Return the key of a class as it was sealed, None when it has none."""
        query = select(ClassModelsRow.sealed_key).where(ClassModelsRow.class_id == class_id)
        return self.connection.execute(query).scalar_one_or_none()

    def save(self, class_id: str, terms: ModelTerms, sealed_key: str | None) -> None:
        """Keep what was decided of a class in place of what was before."""
        values = {"document": write(terms), "sealed_key": sealed_key}
        self.connection.execute(
            insert_into(self.connection, ClassModelsRow)
            .values(class_id=class_id, **values)
            .on_conflict_do_update(index_elements=["class_id"], set_=values)
        )
