"""What each step of a month's cycle (周期) is: one command of the services. Their order is `cycle`'s question.

Each may be run again: what is done stays done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flows import documents
from supervision.context import Context
from supervision.domain.period import last_day, parse_period
from supervision.domain.permission import Action, Actor, check_role
from supervision.i18n import Words
from supervision.queries.months import MonthLine, month_line, steps_done
from supervision.queries.people import township_name
from supervision.services import cards, months, signing, tasks
from supervision.settings import Settings, actor, enter, signing_key


@dataclass(frozen=True, slots=True)
class Cycle:
    """One month of one township (by its name) under way. `approver` signs the draft; without one it waits."""

    context: Context
    township: str
    period: str
    at: datetime | None
    approver: Actor | None
    words: Words
    folder: Path
    templates: Path | None = None

    @property
    def until(self) -> date:
        """The day up to which tasks are opened and cards issued: the month's last one, or today while it runs."""
        return min(last_day(self.period), self.context.clock().date())

    def line(self) -> MonthLine:
        """Where the month stands now."""
        with self.context.reading() as reading:
            return month_line(reading, self.period)


@contextmanager
def beginning(settings: Settings, period: str, at: datetime | None, approve_as: str | None) -> Iterator[Cycle]:
    """The house entered for one month. Raises BadInput or NotPermitted for a signature that would not be valid."""
    parse_period(period)
    context = enter(settings)
    try:
        approver = actor(context, approve_as) if approve_as is not None else None
        if approver is not None:
            check_role(approver, Action.APPROVE_MONTH)
        with context.reading() as reading:
            township = township_name(reading)
        folder = documents.folder_of(settings, period)
        yield Cycle(context, township, period, at, approver, settings.words, folder, settings.templates)
    finally:
        context.database.close()


def open_month(cycle: Cycle) -> None:
    months.open_month(cycle.context, cycle.period)


def open_tasks(cycle: Cycle) -> None:
    tasks.open_tasks(cycle.context, cycle.until)


def sweep(cycle: Cycle) -> None:
    cards.sweep(cycle.context, cycle.until)


def score(cycle: Cycle) -> None:
    months.score_month(cycle.context, cycle.period, seal_moment(cycle))


def seal_moment(cycle: Cycle) -> datetime:
    """The moment asked for, else that of the draft that waits for a signature, else the planned one, else now."""
    line = cycle.line()
    drafted = line.seal_at if line.state in (months.AWAITING, months.APPROVED) else None
    return cycle.at or drafted or line.planned_seal_at or cycle.context.clock()


def draft(cycle: Cycle) -> None:
    """Lay the bulletin's preview ready for whoever signs."""
    if cycle.line().state != months.SEALED:
        documents.lay_draft(cycle.context, cycle.period, cycle.words, cycle.folder, cycle.templates)


def approve(cycle: Cycle) -> None:
    """Sign the draft that stands, if somebody is here to sign."""
    standing = cycle.line().draft_sha
    if cycle.approver is not None and standing is not None:
        months.approve_month(cycle.context.acting_as(cycle.approver), cycle.period, standing)


def seal(cycle: Cycle) -> None:
    """Sealed, and signed where this machine holds a key: the bulletin then tells both."""
    months.seal_month(cycle.context, cycle.period)
    key = signing_key()
    if key is not None:
        signing.sign_month(cycle.context, cycle.period, key)


def publish(cycle: Cycle) -> None:
    """Put the documents in place first, then record them: a published month always has its documents."""
    again = is_published(cycle)
    where = (cycle.words, cycle.folder)
    hashes = documents.issue(cycle.context, cycle.period, *where, again=again, templates=cycle.templates)
    months.publish_month(cycle.context, cycle.period, hashes)


def propose(cycle: Cycle) -> None:
    months.propose_consequences(cycle.context, cycle.period)


STEPS: Mapping[str, Callable[[Cycle], None]] = {
    "open": open_month,
    "tasks": open_tasks,
    "sweep": sweep,
    "score": score,
    "draft": draft,
    "approve": approve,
    "seal": seal,
    "publish": publish,
    "propose": propose,
}
"""Every step by its code, in the order of the month."""

Do = Callable[[str, Cycle], None]
"""How a step is run: `plainly`, or as a task of Prefect."""


def plainly(step: str, cycle: Cycle) -> None:
    STEPS[step](cycle)


def is_published(cycle: Cycle) -> bool:
    with cycle.context.reading() as reading:
        return "publish" in steps_done(reading, cycle.period)


def is_finished(cycle: Cycle) -> bool:
    """Is there nothing left to do, not even a lost document to write again?"""
    with cycle.context.reading() as reading:
        done = steps_done(reading, cycle.period)
    return {"seal", "publish", "propose"} <= done.keys() and not documents.missing(cycle.context, cycle.folder)
