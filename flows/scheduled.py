"""The runs of the schedule as Prefect sees them: named by township and day. When they run is `schedule`'s question.

What they do is `tick`'s, `delivery`'s and the backup's own. A run that fails says in words why, and what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_API_URL

from flows.current import current, current_township
from flows.cycle import CycleOutcome
from flows.daily import DayOutcome
from flows.daily_sweep import sweep_day
from flows.delivery import run_deliver
from flows.happenings import telling_prefect
from flows.monthly_cycle import monthly_cycle
from flows.tick import run_tick
from flows.watching import watching
from supervision.domain.errors import SupervisionError
from supervision.services.backup import back_up
from supervision.settings import Settings, backup_key, enter


class Stopped(Exception):
    """A run that could not go on; its text is for people."""


def _named(what: str) -> Callable[[], str]:
    def name() -> str:
        moment = current().settings.clock()()
        return f"{current_township()} {moment:%Y-%m-%d %H:%M} {what}"

    return name


@contextmanager
def _at_work(settings: Settings) -> Iterator[None]:
    """Refusals are told in words, and a run whose server is gone does not wait for it."""
    try:
        with watching(str(PREFECT_API_URL.value())):
            yield
    except SupervisionError as error:
        notes = getattr(error, "__notes__", ())
        raise Stopped(" ".join([settings.words.error(error.code, error.facts), *notes])) from error


@flow(name="tick", flow_run_name=_named("tick"), persist_result=False)
def tick(day: str | None = None) -> None:
    """Tasks, cards, look-backs, notices, then every past unclosed month; `day` (2026-03-05) instead of today."""
    settings = current().settings
    with _at_work(settings), telling_prefect(settings):
        outcome = run_tick(settings, date.fromisoformat(day) if day else None, _day_as_task, _month_as_run)
    log = get_run_logger()
    log.info("%s: %d tasks opened, %d cards, %d notices", outcome.day, outcome.opened, outcome.cards, outcome.told)
    for month in outcome.months:
        log.info("%s: %s", month.period, "closed" if month.finished else f"waiting for {month.waiting_for}")


def _day_as_task(settings: Settings, day: date) -> DayOutcome:
    return sweep_day(settings, day.isoformat())


def _month_as_run(period: str, at: datetime | None) -> CycleOutcome:
    return monthly_cycle(period, at.isoformat() if at else None)


@flow(name="deliver", flow_run_name=_named("deliver"), persist_result=False)
def deliver() -> None:
    """Send the digests that are due."""
    settings = current().settings
    with _at_work(settings), telling_prefect(settings):
        sent = send_digests(settings)
    get_run_logger().info("%d digests sent, %d failed", sent[0], sent[1])


@task(name="send digests", cache_policy=NO_CACHE, persist_result=False)
def send_digests(settings: Settings) -> tuple[int, int]:
    sent = run_deliver(settings)
    return sent.sent, sent.failed


@flow(name="backup", flow_run_name=_named("backup"), persist_result=False)
def backup() -> None:
    """Copy the database, once a day."""
    settings = current().settings
    with _at_work(settings):
        name = copy_database(settings)
    get_run_logger().info("%s", name)


@task(name="copy the database", cache_policy=NO_CACHE, persist_result=False)
def copy_database(settings: Settings) -> str:
    context = enter(settings)
    try:
        return back_up(context, public=backup_key(), beside=settings.data_folder).name
    finally:
        context.database.close()
