"""How the trail is chained, so that a changed, removed or inserted entry shows. Who writes it is `context`'s question.

Each entry's hash covers its own canonical text and the hash before it. A chain alone does not show a cut-off tail:
the head printed in each bulletin does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

FORMAT = b"supervision-trail-v1\0"
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: who did what to which subject when. `facts` is canonical JSON text."""

    seq: int
    at: datetime
    actor: str
    role: str
    action: str
    subject: str
    unit: str | None
    facts: str


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
    parts = [entry.at.isoformat(), entry.actor, entry.role, entry.action, entry.subject, entry.unit, entry.facts]
    text = canonical(parts).encode()
    return hashlib.sha256(FORMAT + bytes.fromhex(previous) + entry.seq.to_bytes(8, "big") + text).hexdigest()


def first_break(entries: Iterable[tuple[Entry, str, str]], previous: str = GENESIS, seq: int = 0) -> Break | None:
    """The first (entry, previous hash, own hash) that does not hold; None when all do. `seq` is the entry before."""
    for entry, before, own in entries:
        if entry.seq != seq + 1:
            return Break(seq + 1, "gap")
        if before != previous:
            return Break(entry.seq, "unlinked")
        if link(previous, entry) != own:
            return Break(entry.seq, "changed")
        previous, seq = own, entry.seq
    return None
