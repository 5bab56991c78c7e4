"""How a record that is not as the trail tells is put into words. Which those are: `queries.trail_rows`."""

from __future__ import annotations

from collections.abc import Sequence

from supervision.domain.told_rows import RowFault
from supervision.i18n import Words
from supervision.queries.trail_rows import RowsHeld

SHOWN = 10


def told_faults(words: Words, faults: Sequence[RowFault], shown: int = SHOWN) -> str:
    """One saying a fault, the first of them; the rest are counted."""
    said = [_told(words, fault) for fault in faults[:shown]]
    rest = len(faults) - len(said)
    return words("rows.between").join([*said, words("rows.more", count=rest)] if rest else said)


def told_rows(words: Words, held: RowsHeld, *, briefly: bool = False) -> str:
    """That every record is as the trail tells, and since when it tells of records."""
    if held.since is None:
        return words("rows.none")
    if briefly:
        return words("rows.brief", rows=held.rows)
    return words("rows.hold", tables=held.tables, rows=held.rows, since=held.since)


def _told(words: Words, fault: RowFault) -> str:
    return words(
        f"rows.fault.{fault.why}",
        table=words(f"rows.table.{fault.table}"),
        key=" ".join(fault.key),
        seq=fault.seq,
        there=fault.there,
        told=fault.told,
    )
