"""Adding entries to a township's trail, within the transaction of what they tell. How they chain: `domain.trail`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from supervision.domain.trail import GENESIS, Entry, link
from supervision.store.mapping import table_of, write_rows
from supervision.store.tables.trail import TrailRow

TRAIL = table_of(TrailRow)


@dataclass(frozen=True, slots=True)
class Event:
    """What a command tells the trail."""

    subject: str
    unit: str | None
    facts: str


@dataclass(frozen=True, slots=True)
class Told:
    """Who did it, and when; `rows` is what the whole of it did to which rows (canonical JSON)."""

    at: datetime
    actor: str
    role: str
    action: str
    rows: str


def append_entries(
    session: Session, township: str, told: Told, events: Sequence[Event], command_id: str | None = None
) -> None:
    """One entry an event; rows and command on the first. Raises IntegrityError for a command that was told before."""
    newest = select(TRAIL.c.seq, TRAIL.c.hash).where(TRAIL.c.township == township).order_by(TRAIL.c.seq.desc())
    last = session.execute(newest.limit(1)).first()
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    rows: list[dict[str, Any]] = []
    for place, event in enumerate(events):
        seq += 1
        of_first = (told.rows, command_id) if place == 0 else (None, None)
        entry = Entry(
            seq, told.at, told.actor, told.role, told.action, event.subject, event.unit, event.facts, of_first[0]
        )
        own = link(previous, entry)
        rows.append(
            {"township": township, **asdict(entry), "previous": previous, "hash": own, "command_id": of_first[1]}
        )
        previous = own
    write_rows(session, TRAIL, rows)
