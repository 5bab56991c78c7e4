"""Which findings hold a text, and are they few? What a list makes of it is `worklist`'s question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import literal_column, or_, select
from sqlalchemy.sql import ColumnElement

from supervision.context import Reading
from supervision.store.mapping import FINDINGS

_FINDINGS = FINDINGS.table
FEW = 500
"""Tasks that are looked up one by one; a word that finds more is common, and common words fill a page at once."""


def few_holding(reading: Reading, typed: str) -> Sequence[str] | None:
    """The task numbers of the findings that hold the text; None when there are more than a few."""
    found = select(_FINDINGS.c.task_no).where(*held(reading, typed)).limit(FEW + 1)
    numbers = list(reading.session.execute(found).scalars())
    return numbers if len(numbers) <= FEW else None


def held(reading: Reading, typed: str) -> tuple[ColumnElement[bool], ...]:
    """The township's findings that hold the text, asked so that all are read in the order in which they lie."""
    here: ColumnElement[Any] = _FINDINGS.c.township
    if _is_sqlite(reading):
        here = literal_column("+finding.township")  # by its index every single row would be fetched by itself
    return here == reading.township, holds(reading, typed)


def holds(reading: Reading, typed: str) -> ColumnElement[bool]:
    """The number, the problem type or the facts of a finding hold the text, letters of either case."""
    columns = (_FINDINGS.c.facts, _FINDINGS.c.problem_type, _FINDINGS.c.task_no, _FINDINGS.c.finding_no)
    if _is_sqlite(reading):  # its LIKE takes no heed of case by itself
        return or_(*(each.contains(typed, autoescape=True) for each in columns))
    return or_(*(each.icontains(typed, autoescape=True) for each in columns))


def _is_sqlite(reading: Reading) -> bool:
    return reading.session.get_bind().dialect.name == "sqlite"
