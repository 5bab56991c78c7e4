"""Adding entries to a township's trail, within the transaction of what they tell. How they chain: `domain.trail`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sqlalchemy import select
from sqlmodel import Session

from supervision.domain.trail import GENESIS, Entry, link
from supervision.store.bulk import insert_tuples
from supervision.store.mapping import table_of
from supervision.store.tables.trail import TrailRow

TRAIL = table_of(TrailRow)
_FIELDS = attrgetter(*Entry.__dataclass_fields__)
_COLUMNS = ("township", *Entry.__dataclass_fields__, "previous", "hash", "command_id")


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
    entries: list[tuple[object, ...]] = []
    of_first: tuple[str | None, str | None] = (told.rows, command_id)
    for event in events:
        seq += 1
        rows, command = of_first
        entry = Entry(seq, told.at, told.actor, told.role, told.action, event.subject, event.unit, event.facts, rows)
        own = link(previous, entry)
        entries.append((township, *_FIELDS(entry), previous, own, command))
        previous, of_first = own, (None, None)
    insert_tuples(session, TRAIL, _COLUMNS, entries)
