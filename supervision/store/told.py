"""How what a command writes becomes what the trail tells of rows (`domain.told_rows`): noted where rows are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, UniqueConstraint, select, tuple_
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session

from supervision.domain.told_rows import Changes, Key, row_digest

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


def tell_new(
    session: Session, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterable[Sequence[Any]]:
    """The same rows (values in the order of `names`), each noted as new on its way."""
    changes = telling(session, table)
    return rows if changes is None else _noted(changes, table, names, rows)


def _noted(
    changes: Changes, table: Table, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[Sequence[Any]]:
    key = [names.index(name) for name in key_columns(table)]
    for row in rows:
        values = dict(zip(names, row, strict=True))
        changes.touch(table.name, tuple(str(row[place]) for place in key), None, row_digest(table.name, values))
        yield row


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


def _same_rows(session: Session, table: Table, keys: Sequence[RawKey]) -> Iterator[tuple[RawKey, str]]:
    columns = tuple_(*(table.c[name] for name in ("township", *key_columns(table))))
    for start in range(0, len(keys), KEYS_AT_ONCE):
        yield from rows_now(session, table, columns.in_(keys[start : start + KEYS_AT_ONCE]))


def rows_now(session: Session, table: Table, *where: ColumnElement[bool]) -> Iterator[tuple[RawKey, str]]:
    """The rows that a condition meets: key and digest."""
    columns = [column for column in table.c if column.name != surrogate(table)]
    names = [column.name for column in columns]
    key = itemgetter(names.index("township"), *(names.index(name) for name in key_columns(table)))
    one = not key_columns(table)  # of a single column the getter gives the value itself
    found = session.execute(select(*columns).where(*where).execution_options(yield_per=ROWS_AT_ONCE))
    for row in found:
        digest = row_digest(table.name, dict(zip(names, row, strict=True)))
        yield (key(row),) if one else key(row), digest


def told_key(key: RawKey) -> Key:
    """A row's key as the trail tells it: without the township, as text."""
    return tuple(str(value) for value in key[1:])
