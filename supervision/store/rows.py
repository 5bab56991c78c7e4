"""Writing a row, changing rows, removing rows, so that the trail tells of it. Many new rows at once: `bulk`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, delete, update
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session

from supervision.store.bulk import insert_tuples
from supervision.store.told import tell_changed

Where = tuple[ColumnElement[bool], ...]


def insert_row(session: Session, table: Table, **values: Any) -> None:
    """Write one new row."""
    insert_tuples(session, table, tuple(values), [tuple(values.values())])


def change_rows(session: Session, table: Table, where: Where, **values: Any) -> int:
    """Set columns of the rows that meet the conditions; how many there were. Their keys stay as they are."""
    with tell_changed(session, table, *where):
        return int(session.execute(update(table).where(*where).values(**values)).rowcount)  # type: ignore[attr-defined]


def remove_rows(session: Session, table: Table, where: Where) -> int:
    """Remove the rows that meet the conditions; how many there were."""
    with tell_changed(session, table, *where):
        return int(session.execute(delete(table).where(*where)).rowcount)  # type: ignore[attr-defined]
