"""What the sealed months say of one unit: the earlier results, found by unit and period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from supervision.domain.exact import ZERO
from supervision.domain.period import quarter_months, shift
from supervision.domain.result import MonthResult, UnitResult


class History:
    """The sealed results before one month, read-only."""

    __slots__ = ("_units", "cadre_grades", "periods")

    def __init__(self, earlier: Iterable[MonthResult]) -> None:
        months = sorted(earlier, key=lambda month: month.period)
        self.periods = tuple(month.period for month in months)
        self._units = {(month.period, unit.unit): unit for month in months for unit in month.units}
        self.cadre_grades: Mapping[str, Mapping[str, str]] = {
            month.period: {cadre.person_no: cadre.grade for cadre in month.cadres} for month in months
        }
        """Period → person → grade, for the quarter ends among the months."""

    def unit(self, code: str, period: str) -> UnitResult | None:
        """The unit's sealed month; None when it was not assessed in it."""
        return self._units.get((period, code))

    def bonus_in_year(self, code: str, period: str) -> Decimal:
        """What the months of the calendar year before `period` gave (R-24)."""
        year = (p for p in self.periods if period[:4] == p[:4] and p < period)
        return sum((unit.bonus for p in year if (unit := self.unit(code, p))), ZERO)

    def quarter_before(self, code: str, period: str) -> list[UnitResult]:
        """The unit's sealed months of the calendar quarter before `period`."""
        return [unit for p in quarter_months(period)[:-1] if (unit := self.unit(code, p))]

    def run_before(self, code: str, period: str, months: int) -> list[UnitResult] | None:
        """The `months` calendar months before `period`, latest first; None when one of them was not scored."""
        found = [self.unit(code, shift(period, -back)) for back in range(1, months + 1)]
        scored = [unit for unit in found if unit is not None]
        return scored if len(scored) == months else None
