"""How a sealed month lies in the database: figures, items and lines in rows of their own, the rest beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session

from supervision.domain.result import CadreResult, Consequence, ItemResult, Line, MonthResult, UnitResult
from supervision.store.mapping import table_of, write_rows
from supervision.store.packing import pack, unpack
from supervision.store.tables.months import (
    CadreScoreRow,
    ConsequenceRow,
    ItemScoreRow,
    MonthRow,
    ScorecardRow,
    ScoreLineRow,
)

SCORECARDS = table_of(ScorecardRow)
ITEMS = table_of(ItemScoreRow)
LINES = table_of(ScoreLineRow)
CONSEQUENCES = table_of(ConsequenceRow)
CADRES = table_of(CadreScoreRow)
MONTHS = table_of(MonthRow)
BONUS, ADJUSTMENT, CAP = "bonus", "adjustment", "cap"


def write_result(session: Session, township: str, result: MonthResult) -> None:
    """Write a month's result as rows that nobody changes any more."""
    for table, rows in _rows(township, result):
        write_rows(session, table, rows)


def is_as_written(session: Session, township: str, result: MonthResult) -> bool:
    """Do all columns still say what the result says? Lists read some of them without putting the result together."""
    for table, rows in _rows(township, result):
        wanted = list(rows)
        where = (table.c.township == township, table.c.period == result.period)
        columns = [table.c[name] for name in wanted[0]] if wanted else [table.c.township]
        found = (row._mapping for row in session.execute(select(*columns).where(*where)))
        if sorted(map(_told, found)) != sorted(map(_told, wanted)):
            return False
    return True


def _told(row: Mapping[Any, Any]) -> str:
    """A row as text; a decimal without the places it is kept with."""
    return repr([value.normalize() if isinstance(value, Decimal) else value for value in row.values()])


def _rows(township: str, result: MonthResult) -> Iterator[tuple[Table, Iterator[dict[str, Any]]]]:
    where = {"township": township, "period": result.period}
    yield SCORECARDS, (where | _card(unit) for unit in result.units)
    yield ITEMS, (where | row for unit in result.units for row in _items(unit))
    yield LINES, (where | row for unit in result.units for row in _lines(unit))
    yield CONSEQUENCES, (where | row for unit in result.units for row in _consequences(unit))
    yield CADRES, (where | _cadre(cadre) for cadre in result.cadres)


def head_of(result: MonthResult) -> str:
    """What a month has beside its units and cadres, for the column `head` of its row."""
    return pack(replace(result, units=(), cadres=()))


def _card(unit: UnitResult) -> dict[str, Any]:
    rest = replace(unit, items=(), bonus_lines=(), adjustment_lines=(), cap_lines=(), consequences=())
    return {
        "unit": unit.unit,
        "name": unit.name,
        "raw": unit.raw,
        "raw_max": unit.raw_max,
        "base": unit.base,
        "bonus": unit.bonus,
        "adjustments": unit.adjustments,
        "final": unit.final,
        "rank": unit.rank,
        "rest": pack(rest),
    }


def _items(unit: UnitResult) -> Iterator[dict[str, Any]]:
    for place, item in enumerate(unit.items):
        yield {
            "unit": unit.unit,
            "item": item.code,
            "place": place,
            "max": item.max,
            "earned": item.earned,
            "due": item.due,
            "applicable": item.applicable,
            "why": item.why,
        }


def _lines(unit: UnitResult) -> Iterator[dict[str, Any]]:
    sections = [(item.code, item.lines) for item in unit.items]
    sections += [(BONUS, unit.bonus_lines), (ADJUSTMENT, unit.adjustment_lines), (CAP, unit.cap_lines)]
    for section, lines in sections:
        for place, line in enumerate(lines):
            yield {
                "unit": unit.unit,
                "section": section,
                "place": place,
                "points": line.points,
                "reason": line.reason,
                "source": line.source,
            }


def _consequences(unit: UnitResult) -> Iterator[dict[str, Any]]:
    for place, each in enumerate(unit.consequences):
        yield {
            "unit": unit.unit,
            "code": each.code,
            "place": place,
            "kind": each.kind,
            "amount": each.amount,
            "because": pack(each),
        }


def _cadre(cadre: CadreResult) -> dict[str, Any]:
    return {
        "person_no": cadre.person_no,
        "unit": cadre.unit,
        "score": cadre.score,
        "grade": cadre.grade,
        "proposals": pack(cadre),
    }


def read_results(session: Session, township: str, *periods: str) -> list[MonthResult]:
    """The sealed results of these months (of every month when none is named), oldest first."""
    chosen = (MONTHS.c.period.in_(periods),) if periods else ()
    return [_Reader(session, township, period).month(head) for period, head in _sealed(session, township, *chosen)]


def read_figures(session: Session, township: str, before: str) -> list[MonthResult]:
    """The sealed results of every month before that one, oldest first, without items, lines and consequences."""
    months = _sealed(session, township, MONTHS.c.period < before)
    return [_Reader(session, township, period).figures(head) for period, head in months]


def _sealed(session: Session, township: str, *chosen: ColumnElement[bool]) -> list[tuple[str, str]]:
    statement = (
        select(MONTHS.c.period, MONTHS.c.head)
        .where(MONTHS.c.township == township, MONTHS.c.sealed_at.is_not(None), *chosen)
        .order_by(MONTHS.c.period)
    )
    return list(session.execute(statement).tuples())


class _Reader:
    """The rows of one month, put together again."""

    def __init__(self, session: Session, township: str, period: str) -> None:
        self.session = session
        self.township = township
        self.period = period

    def rows(self, table: Table, *order: Any) -> Iterator[Any]:
        chosen = (table.c.township == self.township, table.c.period == self.period)
        return iter(self.session.execute(select(table).where(*chosen).order_by(*order)).all())

    def figures(self, head: str) -> MonthResult:
        """What the units' cards and the cadres say, without what lies in other tables."""
        units = tuple(unpack(UnitResult, row.rest) for row in self.rows(SCORECARDS, SCORECARDS.c.unit))
        cadres = tuple(unpack(CadreResult, row.proposals) for row in self.rows(CADRES, CADRES.c.person_no))
        return replace(unpack(MonthResult, head), units=units, cadres=cadres)

    def month(self, head: str) -> MonthResult:
        lines: dict[tuple[str, str], list[Line]] = {}
        for row in self.rows(LINES, LINES.c.unit, LINES.c.section, LINES.c.place):
            lines.setdefault((row.unit, row.section), []).append(Line(row.points, row.reason, row.source))
        items: dict[str, list[ItemResult]] = {}
        for row in self.rows(ITEMS, ITEMS.c.unit, ITEMS.c.place):
            own = tuple(lines.get((row.unit, row.item), ()))
            items.setdefault(row.unit, []).append(
                ItemResult(row.item, row.max, row.due, row.applicable, row.why, row.earned, own)
            )
        consequences: dict[str, list[Consequence]] = {}
        for row in self.rows(CONSEQUENCES, CONSEQUENCES.c.unit, CONSEQUENCES.c.place):
            consequences.setdefault(row.unit, []).append(unpack(Consequence, row.because))
        figures = self.figures(head)
        units = tuple(
            replace(
                card,
                items=tuple(items.get(card.unit, ())),
                bonus_lines=tuple(lines.get((card.unit, BONUS), ())),
                adjustment_lines=tuple(lines.get((card.unit, ADJUSTMENT), ())),
                cap_lines=tuple(lines.get((card.unit, CAP), ())),
                consequences=tuple(consequences.get(card.unit, ())),
            )
            for card in figures.units
        )
        return replace(figures, units=units)
