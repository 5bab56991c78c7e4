"""How many rows at once reach the database: by the driver's own executemany, each column formed in one go.

SQLAlchemy's insert does the same value by value, which takes longer than the database itself. Which rows those are is
the question of `mapping`, `task_rows` and `result_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Date, DateTime, Dialect, Table
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

BLOCK = 5000
"""Rows a statement: more brings nothing, less costs."""

Form = Callable[[Any], Any]


def insert_tuples(session: Session, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows whose values are in the order of `names`; how many there were."""
    connection = session.connection()
    statement, forms = _prepared(table, tuple(names), connection.dialect)
    rows, count = iter(rows), 0
    while block := list(islice(rows, BLOCK)):
        columns = list(zip(*block, strict=True))
        formed = (values if form is None else _all(form, values) for form, values in zip(forms, columns, strict=True))
        connection.exec_driver_sql(statement, list(zip(*formed, strict=True)))
        count += len(block)
    return count


def _all(form: Form, values: Iterable[Any]) -> list[Any]:
    return [None if value is None else form(value) for value in values]


@lru_cache(maxsize=128)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[Form | None, ...]]:
    quote = dialect.identifier_preparer
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    columns = ", ".join(quote.quote(name) for name in names)
    marks = ", ".join([mark] * len(names))
    forms = tuple(_form(table.c[name].type, dialect) for name in names)
    return f"INSERT INTO {quote.format_table(table)} ({columns}) VALUES ({marks})", forms


def _form(kind: TypeEngine[Any], dialect: Dialect) -> Form | None:
    """What a value of this type must become; None where the driver takes it as it is."""
    if dialect.name == "sqlite" and isinstance(kind, Date):
        return date.isoformat
    if dialect.name == "sqlite" and isinstance(kind, DateTime):
        return _moment
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _moment(value: Any) -> str:
    """As SQLAlchemy keeps a moment in SQLite: always with microseconds."""
    return str(value.isoformat(" ", "microseconds"))
