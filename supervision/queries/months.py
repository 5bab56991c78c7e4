"""Where each month stands: its state, its draft, its seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.errors import NotThisMonth
from supervision.domain.result import MonthResult
from supervision.store.packing import unpack
from supervision.store.result_rows import MONTHS, read_results
from supervision.store.steps import STEPS


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of the township. `digest` is there once it is sealed, `draft_sha` once it is scored."""

    period: str
    state: str
    opened_at: datetime
    planned_seal_at: datetime | None
    rubric_version: int
    seal_at: datetime | None
    draft_sha: str | None
    public_from: date | None
    approved_by: str | None
    approved_at: datetime | None
    return_reason: str | None
    sealed_at: datetime | None
    digest: str | None


_COLUMNS = [MONTHS.c[name] for name in MonthLine.__dataclass_fields__]


def months(reading: Reading) -> list[MonthLine]:
    """Every month of the township, oldest first."""
    statement = select(*_COLUMNS).where(MONTHS.c.township == reading.township).order_by(MONTHS.c.period)
    return [MonthLine(*row) for row in reading.session.execute(statement)]


def month_line(reading: Reading, period: str) -> MonthLine:
    """One month. Raises NotThisMonth when it is not there."""
    where = (MONTHS.c.township == reading.township, MONTHS.c.period == period)
    row = reading.session.execute(select(*_COLUMNS).where(*where)).first()
    if row is None:
        raise NotThisMonth("month-not-open", period=period)
    return MonthLine(*row)


def steps_done(reading: Reading, period: str) -> dict[str, datetime]:
    """The steps of a month's cycle that are done, and when."""
    where = (STEPS.c.township == reading.township, STEPS.c.period == period)
    rows = reading.session.execute(select(STEPS.c.phase, STEPS.c.done_at).where(*where).order_by(STEPS.c.done_at))
    return {row.phase: row.done_at for row in rows}


def month_result(reading: Reading, period: str) -> MonthResult:
    """The month's result: the sealed one, else its draft. Raises NotThisMonth when it is not scored yet.

    Somebody of one unit sees of the others at most what a bulletin tells.
    """
    with reading.whole():
        found = _result(reading, period)
    return reading.as_seen(found)


def _result(reading: Reading, period: str) -> MonthResult:
    line = month_line(reading, period)
    if line.sealed_at is not None:
        return read_results(reading.session, reading.township, period)[0]
    where = (MONTHS.c.township == reading.township, MONTHS.c.period == period)
    draft: Any = reading.session.execute(select(MONTHS.c.draft).where(*where)).scalar()
    if draft is None:
        raise NotThisMonth("month-not-scored", period=period, state=line.state)
    return unpack(MonthResult, draft)
