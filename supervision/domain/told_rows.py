"""What a command did to which rows, as the trail tells it, and which rows must be there then. Chaining: `domain.trail`.

An entry tells no texts, only digests: of each row that a command touched what it was before and after, or, where there
are many, their number and the sum of their digests stretched to 2048 bits (a set of rows with a chosen sum is out of
reach then, be the rows in whatever order). Following the entries gives what every table must hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
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
_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=lambda value: _plain(value), allow_nan=False
)


def _plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def row_digest(table: str, values: Mapping[str, Any]) -> str:
    """The digest (64 hex digits) of a row's filled columns: one that a later release adds empty changes nothing."""
    text = table + _ENCODER.encode({name: value for name, value in values.items() if value is not None})
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _stretched(digest: str | None) -> int:
    return 0 if digest is None else int.from_bytes(shake_256(bytes.fromhex(digest)).digest(STRETCHED), "big")


def _summed(total: int) -> int:
    return total % (1 << 8 * STRETCHED)


@dataclass(slots=True)
class _Touched:
    """Rows of one table: one by one while they are few, else their sum. `changed`: some had been there before."""

    rows: dict[Key, tuple[str | None, str | None]] | None = field(default_factory=dict)
    count: int = 0
    total: int = 0
    changed: bool = False

    def touch(self, key: Key, before: str | None, after: str | None) -> None:
        if self.rows is None:
            self._add(before, after)
            return
        first, _ = self.rows.get(key, (before, None))
        self.rows[key] = (first, after)
        if len(self.rows) > LISTED:
            for told in self.rows.values():
                self._add(*told)
            self.rows = None

    def _add(self, before: str | None, after: str | None) -> None:
        self.count += (after is not None) - (before is not None)
        self.total += _stretched(after) - _stretched(before)
        self.changed = self.changed or before is not None

    def told(self) -> dict[str, object]:
        if self.rows is None:
            return {"count": self.count, "sum": f"{_summed(self.total):x}", "changed": self.changed}
        return {"rows": [[key, *told] for key, told in sorted(self.rows.items()) if told[0] != told[1]]}


class Changes:
    """The rows that one command touches, by table."""

    __slots__ = ("_tables",)

    def __init__(self) -> None:
        self._tables: dict[str, _Touched] = {}

    def touch(self, table: str, key: Key, before: str | None, after: str | None) -> None:
        """A row was `before` (None: not there) and is `after` (None: gone)."""
        self._tables.setdefault(table, _Touched()).touch(key, before, after)

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
    known: dict[Key, tuple[str, int]] = field(default_factory=dict)
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
                    self._follow(seq, table, held, tuple(key), before, after)
                continue
            held.count += told["count"]
            held.total += int(told["sum"], 16)
            held.whole = False
            if told["changed"]:
                held.known.clear()

    def _follow(self, seq: int, table: str, held: _Held, key: Key, before: str | None, after: str | None) -> None:
        left = held.known.pop(key, None)
        if (held.whole or left is not None) and before != (left[0] if left else None):
            self.faults.append(RowFault(table, key, "changed", seq))
        held.count += (after is not None) - (before is not None)
        held.total += _stretched(after) - _stretched(before)
        if after is not None:
            held.known[key] = (after, seq)

    def compare(self, table: str, rows: Iterable[tuple[Key, str]]) -> Iterator[RowFault]:
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
