"""What changed between two computations of a month: line by line, for appeals and second drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from supervision.domain.exact import ZERO
from supervision.domain.result import MonthResult, UnitResult


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that is not the same. Points are 0 where the line is not there; `section` as in `unit_lines`."""

    unit: str
    section: str
    reason: str
    source: str
    before: Decimal
    after: Decimal


def unit_lines(unit: UnitResult) -> dict[tuple[str, str, str], Decimal]:
    """Every line of a unit by section (item code, `bonus`, `adjustment`, `cap`), reason and source."""
    sections = [(item.code, item.lines) for item in unit.items]
    sections += [("bonus", unit.bonus_lines), ("adjustment", unit.adjustment_lines), ("cap", unit.cap_lines)]
    found: dict[tuple[str, str, str], Decimal] = {}
    for section, lines in sections:
        for line in lines:
            key = (section, line.reason, line.source)
            found[key] = found.get(key, ZERO) + line.points
    return found


def differences(before: MonthResult, after: MonthResult) -> Iterator[Difference]:
    """Every line that came, went or changed, by unit and section."""
    old = {unit.unit: unit_lines(unit) for unit in before.units}
    new = {unit.unit: unit_lines(unit) for unit in after.units}
    for code in sorted({*old, *new}):
        was, now = old.get(code, {}), new.get(code, {})
        for key in sorted({*was, *now}):
            if was.get(key, ZERO) != now.get(key, ZERO):
                yield Difference(code, *key, was.get(key, ZERO), now.get(key, ZERO))
