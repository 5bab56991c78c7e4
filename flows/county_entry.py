"""What the command line calls to run a county's month or day: through Prefect, or the same as plain calls.

Prefect is imported only here and in `entry`, after its environment is set. What the run does is `county`'s question.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from flows import environment
from flows.county import Order, TownshipOutcome, check_order, check_outcomes, county
from flows.current import working_for
from flows.entry import prefect_at_work
from flows.server import answers
from flows.township_pool import close_townships
from supervision.domain.errors import Broken
from supervision.settings import Settings

OnTownship = Callable[[TownshipOutcome, str, int, int], None]
"""Told (outcome, the township's name, townships done, townships in all)."""


@dataclass(slots=True)
class _Count:
    """The townships that have been told, each with its name."""

    named: dict[str, str]
    on_township: OnTownship
    outcomes: dict[str, TownshipOutcome] = field(default_factory=dict)

    def told(self, outcome: TownshipOutcome) -> None:
        self.outcomes[outcome.township] = outcome
        self.on_township(outcome, self.named[outcome.township], len(self.outcomes), len(self.named))

    def run_plain(self, order: Order, jobs: int | None) -> None:
        """Those that have not been told yet, in processes of this machine."""
        left = [code for code in self.named if code not in self.outcomes]
        close_townships(order, left, jobs or os.cpu_count() or 1, self.told)
        check_outcomes(self.named, self.outcomes.values())


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
    """Run the month of every township through Prefect; `on_workers`: on those of the work pool.

    Where its server is gone the rest is done in plain calls, unless workers were to do it. Raises Broken that names the
    townships that failed.
    """
    order = Order(settings, period, at, approve_as)
    check_order(order)
    count = _Count(county(settings), on_township)
    if on_workers and not answers(environment.known_server() or ""):
        raise Broken("no-workers-server", address=environment.known_server())
    with prefect_at_work(replace(settings, township=next(iter(count.named)), person_no=None)) as server:
        from prefect import tags

        from flows.county_month import county_month, telling

        moment = at.isoformat() if at else None
        try:
            with working_for(settings, lambda step: None), telling(count.told), tags("county"):
                county_month(period, moment, approve_as, shards, jobs, on_workers)
        except Exception as error:
            if on_workers or not server.lost(error):
                raise
            count.run_plain(order, jobs)


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
    _Count(county(settings), on_township).run_plain(order, jobs)
