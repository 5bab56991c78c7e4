"""Which units are to be inspected, how they stand, and what was found there today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from supervision.context import Reading
from supervision.domain.model import Severity, State
from supervision.queries.people import units
from supervision.queries.worklist import unit_loads
from supervision.store.mapping import FINDINGS
from supervision.store.task_rows import TASKS


@dataclass(frozen=True, slots=True)
class UnitToVisit:
    """A unit in the list: its open and overdue tasks, and the last day on which an inspection found something."""

    unit: str
    name: str
    open: int
    overdue: int
    found_on: date | None


@dataclass(frozen=True, slots=True)
class FoundToday:
    """A finding that the acting person recorded today and that was not withdrawn."""

    finding_no: str
    task_no: str
    item: str
    problem_type: str
    severity: Severity
    due: date | None


def units_to_visit(reading: Reading) -> list[UnitToVisit]:
    """Every unit, villages first."""
    table = FINDINGS.table
    last = select(table.c.unit, func.max(table.c.found_on)).where(table.c.township == reading.township)
    found = dict(reading.session.execute(last.group_by(table.c.unit)).tuples().all())
    loads = {load.unit: load for load in unit_loads(reading)}
    lines = []
    for unit in units(reading):
        load = loads.get(unit.unit)
        lines.append(
            UnitToVisit(
                unit.unit,
                unit.name,
                load.open if load else 0,
                load.overdue if load else 0,
                found.get(unit.unit),
            )
        )
    return lines


def found_today(reading: Reading, unit: str) -> list[FoundToday]:
    """What the acting person found in a unit today, in the order of recording."""
    table = FINDINGS.table
    rows = FINDINGS.read(
        reading.session,
        reading.township,
        table.c.unit == unit,
        table.c.found_on == reading.today,
        table.c.found_by == reading.actor.person_no,
    )
    rows.sort(key=lambda row: (row.recorded_at, row.finding_no))
    numbers = [row.task_no for row in rows]
    where = (TASKS.c.township == reading.township, TASKS.c.task_no.in_(numbers))
    tasks = reading.session.execute(select(TASKS.c.task_no, TASKS.c.due, TASKS.c.state).where(*where)).all()
    dues = {task_no: due for task_no, due, _ in tasks}
    gone = {task_no for task_no, _, state in tasks if state == State.WITHDRAWN}
    return [
        FoundToday(row.finding_no, row.task_no, row.item, row.problem_type, row.severity, dues.get(row.task_no))
        for row in rows
        if row.task_no not in gone
    ]
