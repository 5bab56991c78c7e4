"""A township's records as the bundle they could be imported from (formats.md), whole or made anonymous for showing.

Anonymous: people and units have numbers for names, and what people wrote is gone; figures, dates and codes stay, so the
months come to the same points. Reading a bundle is `store.bundle`'s question.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import partial

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.checks.column_kinds import Column
from supervision.domain.checks.column_kinds import Kind as ColumnKind
from supervision.domain.checks.columns import FORMATS
from supervision.domain.model import MoveKind
from supervision.domain.visibility import Subject
from supervision.queries.months import months
from supervision.store.calendar import special_days
from supervision.store.mapping import KINDS, table_of
from supervision.store.tables.township import RubricRow

_RUBRICS = table_of(RubricRow)
CODES = frozenset({("measures", "metric")})
"""Columns of text that hold a code."""
GONE, NAMED = "（略）", "名"


def bundle_files(reading: Reading, *, anonymous: bool = False) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of the bundle; rows by their numbers: the same records give the same bytes."""
    reading.check_readable(Subject.DOCUMENTS)
    units = {row.unit for row in KINDS["units"].read(reading.session, reading.township)}
    hide = _Hiding(units) if anonymous else None
    for file, text in _rubrics(reading):
        yield file, text.encode()
    yield "calendar.csv", _csv(("date", "kind"), _calendar(reading))
    yield "months.csv", _csv(("period", "opened_at", "sealed_at", "rubric_version"), _months(reading))
    taken_back = _taken_back(reading)
    for name, kind in KINDS.items():
        columns = FORMATS[name].columns
        found = (fact for fact in kind.read(reading.session, reading.township) if _task_of(fact) not in taken_back)
        facts = sorted(found, key=partial(_key, kind.key))
        cells = [[getattr(fact, column.name) for column in columns] for fact in facts]
        if hide is not None:
            cells = [[hide(name, column, cell) for column, cell in zip(columns, row, strict=True)] for row in cells]
        if cells or FORMATS[name].needed:
            yield f"{name}.csv", _csv(tuple(column.name for column in columns), cells)


def _task_of(fact: object) -> str | None:
    return getattr(fact, "task_no", None)


def _taken_back(reading: Reading) -> set[str | None]:
    """Tasks of findings that whoever recorded them took back at once: a bundle has no move for that, and they count
    for nothing."""
    found_by = {fact.task_no: fact.found_by for fact in KINDS["findings"].read(reading.session, reading.township)}
    moves = KINDS["moves"].read(reading.session, reading.township)
    withdrawn = (move for move in moves if move.move is MoveKind.WITHDRAW and move.seq == 1)
    return {move.task_no for move in withdrawn if move.by == found_by.get(move.task_no)}


def _calendar(reading: Reading) -> Iterator[tuple[date, str]]:
    for day, works in sorted(special_days(reading.session).items()):
        yield day, "work" if works else "off"


def _months(reading: Reading) -> Iterator[tuple[object, ...]]:
    for line in months(reading):
        yield line.period, line.opened_at, line.sealed_at or line.planned_seal_at, line.rubric_version


def _key(columns: tuple[str, ...], fact: object) -> tuple[str, ...]:
    return tuple(str(getattr(fact, column)) for column in columns)


def _rubrics(reading: Reading) -> Iterator[tuple[str, str]]:
    where = _RUBRICS.c.township == reading.township
    for row in reading.session.execute(select(_RUBRICS.c.version, _RUBRICS.c.text).where(where).order_by("version")):
        if row.version > 1:
            yield f"rubric-{row.version}.yaml", row.text


def _csv(columns: tuple[str, ...], rows: Iterable[Sequence[object]]) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_told(cell) for cell in row] for row in rows)
    return made.getvalue().encode()


def _told(cell: object) -> str:
    match cell:
        case None:
            return ""
        case Enum():
            return str(cell.value)
        case datetime() | date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:f}"
        case bool():
            return str(cell).lower()
        case _:
            return str(cell)


class _Hiding:
    """Labels and names become numbers, the same one each time; longer texts are gone, codes of units stay."""

    def __init__(self, units: Collection[str]) -> None:
        self.units = units
        self.names: dict[str, str] = {}

    def __call__(self, kind: str, column: Column, cell: object) -> object:
        if cell is None or (kind, column.name) in CODES or cell in self.units or str(cell).isdecimal():
            return cell
        if column.kind is ColumnKind.LINES:
            return GONE
        return self._number(str(cell)) if column.kind is ColumnKind.TEXT else cell

    def _number(self, name: str) -> str:
        return self.names.setdefault(name, f"{NAMED}{len(self.names) + 1:03d}")
