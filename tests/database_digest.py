"""One number for everything a database holds: equal content, equal digest."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from supervision.store.database import Database
from supervision.store.every_table import METADATA


def content(database: Database) -> dict[str, list[str]]:
    """Every row of every table as text, in one order; a surrogate key is no content."""
    with database.reading() as session:
        return {
            table.name: sorted(
                repr([value for name, value in row._mapping.items() if (table.name, name) != ("task", "id")])
                for row in session.execute(select(table))
            )
            for table in METADATA.sorted_tables
        }


def digest(database: Database) -> str:
    """sha256 of the content."""
    return hashlib.sha256(repr(content(database)).encode()).hexdigest()
