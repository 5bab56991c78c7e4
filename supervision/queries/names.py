"""Which number the next new record gets."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Column, func, select

from supervision.context import Reading


def next_number(reading: Reading, column: Column[str], prefix: str, width: int = 3) -> str:
    """`prefix` and the first free running number after the ones in use; call it inside the write transaction."""
    table = column.table
    used = reading.session.execute(
        select(func.count()).where(table.c.township == reading.township, column.startswith(prefix, autoescape=True))
    ).scalar_one()
    while True:
        used += 1
        number = f"{prefix}{used:0{width}d}"
        taken = select(column).where(table.c.township == reading.township, column == number)
        if reading.session.execute(taken).first() is None:
            return number


def month_prefix(kind: str, day: date) -> str:
    """`WT-2026-07-` for a finding of July 2026 (problem numbers of domain.md, B4)."""
    return f"{kind}-{day:%Y-%m}-"
