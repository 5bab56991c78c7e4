"""Which appeals there are, and until when they may be filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.errors import NotPermitted
from supervision.domain.permission import Action, check_reach
from supervision.queries.law import law
from supervision.queries.months import month_line
from supervision.store.mapping import table_of
from supervision.store.tables.months import AppealRow

APPEALS = table_of(AppealRow)


@dataclass(frozen=True, slots=True)
class Window:
    """公示期: on show from `first` to `last_shown`; appeals are taken up to `last_appeal`."""

    first: date
    last_shown: date
    last_appeal: date

    def running(self, today: date) -> bool:
        return today <= max(self.last_shown, self.last_appeal)


@dataclass(frozen=True, slots=True)
class AppealLine:
    """One appeal with its answer."""

    appeal_no: str
    period: str
    unit: str
    section: str
    source: str
    reason: str
    filed_by: str
    filed_at: datetime
    state: str
    decided_by: str | None
    decided_at: datetime | None
    answer: str | None
    points_before: Decimal
    points_after: Decimal | None


def window(reading: Reading, first: date, period: str) -> Window:
    """The days of publicity and appeal of a month shown from `first` on; the rubric of the month says how many."""
    rules = law(reading)
    calendar = rules.timeline(reading.today).rubric_for(period).shown["scoring"]["month_calendar"]
    shown = first + timedelta(days=int(calendar["publicity_days"]) - 1)
    return Window(first, shown, rules.workdays.nth_after(first, int(calendar["appeal_working_days"])))


def appeals(reading: Reading, period: str | None = None) -> list[AppealLine]:
    """The appeals of a month (of all months), newest first."""
    columns = [APPEALS.c[name] for name in AppealLine.__dataclass_fields__]
    statement = select(*columns).where(APPEALS.c.township == reading.township)
    if period is not None:
        statement = statement.where(APPEALS.c.period == period)
    rows = reading.session.execute(statement.order_by(APPEALS.c.filed_at.desc(), APPEALS.c.appeal_no.desc()))
    return [AppealLine(*row) for row in rows]


def may_appeal(reading: Reading, period: str, unit: str) -> bool:
    """Are appeals of this unit taken today, and may this person file one?"""
    line = month_line(reading, period)
    if line.public_from is None or reading.today > window(reading, line.public_from, period).last_appeal:
        return False
    try:
        check_reach(reading.actor, Action.FILE_APPEAL, unit)
    except NotPermitted:
        return False
    return True
