"""What one sheet of an office's own holds: cells by row and column, and what is odd about some of them.

Reading files is `store.sheet_grid`'s question, where the table stands in it `store.sheet_tables`'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Corner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows from row 1, column A; a row ends with its last cell. Hidden and unsolved places count from 1.

    `unsolved` are formulas without a result; `days_before` is what a plain number needs to be a day of the 1900 system.
    """

    name: str
    rows: Sequence[Sequence[object]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unsolved: frozenset[Corner] = frozenset()
    merges: tuple[tuple[Corner, Corner], ...] = ()
    days_before: int = 0


def filled(value: object) -> bool:
    """Is there anything in the cell?"""
    return value is not None and (not isinstance(value, str) or bool(value.strip("\u3000\u200b\ufeff \t\r\n")))
