"""Which look-backs (回头看) were drawn and are still to do: an inspector's visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from supervision.context import Reading
from supervision.domain.model import Lookback, MoveKind
from supervision.store.mapping import FINDINGS, LOOKBACKS, MOVES, table_of
from supervision.store.tables.months import LookbackDrawRow

_DRAWN = table_of(LookbackDrawRow)


@dataclass(frozen=True, slots=True)
class LookbackDue:
    """One task to look at again; `closed_on` is its latest closing, `outcome` is None until it was looked at."""

    period: str
    task_no: str
    unit: str
    item: str
    problem_type: str
    closed_on: date | None
    outcome: str | None
    done_on: date | None


def lookbacks_drawn(reading: Reading, period: str) -> list[LookbackDue]:
    """The sample of a month in the order of the draw, with what came of it."""
    session, township = reading.session, reading.township
    closings = (
        select(MOVES.table.c.task_no, func.max(MOVES.table.c.on).label("closed_on"))
        .where(MOVES.table.c.township == township, MOVES.table.c.move == MoveKind.CLOSE.value)
        .group_by(MOVES.table.c.task_no)
        .subquery()
    )
    rows = session.execute(
        select(_DRAWN.c.task_no, FINDINGS.table, closings.c.closed_on)
        .join_from(
            _DRAWN,
            FINDINGS.table,
            (FINDINGS.table.c.township == _DRAWN.c.township) & (FINDINGS.table.c.task_no == _DRAWN.c.task_no),
        )
        .outerjoin(closings, closings.c.task_no == _DRAWN.c.task_no)
        .where(_DRAWN.c.township == township, _DRAWN.c.period == period)
        .order_by(_DRAWN.c.place)
    ).all()
    done = {
        look.task_no: look
        for look in sorted(LOOKBACKS.read(session, township), key=lambda look: (look.done_on, look.lookback_no))
        if look.done_on >= date.fromisoformat(f"{period}-01")
    }
    return [_due(period, row, done.get(row.task_no)) for row in rows]


def _due(period: str, row: Row[Any], look: Lookback | None) -> LookbackDue:
    return LookbackDue(
        period,
        row.task_no,
        row.unit,
        row.item,
        row.problem_type,
        row.closed_on,
        look.outcome if look else None,
        look.done_on if look else None,
    )


def lookbacks_to_do(reading: Reading) -> list[LookbackDue]:
    """What was drawn in any month and has not been looked at since, the newest month first: nothing drops off."""
    drawn = select(_DRAWN.c.period).where(_DRAWN.c.township == reading.township).distinct()
    periods = sorted(reading.session.execute(drawn).scalars(), reverse=True)
    return [each for period in periods for each in lookbacks_drawn(reading, period) if each.outcome is None]
