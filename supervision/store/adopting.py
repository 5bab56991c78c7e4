"""Taking what a database of an earlier release holds into the trail as it is: from then on each row is told."""

from __future__ import annotations

from sqlalchemy import Table, select
from sqlmodel import Session

from supervision.domain.permission import SYSTEM, Action
from supervision.domain.told_rows import Changes
from supervision.domain.trail import canonical
from supervision.store.every_table import METADATA
from supervision.store.told import is_told, rows_now, told_key
from supervision.store.trail_rows import TRAIL, Event, Told, append_entries


def told_tables() -> list[Table]:
    """Every table of whose rows the trail tells."""
    return [table for table in METADATA.sorted_tables if is_told(table)]


def adopt_rows(session: Session) -> None:
    """Let the trail of every township that never told of rows tell of all that there are, in one entry."""
    for township in session.execute(select(TRAIL.c.township).distinct()).scalars().all():
        own = TRAIL.c.township == township
        if session.execute(select(TRAIL.c.seq).where(own, TRAIL.c.rows.is_not(None)).limit(1)).first() is None:
            newest = select(TRAIL.c.at).where(own).order_by(TRAIL.c.seq.desc()).limit(1)
            at, rows = session.execute(newest).scalar_one(), _all(session, township)
            told = Told(at, SYSTEM.person_no, SYSTEM.role, Action.SET_UP, rows)
            append_entries(session, township, told, [Event(township, None, canonical({"rows": "adopted"}))])


def _all(session: Session, township: str) -> str:
    changes = Changes()
    for table in told_tables():
        for key, digest in rows_now(session, table, table.c.township == township):
            changes.touch(table.name, told_key(key), None, digest)
    return changes.text()
