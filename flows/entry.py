"""What the command line calls to run months and days: through Prefect, or the same as plain calls.

Prefect is imported only here, and only after its environment is set. What a cycle does is `cycle`'s question.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

from flows import daily, environment
from flows.current import working_for
from flows.cycle import CycleOutcome, Say, finished, run_cycle, stand
from flows.daily import DayOutcome
from flows.running_server import running_server, secret_of
from flows.server import answers, own_server, wait_until_ready
from flows.steps import STEPS
from flows.watching import Server, watching
from supervision.settings import Settings, enter

OnStep = Callable[[str, str, int, int], None]
"""Told (period, step, steps done, steps in all) as each step begins. `step` has its words under `flows.step.`; besides
the cycle's own there are `prefect` (its server starts), `plain` (its server is gone, the work goes on without it) and
`end` (a month has come as far as it can)."""

_LOG = logging.getLogger("flows")


def run_months(
    settings: Settings,
    periods: Sequence[str],
    at: datetime | None = None,
    approve_as: str | None = None,
    on_step: OnStep = lambda period, step, done, total: None,
) -> list[CycleOutcome]:
    """Run the months' cycles through Prefect, in order, up to the first one that must wait for a person.

    Months that are finished already need no Prefect, and where its server is gone the rest is done in plain calls.
    Raises SupervisionError with a note on what is kept.
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

    with prefect_at_work(settings) as server:

        def run(period: str, say: Say) -> CycleOutcome:
            before = stand(settings, period)
            try:
                if not server.gone:
                    return by_prefect(period, say)
            except Exception as error:
                if not server.lost(error):
                    raise
                on_step(period, "plain", 0, len(periods) * len(STEPS))
            outcome = run_cycle(settings, period, at, approve_as, say)
            return replace(outcome, changed=stand(settings, period) != before)

        return _in_order(periods, run, on_step)


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
    """The round of a day through Prefect, or without it when its server is gone."""
    on = day or settings.clock()().date()
    with prefect_at_work(settings) as server, working_for(settings, lambda step: None):
        from flows.daily_sweep import daily_sweep

        try:
            return daily_sweep(on.isoformat())
        except Exception as error:
            if not server.lost(error):
                raise
            return daily.run_daily(settings, on)


@contextmanager
def prefect_at_work(settings: Settings) -> Iterator[Server]:
    """Prefect with the server that the environment names, if it answers; else that of `supervision serve`; else with
    one of our own while this lasts."""
    enter(settings).database.close()  # what is wrong with the database is said before a server is started for it
    home = environment.prefect_home(settings)
    environment.prepare(home)
    named = environment.known_server()
    if named is not None and answers(named):
        with watching(named) as server:
            yield server
        return
    serving = running_server(home)
    if serving is not None:
        with environment.naming_server(serving, secret_of(home)), _connected(serving, secret_of(home)) as server:
            _tell_silent(named)
            yield server
        return
    with own_server(home, environment.of_own_server(home)) as own, environment.naming_server(own.api_url):
        wait_until_ready(own)
        with _connected(own.api_url) as server:
            _tell_silent(named)
            yield server


def _tell_silent(named: str | None) -> None:
    if named is not None:
        _LOG.warning("no Prefect server answers at PREFECT_API_URL; this run has one of its own")


@contextmanager
def _connected(api_url: str, secret: str | None = None) -> Iterator[Server]:
    """Prefect's client set on our server; what is still to be told goes there before it ends."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.configuration import ensure_logging_setup
    from prefect.logging.handlers import APILogWorker
    from prefect.settings import (
        PREFECT_API_AUTH_STRING,
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )

    ensure_logging_setup()
    # A heartbeat costs every flow a second, and whoever started this run watches over it.
    ours = {PREFECT_API_URL: api_url, PREFECT_API_AUTH_STRING: secret, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    with temporary_settings(ours), watching(api_url) as server:
        try:
            yield server
        finally:
            EventsWorker.drain_all()
            APILogWorker.drain_all()
