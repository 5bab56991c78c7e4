"""Does the trail hold, how long is it and what is its head. How it is chained is `domain.trail`'s question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain

from sqlalchemy import func, inspect, null, select

from supervision.context import Reading
from supervision.domain.checks.bulk import without_circles
from supervision.domain.trail import GENESIS, Break, Chained, Entry, first_break
from supervision.store.mapping import table_of
from supervision.store.tables.trail import TrailRow

_TRAIL = table_of(TrailRow)
_CHAINED = (*Entry.__dataclass_fields__, "previous", "hash")
ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class TrailHead:
    """How many entries there are, and the hash of the last one (64 hex digits; zeros for an empty trail)."""

    entries: int
    hash: str


def trail_head(reading: Reading) -> TrailHead:
    """The trail's end, as a bulletin prints it."""
    own = _TRAIL.c.township == reading.township
    newest = select(_TRAIL.c.hash).where(own).order_by(_TRAIL.c.seq.desc()).limit(1)
    with reading.whole():
        count = reading.session.execute(select(func.count()).select_from(_TRAIL).where(own)).scalar_one()
        last = reading.session.execute(newest).scalar()
    return TrailHead(count, last or GENESIS)


def trail_since(reading: Reading, seq: int, actions: Collection[str]) -> list[tuple[Entry, str]]:
    """The entries after that number which tell of one of these actions, each with its hash (64 hex digits)."""
    columns = [_TRAIL.c[name] for name in Entry.__dataclass_fields__]
    where = (_TRAIL.c.township == reading.township, _TRAIL.c.seq > seq, _TRAIL.c.action.in_(actions))
    rows = reading.session.execute(select(*columns, _TRAIL.c.hash).where(*where).order_by(_TRAIL.c.seq))
    return [(Entry(*told), own) for *told, own in rows]


def last_done_by(reading: Reading, action: str, subject: str) -> str | None:
    """Who did this last to that subject; None: nobody ever."""
    own = (_TRAIL.c.township == reading.township, _TRAIL.c.action == action, _TRAIL.c.subject == subject)
    newest = select(_TRAIL.c.actor).where(*own).order_by(_TRAIL.c.seq.desc()).limit(1)
    with reading.whole():
        return reading.session.execute(newest).scalar()


def last_on(reading: Reading, day: date) -> datetime | None:
    """When the newest entry of that day was made; None when there is none."""
    until = datetime.combine(day, time.max)
    before = (_TRAIL.c.township == reading.township, _TRAIL.c.at <= until)
    newest = select(_TRAIL.c.at).where(*before).order_by(_TRAIL.c.seq.desc()).limit(1)
    with reading.whole():
        at: datetime | None = reading.session.execute(newest).scalar()
    return at if at is not None and at.date() == day else None


def trail_break(reading: Reading) -> Break | None:
    """The first entry that does not hold, None when all do; reads the trail once, some thousand rows at a time."""
    with reading.whole(), without_circles():
        return first_break(_chained(reading))


def _chained(reading: Reading) -> Iterator[Chained]:
    there = {column["name"] for column in inspect(reading.session.connection()).get_columns(_TRAIL.name)}
    columns = [_TRAIL.c[name] if name in there else null() for name in _CHAINED]  # a copy of an earlier release
    statement = select(*columns).where(_TRAIL.c.township == reading.township).order_by(_TRAIL.c.seq)
    found: Iterator[Iterable[Chained]] = reading.session.execute(
        statement.execution_options(yield_per=ROWS_AT_ONCE)
    ).partitions()
    return chain.from_iterable(found)
