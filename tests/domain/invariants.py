"""What holds of every month's result, whatever the facts."""

from __future__ import annotations

from supervision.domain.exact import ZERO
from supervision.domain.result import MonthResult, UnitResult


def check_month(month: MonthResult) -> None:
    codes = [unit.unit for unit in month.units]
    assert codes == sorted(set(codes))
    for unit in month.units:
        check_unit(unit)
    ranked = [unit for unit in month.units if unit.ranked]
    for unit in ranked:
        better = sum(other.rank < unit.rank for other in ranked if other.rank and unit.rank)
        assert unit.rank == better + 1
        worse = sum(other.rank > unit.rank for other in ranked if other.rank and unit.rank)
        assert unit.rank_from_bottom == worse + 1


def check_unit(unit: UnitResult) -> None:
    """Nothing adds to a score without a line."""
    for item in unit.items:
        if item.earned is None:
            assert item.why is not None
            assert item.lines == ()
        else:
            assert item.max + sum((line.points for line in item.lines), ZERO) == item.earned
            assert 0 <= item.earned <= item.max
        assert all(line.points for line in item.lines)
    counted = [item for item in unit.items if item.earned is not None]
    assert unit.raw == sum((item.earned or ZERO for item in counted), ZERO)
    assert unit.raw_max == sum((item.max for item in counted), ZERO)
    assert unit.bonus == sum((line.points for line in unit.bonus_lines), ZERO)
    assert unit.adjustments == sum((line.points for line in unit.adjustment_lines), ZERO)
    capped = sum((line.points for line in unit.cap_lines), ZERO)
    assert unit.base + unit.bonus + unit.adjustments + capped == unit.final
    assert 0 <= unit.final <= 105
    assert 0 <= unit.base <= 100
    if unit.vetoes:
        assert unit.final <= 60
        assert all(one.kind == "penalty" for one in unit.consequences)
