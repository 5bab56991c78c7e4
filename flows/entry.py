"""What the command line calls to run months and days: through Prefect, or the same as plain calls.

Prefect is imported only here, and only after its environment is set. What a cycle does is `cycle`'s question.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from flows import environment
from flows.current import working_for
from flows.cycle import CycleOutcome, Say, finished, run_cycle
from flows.daily import DayOutcome
from flows.server import answers, own_server, wait_until_ready
from flows.steps import STEPS
from supervision.settings import Settings, enter

OnStep = Callable[[str, str, int, int], None]
"""Told (period, step, steps done, steps in all) as each step begins. `step` has its words under `flows.step.`; besides
the cycle's own there are `prefect` (its server starts) and `end` (a month has come as far as it can)."""

_LOG = logging.getLogger("flows")


def run_months(
    settings: Settings,
    periods: Sequence[str],
    at: datetime | None = None,
    approve_as: str | None = None,
    on_step: OnStep = lambda period, step, done, total: None,
) -> list[CycleOutcome]:
    """Run the months' cycles through Prefect, in order, up to the first one that must wait for a person.

    Months that are finished already need no Prefect. Raises SupervisionError with a note on what is kept.
    """
    if all(finished(settings, period) for period in periods):
        return run_months_plain(settings, periods, at, approve_as, on_step)
    on_step(periods[0], "prefect", 0, len(periods) * len(STEPS))
    moment = at.isoformat() if at else None

    def by_prefect(period: str, say: Say) -> CycleOutcome:
        from prefect import tags

        from flows.monthly_cycle import monthly_cycle

        with working_for(settings, say), tags("monthly-cycle", period):
            return monthly_cycle(period, moment, approve_as)

    with prefect_at_work(settings):
        return _in_order(periods, by_prefect, on_step)


def run_months_plain(
    settings: Settings,
    periods: Sequence[str],
    at: datetime | None = None,
    approve_as: str | None = None,
    on_step: OnStep = lambda period, step, done, total: None,
) -> list[CycleOutcome]:
    """The same without Prefect."""
    return _in_order(periods, lambda period, say: run_cycle(settings, period, at, approve_as, say), on_step)


def _in_order(periods: Sequence[str], run: Callable[[str, Say], CycleOutcome], on_step: OnStep) -> list[CycleOutcome]:
    """Run month after month; where one waits for a signature the later ones cannot begin."""
    total = len(periods) * len(STEPS)
    places = {step: place for place, step in enumerate(STEPS)}
    outcomes: list[CycleOutcome] = []
    for before, period in enumerate(periods):

        def say(step: str, period: str = period, before: int = before) -> None:
            on_step(period, step, before * len(STEPS) + places[step], total)

        outcomes.append(run(period, say))
        on_step(period, "end", (before + 1) * len(STEPS), total)
        if not outcomes[-1].finished:
            break
    return outcomes


def run_daily(settings: Settings, day: date | None = None) -> DayOutcome:
    """The round of a day through Prefect."""
    from_clock = settings.clock()().date()
    with prefect_at_work(settings), working_for(settings, lambda step: None):
        from flows.daily_sweep import daily_sweep

        return daily_sweep((day or from_clock).isoformat())


@contextmanager
def prefect_at_work(settings: Settings) -> Iterator[None]:
    """Prefect with the server that the environment names, if it answers; else with one of our own while this lasts."""
    enter(settings).database.close()  # what is wrong with the database is said before a server is started for it
    home = environment.prefect_home(settings)
    environment.prepare(home)
    named = environment.known_server()
    if named is not None and answers(named):
        yield
        return
    with (
        own_server(home, environment.of_own_server(home)) as api_url,
        environment.naming_server(api_url),
        _connected(api_url),
    ):
        if named is not None:
            _LOG.warning("no Prefect server answers at PREFECT_API_URL; this run has one of its own")
        yield


@contextmanager
def _connected(api_url: str) -> Iterator[None]:
    """Prefect's client set on our server; what is still to be told goes there before it ends."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.configuration import ensure_logging_setup
    from prefect.logging.handlers import APILogWorker
    from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    ensure_logging_setup()
    wait_until_ready(api_url)
    # A heartbeat costs every flow a second, and nobody watches over a server that ends with the run.
    with temporary_settings({PREFECT_API_URL: api_url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        try:
            yield
        finally:
            EventsWorker.drain_all()
            APILogWorker.drain_all()
