"""What a column of a record table shows, and how wide it becomes. The table itself is `record_table`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")
GAP = 2
"""Cells between two columns."""


def _no_tone(_row: object) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """`width` cells at least; what is left over goes to those with `flex`. Hidden in a table narrower than `needs`."""

    title: str
    width: int
    value: Callable[[R], str]
    tone: Callable[[R], str] = _no_tone
    right: bool = False
    flex: int = 0
    needs: int = 0


def laid_out(columns: Sequence[Column[R]], room: int) -> list[tuple[Column[R], int]]:
    """The columns that fit into `room` cells, each with its width; the one that needs most room goes first."""
    chosen = [column for column in columns if column.needs <= room]
    while _cells(chosen) > room and any(column.needs for column in chosen):
        chosen.remove(max(chosen, key=lambda column: column.needs))
    spare = max(0, room - _cells(chosen))
    shares = sum(column.flex for column in chosen)
    return [(column, column.width + (spare * column.flex // shares if shares else 0)) for column in chosen]


def _cells(columns: Sequence[Column[R]]) -> int:
    return sum(column.width + GAP for column in columns)
