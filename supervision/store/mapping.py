"""How facts become rows and rows facts. A fact's fields and its table's columns have the same names.

How results become rows is `result_rows`' question, how a task's course becomes its row `task_rows`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, insert, select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, SQLModel

from supervision.domain.model import (
    Activity,
    Bonus,
    CadreTarget,
    Finding,
    Lookback,
    Measure,
    Move,
    MoveKind,
    Person,
    Rating,
    Severity,
    Source,
    TurnaroundEvent,
    Unit,
    Veto,
)
from supervision.store.tables import facts, township

F = TypeVar("F")
BLOCK = 5000
"""Rows a statement when writing in bulk: more brings nothing, less costs."""

_ENUMS: Mapping[str, Callable[[str], Any]] = {"severity": Severity, "source": Source, "move": MoveKind}


def table_of(row: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a row class."""
    return row.__table__  # type: ignore[attr-defined, no-any-return]


@dataclass(frozen=True, slots=True)
class Kind(Generic[F]):
    """One kind of fact: its name (the bundle's file), its dataclass, its table and the columns that number it."""

    name: str
    fact: Callable[..., F]
    columns: tuple[str, ...]
    table: Table
    key: tuple[str, ...]

    def values(self, rows: Iterable[F], township: str) -> Iterator[dict[str, Any]]:
        """Rows for an insert."""
        pick = attrgetter(*self.columns)
        names = ("township", *self.columns)
        return (dict(zip(names, (township, *pick(row)), strict=True)) for row in rows)

    def read(self, session: Session, township: str, *where: ColumnElement[bool]) -> list[F]:
        """The township's facts of this kind, in no particular order."""
        statement = select(*(self.table.c[name] for name in self.columns)).where(
            self.table.c.township == township, *where
        )
        found = session.execute(statement)
        places = [(place, _ENUMS[name]) for place, name in enumerate(self.columns) if name in _ENUMS]
        make = self.fact
        if not places:
            return [make(*row) for row in found]
        made: list[F] = []
        for row in found:
            cells = list(row)
            for place, enum in places:
                cells[place] = enum(cells[place])
            made.append(make(*cells))
        return made

    def write(self, session: Session, township: str, rows: Iterable[F]) -> int:
        """Insert facts in blocks; how many there were."""
        return write_rows(session, self.table, self.values(rows, township))


def write_rows(session: Session, table: Table, rows: Iterable[dict[str, Any]]) -> int:
    """Insert rows in blocks with the fast path; how many there were."""
    connection = session.connection()
    count = 0
    block: list[dict[str, Any]] = []
    for row in rows:
        block.append(row)
        if len(block) == BLOCK:
            connection.execute(insert(table), block)
            count += len(block)
            block.clear()
    if block:
        connection.execute(insert(table), block)
    return count + len(block)


def _kind(name: str, fact: type[F], row: type[SQLModel], *key: str) -> Kind[F]:
    columns = tuple(each.name for each in fields(fact))  # type: ignore[arg-type]
    return Kind(name, fact, columns, table_of(row), key)


UNITS = _kind("units", Unit, township.UnitRow, "unit", "valid_from")
PEOPLE = _kind("people", Person, township.PersonRow, "person_no")
FINDINGS = _kind("findings", Finding, facts.FindingRow, "finding_no")
MOVES = _kind("moves", Move, facts.MoveRow, "move_no")
ACTIVITIES = _kind("activities", Activity, facts.ActivityRow, "activity_no")
MEASURES = _kind("measures", Measure, facts.MeasureRow, "measure_no")
RATINGS = _kind("ratings", Rating, facts.RatingRow, "rating_no")
BONUSES = _kind("bonuses", Bonus, facts.BonusRow, "bonus_no")
VETOES = _kind("vetoes", Veto, facts.VetoRow, "veto_no")
CADRE_TARGETS = _kind("cadre_targets", CadreTarget, facts.CadreTargetRow, "row_no")
TURNAROUNDS = _kind("turnarounds", TurnaroundEvent, facts.TurnaroundEventRow, "event_no")
LOOKBACKS = _kind("lookbacks", Lookback, facts.LookbackRow, "lookback_no")

KINDS: Mapping[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        UNITS,
        PEOPLE,
        FINDINGS,
        MOVES,
        ACTIVITIES,
        MEASURES,
        RATINGS,
        BONUSES,
        VETOES,
        CADRE_TARGETS,
        TURNAROUNDS,
        LOOKBACKS,
    )
}
"""Every kind of fact but the months, in an order in which each only points at earlier ones."""
