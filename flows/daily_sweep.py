"""The round of a day as Prefect sees it. What it does is `daily`'s question."""

from __future__ import annotations

from datetime import date

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from flows.current import current, current_township
from flows.daily import DayOutcome, run_daily
from flows.happenings import telling_prefect
from flows.step_task import RETRIES, RETRY_SECONDS, is_busy
from supervision.settings import Settings


def _run_name() -> str:
    return f"{current_township()} {flow_run.parameters['day']} daily sweep"


@task(
    name="sweep",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=is_busy,
)
def sweep_day(settings: Settings, day: str) -> DayOutcome:
    return run_daily(settings, date.fromisoformat(day))


@flow(name="daily-sweep", flow_run_name=_run_name, persist_result=False)
def daily_sweep(day: str) -> DayOutcome:
    """Open what is due to be opened by that day (such as 2026-03-05) and issue the cards reached by its end."""
    settings = current().settings
    with telling_prefect(settings):
        outcome = sweep_day(settings, day)
    get_run_logger().info("%s: %d tasks opened, %d cards issued", day, outcome.opened, outcome.cards)
    return outcome
