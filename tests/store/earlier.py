"""Databases of earlier revisions, made of one at the newest."""

from __future__ import annotations

from sqlalchemy import Table as AnyTable
from sqlalchemy import column, create_engine, insert, inspect, select, table

from jupyter_codemm.store.schema import migrate
from jupyter_codemm.store.tables import Table


def as_it_was(engine, revision, newest, *, may_be_empty=None) -> None:
    """Make a database at a revision, with the rows and columns that it could hold by then.

    With `may_be_empty` every other table has to hold something.
    """
    source = create_engine(f"sqlite:///{newest}")
    with source.connect() as old, engine.begin() as new:
        migrate(new, revision)
        there = inspect(new)
        for one in Table.metadata.sorted_tables:
            if there.has_table(one.name):
                known = {each["name"] for each in there.get_columns(one.name)}
                rows = _copied(old, new, one, known)
                filled = rows or may_be_empty is None or one.name in may_be_empty
                assert filled, f"nothing was put into {one.name}"
    source.dispose()
    engine.dispose()


def _copied(old, new, one: AnyTable, names) -> int:
    # Numbers are the database's to give, so that it goes on behind them.
    given = [c for c in one.columns if c.name in names and c is not one.autoincrement_column]
    rows = old.execute(select(*given).order_by(*one.primary_key.columns)).all()
    if rows:
        into = table(one.name, *(column(c.name, c.type) for c in given))
        new.execute(insert(into), [row._asdict() for row in rows])
    return len(rows)
