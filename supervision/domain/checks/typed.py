"""How a table of text becomes facts: every cell by its type, and wrong cells noted with their place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from supervision.domain.checks.bundle import Table
from supervision.domain.checks.cells import Fault, read_column
from supervision.domain.checks.columns import Format
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems

F = TypeVar("F", covariant=True)


@dataclass(frozen=True, slots=True)
class Typed(Generic[F]):
    """Facts and their lines in step. `dropped` are the lines with a fault: what builds on them cannot be judged."""

    table: Table
    lines: Sequence[int]
    facts: Sequence[F]
    dropped: frozenset[int] = frozenset()

    def placed(self) -> Iterator[tuple[int, F]]:
        return zip(self.lines, self.facts, strict=True)

    def only(self, kept: Collection[int], wrong: Iterable[int]) -> Typed[F]:
        """The rows with these places (0, 1, 2 …) in the present order; `wrong` lines are dropped for a fault."""
        lines, facts = self.lines, self.facts
        dropped = self.dropped.union(wrong)
        return Typed(self.table, [lines[place] for place in kept], [facts[place] for place in kept], dropped)

    def touched(self, *columns: str) -> set[tuple[str, ...]]:
        """What the dropped rows say in these columns, as text."""
        if not self.dropped:
            return set()
        cells = zip(*(self.table.columns[column] for column in columns), strict=True)
        return {found for line, found in zip(self.table.lines, cells, strict=True) if line in self.dropped}


def read_table(table: Table, form: Format, problems: Problems) -> Typed[Any] | None:
    """The facts of every row without a fault; None when a column is lacking (E-COLUMN)."""
    lacking = [column.name for column in form.columns if column.name not in table.columns]
    for name in lacking:
        problems.add(table, 1, "E-COLUMN", name, None, Expected.COLUMN_PRESENT)
    if lacking:
        return None
    columns: list[list[Any]] = []
    spoilt: set[int] = set()
    for column in form.columns:
        texts = table.columns[column.name]
        values, faulty = read_column(column, texts)
        columns.append(values)
        if faulty:
            for place, value in enumerate(values):
                if isinstance(value, Fault):
                    spoilt.add(place)
                    problems.add(
                        table, table.lines[place], value.code, column.name, texts[place], value.expected, **value.facts
                    )
    lines: Sequence[int] = table.lines
    if spoilt:
        sound = [place for place in range(len(table)) if place not in spoilt]
        columns = [[values[place] for place in sound] for values in columns]
        lines = [lines[place] for place in sound]
    dropped = frozenset(table.lines[place] for place in spoilt)
    return Typed(table, lines, list(map(form.fact, *columns)), dropped)
