"""What the scoreboard shows: a month's ranking with change and trend. One unit's points are `scorecard`'s question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.result import MonthResult, UnitResult
from supervision.domain.rubric import Rubric
from supervision.queries.law import law
from supervision.queries.months import MonthLine, month_result, months

TREND_MONTHS = 6


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """What a unit earned in one category of the rubric, over the items that count this month."""

    code: str
    name_zh: str
    name_en: str
    earned: Decimal
    whole: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit in the month's order. `up`: places risen since the month before; `trend` ends with this month."""

    result: UnitResult
    up: int | None
    gained: Decimal | None
    trend: tuple[float | None, ...]
    categories: tuple[CategoryShare, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """A month's ranking; `line` says whether it is sealed. The ranked come first, then the others by code."""

    period: str
    scored: tuple[str, ...]
    line: MonthLine
    rubric: Rubric
    rows: tuple[Standing, ...]
    trend_periods: tuple[str, ...]


def read_standings(reading: Reading, period: str | None) -> Standings | None:
    """The ranking of a month, of the newest scored one when none is named; None when no month is scored."""
    lines = {line.period: line for line in months(reading) if line.sealed_at is not None or line.draft_sha is not None}
    if not lines:
        return None
    scored = tuple(lines)
    chosen = period if period in lines else scored[-1]
    place = scored.index(chosen)
    shown = scored[max(0, place - TREND_MONTHS + 1) : place + 1]
    results = [month_result(reading, each) for each in shown]
    rules = law(reading)
    rubric = rules.rubrics[lines[chosen].rubric_version]
    return Standings(chosen, scored, lines[chosen], rubric, tuple(_rows(results, rubric)), shown)


def _rows(results: Sequence[MonthResult], rubric: Rubric) -> list[Standing]:
    by_month = [{unit.unit: unit for unit in result.units} for result in results]
    before = by_month[-2] if len(by_month) > 1 else {}
    rows = [_standing(unit, before.get(unit.unit), by_month, rubric) for unit in results[-1].units]
    return sorted(rows, key=lambda row: (row.result.rank is None, row.result.rank or 0, row.result.unit))


def _standing(
    unit: UnitResult,
    before: UnitResult | None,
    by_month: Sequence[Mapping[str, UnitResult]],
    rubric: Rubric,
) -> Standing:
    up = before.rank - unit.rank if before is not None and before.rank and unit.rank else None
    gained = unit.final - before.final if before is not None else None
    trend = tuple(float(month[unit.unit].final) if unit.unit in month else None for month in by_month)
    return Standing(unit, up, gained, trend, tuple(_categories(unit, rubric)))


def _categories(unit: UnitResult, rubric: Rubric) -> list[CategoryShare]:
    of_item = {item.code: item.category for item in rubric.items}
    shares: list[CategoryShare] = []
    for category in rubric.categories:
        counted = [item for item in unit.items if of_item[item.code] == category.code and item.earned is not None]
        earned = sum((item.earned for item in counted if item.earned is not None), Decimal(0))
        whole = sum((item.max for item in counted), Decimal(0))
        shares.append(CategoryShare(category.code, category.name_zh, category.name_en, earned, whole))
    return shares
