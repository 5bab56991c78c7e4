"""What every day needs, in plain calls: tasks opened, cards issued, and which months are waiting to be closed.

All of it is chosen by state in our tables: a day that was missed loses nothing, a second run adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from supervision.context import Context
from supervision.domain.period import last_day, months_between, period_of, shift
from supervision.queries.months import months, steps_done
from supervision.queries.seal_day import seal_due
from supervision.services import cards, tasks
from supervision.settings import Settings, enter

CLOSING_STEPS = {"seal", "publish", "propose"}


@dataclass(frozen=True, slots=True)
class DayOutcome:
    """What the round of a day found to do: tasks opened, cards issued."""

    day: date
    opened: int
    cards: int


def run_daily(settings: Settings, day: date | None = None) -> DayOutcome:
    """Open the tasks that are due to be opened by that day (today), and issue the cards reached by its end."""
    context = enter(settings)
    try:
        on = day or context.clock().date()
        return DayOutcome(on, open_tasks(context, on), sweep(context, on))
    finally:
        context.database.close()


def open_tasks(context: Context, day: date) -> int:
    return tasks.open_tasks(context, day)


def sweep(context: Context, day: date) -> int:
    return len(cards.sweep(context, day))


def unclosed_months(context: Context, today: date | None = None) -> list[str]:
    """The months that are over and not closed, oldest first; the moment of their seal has come, or they are drafted.

    Known months come from the table; after its last one every month follows that has ended by `today` (the clock's).
    A township that has no month yet has none here: which one is its first is for a person to say.
    """
    with context.reading() as reading:
        until = reading.now if today is None else datetime.combine(today, time.max)
        known = months(reading)
        if not known:
            return []
        open_ones = [line for line in known if not steps_done(reading, line.period).keys() >= CLOSING_STEPS]
        following = months_between(shift(known[-1].period, 1), period_of(until.date()))
        drafted = {line.period for line in open_ones if line.draft_sha is not None}
        return [
            period
            for period in (*(line.period for line in open_ones), *following)
            if last_day(period) < until.date() and (period in drafted or seal_due(reading, period) <= until)
        ]
