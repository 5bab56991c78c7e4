"""What the registers of development say of a month's measures (E01, E02, C04, C05), beside what was recorded.

`supervision register measures` compares the two; nothing is overwritten by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.period import last_day
from supervision.domain.projects import done_over_due, milestones
from supervision.queries.economy import METRIC as INCOME
from supervision.queries.economy import economy_of
from supervision.queries.figures import measures_of
from supervision.queries.lists_of_people import reserve_list
from supervision.queries.member_stars import star_counts
from supervision.store.mapping import MILESTONES


@dataclass(frozen=True, slots=True)
class RegisterFigure:
    """One metric of one unit and month as a register has it, and as it was recorded (None: not yet)."""

    unit: str
    metric: str
    numerator: Decimal
    denominator: Decimal | None
    recorded: tuple[Decimal, Decimal | None] | None

    @property
    def agrees(self) -> bool:
        return self.recorded == (self.numerator, self.denominator)


Told = Iterator[tuple[str, Decimal, Decimal | None]]
"""Unit, numerator, denominator."""


def development_figures(reading: Reading, period: str) -> list[RegisterFigure]:
    """Every measure that the month asks for and that a register of development can settle; by metric, then unit."""
    found = {
        (unit, metric): (numerator, denominator)
        for metric, told in _BY_METRIC.items()
        for unit, numerator, denominator in told(reading, period)
    }
    lines = []
    for line in measures_of(reading, period):
        if (line.unit, line.metric) in found:
            recorded = (line.numerator, line.denominator) if line.numerator is not None else None
            lines.append(RegisterFigure(line.unit, line.metric, *found[line.unit, line.metric], recorded))
    return lines


def _income(reading: Reading, period: str) -> Told:
    """Only of units whose income of this very month is told."""
    for line in economy_of(reading, period):
        if line.economy.period == period and line.economy.target is not None:
            yield line.unit, line.economy.amount, line.economy.target


def _milestones(reading: Reading, period: str) -> Told:
    found = milestones(MILESTONES.read(reading.session, reading.township), last_day(period))
    for unit in sorted({each.unit for each in found}):
        done, due = done_over_due([each for each in found if each.unit == unit], period)
        yield unit, Decimal(done), Decimal(due)


def _reserves(reading: Reading, period: str) -> Told:
    for line in reserve_list(reading, on=last_day(period)):
        yield line.unit, Decimal(len(line.on_file)), None


def _rated(reading: Reading, period: str) -> Told:
    for line in star_counts(reading, period):
        if line.rated:
            yield line.unit, Decimal(line.rated), Decimal(line.members)


_BY_METRIC: Mapping[str, Callable[[Reading, str], Told]] = {
    INCOME: _income,
    "project_milestones_done_over_due": _milestones,
    "reserve_cadres_on_file": _reserves,
    "members_rated_share": _rated,
}
