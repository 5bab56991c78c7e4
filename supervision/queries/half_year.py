"""What a half-year amounts to, read once for its summary (半年总结); `reports.summary` says what is told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from supervision.context import Reading
from supervision.domain.errors import BadInput, NotThisMonth
from supervision.domain.period import months_between, period_of
from supervision.domain.result import MonthResult
from supervision.queries.economy import EconomyLine, economy_of
from supervision.queries.effect import HALVES, Effectiveness, effectiveness
from supervision.queries.guidance import guidance_of
from supervision.queries.imbalance import Imbalance, imbalance
from supervision.queries.months import month_result
from supervision.queries.people import VILLAGE
from supervision.queries.projects import ProjectLine, projects
from supervision.queries.quotas import Quota, quotas, units_in
from supervision.queries.township_quotas import leader_lectures, township_stands
from supervision.store.mapping import ACTIVITIES

STATION, INSTITUTE = "practice_station_activity", "practice_institute_activity"


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's mean final over the scored months in which it was ranked."""

    unit: str
    name: str
    mean: Fraction
    months: int


@dataclass(frozen=True, slots=True)
class HalfYear:
    """All facts of a half-year. `balance` is that of the last scored month; None while nothing is scored."""

    span: str
    scored: tuple[str, ...]
    villages: int
    standings: tuple[Standing, ...]
    balance: Imbalance | None
    effect: Effectiveness
    activities: Mapping[str, int]
    lectures: int
    lectures_missing: int
    guidance_due: int
    guidance_made: int
    guidance_missing: int
    guided: int
    institute_required: int | None
    station: Quota | None
    station_required: int
    economy: tuple[EconomyLine, ...]
    projects: tuple[ProjectLine, ...]


def half_year(reading: Reading, span: str) -> HalfYear:
    """`2026-H1`. Raises BadInput for anything but a half-year that has begun."""
    if span.partition("-")[2] not in HALVES:
        raise BadInput("bad-period", value=span)
    found = effectiveness(reading, span)
    every = tuple(months_between(period_of(found.since), period_of(found.until)))
    last = every[-1]
    results = {period: result for period in every if (result := _result(reading, period)) is not None}
    lectures = leader_lectures(reading, last)
    guidance = [line for period in every for line in guidance_of(reading, period)]
    institute = [each for each in township_stands(reading, last) if each.quota.type == INSTITUTE]
    station, required = _station(reading, last)
    return HalfYear(
        span=span,
        scored=tuple(results),
        villages=sum(unit.unit_type == VILLAGE for unit in units_in(reading, last)),
        standings=_standings(results),
        balance=imbalance(reading, max(results)) if results else None,
        effect=found,
        activities=_activities(reading, found),
        lectures=sum(len(line.lectures) for line in lectures),
        lectures_missing=sum(line.missing > 0 for line in lectures),
        guidance_due=sum(line.due for line in guidance),
        guidance_made=sum(line.made for line in guidance),
        guidance_missing=sum(line.missing for line in guidance),
        guided=len({line.unit for line in guidance if line.made}),
        institute_required=institute[0].quota.required if institute else None,
        station=station,
        station_required=required,
        economy=tuple(economy_of(reading, last)),
        projects=tuple(projects(reading, on=found.until)),
    )


def _result(reading: Reading, period: str) -> MonthResult | None:
    try:
        return month_result(reading, period)
    except NotThisMonth:
        return None


def _standings(results: Mapping[str, MonthResult]) -> tuple[Standing, ...]:
    """Best first."""
    finals: dict[str, list[Fraction]] = {}
    names: dict[str, str] = {}
    for result in results.values():
        for unit in result.units:
            if unit.rank is not None:
                finals.setdefault(unit.unit, []).append(Fraction(unit.final))
                names[unit.unit] = unit.name
    told = [Standing(code, names[code], sum(own, Fraction(0)) / len(own), len(own)) for code, own in finals.items()]
    return tuple(sorted(told, key=lambda each: (-each.mean, each.unit)))


def _activities(reading: Reading, found: Effectiveness) -> Mapping[str, int]:
    """How many of each kind the units recorded as held."""
    table = ACTIVITIES.table
    rows = ACTIVITIES.read(
        reading.session, reading.township, table.c.held_on >= found.since, table.c.held_on <= found.until
    )
    return Counter(row.type for row in rows)


def _station(reading: Reading, period: str) -> tuple[Quota | None, int]:
    """What the rubric asks of a village's practice station each month."""
    grid = quotas(reading, period)
    for place, kind in enumerate(grid.kinds):
        if kind.type == STATION:
            asked = [row.cells[place] for row in grid.rows]
            return kind, max((int(cell.required) for cell in asked if cell is not None), default=0)
    return None, 0
