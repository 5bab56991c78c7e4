"""The daily tick (每日例行), in plain calls: the round of the day, then every past unclosed month in order.

All of it is chosen by state in our tables: after three months without power one tick does what was missed, month by
month, and a second one adds nothing. When it runs is `schedule`'s question, how Prefect runs it `scheduled`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import TypeVar

from flows.cycle import CycleOutcome, Say, run_cycle
from flows.daily import DayOutcome, run_daily, unclosed_months
from supervision.context import Context
from supervision.domain.period import months_between, period_of, shift
from supervision.queries.months import months
from supervision.queries.seal_day import seal_due
from supervision.services.months import OPEN, PLANNED, RETURNED, open_month
from supervision.services.notices import tell_what_waits
from supervision.settings import Settings, enter

Found = TypeVar("Found")

RunMonth = Callable[[str, datetime | None], CycleOutcome]
"""How one month is run up to the seal moment given: in plain calls, or as a run of Prefect's own."""


@dataclass(frozen=True, slots=True)
class TickOutcome:
    """What a tick found to do. `begun` are months opened (their look-backs drawn), `told` notices written."""

    day: date
    opened: int
    cards: int
    begun: tuple[str, ...]
    months: tuple[CycleOutcome, ...]
    told: int


def run_tick(
    settings: Settings,
    day: date | None = None,
    run_day: Callable[[Settings, date], DayOutcome] = run_daily,
    run_month: RunMonth | None = None,
) -> TickOutcome:
    """One tick for that day (today): whatever is due by its end is done, up to where a person must sign."""
    on = day or settings.clock()().date()
    done = run_day(settings, on)
    begun = _in_house(settings, lambda context: begin_months(context, on))
    told = _in_house(settings, tell_what_waits)
    closed = catch_up(settings, on, run_month)
    told += _in_house(settings, tell_what_waits)  # drafts that wait for a signature since a moment ago
    return TickOutcome(on, done.opened, done.cards, begun, closed, told)


def catch_up(
    settings: Settings, day: date | None = None, run_month: RunMonth | None = None, say: Say = lambda step: None
) -> tuple[CycleOutcome, ...]:
    """Take every past unclosed month as far as it can go, oldest first, up to the first one that waits for a person."""
    run = run_month or (lambda period, at: run_cycle(settings, period, at, say=say))
    outcomes: list[CycleOutcome] = []
    past = day if day is not None and day < settings.clock()().date() else None  # today ends only now
    for period in _in_house(settings, lambda context: unclosed_months(context, past)):
        outcomes.append(run(period, _in_house(settings, partial(seal_moment, period=period))))
        if not outcomes[-1].finished:
            break
    return tuple(outcomes)


def seal_moment(context: Context, period: str) -> datetime | None:
    """For a new draft the moment at which the month is due, for a returned one now: what was put right since counts.

    None where a draft stands: it keeps its own.
    """
    with context.reading() as reading:
        line = next((each for each in months(reading) if each.period == period), None)
        if line is not None and line.state == RETURNED:
            return reading.now
        return seal_due(reading, period) if line is None or line.state in (PLANNED, OPEN) else None


def begin_months(context: Context, day: date) -> tuple[str, ...]:
    """Open the months that have begun by `day`, up to the current one: the rubric pinned, the look-back sample drawn.

    Which month is a township's first is for a person to say.
    """
    with context.reading() as reading:
        until = min(reading.now, datetime.combine(day, time.max))
        known = months(reading)
    begun = [line.period for line in known if line.state == PLANNED and line.opened_at <= until]
    if known:
        begun += months_between(shift(known[-1].period, 1), period_of(until.date()))
    for period in begun:
        open_month(context, period)
    return tuple(begun)


def _in_house(settings: Settings, look: Callable[[Context], Found]) -> Found:
    context = enter(settings)
    try:
        return look(context)
    finally:
        context.database.close()
