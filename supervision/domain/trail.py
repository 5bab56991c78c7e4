"""How the trail is chained, so that a changed, removed or inserted entry shows. Who writes it is `context`'s question.

Each entry's hash covers its own canonical text and the hash before it. A chain alone does not show a cut-off tail:
the head printed in each bulletin does. What an entry tells of rows is `domain.told_rows`' question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring as _quoted

FORMAT = b"supervision-trail-v1\0"
FORMAT_WITH_ROWS = b"supervision-trail-v2\0"
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: who did what to which subject when. `facts` is canonical JSON text.

    `rows` is what the whole command did to which rows, on its first entry; entries before release 0.4 have none.
    """

    seq: int
    at: datetime
    actor: str
    role: str
    action: str
    subject: str
    unit: str | None
    facts: str
    rows: str | None = None


Chained = tuple[int, datetime, str, str, str, str, str | None, str, str | None, str, str]
"""An entry field by field, then the hash before it and its own: objects for each would take half of the time."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold, and why: `gap`, `changed` or `unlinked`."""

    seq: int
    why: str


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str, allow_nan=False, check_circular=False
)


def canonical(value: object) -> str:
    """JSON text with one form only: keys sorted, no spaces, dates and decimals as text."""
    return _ENCODER.encode(value)


def link(previous: str, entry: Entry) -> str:
    """The hash (64 hex digits) of `entry` after `previous`."""
    at, unit = entry.at.isoformat(), entry.unit
    told = (entry.seq, at, entry.actor, entry.role, entry.action, entry.subject, unit, entry.facts, entry.rows)
    return _digest(bytes.fromhex(previous), *told).hex()


def _digest(
    previous: bytes,
    seq: int,
    at: str,
    actor: str,
    role: str,
    action: str,
    subject: str,
    unit: str | None,
    facts: str,
    rows: str | None,
) -> bytes:
    """Over what `canonical` gives for the list of these, put together by hand: that is several times as quick."""
    text = (
        f"[{_quoted(at)},{_quoted(actor)},{_quoted(role)},{_quoted(action)},{_quoted(subject)},"
        f"{'null' if unit is None else _quoted(unit)},{_quoted(facts)}{'' if rows is None else ',' + _quoted(rows)}]"
    )
    form = FORMAT if rows is None else FORMAT_WITH_ROWS
    return sha256(form + previous + seq.to_bytes(8, "big") + text.encode()).digest()


def first_break(entries: Iterable[Chained], previous: str = GENESIS, seq: int = 0) -> Break | None:
    """The first entry that does not hold; None when all do. `seq` is that of the entry before."""
    head = bytes.fromhex(previous)
    for number, at, actor, role, action, subject, unit, facts, rows, before, own in entries:
        seq += 1
        if number != seq:
            return Break(seq, "gap")
        if before != previous:
            return Break(seq, "unlinked")
        head = _digest(head, seq, at.isoformat(), actor, role, action, subject, unit, facts, rows)
        if head.hex() != own:
            return Break(seq, "changed")
        previous = own
    return None
