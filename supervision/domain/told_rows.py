"""What a command did to which rows, as the trail tells it, and which rows must be there then. Chaining: `domain.trail`.

An entry tells no texts, only digests: of each row that a command touched what it was before and after, or, where there
are many, their number and the sum of their digests stretched to 2048 bits (a set of rows with a chosen sum is out of
reach then, be the rows in whatever order). Following the entries gives what every table must hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256, shake_256
from typing import Any

from supervision.domain.trail import canonical

LISTED = 200
"""More rows of a table than that in one command are told as a sum."""
STRETCHED = 256
"""Bytes of a stretched digest."""

Key = tuple[str, ...]


def row_digests(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[bytes]:
    """The digest (32 bytes) of each row, whose values are in the order of `names`.

    Only filled columns count, so one that a later release adds empty changes nothing. A value counts as text, so it
    is the same in each database. Formed column by column: that is several times as quick as row by row.
    """
    columns = sorted(zip(names, zip(*rows, strict=True), strict=True))
    told = zip(*(_told(name, values) for name, values in columns), strict=True)
    return [sha256("".join(row).encode("utf-8", "surrogatepass")).digest() for row in told]


def _told(name: str, values: Sequence[Any]) -> Iterator[str]:
    told = {value: _part(name, value) for value in set(values)}  # most columns have few different values
    return map(told.__getitem__, values)


def _part(name: str, value: object) -> str:
    if value is None:
        return ""
    text = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    return f";{name}={len(text)}:{text}"


def _stretched(digest: bytes) -> int:
    return int.from_bytes(shake_256(digest).digest(STRETCHED), "big")


def _summed(total: int) -> int:
    return total % (1 << 8 * STRETCHED)


def _bytes(told: str | None) -> bytes | None:
    return None if told is None else bytes.fromhex(told)


def _hex(digest: bytes | None) -> str | None:
    return None if digest is None else digest.hex()


@dataclass(slots=True)
class _Touched:
    """Rows of one table: one by one while they are few, else their sum. `changed`: some had been there before."""

    rows: dict[Key, tuple[bytes | None, bytes | None]] | None = field(default_factory=dict)
    count: int = 0
    total: int = 0
    changed: bool = False

    def touch(self, key: Key, before: bytes | None, after: bytes | None) -> None:
        if self.rows is None:
            self._add(before, after)
            return
        first, _ = self.rows.get(key, (before, None))
        self.rows[key] = (first, after)
        if len(self.rows) > LISTED:
            self.as_sum()

    def as_sum(self) -> None:
        """From now on only the sum is kept."""
        rows, self.rows = self.rows or {}, None
        for before, after in rows.values():
            self._add(before, after)

    def add_new(self, digests: Sequence[bytes]) -> None:
        self.count += len(digests)
        self.total += sum(map(_stretched, digests))

    def _add(self, before: bytes | None, after: bytes | None) -> None:
        if before is not None:
            self.changed, self.count, self.total = True, self.count - 1, self.total - _stretched(before)
        if after is not None:
            self.count, self.total = self.count + 1, self.total + _stretched(after)

    def told(self) -> dict[str, object]:
        if self.rows is None:
            return {"count": self.count, "sum": f"{_summed(self.total):x}", "changed": self.changed}
        rows = [(key, *told) for key, told in sorted(self.rows.items()) if told[0] != told[1]]
        return {"rows": [[key, _hex(before), _hex(after)] for key, before, after in rows]}


class Changes:
    """The rows that one command touches, by table."""

    __slots__ = ("_tables",)

    def __init__(self) -> None:
        self._tables: dict[str, _Touched] = {}

    def touch(self, table: str, key: Key, before: bytes | None, after: bytes | None) -> None:
        """A row's digest was `before` (None: it was not there) and is `after` (None: it is gone)."""
        self._tables.setdefault(table, _Touched()).touch(key, before, after)

    def add_new(self, table: str, keys: Iterable[Key], digests: Sequence[bytes]) -> None:
        """New rows, however many; their keys are asked for only where they are few."""
        touched = self._tables.setdefault(table, _Touched())
        if touched.rows is not None and len(touched.rows) + len(digests) > LISTED:
            touched.as_sum()
        if touched.rows is None:
            touched.add_new(digests)
            return
        for key, digest in zip(keys, digests, strict=True):
            touched.touch(key, None, digest)

    def text(self) -> str:
        """Canonical JSON, as the trail keeps it."""
        return canonical({table: touched.told() for table, touched in self._tables.items()})


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that is not as the trail leaves it: `changed`, `missing`, `added`, or, of a table of many, `differ`.

    `seq` is the entry that told of it last, or the one that found it otherwise than it had been left; for `differ`
    there are `there` rows and `told` were told.
    """

    table: str
    key: Key
    why: str
    seq: int | None = None
    there: int = 0
    told: int = 0


@dataclass(slots=True)
class _Held:
    """What one table must hold. `whole`: every row of it is known one by one."""

    count: int = 0
    total: int = 0
    known: dict[Key, tuple[bytes, int]] = field(default_factory=dict)
    whole: bool = True


class Replay:
    """Follows what entries tell; then each table is held against it.

    `since` is the first entry that told of rows, `rows` how many rows were held against it.
    """

    def __init__(self) -> None:
        self.since: int | None = None
        self.rows = 0
        self.faults: list[RowFault] = []
        self._tables: dict[str, _Held] = {}

    def take(self, seq: int, text: str) -> None:
        """Follow one entry; a row that the command found otherwise than it had been left is a fault."""
        self.since = seq if self.since is None else self.since
        for table, told in json.loads(text).items():
            held = self._tables.setdefault(table, _Held())
            if "rows" in told:
                for key, before, after in told["rows"]:
                    self._follow(seq, table, held, tuple(key), _bytes(before), _bytes(after))
                continue
            held.count += told["count"]
            held.total += int(told["sum"], 16)
            held.whole = False
            if told["changed"]:
                held.known.clear()

    def _follow(self, seq: int, table: str, held: _Held, key: Key, before: bytes | None, after: bytes | None) -> None:
        left = held.known.pop(key, None)
        if (held.whole or left is not None) and before != (left[0] if left else None):
            self.faults.append(RowFault(table, key, "changed", seq))
        if before is not None:
            held.count, held.total = held.count - 1, held.total - _stretched(before)
        if after is not None:
            held.count, held.total = held.count + 1, held.total + _stretched(after)
            held.known[key] = (after, seq)

    def compare(self, table: str, rows: Iterable[tuple[Key, bytes]]) -> Iterator[RowFault]:
        """The faults of a table that holds these rows (key and digest), as far as they can be named one by one."""
        held = self._tables.pop(table, _Held())
        count = total = named = 0
        for key, digest in rows:
            count, total = count + 1, total + _stretched(digest)
            told, seq = held.known.pop(key, (None, None))
            if (told is None and not held.whole) or told == digest:
                continue
            named += 1
            yield RowFault(table, key, "added" if told is None else "changed", seq)
        for key, (_, seq) in held.known.items():
            named += 1
            yield RowFault(table, key, "missing", seq)
        self.rows += count
        if not named and (count, _summed(total)) != (held.count, _summed(held.total)):
            yield RowFault(table, (), "differ", there=count, told=held.count)
