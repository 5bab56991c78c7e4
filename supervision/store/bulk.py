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

from sqlalchemy import Date, DateTime, Dialect, Table, tuple_
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from supervision.store.told import KEYS_AT_ONCE, tell_changed, tell_new

BLOCK = 5000
"""Rows a statement: more brings nothing, less costs."""

Form = Callable[[Any], Any]


def insert_tuples(session: Session, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows whose values are in the order of `names`; how many there were."""
    dialect = session.connection().dialect
    columns, mark = _written(table, names, dialect)
    statement = f"INSERT INTO {_name(table, dialect)} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(names))})"
    forms, rows, count = _forms(table, tuple(names), dialect), iter(rows), 0
    while block := list(islice(rows, BLOCK)):
        tell_new(session, table, names, block)
        count += _send(session, statement, forms, block)
    return count


def update_tuples(
    session: Session, table: Table, names: Sequence[str], key: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Set the columns `names` of the rows with these keys and count their `version` up; values, then the key's."""
    dialect = session.connection().dialect
    columns, mark = _written(table, (*names, *key), dialect)
    values, keys = columns[: len(names)], columns[len(names) :]
    changes = ", ".join(f"{column} = {mark}" for column in values)
    where = " AND ".join(f"{column} = {mark}" for column in keys)
    statement = f"UPDATE {_name(table, dialect)} SET {changes}, version = version + 1 WHERE {where}"
    forms, numbered = _forms(table, (*names, *key), dialect), tuple_(*(table.c[name] for name in key))
    rows, count = iter(rows), 0
    while block := list(islice(rows, KEYS_AT_ONCE)):
        with tell_changed(session, table, numbered.in_([row[len(names) :] for row in block])):
            count += _send(session, statement, forms, block)
    return count


def _send(session: Session, statement: str, forms: Sequence[Form | None], block: Sequence[Sequence[Any]]) -> int:
    columns = zip(*block, strict=True)
    formed = (values if form is None else _all(form, values) for form, values in zip(forms, columns, strict=True))
    session.connection().exec_driver_sql(statement, list(zip(*formed, strict=True)))
    return len(block)


def _all(form: Form, values: Iterable[Any]) -> list[Any]:
    return [None if value is None else form(value) for value in values]


def _name(table: Table, dialect: Dialect) -> str:
    return dialect.identifier_preparer.format_table(table)


def _written(table: Table, names: Iterable[str], dialect: Dialect) -> tuple[list[str], str]:
    """The columns as the statement names them, and the mark that stands for a value."""
    quote = dialect.identifier_preparer.format_column
    return [quote(table.c[name]) for name in names], "?" if dialect.paramstyle == "qmark" else "%s"


@lru_cache(maxsize=128)
def _forms(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[Form | None, ...]:
    return tuple(_form(table.c[name].type, dialect) for name in names)


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
