"""`supervision serve` with the day's times replaced by seconds: `-m tests.flows.serve_day_by_day DATABASE`."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flows import serving
from flows.schedule import Scheduled
from supervision.settings import read_settings

SECONDS = {"tick": 4, "backup": 30, "deliver": 30}


def main(database: str) -> None:
    as_it_is = serving._deployment

    async def every_few_seconds(row: Scheduled, township: str, zone: ZoneInfo) -> Any:
        from prefect import schedules

        step = timedelta(seconds=SECONDS[row.name])
        schedules.Cron = lambda cron, timezone: schedules.Interval(step, timezone=timezone)  # type: ignore
        return await as_it_is(row, township, zone)

    serving._deployment = every_few_seconds
    serving.serve(read_settings(db=database, lang="en"), lambda what, **facts: print(what, facts, flush=True), port=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
