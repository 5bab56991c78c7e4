"""How far a village's collective economy has come: operating income beside target, baseline and pace (E01)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from supervision.domain.development import EconomyFigure
from supervision.domain.exact import ZERO
from supervision.domain.facts import latest
from supervision.domain.period import month_number

BASELINE, TARGET, INCOME = "baseline", "target", "income"


@dataclass(frozen=True, slots=True)
class IncomeMonth:
    """Income from January to the month's end in 万元; `corrected` are the older values of the month, oldest first."""

    period: str
    amount: Decimal
    subsidy: Decimal
    source: str | None
    corrected: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Economy:
    """A village's year, all in 万元. `paced` is what should have come in by `period`; None without a target."""

    unit: str
    year: str
    period: str | None
    baseline: Decimal | None
    target: Decimal | None
    months: tuple[IncomeMonth, ...]
    paced: Fraction | None

    @property
    def amount(self) -> Decimal:
        return self.months[-1].amount if self.months else ZERO

    @property
    def gap(self) -> Fraction | None:
        """How much is lacking to the pace; none where income is ahead."""
        return None if self.paced is None else max(Fraction(0), self.paced - Fraction(self.amount))

    @property
    def behind(self) -> bool:
        return bool(self.gap)

    @property
    def share(self) -> Fraction | None:
        """Of the year's target."""
        return Fraction(self.amount) / Fraction(self.target) if self.target else None


def economy(unit: str, rows: Iterable[EconomyFigure], period: str, pace: Sequence[Decimal]) -> Economy:
    """The year of `period` up to the last month told in it; later figures are not looked at.

    `pace` is the rubric's: which share of the year's target is due by the end of each month. Income is held against
    the pace of the month it is told for, so a village is not behind merely because a month is young.
    """
    year = period[:4]
    own = [row for row in rows if row.unit == unit]
    months = _months([row for row in own if row.figure == INCOME and year == row.period[:4] and row.period <= period])
    target = _last(own, TARGET, year)
    last = months[-1].period if months else None
    paced = Fraction(target) * Fraction(pace[month_number(last) - 1]) if target is not None and last else None
    before = f"{int(year) - 1:04d}"
    return Economy(unit, year, last, _last(own, BASELINE, before), target, months, paced)


def _last(rows: Iterable[EconomyFigure], figure: str, year: str) -> Decimal | None:
    found = [row for row in rows if row.figure == figure and row.period[:4] == year]
    newest = latest(found, lambda row: row.figure, lambda row: row.row_no)
    return newest[0].amount if newest else None


def _months(rows: Sequence[EconomyFigure]) -> tuple[IncomeMonth, ...]:
    by_period: dict[str, list[EconomyFigure]] = {}
    for row in sorted(rows, key=lambda row: (row.period, row.recorded_at, row.row_no)):
        by_period.setdefault(row.period, []).append(row)
    return tuple(_month(period, found) for period, found in by_period.items())


def _month(period: str, found: Sequence[EconomyFigure]) -> IncomeMonth:
    """The last told value counts, the others stay to be seen."""
    *older, last = found
    return IncomeMonth(period, last.amount, last.subsidy or ZERO, last.source, tuple(row.amount for row in older))
