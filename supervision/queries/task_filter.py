"""Which tasks are meant: a filter, and the conditions it puts on the task table. What a list shows is `worklist`'s."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import TextClause, and_, func, select, text
from sqlalchemy.sql import ColumnElement

from supervision.context import Reading
from supervision.domain.model import Severity, State
from supervision.domain.rectification import ENDED
from supervision.queries.task_search import held
from supervision.store.mapping import FINDINGS, table_of
from supervision.store.tables.work import OPEN, CardRow
from supervision.store.task_rows import TASKS

_CARDS = table_of(CardRow)
_FINDINGS = FINDINGS.table
SILENT_DAYS = 7
"""A task without a move for so long is on the supervisor's list (domain.md, A21)."""
OPEN_STATES = tuple(state.value for state in State if state not in ENDED)
"""Named one by one: an index finds states that are among some, but not states that are not."""
BY_STATE = TASKS.c.state.in_(OPEN_STATES)
IN_ORDER = text(f"task.{OPEN}")
"""The open tasks, said in two ways: as the index of states is asked, and as that of due dates is."""


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What a list shows; an empty field means any. `open_only` leaves out closed and withdrawn tasks.

    `due_from` and `due_to` are the first and last due date; `still` are the tasks whose clock stands still.
    """

    units: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    severities: tuple[Severity, ...] = ()
    states: tuple[State, ...] = ()
    owner: str | None = None
    level: str | None = None
    overdue: bool = False
    near_due: bool = False
    silent: bool = False
    silent_days: int = SILENT_DAYS
    open_only: bool = True
    due_from: date | None = None
    due_to: date | None = None
    still: bool = False
    text: str | None = None


_highest = (
    select(_CARDS.c.township, _CARDS.c.task_no, _CARDS.c.round, func.max(_CARDS.c.level).label("level"))
    .group_by(_CARDS.c.township, _CARDS.c.task_no, _CARDS.c.round)
    .subquery()
)
TOP_CARD = (
    select(_CARDS.c.township, _CARDS.c.task_no, _CARDS.c.round, _CARDS.c.code)
    .join(
        _highest,
        and_(
            _CARDS.c.township == _highest.c.township,
            _CARDS.c.task_no == _highest.c.task_no,
            _CARDS.c.round == _highest.c.round,
            _CARDS.c.level == _highest.c.level,
        ),
    )
    .subquery("top_card")
)


def is_overdue(today: date) -> tuple[ColumnElement[bool], ...]:
    return (TASKS.c.running, TASKS.c.due < today)


def is_near_due(today: date) -> tuple[ColumnElement[bool], ...]:
    return (TASKS.c.running, TASKS.c.near_from <= today, TASKS.c.due >= today)


def is_silent(today: date, days: int = SILENT_DAYS) -> tuple[ColumnElement[bool], ...]:
    return (TASKS.c.running, TASKS.c.moved_on <= today - timedelta(days=days))


def conditions(
    reading: Reading, chosen: TaskFilter, opened: ColumnElement[bool] | TextClause = BY_STATE
) -> list[ColumnElement[bool] | TextClause]:
    """The filter as conditions on the task table; `opened` is how open tasks are asked for."""
    where: list[ColumnElement[bool] | TextClause] = [TASKS.c.township == reading.township]
    for column, values in (
        (TASKS.c.unit, chosen.units),
        (TASKS.c.item, chosen.items),
        (TASKS.c.severity, [severity.value for severity in chosen.severities]),
        (TASKS.c.state, [state.value for state in chosen.states]),
    ):
        if values:
            where.append(column.in_(values))
    if chosen.owner is not None:
        where.append(TASKS.c.owner == chosen.owner)
    if chosen.overdue:
        where.extend(is_overdue(reading.today))
    if chosen.near_due:
        where.extend(is_near_due(reading.today))
    if chosen.silent:
        where.extend(is_silent(reading.today, chosen.silent_days))
    if chosen.open_only and not chosen.states and not chosen.overdue:
        where.append(opened)
    if chosen.due_from is not None:
        where.append(TASKS.c.due >= chosen.due_from)
    if chosen.due_to is not None:
        where.append(TASKS.c.due <= chosen.due_to)
    if chosen.still:
        where.append(TASKS.c.due.is_(None))
    if chosen.level is not None:
        where.append(select(TOP_CARD.c.code).where(joins_card(), TOP_CARD.c.code == chosen.level).exists())
    if chosen.text:
        where.append(TASKS.c.task_no.in_(select(_FINDINGS.c.task_no).where(*held(reading, chosen.text))))
    return where


def joins_card() -> ColumnElement[bool]:
    return and_(
        TOP_CARD.c.township == TASKS.c.township,
        TOP_CARD.c.task_no == TASKS.c.task_no,
        TOP_CARD.c.round == TASKS.c.round,
    )
