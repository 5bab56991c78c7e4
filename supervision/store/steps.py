"""Which steps of which month are done: a row with that key, written in the same transaction as the step's effects."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from supervision.store.mapping import table_of
from supervision.store.rows import insert_row
from supervision.store.tables.steps import StepRow

STEPS = table_of(StepRow)


def is_done(session: Session, township: str, period: str, phase: str, shard: str = "") -> bool:
    where = (
        STEPS.c.township == township,
        STEPS.c.period == period,
        STEPS.c.phase == phase,
        STEPS.c.shard == shard,
    )
    return session.execute(select(STEPS.c.phase).where(*where)).first() is not None


def mark_done(session: Session, township: str, period: str, phase: str, at: datetime, shard: str = "") -> None:
    values = {"township": township, "period": period, "phase": phase, "shard": shard, "done_at": at}
    insert_row(session, STEPS, **values)
