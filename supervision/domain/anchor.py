"""What a sealed month is pinned to: the trail, the facts and the result it was made from, under one hash for the paper.

Who holds a printed bulletin can prove any later change of what it rests on. How the trail is chained: `trail`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from supervision.domain.trail import canonical

MARK = b"supervision-anchor-v1\0"
GROUP = 4
"""Hex digits in a printed group."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One month's. Hashes are 64 hex digits; `facts`: kind → how many rows became known since the last anchor, and
    their digest; `previous` is the root of the month before, None for the first."""

    township: str
    period: str
    sealed_at: str
    result: str
    rubric: str
    trail_entries: int
    trail_head: str
    facts: Mapping[str, tuple[int, str]]
    previous: str | None

    def text(self) -> str:
        return canonical(asdict(self))


def root_of(text: str) -> str:
    """The hash that the bulletin prints: over the anchor's canonical text."""
    return sha256(MARK + text.encode()).hexdigest()


def anchor_from(text: str) -> Anchor:
    """The anchor whose canonical text this is."""
    told = json.loads(text)
    facts = {kind: (int(count), str(digest)) for kind, (count, digest) in told.pop("facts").items()}
    return Anchor(facts=facts, **told)


def rows_digest(rows: Iterable[Mapping[str, object]]) -> tuple[int, str]:
    """How many rows, and the sha256 of their canonical texts in the order given.

    What is empty is left out, so that a column which a later release adds changes no old digest.
    """
    count, digest = 0, sha256(MARK)
    for row in rows:
        count += 1
        told = {name: str(value) for name, value in row.items() if value is not None}
        digest.update(canonical(told).encode() + b"\n")
    return count, digest.hexdigest()


def grouped(root: str) -> str:
    """The root in groups that a person can read aloud."""
    return " ".join(root[at : at + GROUP] for at in range(0, len(root), GROUP))


def ungrouped(typed: str) -> str:
    """What somebody typed from paper, in the root's own form."""
    return "".join(typed.split()).lower()
