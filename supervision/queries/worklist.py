"""Which tasks there are to look at: lists paged by key, counts, and who has how many overdue.

One task with its history is `task_detail`'s question; the state of everything on any day is `on_day`'s.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import sleep
from typing import Any

from sqlalchemy import Select, TextClause, and_, case, func, or_, select, union_all
from sqlalchemy.sql import ColumnElement

from supervision.context import Reading
from supervision.domain.model import Severity, State
from supervision.queries.task_filter import (
    IN_ORDER,
    OPEN_STATES,
    TOP_CARD,
    conditions,
    is_near_due,
    is_overdue,
    is_silent,
    joins_card,
)
from supervision.queries.task_filter import TaskFilter as TaskFilter
from supervision.queries.task_search import few_holding, holds
from supervision.store.mapping import FINDINGS, PEOPLE, table_of
from supervision.store.tables.work import CardRow
from supervision.store.task_rows import TASKS

_CARDS = table_of(CardRow)
_FINDINGS = FINDINGS.table
_PEOPLE = PEOPLE.table


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task in a list, as of today. `late_days` are those of the present round; `level` its highest issued card."""

    id: int
    task_no: str
    finding_no: str
    unit: str
    item: str
    severity: Severity
    problem_type: str
    facts: str
    owner_no: str
    owner: str
    state: State
    round: int
    found_on: date
    original_due: date
    due: date | None
    late_days: int
    overdue: bool
    near_due: bool
    level: str | None
    moved_on: date
    version: int


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How many tasks stand where, as of today."""

    open: int
    overdue: int
    near_due: int
    to_verify: int
    disputed: int
    standing_still: int
    silent: int
    by_level: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """One unit's open and overdue tasks."""

    unit: str
    open: int
    overdue: int
    to_verify: int


@dataclass(frozen=True, slots=True)
class OwnerLoad:
    """One responsible person's open and overdue tasks."""

    person_no: str
    name: str
    unit: str | None
    open: int
    overdue: int


Key = tuple[date, int]
"""Where a page ended: the due date shown last and the task's id."""

_FAR = date(9999, 12, 31)
IDS_AT_ONCE = 4_000
SEARCHED_FIRST = 3_000
"""Tasks among which a word is looked for before all findings are read; it takes some ten milliseconds."""
_SEVERITY = {severity.value: severity for severity in Severity}
_STATE = {state.value: state for state in State}
_SHOWN = (
    *(TASKS.c[name] for name in ("id", "task_no", "finding_no", "unit", "item", "severity")),
    *(_FINDINGS.c[name] for name in ("problem_type", "facts")),
    *(TASKS.c.owner, _PEOPLE.c.name),
    *(TASKS.c[name] for name in ("state", "round", "found_on", "original_due", "due", "moved_on", "version")),
    *(TASKS.c[name] for name in ("running", "near_from", "late_base", "running_since")),
)
_LINES = (
    select(*_SHOWN)
    .join_from(
        TASKS, _FINDINGS, and_(_FINDINGS.c.township == TASKS.c.township, _FINDINGS.c.finding_no == TASKS.c.finding_no)
    )
    .join(_PEOPLE, and_(_PEOPLE.c.township == TASKS.c.township, _PEOPLE.c.person_no == TASKS.c.owner))
)
"""What a line shows; put together once, because that takes as long as the look."""


def task_page(reading: Reading, chosen: TaskFilter, after: Key | None = None, limit: int = 50) -> list[TaskLine]:
    """The next `limit` tasks after the key of the last one seen: the earliest due first, standing still last."""
    if chosen.text:
        few = few_holding(reading, chosen.text)
        if few is not None:
            return [line for line in few_lines(reading, chosen, few) if after is None or page_key(line) > after][:limit]
        near = _near_the_top(reading, chosen, limit) if after is None else []
        if len(near) == limit:
            return near
    where = conditions(reading, chosen, IN_ORDER)
    lines: list[TaskLine] = []
    if after is None or after[0] != _FAR:
        dated = _LINES.where(*where, *_dated(chosen))
        if after is not None:
            beyond = or_(TASKS.c.due > after[0], and_(TASKS.c.due == after[0], TASKS.c.id > after[1]))
            dated = dated.where(TASKS.c.due >= after[0], beyond)
        lines = _read(reading, dated.order_by(TASKS.c.due, TASKS.c.id).limit(limit))
        after = None
    if len(lines) < limit and not chosen.overdue:
        still = _LINES.where(*where, TASKS.c.due.is_(None), TASKS.c.id > (after[1] if after else 0))
        lines += _read(reading, still.order_by(TASKS.c.id).limit(limit - len(lines)))
    return lines


