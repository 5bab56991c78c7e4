"""When a month is to be sealed: at the moment it was planned with, else on the day of its bulletin."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from supervision.context import Reading
from supervision.domain.period import first_day, shift
from supervision.queries.law import law


def seal_due(reading: Reading, period: str) -> datetime:
    """The planned moment, else the first one of the day on which the bulletin is due (`bulletin_day_next_month` of the
    month's rubric, rolled to a working day): the same whenever it is asked for, so a missed run changes no figure."""
    rules = law(reading)
    pin = rules.month(period)
    if pin is not None and pin.planned_seal_at is not None:
        return pin.planned_seal_at
    rubric = rules.rubrics[pin.rubric_version if pin is not None else rules.latest_version]
    day = int(rubric.shown["scoring"]["month_calendar"]["bulletin_day_next_month"])
    return datetime.combine(rules.workdays.roll(first_day(shift(period, 1)) + timedelta(days=day - 1)), time())
