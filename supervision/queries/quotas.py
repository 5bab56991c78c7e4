"""Which activities a unit still owes (R-15): village × kind × month. What a gap costs is `domain.scoring.quota`'s."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.exact import ZERO
from supervision.domain.model import Activity, Unit
from supervision.domain.period import first_day, last_day, shift, window
from supervision.domain.rubric import Item, Rubric
from supervision.domain.scoring.quota import counted_of, groups_of
from supervision.domain.scoring.unit import applies
from supervision.queries.law import law
from supervision.queries.people import VILLAGE
from supervision.store.mapping import ACTIVITIES, UNITS


@dataclass(frozen=True, slots=True)
class Quota:
    """One kind of activity that the rubric asks for."""

    item: str
    type: str
    name_zh: str
    name_en: str
    period: str
    by_group: bool
    counts_heads: bool
    """Must the numbers expected and present be told (quorum or attendance)?"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one unit has of one kind in its window up to the month shown; `until` is the last day to hold it.

    `over` tells that the window has passed, so what is missing stays missing (of several: that one such is missing).
    """

    required: Decimal
    credited: Decimal
    until: date
    over: bool

    @property
    def missing(self) -> Decimal:
        return max(ZERO, self.required - self.credited)


@dataclass(frozen=True, slots=True)
class UnitQuotas:
    """One row of the grid; None where the item does not apply to the unit."""

    unit: str
    name: str
    party_groups: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Quotas:
    """The grid of one month: kinds across, units down, villages first."""

    period: str
    kinds: tuple[Quota, ...]
    rows: tuple[UnitQuotas, ...]


def quotas(reading: Reading, period: str, units: Sequence[str] = ()) -> Quotas:
    """What every unit active in the month (or each of `units`) has held of what the month's rubric asks for."""
    rules = law(reading)
    rubric = rules.timeline(reading.today).rubric_for(period)
    items = [item for item in rubric.items if item.method == "quota"]
    active = units_in(reading, period, units)
    since = first_day(shift(period, -11))
    table = ACTIVITIES.table
    where = [table.c.held_on >= since, table.c.held_on <= last_day(period)]
    sealed_at = {pin.period: pin.sealed_at for pin in rules.months}
    if units:
        where.append(table.c.unit.in_(units))
    held: dict[tuple[str, str], list[Activity]] = {}
    for activity in ACTIVITIES.read(reading.session, reading.township, *where):
        held.setdefault((activity.unit, activity.type), []).append(activity)
    rows = [
        UnitQuotas(
            unit.unit,
            unit.name,
            unit.party_groups,
            tuple(_cell(rubric, item, unit, period, held, sealed_at, reading.today) for item in items),
        )
        for unit in active
    ]
    return Quotas(period, tuple(map(_quota, items)), tuple(rows))


def quotas_over(reading: Reading, periods: Sequence[str]) -> Quotas:
    """The grid of several months, oldest first: of each kind the windows that end in them, or else the one under way.

    What was held beyond one window's number does not make up for another's.
    """
    grids = [quotas(reading, period) for period in periods]
    last = grids[-1]
    found: dict[tuple[str, str], dict[date, Cell]] = {}
    for grid in grids:
        for row in grid.rows:
            for kind, cell in zip(grid.kinds, row.cells, strict=True):
                if cell is not None:
                    found.setdefault((row.unit, kind.item), {})[cell.until] = cell
    rows = (
        replace(row, cells=tuple(_sum(found.get((row.unit, kind.item)), periods[-1]) for kind in last.kinds))
        for row in last.rows
    )
    return replace(last, rows=tuple(rows))


def _sum(windows: Mapping[date, Cell] | None, last: str) -> Cell | None:
    if not windows:
        return None
    ended = [cell for until, cell in windows.items() if until <= last_day(last)]
    told = ended or [windows[max(windows)]]
    return Cell(
        sum((cell.required for cell in told), ZERO),
        sum((cell.credited for cell in told), ZERO),
        max(cell.until for cell in told),
        any(cell.over and cell.missing for cell in told),
    )


def _quota(item: Item) -> Quota:
    params = item.params
    return Quota(
        item.code,
        str(params["activity_type"]),
        item.name_zh,
        item.name_en,
        item.period,
        bool(params.get("scale_by")),
        bool(params.get("quorum") or params.get("attendance_floor")),
    )


def units_in(reading: Reading, period: str, units: Sequence[str] = ()) -> list[Unit]:
    """The units active in a month with their attributes of its last day (R-5), villages first."""
    until = last_day(period)
    valid: dict[str, Unit] = {}
    rows = UNITS.read(reading.session, reading.township, UNITS.table.c.valid_from <= until)
    for row in sorted(rows, key=lambda row: row.valid_from):
        if not units or row.unit in units:
            valid[row.unit] = row
    active = (u for u in valid.values() if u.active_from <= until and (u.active_to is None or u.active_to >= until))
    return sorted(active, key=lambda unit: (unit.unit_type != VILLAGE, unit.unit))


def _cell(
    rubric: Rubric,
    item: Item,
    unit: Unit,
    period: str,
    held: Mapping[tuple[str, str], Sequence[Activity]],
    sealed_at: Mapping[str, datetime | None],
    today: date,
) -> Cell | None:
    """What was recorded after the seal of its month counts no more (R-3)."""
    if not applies(item.applicable_if, unit):
        return None
    params = item.params
    settled = _settlement(rubric, item, period)
    months = window(settled, item.period)
    since, until = first_day(months[0]), last_day(settled)
    seal = sealed_at.get(settled)
    every = held.get((unit.unit, str(params["activity_type"])), ())
    own = [a for a in every if since <= a.held_on and (seal is None or a.recorded_at < seal)]
    required: Decimal = params["required"]
    credited = ZERO
    groups = groups_of(unit, params.get("scale_by"))
    for group in groups:
        counted = counted_of(own, group, rubric.late_record, params.get("quorum"), params.get("max_credit_per_day"))
        credited += min(required, sum((credit for _, credit in counted), ZERO))
    return Cell(required * len(groups), credited, until, settled == period and until < today)


def _settlement(rubric: Rubric, item: Item, period: str) -> str:
    """The month at whose end the window around `period` is judged."""
    settled = period
    while int(settled[5:]) not in rubric.settlement_months[item.period]:
        settled = shift(settled, 1)
    return settled


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity as recorded. `late` tells that it counts only in part (R-15)."""

    activity_no: str
    type: str
    held_on: date
    group_no: int | None
    expected: int | None
    attended: int | None
    topic: str | None
    recorded_at: datetime
    late: bool


def activities_of(reading: Reading, unit: str, period: str) -> list[ActivityLine]:
    """What a unit held in a month, oldest first."""
    late = law(reading).timeline(reading.today).rubric_for(period).late_record
    table = ACTIVITIES.table
    rows = ACTIVITIES.read(
        reading.session,
        reading.township,
        table.c.unit == unit,
        table.c.held_on >= first_day(period),
        table.c.held_on <= last_day(period),
    )
    rows.sort(key=lambda row: (row.held_on, row.activity_no))
    return [
        ActivityLine(
            row.activity_no,
            row.type,
            row.held_on,
            row.group_no,
            row.expected,
            row.attended,
            row.topic,
            row.recorded_at,
            (row.recorded_at.date() - row.held_on).days > late.grace_days,
        )
        for row in rows
    ]
