"""Which number the next new record gets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from sqlalchemy import Column, func, select

from supervision.context import Reading


class Numbers:
    """Running numbers of one column, series by series; use it inside the write transaction."""

    def __init__(self, reading: Reading, column: Column[str], width: int = 3) -> None:
        self._reading = reading
        self._column = column
        self._width = width
        self._used: dict[str, int] = {}

    def next(self, prefix: str) -> str:
        """`prefix` and the first running number that is free."""
        column = self._column
        if prefix not in self._used:
            series = (column.table.c.township == self._reading.township, column.startswith(prefix, autoescape=True))
            used = select(func.count()).select_from(column.table).where(*series)
            self._used[prefix] = self._reading.session.execute(used).scalar_one()
        while True:
            self._used[prefix] += 1
            number = f"{prefix}{self._used[prefix]:0{self._width}d}"
            taken = select(column).where(column.table.c.township == self._reading.township, column == number)
            if self._reading.session.execute(taken).first() is None:
                return number


def free_numbers(reading: Reading, column: Column[str], prefix: str, width: int = 3) -> Iterator[str]:
    """Every free running number of one series, for many new records at once: what is taken is looked up once."""
    series = (column.table.c.township == reading.township, column.startswith(prefix, autoescape=True))
    taken = set(reading.session.execute(select(column).where(*series)).scalars())
    numbers = (f"{prefix}{number:0{width}d}" for number in count(len(taken) + 1))
    return (number for number in numbers if number not in taken)


def next_number(reading: Reading, column: Column[str], prefix: str) -> str:
    """The next number of one series."""
    return Numbers(reading, column).next(prefix)


def month_prefix(kind: str, day: date) -> str:
    """`WT-2026-07-` for a finding of July 2026 (problem numbers of domain.md, B4)."""
    return f"{kind}-{day:%Y-%m}-"
