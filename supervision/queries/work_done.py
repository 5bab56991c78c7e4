"""What a quarter, half-year or year amounts to, read once for its summary (工作总结): `reports.summary` tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from supervision.context import Reading
from supervision.domain.errors import NotThisMonth
from supervision.domain.result import MonthResult
from supervision.domain.span import HALF, QUARTER, YEAR, Span, parse_span
from supervision.queries.economy import EconomyLine, economy_of
from supervision.queries.effect import Effectiveness, effectiveness
from supervision.queries.guidance import GuidanceLine, guidance_of
from supervision.queries.imbalance import Imbalance, imbalance
from supervision.queries.months import month_result
from supervision.queries.people import VILLAGE
from supervision.queries.projects import ProjectLine, projects
from supervision.queries.quotas import Quota, quotas, units_in
from supervision.queries.township_quotas import leader_lectures, township_stands
from supervision.queries.work_registers import INSTITUTE, WorkRegisters, work_registers
from supervision.store.mapping import ACTIVITIES

STATION = "practice_station_activity"


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's mean final over the scored months in which it was ranked."""

    unit: str
    name: str
    mean: Fraction
    months: int


@dataclass(frozen=True, slots=True)
class WorkDone:
    """All facts of a span up to its last day or today. `balance`: of the last scored month, None without one.

    `guidance` holds every village in every month.
    """

    span: Span
    scored: tuple[str, ...]
    villages: int
    standings: tuple[Standing, ...]
    balance: Imbalance | None
    effect: Effectiveness
    activities: Mapping[str, int]
    lectures: int
    guidance: tuple[GuidanceLine, ...]
    institute_required: int | None
    station: Quota | None
    station_required: int
    economy: tuple[EconomyLine, ...]
    projects: tuple[ProjectLine, ...]
    registers: WorkRegisters

    @property
    def finished(self) -> bool:
        return self.effect.until == self.span.days[1]

    @property
    def activities_by_number(self) -> list[tuple[str, int]]:
        """Kind and how many, most first."""
        return sorted(self.activities.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def guidance_due(self) -> int:
        return sum(line.due for line in self.guidance)

    @property
    def guidance_made(self) -> int:
        return sum(line.made for line in self.guidance)

    @property
    def guidance_missing(self) -> int:
        """A village's surplus of visits is not another's, nor another month's."""
        return sum(line.missing for line in self.guidance)

    @property
    def guided(self) -> int:
        """Villages with a visit."""
        return len({line.unit for line in self.guidance if line.made})

    @property
    def earning(self) -> tuple[EconomyLine, ...]:
        """Villages whose income is told."""
        return tuple(line for line in self.economy if line.economy.months)


def work_done(reading: Reading, text: str) -> WorkDone:
    """`2026-H1`, `2026-Q2` or `2026`. Raises BadInput for anything else and for a span that has not begun."""
    span = parse_span(text, (QUARTER, HALF, YEAR))
    found = effectiveness(reading, text)
    every = span.months_until(found.until)
    last = every[-1]
    results = {period: result for period in every if (result := _result(reading, period)) is not None}
    institute = [each for each in township_stands(reading, last) if each.quota.type == INSTITUTE]
    station, required = _station(reading, last)
    known = tuple(projects(reading, on=found.until))
    return WorkDone(
        span=span,
        scored=tuple(results),
        villages=sum(unit.unit_type == VILLAGE for unit in units_in(reading, last)),
        standings=_standings(results),
        balance=imbalance(reading, max(results)) if results else None,
        effect=found,
        activities=_activities(reading, found),
        lectures=_lectures(reading, every, found),
        guidance=tuple(line for period in every for line in guidance_of(reading, period)),
        institute_required=institute[0].quota.required if institute else None,
        station=station,
        station_required=required,
        economy=tuple(economy_of(reading, last)),
        projects=known,
        registers=work_registers(reading, found.since, found.until, results, known),
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


def _lectures(reading: Reading, every: Sequence[str], found: Effectiveness) -> int:
    """A window of lectures may be longer than the span, and the span longer than a window."""
    given = {
        (line.person_no, lecture)
        for period in every
        for line in leader_lectures(reading, period)
        for lecture in line.lectures
        if found.since <= lecture.held_on <= found.until
    }
    return len(given)


def _station(reading: Reading, period: str) -> tuple[Quota | None, int]:
    """What the rubric asks of a village's practice station each month."""
    grid = quotas(reading, period)
    for place, kind in enumerate(grid.kinds):
        if kind.type == STATION:
            asked = [row.cells[place] for row in grid.rows]
            return kind, max((int(cell.required) for cell in asked if cell is not None), default=0)
    return None, 0
