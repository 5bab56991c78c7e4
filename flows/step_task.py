"""How a step of a cycle becomes a task of Prefect: its name, its tag, tried again only when the database was busy."""

from __future__ import annotations

from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.steps import Cycle, plainly
from supervision.domain.errors import Conflict

RETRIES, RETRY_SECONDS = 3, 5


def is_busy(of_task: Any, task_run: Any, state: Any) -> bool:
    """Did the step fail only because others held the database too long?"""
    error = state.result(raise_on_failure=False)
    return isinstance(error, Conflict) and error.code == "database-busy"


@task(
    tags={"month-step"},
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=is_busy,
)
def month_step(step: str, cycle: Cycle) -> None:
    """One step of the cycle: what it does is in our database, it hands nothing on."""
    plainly(step, cycle)


def as_task(step: str, cycle: Cycle) -> None:
    month_step.with_options(name=step, task_run_name=f"{cycle.period} {step}")(step, cycle)
