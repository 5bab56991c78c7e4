"""What a board says: one table with its remarks, and behind each row what explains it. Doors draw it as they can.

Boards of villages are in `boards_of_villages`, those of people in `boards_of_people`; which there are
tells `board_reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from supervision.domain.exact import round2
from supervision.i18n import Words
from supervision.reports.shown import figure, percent


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `key` is what it is about (a unit, a candidate); `series` are figures over months, for a chart."""

    key: str
    cells: tuple[str, ...]
    tone: str = ""
    detail: tuple[str, ...] = ()
    series: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """`columns` are titles, the first one of them the name of the row; `numbers` are the places of figures."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()
    remarks: tuple[str, ...] = ()
    empty: str = ""


def titled(words: Words, *names: str) -> tuple[str, ...]:
    """Columns by their names in the catalogue."""
    return tuple(words(f"indicators.column.{name}") for name in names)


def amount(value: Decimal | Fraction | None) -> str:
    """万元 with two places at most; a dash where nobody told it."""
    if value is None:
        return "—"
    return figure(round2(value))


def rate(value: Fraction | None) -> str:
    return "—" if value is None else percent(value)


def days(value: Fraction | None) -> str:
    """One place."""
    return "—" if value is None else f"{float(value):.1f}"
