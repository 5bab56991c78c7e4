"""What a month would come to: computed from the facts as they are, nothing kept."""

from __future__ import annotations

from datetime import datetime

from supervision.context import Reading
from supervision.domain.errors import NotThisMonth
from supervision.domain.month import compute_month
from supervision.domain.result import MonthResult
from supervision.queries.law import law
from supervision.queries.scoring_facts import sealed_before, township_facts


def preview(reading: Reading, period: str, seal_at: datetime | None = None) -> MonthResult:
    """The month as if it were sealed at `seal_at` (now). Raises NotThisMonth when there is no such month."""
    rules = law(reading)
    pin = rules.month(period)
    if pin is None:
        raise NotThisMonth("month-not-open", period=period)
    timeline = rules.timeline(reading.today, period, seal_at or reading.now)
    earlier = sealed_before(reading, period)
    return compute_month(period, pin.opened_at, timeline, township_facts(reading), earlier, rules.workdays)
