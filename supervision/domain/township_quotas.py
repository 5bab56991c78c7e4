"""What the township itself owes: institute activities, leaders' lectures, meetings, training (Q01 to Q08)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision.domain.development import TownshipActivity
from supervision.domain.local_terms import BY_POST, SCALES
from supervision.domain.model import Person
from supervision.domain.period import WINDOW_MONTHS, first_day, last_day, month_number, shift, window

LEADER_LECTURE = "leader_lecture"


@dataclass(frozen=True, slots=True)
class TownshipQuota:
    """One row of the rubric's `quotas_at_township`."""

    code: str
    name_zh: str
    type: str
    period: str
    required: int
    scale_by: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class QuotaStand:
    """What is held of one quota in its window up to the month shown; `owing` names who or which village lacks how many.

    `held` counts what counts: of one who owes one lecture a second one is not another's.
    """

    quota: TownshipQuota
    since: date
    until: date
    required: int
    held: int
    owing: tuple[tuple[str, int], ...]

    @property
    def missing(self) -> int:
        return max(0, self.required - self.held)


def township_quotas(shown: Mapping[str, Any]) -> tuple[TownshipQuota, ...]:
    """From the rubric's `quotas_at_township`."""
    return tuple(
        TownshipQuota(
            str(row["code"]),
            str(row["name_zh"]),
            str(row["activity_type"]),
            str(row["period"]),
            int(row["required"]),
            row.get("scale_by"),
            str(row["basis"]),
        )
        for row in shown["quotas_at_township"]
    )


def window_of(period: str, kind: str) -> tuple[date, date]:
    """First and last day of the calendar month, quarter, half-year or year that holds the month."""
    length = WINDOW_MONTHS[kind]
    last = shift(period, -month_number(period) % length)
    return first_day(window(last, kind)[0]), last_day(last)


def stands(
    quotas: Sequence[TownshipQuota],
    period: str,
    activities: Iterable[TownshipActivity],
    people: Sequence[Person],
    villages: Sequence[str],
) -> list[QuotaStand]:
    """Every quota in the window that holds `period`; what was held after the month is not looked at."""
    seen = [each for each in activities if each.held_on <= last_day(period)]
    return [_stand(quota, period, seen, people, villages) for quota in quotas]


def _stand(
    quota: TownshipQuota,
    period: str,
    activities: Iterable[TownshipActivity],
    people: Sequence[Person],
    villages: Sequence[str],
) -> QuotaStand:
    since, until = window_of(period, quota.period)
    own = [each for each in activities if counts_for(each, quota.type, people) and since <= each.held_on <= until]
    if quota.scale_by is None:
        return QuotaStand(quota, since, until, quota.required, len(own), ())
    if quota.scale_by in SCALES:
        owers = [each.person_no for each in people if each.role in SCALES[quota.scale_by]]
        held = [each.person_no for each in own]
    else:
        owers, held = list(villages), [each.unit for each in own]
    credited = {ower: min(quota.required, held.count(ower)) for ower in owers}
    owing = tuple((ower, quota.required - has) for ower, has in credited.items() if has < quota.required)
    return QuotaStand(quota, since, until, quota.required * len(owers), sum(credited.values()), owing)


def counts_for(activity: TownshipActivity, kind: str, people: Sequence[Person]) -> bool:
    """A secretary's lecture is a leader's lecture too, and a leader's is the secretary's when the secretary gave it."""
    if activity.type == kind:
        return kind not in BY_POST or _post(activity, people) in BY_POST[kind]
    if kind == LEADER_LECTURE:
        return activity.type in BY_POST
    return activity.type == LEADER_LECTURE and kind in BY_POST and _post(activity, people) in BY_POST[kind]


def _post(activity: TownshipActivity, people: Sequence[Person]) -> str | None:
    return next((each.role for each in people if each.person_no == activity.person_no), None)
