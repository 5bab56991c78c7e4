"""Does the database hold exactly the rows that the trail tells of. Does the trail itself hold: `trail`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.checks.bulk import without_circles
from supervision.domain.told_rows import Replay, RowFault
from supervision.domain.visibility import Extent, Subject
from supervision.store.adopting import told_tables
from supervision.store.told import rows_now, told_key
from supervision.store.trail_rows import TRAIL

ENTRIES_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class RowsHeld:
    """What following the whole trail came to. `since`: the first entry that told of rows; None: none ever did."""

    since: int | None
    tables: int
    rows: int
    faults: tuple[RowFault, ...]


def rows_held(reading: Reading) -> RowsHeld:
    """Follow every entry, then compare every table with what must be in it; reads the database once."""
    with reading.whole(), without_circles():
        replay = _followed(reading)
        if replay.since is None:
            return RowsHeld(None, 0, 0, ())
        faults, tables = list(replay.faults), told_tables()
        for table in tables:
            held = rows_now(reading.session, table, table.c.township == reading.township)
            faults += replay.compare(table.name, ((told_key(key), digest) for key, digest in held))
    if (
        reading.extent(Subject.TRAIL) is not Extent.ALL
    ):  # that something is amiss is everybody's to know, whose it is not
        faults = [replace(fault, key=()) for fault in faults]
    return RowsHeld(replay.since, len(tables), replay.rows, tuple(faults))


def _followed(reading: Reading) -> Replay:
    replay = Replay()
    own = (TRAIL.c.township == reading.township, TRAIL.c.rows.is_not(None))
    statement = select(TRAIL.c.seq, TRAIL.c.rows).where(*own).order_by(TRAIL.c.seq)
    for seq, rows in reading.session.execute(statement.execution_options(yield_per=ENTRIES_AT_ONCE)):
        replay.take(seq, rows)
    return replay
