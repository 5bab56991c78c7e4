"""How a parsed rubric file is read key by key, with every fault kept instead of the first one raised.

Parsing the text is `store.rubrics`' question, what the keys mean is `rubric_loading`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import TypeGuard, TypeVar

from supervision.domain.errors import BadFile, RowError

T = TypeVar("T")


class Table(dict[str, object]):
    """A mapping of the file that knows its own line and the line of each key."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


_SHORT = 20


class Faults:
    """Everything that is wrong with one rubric file."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.errors: list[RowError] = []

    def add(self, code: str, line: int, path: str, value: object, expected: str, item: str | None = None) -> None:
        facts = (("item", item),) if item else ()
        whole = isinstance(value, dict | list) and len(str(value)) > _SHORT  # a place to look at, not something to read
        shown = None if value is None or whole else str(value)[:80]
        self.errors.append(RowError(self.source, line, code, path, shown, expected, facts))

    def raise_any(self) -> None:
        """Raise BadFile with all faults, in the order of the file, if there is one."""
        if self.errors:
            once = dict.fromkeys(self.errors)
            raise BadFile(sorted(once, key=lambda error: (error.line or 0, error.column or "", error.code)))


class Reader:
    """Reads one table. A wrong value is noted and answered with a harmless stand-in, so that reading goes on."""

    def __init__(self, table: Table, path: str, faults: Faults, item: str | None = None) -> None:
        self.table = table
        self.path = path
        self.faults = faults
        self.item = item
        self.seen: set[str] = set()

    def fault(self, code: str, key: str, expected: str) -> None:
        """Note that the value of `key` is wrong."""
        line = self.table.lines.get(key, self.table.line)
        self.faults.add(code, line, f"{self.path}{key}", self.table.get(key), expected, self.item)

    def has(self, key: str) -> bool:
        self.seen.add(key)
        return key in self.table

    def _value(self, key: str, right: Callable[[object], TypeGuard[T]], expected: str, stand_in: T) -> T:
        if not self.has(key):
            self.fault("rubric-missing", key, expected)
            return stand_in
        value = self.table[key]
        if right(value):
            return value
        self.fault("rubric-type", key, expected)
        return stand_in

    def text(self, key: str) -> str:
        return self._value(key, _is_text, "text", "")

    def text_or(self, key: str, default: str) -> str:
        return self.text(key) if self.has(key) else default

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """A text that must be one of `allowed`."""
        value = self.text(key)
        if value in allowed:
            return value
        if _is_text(self.table.get(key)):
            self.fault("rubric-value", key, " | ".join(allowed))
        return next(iter(allowed))

    def whole(self, key: str, least: int = 0) -> int:
        value = self._value(key, _is_whole, "whole number", least)
        if value < least:
            self.fault("rubric-range", key, f">= {least}")
        return max(value, least)

    def number(self, key: str, least: Decimal | None = Decimal(0)) -> Decimal:
        value = Decimal(self._value(key, is_number, "number", 0))
        if least is None or value >= least:
            return value
        self.fault("rubric-range", key, f">= {least}")
        return least

    def share(self, key: str) -> Decimal:
        """A number between 0 and 1."""
        value = self.number(key)
        if value > 1:
            self.fault("rubric-range", key, "0..1")
        return min(value, Decimal(1))

    def flag(self, key: str) -> bool:
        return self._value(key, _is_flag, "true | false", False)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(self._value(key, _are_texts, "list of texts", []))

    def wholes(self, key: str) -> tuple[int, ...]:
        return tuple(self._value(key, _are_wholes, "list of whole numbers", []))

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        return tuple(map(Decimal, self._value(key, _are_numbers, "list of numbers", [])))

    def table_at(self, key: str) -> Reader:
        """The reader of the table under `key`; one that reports nothing more when it is lacking."""
        absent = Table(self.table.lines.get(key, self.table.line))
        inner = self._value(key, _is_table, "mapping", absent)
        kind = Silent if inner is absent else Reader
        return kind(inner, f"{self.path}{key}.", self.faults, self.item)

    def tables_at(self, key: str) -> Iterator[Reader]:
        """A reader for each table of the list under `key`."""
        for index, each in enumerate(self._value(key, _are_tables, "list of mappings", [])):
            code = each.get("code")
            named = code if isinstance(code, str) else index
            yield Reader(each, f"{self.path}{key}[{named}].", self.faults, self.item)

    def number_by(self, key: str, names: Collection[str] | None = None) -> Mapping[str, Decimal]:
        """A mapping of numbers; with `names` it must have exactly these keys."""
        inner = self.table_at(key)
        for name in names or ():
            inner.number(name)
        found = {name: inner.number(name) for name in inner.table if names is None or name in names}
        inner.close()
        return {name: found.get(name, Decimal(0)) for name in names} if names is not None else found

    def ignore(self, *keys: str) -> None:
        """These keys are text for people or shown only."""
        self.seen.update(keys)

    def close(self) -> None:
        """Note every key that nobody asked for: a misspelt one would otherwise be silently without effect."""
        for key in self.table:
            if key not in self.seen:
                self.fault("rubric-unknown-key", key, " | ".join(sorted(self.seen)))


class Silent(Reader):
    """Reads a table whose absence has been noted already."""

    def fault(self, code: str, key: str, expected: str) -> None:
        return


def is_number(value: object) -> TypeGuard[int | Decimal]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _is_flag(value: object) -> TypeGuard[bool]:
    return isinstance(value, bool)


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_table(value: object) -> TypeGuard[Table]:
    return isinstance(value, Table)


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_wholes(value: object) -> TypeGuard[list[int]]:
    return isinstance(value, list) and all(map(_is_whole, value))


def _are_numbers(value: object) -> TypeGuard[list[int | Decimal]]:
    return isinstance(value, list) and all(map(is_number, value))


def _are_tables(value: object) -> TypeGuard[list[Table]]:
    return isinstance(value, list) and all(map(_is_table, value))
