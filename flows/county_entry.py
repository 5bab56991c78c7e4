"""What the command line calls to run a county's month or day: through Prefect, or the same as plain calls.

Prefect is imported only here and in `entry`, after its environment is set. What the run does is `county`'s question.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from flows.county import Order, TownshipOutcome, check_order, check_outcomes, county
from flows.current import working_for
from flows.entry import prefect_at_work
from flows.township_pool import close_townships
from supervision.settings import Settings

OnTownship = Callable[[TownshipOutcome, str, int, int], None]
"""Told (outcome, the township's name, townships done, townships in all)."""


def run_county(
    settings: Settings,
    period: str | None,
    at: datetime | None,
    approve_as: str | None,
    on_township: OnTownship,
    *,
    shards: int | None = None,
    jobs: int | None = None,
    on_workers: bool = False,
) -> None:
    """Run the month of every township through Prefect; `on_workers`: on those of the work pool. Raises Broken that
    names the townships that failed."""
    check_order(Order(settings, period))
    named = county(settings)
    with prefect_at_work(replace(settings, township=next(iter(named)), person_no=None)):
        from prefect import tags

        from flows.county_month import county_month, telling

        moment = at.isoformat() if at else None
        with working_for(settings, lambda step: None), telling(_counted(named, on_township)), tags("county"):
            county_month(period, moment, approve_as, shards, jobs, on_workers)


def run_county_plain(
    settings: Settings,
    period: str | None,
    at: datetime | None,
    approve_as: str | None,
    on_township: OnTownship,
    *,
    jobs: int | None = None,
) -> None:
    """The same without Prefect, on this machine."""
    order = Order(settings, period, at, approve_as)
    check_order(order)
    named = county(settings)
    outcomes = close_townships(order, list(named), jobs or os.cpu_count() or 1, _counted(named, on_township))
    check_outcomes(named, outcomes)


def _counted(named: dict[str, str], on_township: OnTownship) -> Callable[[TownshipOutcome], None]:
    done: set[str] = set()

    def told(outcome: TownshipOutcome) -> None:
        done.add(outcome.township)
        on_township(outcome, named.get(outcome.township, outcome.township), len(done), len(named))

    return told