def few_lines(reading: Reading, chosen: TaskFilter, numbers: Sequence[str]) -> list[TaskLine]:
    """The tasks with these numbers that the rest of the filter leaves, in the order of every list."""
    where = conditions(reading, replace(chosen, text=None), IN_ORDER)
    return sorted(_read(reading, _LINES.where(*where, TASKS.c.task_no.in_(numbers))), key=page_key)


def _near_the_top(reading: Reading, chosen: TaskFilter, limit: int) -> list[TaskLine]:
    """A page of what a common word finds, among the first tasks of the list: nothing else is read."""
    where = conditions(reading, replace(chosen, text=None), IN_ORDER)
    first = select(TASKS.c.id).where(*where, *_dated(chosen)).order_by(TASKS.c.due, TASKS.c.id).limit(SEARCHED_FIRST)
    found = _LINES.where(TASKS.c.id.in_(first), holds(reading, str(chosen.text)))
    return _read(reading, found.order_by(TASKS.c.due, TASKS.c.id).limit(limit))


def _dated(chosen: TaskFilter) -> tuple[ColumnElement[bool], ...]:
    """Tasks with a due date; overdue ones have one anyhow, and asked twice another index would be taken."""
    return () if chosen.overdue else (TASKS.c.due.is_not(None),)


def page_key(line: TaskLine) -> Key:
    """What to hand to `task_page` to go on after `line`."""
    return (line.due or _FAR, line.id)


def task_ids(reading: Reading, chosen: TaskFilter) -> array[int]:
    """The ids of all chosen tasks in the order of the list, 8 bytes each: for a table that shows a window of them.
    Taken a few thousand at a time, so that the screen's own thread is never kept waiting for long."""
    few = few_holding(reading, chosen.text) if chosen.text else None
    if few is not None:
        return array("q", (line.id for line in few_lines(reading, chosen, few)))
    where = conditions(reading, chosen, IN_ORDER)
    dated = select(TASKS.c.id).where(*where, *_dated(chosen)).order_by(TASKS.c.due, TASKS.c.id)
    still = select(TASKS.c.id).where(*where, TASKS.c.due.is_(None)).order_by(TASKS.c.id)
    ids = array("q")
    for statement in (dated, still):
        rows = reading.session.connection().execute(statement.execution_options(yield_per=IDS_AT_ONCE))
        for part in rows.scalars().partitions():
            ids.extend(part)
            sleep(0)
    return ids


def task_lines(reading: Reading, ids: Sequence[int]) -> list[TaskLine]:
    """The lines of these ids, in their order (an id that is gone is left out). At most a few hundred at once."""
    found = {line.id: line for line in _read(reading, _LINES.where(TASKS.c.id.in_(ids)))}
    return [found[each] for each in ids if each in found]


def task_counts(reading: Reading, units: Iterable[str] = ()) -> TaskCounts:
    """Counts over the open tasks of these units (of all when none is named). Each is asked by itself: an index answers
    most of them, while one look at all rows for all of them takes ten times as long."""
    base = conditions(reading, TaskFilter(units=tuple(units)))
    own, today = base[:-1], reading.today
    states = dict(
        reading.session.execute(select(TASKS.c.state, func.count()).where(*base).group_by(TASKS.c.state)).tuples().all()
    )

    def number(*where: ColumnElement[bool] | TextClause) -> int:
        counted = select(func.count()).select_from(TASKS).where(*own, *where)
        return int(reading.session.execute(counted).scalar_one())

    levels = reading.session.execute(
        select(TOP_CARD.c.code, func.count())
        .select_from(TASKS.join(TOP_CARD, joins_card()))
        .where(*base)
        .group_by(TOP_CARD.c.code)
    )
    return TaskCounts(
        open=sum(states.values()),
        overdue=number(*is_overdue(today)),
        near_due=number(*is_near_due(today)),
        to_verify=states.get(State.CLOSURE_REQUESTED.value, 0),
        disputed=states.get(State.DISPUTED.value, 0),
        standing_still=number(IN_ORDER, TASKS.c.due.is_(None)),
        silent=number(*is_silent(today), TASKS.c.due.is_not(None)),
        by_level=dict(levels.tuples().all()),
    )


