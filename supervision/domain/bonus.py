"""What bonus rows add in a month (R-24)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from supervision.domain.exact import ZERO
from supervision.domain.model import Bonus
from supervision.domain.result import Line
from supervision.domain.rubric import BonusTerms
from supervision.domain.timeline import Timeline


def bonus_lines(
    period: str, rows: Sequence[Bonus], terms: BonusTerms, timeline: Timeline, earlier_in_year: Decimal
) -> list[Line]:
    """The lines of one unit's month; `earlier_in_year` is what earlier months of the calendar year gave it."""
    ordered = sorted(rows, key=lambda row: row.bonus_no)
    month_of = {row.bonus_no: timeline.effective_in(row.approved_on, row.recorded_at) for row in ordered}
    lines: list[Line] = []
    used: dict[str, Decimal] = {}
    for row in _standing(period, ordered, month_of, terms):
        gain = points_of(row, terms) - _best_before(period, row, ordered, month_of, terms)
        cap = terms.items[row.code].cap_month
        if cap is not None:
            gain = min(gain, cap - used.get(row.code, ZERO))
        if gain > 0:
            used[row.code] = used.get(row.code, ZERO) + gain
            lines.append(Line(gain, f"bonus_{row.code}", row.bonus_no))
    total = sum((line.points for line in lines), ZERO)
    cut = total - max(ZERO, min(total, terms.cap_month, terms.cap_year - earlier_in_year))
    if cut > 0:
        lines.append(Line(-cut, "bonus_cap", period))
    return lines


def points_of(row: Bonus, terms: BonusTerms) -> Decimal:
    item = terms.items[row.code]
    if item.points is not None:
        return item.points
    return item.points_by_level.get(row.level or "", ZERO)


def _standing(period: str, rows: Sequence[Bonus], month_of: Mapping[str, str | None], terms: BonusTerms) -> list[Bonus]:
    """Of each matter the row with most points (then the lowest number); rows without a matter all stand."""
    best: dict[str, Bonus] = {}
    kept: list[Bonus] = []
    for row in rows:
        if month_of[row.bonus_no] != period:
            continue
        if not row.matter:
            kept.append(row)
        elif row.matter not in best or points_of(row, terms) > points_of(best[row.matter], terms):
            best[row.matter] = row
    return sorted([*kept, *best.values()], key=lambda row: row.bonus_no)


def _best_before(
    period: str, row: Bonus, rows: Sequence[Bonus], month_of: Mapping[str, str | None], terms: BonusTerms
) -> Decimal:
    """The highest points of the matter in earlier months of the calendar year, caps disregarded."""
    if not row.matter:
        return ZERO
    earlier = (
        points_of(other, terms)
        for other in rows
        if other.matter == row.matter and (month := month_of[other.bonus_no]) and period[:4] <= month < period
    )
    return max(earlier, default=ZERO)
