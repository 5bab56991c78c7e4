"""How a parsed rubric file is read key by key, with every fault kept instead of the first one raised.

Parsing the text is `store.rubrics`' question, what the keys mean is `rubric_loading`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from supervision.domain.errors import BadFile, RowError

Tree = "Table | list[Tree] | str | int | Decimal | bool"
T = TypeVar("T")


class Table(dict[str, object]):
    """A mapping of the file that knows its own line and the line of each key."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Faults:
    """Everything that is wrong with one rubric file."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.errors: list[RowError] = []

    def add(self, code: str, line: int, path: str, value: object, expected: str, item: str | None = None) -> None:
        facts = (("item", item),) if item else ()
        shown = None if value is None else str(value)[:80]
        self.errors.append(RowError(self.source, line, code, path, shown, expected, facts))

    def raise_any(self) -> None:
        """Raise BadFile with all faults, in the order of the file, if there is one."""
        if self.errors:
            raise BadFile(sorted(self.errors, key=lambda error: (error.line or 0, error.column or "", error.code)))


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

    def _value(self, key: str, right: Callable[[object], bool], expected: str, stand_in: T) -> object | T:
        if not self.has(key):
            self.fault("rubric-missing", key, expected)
            return stand_in
        value = self.table[key]
        if right(value):
            return value
        self.fault("rubric-type", key, expected)
        return stand_in

    def text(self, key: str) -> str:
        return str(self._value(key, lambda v: isinstance(v, str), "text", ""))

    def text_or(self, key: str, default: str) -> str:
        return self.text(key) if self.has(key) else default

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """A text that must be one of `allowed`."""
        value = self.text(key)
        if value in allowed or not isinstance(self.table.get(key), str):
            return value
        self.fault("rubric-value", key, " | ".join(allowed))
        return next(iter(allowed))

    def whole(self, key: str, least: int = 0) -> int:
        value = self._value(key, _is_whole, "whole number", least)
        assert isinstance(value, int)
        if value < least:
            self.fault("rubric-range", key, f">= {least}")
            return least
        return value

    def number(self, key: str, least: Decimal | None = Decimal(0)) -> Decimal:
        value = self._value(key, is_number, "number", Decimal(0))
        number = Decimal(value)  # type: ignore[arg-type]
        if least is not None and number < least:
            self.fault("rubric-range", key, f">= {least}")
            return least
        return number

    def share(self, key: str) -> Decimal:
        """A number between 0 and 1."""
        value = self.number(key)
        if value > 1:
            self.fault("rubric-range", key, "0..1")
            return Decimal(1)
        return value

    def flag(self, key: str) -> bool:
        return bool(self._value(key, lambda v: isinstance(v, bool), "true | false", False))

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._value(key, lambda v: _is_list(v, lambda e: isinstance(e, str)), "list of texts", [])
        return tuple(value)  # type: ignore[arg-type]

    def wholes(self, key: str) -> tuple[int, ...]:
        value = self._value(key, lambda v: _is_list(v, _is_whole), "list of whole numbers", [])
        return tuple(value)  # type: ignore[arg-type]

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        value = self._value(key, lambda v: _is_list(v, is_number), "list of numbers", [])
        return tuple(Decimal(each) for each in value)  # type: ignore[attr-defined]

    def table_at(self, key: str) -> Reader:
        """The reader of the table under `key` (of an empty one when it is lacking)."""
        value = self._value(key, lambda v: isinstance(v, Table), "mapping", None)
        inner = value if isinstance(value, Table) else _Absent(self.table.lines.get(key, self.table.line))
        kind = Silent if isinstance(inner, _Absent) else Reader
        return kind(inner, f"{self.path}{key}.", self.faults, self.item)

    def tables_at(self, key: str) -> Iterator[Reader]:
        """A reader for each table of the list under `key`."""
        value = self._value(key, lambda v: _is_list(v, lambda e: isinstance(e, Table)), "list of mappings", [])
        assert isinstance(value, list)
        for index, each in enumerate(value):
            code = each.get("code", index)
            yield Reader(each, f"{self.path}{key}[{code}].", self.faults, self.item)

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


class _Absent(Table):
    """Stands in for a table that is not there; its keys are not reported one by one."""

    __slots__ = ()


class Silent(Reader):
    """Reads a table whose absence has been noted already."""

    def fault(self, code: str, key: str, expected: str) -> None:
        return


def is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_list(value: object, each: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(each(element) for element in value)