def unit_loads(reading: Reading) -> list[UnitLoad]:
    """Every unit with open tasks, the one with most overdue first. An index alone answers, state by state: within each
    it has the units in order, so nothing is sorted or kept."""
    here = TASKS.c.township == reading.township
    late = select(TASKS.c.unit, func.count()).where(here, *is_overdue(reading.today)).group_by(TASKS.c.unit)
    overdue = dict(reading.session.execute(late).tuples().all())
    counted = (
        select(TASKS.c.state, TASKS.c.unit, func.count())
        .where(here, TASKS.c.state == state)
        .group_by(TASKS.c.state, TASKS.c.unit)
        for state in OPEN_STATES
    )
    by_unit: dict[str, dict[str, int]] = {}
    for state, unit, count in reading.session.execute(union_all(*counted)):
        by_unit.setdefault(unit, {})[state] = count
    loads = [
        UnitLoad(unit, sum(states.values()), overdue.get(unit, 0), states.get(State.CLOSURE_REQUESTED.value, 0))
        for unit, states in by_unit.items()
    ]
    return sorted(loads, key=lambda load: (-load.overdue, load.unit))


def owner_loads(reading: Reading) -> list[OwnerLoad]:
    """Everybody with open tasks, the one with most overdue first."""
    late = func.coalesce(func.sum(case((and_(*is_overdue(reading.today)), 1), else_=0)), 0)
    found = (
        select(TASKS.c.owner, func.count().label("open"), late.label("overdue"))
        .where(*conditions(reading, TaskFilter()))
        .group_by(TASKS.c.owner)
        .subquery()
    )
    rows = reading.session.execute(
        select(found.c.owner, _PEOPLE.c.name, _PEOPLE.c.unit, found.c.open, found.c.overdue)
        .join(_PEOPLE, and_(_PEOPLE.c.township == reading.township, _PEOPLE.c.person_no == found.c.owner))
        .order_by(found.c.overdue.desc(), found.c.open.desc(), found.c.owner)
    )
    return [OwnerLoad(*row) for row in rows]


def _read(reading: Reading, statement: Select[Any]) -> list[TaskLine]:
    rows = reading.session.execute(statement).all()
    levels = _levels(reading, [row.task_no for row in rows])
    return [_line(row, reading.today, levels) for row in rows]


def _levels(reading: Reading, task_nos: list[str]) -> dict[tuple[str, int], str]:
    """The highest card of each of these tasks' rounds: one look for a page."""
    rows = reading.session.execute(
        select(_CARDS.c.task_no, _CARDS.c.round, _CARDS.c.code)
        .where(_CARDS.c.township == reading.township, _CARDS.c.task_no.in_(task_nos))
        .order_by(_CARDS.c.level)
    )
    return {(task_no, number): code for task_no, number, code in rows}


def _line(row: Any, today: date, levels: Mapping[tuple[str, int], str]) -> TaskLine:
    """A row of `_SHOWN` as it stands today."""
    number, task_no, finding_no, unit, item, severity, problem_type, facts, owner_no, owner, *dated = row
    state, round_no, found_on, original_due, due, moved_on, version, running, near_from, late, since = dated
    overdue = near_due = False
    if running and due is not None:
        overdue = due < today
        near_due = near_from <= today <= due
        late += max(0, (today - max(since, due)).days)
    what = (number, task_no, finding_no, unit, item, _SEVERITY[severity], problem_type, facts, owner_no, owner)
    when = (found_on, original_due, due, late, overdue, near_due)
    return TaskLine(*what, _STATE[state], round_no, *when, levels.get((task_no, round_no)), moved_on, version)
