"""How what a command writes becomes what the trail tells of rows (`domain.told_rows`): noted where rows are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Table, UniqueConstraint, select, tuple_
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session

from supervision.domain.told_rows import Changes, Key, row_digests

KEYS_AT_ONCE = 200
ROWS_AT_ONCE = 5_000
RawKey = tuple[Any, ...]
"""The township and the values of a row's key."""
_CHANGES = "changes"
_UNTOLD = "trail"
"""The trail does not tell of itself. Nor does it of tables that all townships share (the calendar)."""


def begin_telling(session: Session) -> Changes:
    """From now on what this session writes is noted; where."""
    changes = Changes()
    session.info[_CHANGES] = changes
    return changes


def telling(session: Session, table: Table) -> Changes | None:
    """Where to note what happens to the table; None: nowhere."""
    found: Changes | None = session.info.get(_CHANGES)
    return found if is_told(table) else None


@cache
def is_told(table: Table) -> bool:
    return "township" in table.c and table.name != _UNTOLD


@cache
def key_columns(table: Table) -> tuple[str, ...]:
    """What numbers a row within its township; never a number that the database gives by itself."""
    names = [column.name for column in table.primary_key]
    if surrogate(table) in names:
        unique = next(each for each in table.constraints if isinstance(each, UniqueConstraint))
        names = [column.name for column in unique.columns]
    return tuple(name for name in names if name != "township")


@cache
def surrogate(table: Table) -> str | None:
    """The column that the database numbers by itself."""
    found = [column.name for column in table.primary_key if column.autoincrement is True]
    return found[0] if found else None


def tell_new(session: Session, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Note new rows, whose values are in the order of `names`."""
    changes = telling(session, table)
    if changes is not None and rows:
        key = [names.index(name) for name in key_columns(table)]
        keys = (tuple(str(row[place]) for place in key) for row in rows)
        changes.add_new(table.name, keys, row_digests(names, rows))


@contextmanager
def tell_changed(session: Session, table: Table, *where: ColumnElement[bool]) -> Iterator[None]:
    """Whatever happens within to the rows that meet the conditions before it is noted. Their keys must not change."""
    changes = telling(session, table)
    if changes is None:
        yield
        return
    before = dict(rows_now(session, table, *where))
    yield
    after = dict(_same_rows(session, table, list(before)))
    for key, digest in before.items():
        changes.touch(table.name, told_key(key), digest, after.get(key))


def _same_rows(session: Session, table: Table, keys: Sequence[RawKey]) -> Iterator[tuple[RawKey, bytes]]:
    columns = tuple_(*(table.c[name] for name in ("township", *key_columns(table))))
    for start in range(0, len(keys), KEYS_AT_ONCE):
        yield from rows_now(session, table, columns.in_(keys[start : start + KEYS_AT_ONCE]))


def rows_now(session: Session, table: Table, *where: ColumnElement[bool]) -> Iterator[tuple[RawKey, bytes]]:
    """The rows that a condition meets: key and digest."""
    names = told_columns(table)
    key = [names.index(name) for name in ("township", *key_columns(table))]
    found = session.execute(select(*(table.c[name] for name in names)).where(*where))
    for rows in found.partitions(ROWS_AT_ONCE):
        for row, digest in zip(rows, row_digests(names, rows), strict=True):
            yield tuple(row[place] for place in key), digest


@cache
def told_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.c if column.name != surrogate(table))


def told_key(key: RawKey) -> Key:
    """A row's key as the trail tells it: without the township, as text."""
    return tuple(str(value) for value in key[1:])
