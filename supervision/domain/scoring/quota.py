"""What a missing activity costs (R-15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from supervision.domain.exact import ZERO, round4
from supervision.domain.model import Activity, Unit
from supervision.domain.period import first_day, last_day, window
from supervision.domain.result import Line
from supervision.domain.rubric import Item, LateRecord
from supervision.domain.scoring.case import Outcome, UnitCase

Counted = list[tuple[Activity, Decimal]]


def quota(
    case: UnitCase,
    item: Item,
    *,
    activity_type: str,
    required: Decimal,
    deduct_per_missing: Decimal,
    quorum: Literal["over_half"] | None = None,
    scale_by: Literal["party_groups"] | None = None,
    count_by: Literal["group_no"] | None = None,
    max_credit_per_day: int | None = None,
    attendance_floor: Decimal | None = None,
    deduct_below_floor: Decimal | None = None,
) -> Outcome:
    """Points per missing activity of the window, and for an attendance floor that nobody reached."""
    months = window(case.period, item.period)
    since, until = first_day(months[0]), last_day(months[-1])
    held = [a for a in case.activities.get(activity_type, ()) if since <= a.held_on <= until]
    span = f"@{months[0]}..{months[-1]}"
    lines: list[Line] = []
    credited: Counted = []
    for group in groups_of(case.unit, scale_by):
        counted = counted_of(held, group, case.rubric.late_record, quorum, max_credit_per_day)
        credited += counted
        short = max(ZERO, required - sum((credit for _, credit in counted), ZERO))
        if short:
            name = activity_type if group is None else f"{activity_type}:{group}"
            lines.append(Line(round4(-short * deduct_per_missing), "quota_short", name + span))
    if attendance_floor is not None and deduct_below_floor and credited:
        if not any(_reaches(activity, attendance_floor) for activity, _ in credited):
            least = min(activity.activity_no for activity, _ in credited)
            lines.append(Line(round4(-deduct_below_floor), "attendance_low", least))
    return lines


def _reaches(activity: Activity, floor: Decimal) -> bool:
    if activity.attended is None or activity.expected is None:
        return False
    return activity.attended >= floor * activity.expected


def groups_of(unit: Unit, scale_by: str | None) -> Sequence[int | None]:
    """The party groups that each have a quota of their own; one None where the unit has one as a whole."""
    return range(1, unit.party_groups + 1) if scale_by else [None]


def counted_of(
    held: Iterable[Activity], group: int | None, late: LateRecord, quorum: str | None, per_day: int | None
) -> Counted:
    """The activities of one group with their credit (above 0); of one day only the `per_day` best."""
    grace = timedelta(days=late.grace_days)
    counted: Counted = []
    for activity in held:
        if group is not None and activity.group_no != group:
            continue
        if quorum is not None and not 2 * (activity.attended or 0) > (activity.expected or 0):
            continue
        on_time = activity.recorded_at.date() <= activity.held_on + grace
        credit = Decimal(1) if on_time else late.credit
        if credit:
            counted.append((activity, credit))
    if per_day is None:
        return counted
    counted.sort(key=lambda pair: (pair[0].held_on, -pair[1], pair[0].activity_no))
    kept: Counted = []
    for activity, credit in counted:
        if sum(1 for other, _ in kept if other.held_on == activity.held_on) < per_day:
            kept.append((activity, credit))
    return kept
