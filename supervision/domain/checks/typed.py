"""How a table of text becomes facts: every cell by its type, and wrong cells noted with their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import merge
from operator import itemgetter
from typing import Any, Generic, TypeVar

from supervision.domain.checks.bundle import Table
from supervision.domain.checks.cells import Fault, read_column
from supervision.domain.checks.column_kinds import Format
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems

F = TypeVar("F", covariant=True)


@dataclass(frozen=True, slots=True)
class Broken(Generic[F]):
    """A row with a fault in the columns `unread`; what does not depend on them is judged all the same.

    Cells that could not be read are None in `fact`.
    """

    line: int
    fact: F
    unread: frozenset[str]


@dataclass(frozen=True, slots=True)
class Typed(Generic[F]):
    """Sound facts and their lines in step; beside them the broken rows, by line."""

    table: Table
    lines: Sequence[int]
    facts: Sequence[F]
    broken: Sequence[Broken[F]] = ()

    def sound(self) -> Iterable[tuple[int, F]]:
        return zip(self.lines, self.facts, strict=True)

    def placed(self, *columns: str) -> Iterable[tuple[int, F]]:
        """Lines and facts, by line, of every row in which these columns could be read."""
        if not self.broken:
            return self.sound()
        readable = ((row.line, row.fact) for row in self.broken if row.unread.isdisjoint(columns))
        return merge(self.sound(), readable, key=itemgetter(0))

    def doubt(self, *columns: str) -> Callable[[tuple[str, ...]], bool]:
        """Whether a broken row says, or may say, these values in these columns: what is counted there is uncertain."""
        told = {
            tuple(None if name in row.unread else getattr(row.fact, name) for name in columns) for row in self.broken
        }
        vague = [each for each in told if None in each]

        def doubtful(key: tuple[str, ...]) -> bool:
            return key in told or any(
                all(said is None or said == wanted for said, wanted in zip(each, key, strict=True)) for each in vague
            )

        return doubtful


def read_table(table: Table, form: Format, problems: Problems) -> Typed[Any] | None:
    """The facts of every row, with and without a fault; None when a column is lacking (E-COLUMN)."""
    lacking = [column.name for column in form.columns if column.name not in table.columns and not column.later]
    for name in lacking:
        problems.add(table, 1, "E-COLUMN", name, None, Expected.COLUMN_PRESENT)
    if lacking:
        return None
    columns: list[list[Any]] = []
    unread: dict[int, set[str]] = {}
    for column in form.columns:
        texts = table.columns.get(column.name) or [""] * len(table.lines)
        values, faulty = read_column(column, texts)
        columns.append(values)
        if faulty:
            for place, value in enumerate(values):
                if isinstance(value, Fault):
                    values[place] = None
                    unread.setdefault(place, set()).add(column.name)
                    problems.add(
                        table, table.lines[place], value.code, column.name, texts[place], value.expected, **value.facts
                    )
    return _parted(table, list(map(form.fact, *columns)), unread)


def _parted(table: Table, facts: list[Any], unread: dict[int, set[str]]) -> Typed[Any]:
    """Sound rows apart from broken ones."""
    if not unread:
        return Typed(table, table.lines, facts)
    sound = [place for place in range(len(facts)) if place not in unread]
    broken = [Broken(table.lines[place], facts[place], frozenset(unread[place])) for place in sorted(unread)]
    return Typed(table, [table.lines[place] for place in sound], [facts[place] for place in sound], broken)
