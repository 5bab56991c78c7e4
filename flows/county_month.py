"""A county's month as Prefect sees it: a run, a task a shard; on a work pool each shard a run of its own.

What a township's month is, is `cycle`'s question. Ids and periods go in; results stay in our database, and what Prefect
keeps of a shard is a table of how far its townships came.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from prefect import flow, get_run_logger, task, unmapped
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner

from flows.county import (
    DONE,
    FAILED,
    MOST_SHARDS,
    Order,
    Told,
    TownshipOutcome,
    check_order,
    check_outcomes,
    county,
    packed,
    shards_for,
)
from flows.current import current
from flows.failing import in_words
from flows.township_pool import close_townships
from supervision.domain.errors import Broken

SHARD_DEPLOYMENT = "county-shard/county-shard"
POLL_SECONDS, POLLS_A_SECOND = 2, 4
"""How often a shard's run is asked for; all of them together ask the server no more than four times a second."""
_WAITING_THREADS: Any = ThreadPoolTaskRunner(max_workers=MOST_SHARDS)
_TOLD: ContextVar[Told] = ContextVar("told", default=lambda outcome: None)


@contextmanager
def telling(told: Told) -> Iterator[None]:
    """Whoever starts a county run in this process hears of every township."""
    token = _TOLD.set(told)
    try:
        yield
    finally:
        _TOLD.reset(token)


def _order(period: str | None, at: str | None, approve_as: str | None) -> Order:
    return Order(current().settings, period, datetime.fromisoformat(at) if at else None, approve_as)


def _run_name() -> str:
    given = flow_run.parameters
    part = f" shard {given['number']}" if "number" in given else ""
    return f"county {given.get('period') or 'tick'}{part}"


@flow(
    name="county-month",
    flow_run_name=_run_name,
    persist_result=False,
    task_runner=_WAITING_THREADS,
)
def county_month(
    period: str | None = None,
    at: str | None = None,
    approve_as: str | None = None,
    shards: int | None = None,
    jobs: int | None = None,
    on_workers: bool = False,
) -> None:
    """Take every township as far as it can go: this month, or what the day asks for. Raises Broken naming failures."""
    order = _order(period, at, approve_as)
    check_order(order)
    named = county(order.settings)
    parts = packed(list(named), shards or shards_for(len(named)))
    numbers = range(1, len(parts) + 1)
    if on_workers:
        wish = {"period": period, "at": at, "approve_as": approve_as, "jobs": jobs}
        poll = max(POLL_SECONDS, len(parts) / POLLS_A_SECOND)
        futures = shard_on_worker.map(numbers, parts, unmapped(wish), unmapped(poll))
        found = [_waited_for(future, part) for future, part in zip(futures, parts, strict=True)]
    else:
        found = [shard(number, part, order, jobs) for number, part in zip(numbers, parts, strict=True)]
    outcomes = [each for part in found for each in part]
    _show(f"county-{period or 'tick'}", named, [each for each in outcomes if each.state != DONE])
    get_run_logger().info("%d townships in %d shards", len(outcomes), len(parts))
    check_outcomes(named, outcomes)


@task(task_run_name="shard {number}", cache_policy=NO_CACHE, persist_result=False)
def shard(number: int, townships: list[str], order: Order, jobs: int | None) -> list[TownshipOutcome]:
    """Close these townships in processes of this machine."""
    return close_townships(order, townships, jobs or os.cpu_count() or 1, _TOLD.get())


@task(task_run_name="shard {number}", cache_policy=NO_CACHE, persist_result=False, retries=1)
def shard_on_worker(number: int, townships: list[str], wish: dict[str, Any], poll: float) -> list[TownshipOutcome]:
    """Have these townships closed by a worker; once more when its run died, which repeats nothing."""
    whole = {"number": number, "townships": townships, **wish}
    try:
        run: Any = run_deployment(SHARD_DEPLOYMENT, parameters=whole, poll_interval=poll, timeout=None)
    except ObjectNotFound as error:
        raise Broken("no-shard-deployment", deployment=SHARD_DEPLOYMENT) from error
    outcomes = _outcomes_of(run.id)
    if outcomes is None:
        raise Broken("shard-lost", number=number, state=run.state and run.state.name)
    for outcome in outcomes:
        _TOLD.get()(outcome)
    return outcomes


@flow(name="county-shard", flow_run_name=_run_name, persist_result=False)
def county_shard(
    number: int,
    townships: list[str],
    period: str | None = None,
    at: str | None = None,
    approve_as: str | None = None,
    jobs: int | None = None,
) -> None:
    """One shard on a worker: what its townships came to is laid beside the run, for people and for the county's run."""
    order = _order(period, at, approve_as)
    named = county(order.settings)
    log = get_run_logger()
    outcomes = close_townships(
        order, townships, jobs or os.cpu_count() or 1, lambda each: log.info("%s %s", each.township, each.state)
    )
    _show(f"county-{period or 'tick'}-shard-{number}", named, outcomes)
    check_outcomes(named, outcomes)


def _show(key: str, named: dict[str, str], outcomes: Sequence[TownshipOutcome]) -> None:
    rows = [{**asdict(each), "name": named.get(each.township)} for each in outcomes]
    create_table_artifact(table=rows, key=key, description=f"{len(rows)} townships")


def _outcomes_of(run: UUID) -> list[TownshipOutcome] | None:
    """What the shard's run has laid beside itself; None when it died before."""
    beside = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run]))
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(artifact_filter=beside)
    if not found:
        return None
    rows: list[dict[str, Any]] = json.loads(str(found[-1].data))
    return [TownshipOutcome(**{name: row[name] for name in row if name != "name"}) for row in rows]


def _waited_for(future: Any, townships: Sequence[str]) -> list[TownshipOutcome]:
    """A shard's outcomes; a shard that was lost twice fails its townships, whatever they came to."""
    try:
        outcomes: list[TownshipOutcome] = future.result()
    except Broken as error:
        reason = in_words(current().settings.words, error)
        return [TownshipOutcome(each, FAILED, reason=reason) for each in townships]
    return outcomes
