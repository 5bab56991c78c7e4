"""Whether one record typed by somebody may be entered: judged by the very checks that an import goes through.

Which checks there are is `domain.checks`' question; storing the record is that of its own service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from supervision.context import Reading
from supervision.domain.checks.bundle import Table
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.figures import check_activities, check_measures, check_ratings
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, Rubrics, Units
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.checks.registers import check_register
from supervision.domain.checks.typed import Typed, read_table
from supervision.domain.model import MonthPlan
from supervision.queries.law import Law, law
from supervision.store.mapping import FINDINGS, KINDS, PEOPLE, UNITS

_CHECKS: Mapping[str, Callable[[Typed[Any], Register, Problems], None]] = {
    "activities": check_activities,
    "measures": check_measures,
    "ratings": check_ratings,
}
Cell = str | int | Decimal | date | None


def checked(reading: Reading, name: str, cells: Mapping[str, Cell]) -> Any:
    """The fact that these cells of the file `name` make. Raises BadFile with every wrong cell, GuardFailed before the
    last seal."""
    rules = law(reading)
    rules.refuse_before_seal(reading.now)
    form = FORMATS[name]
    written = {**cells, "recorded_at": reading.now.isoformat()}
    texts = {column.name: [_text(written.get(column.name))] for column in form.columns}
    table = Table(name, name, [1], texts)
    problems = Problems()
    typed = read_table(table, form, problems)
    if typed is not None:
        register = _register(reading, rules)
        if name in REGISTERS:
            books = {book: KINDS[book].read(reading.session, reading.township) for book in REGISTERS}
            register.rows = {book: {getattr(row, REGISTERS[book].key) for row in rows} for book, rows in books.items()}
            if written.get("task_no") is not None:
                _know_task(reading, register, str(written["task_no"]))
            register.projects = {project.project_no: project for project in books["projects"]}
            check_register(typed, books[name], register, problems)
        else:
            _CHECKS[name](typed, register, problems)
    problems.raise_any()
    (fact,) = typed.facts if typed is not None else ()
    return fact


def _know_task(reading: Reading, register: Register, task_no: str) -> None:
    """The one task that the row names."""
    found = FINDINGS.read(reading.session, reading.township, FINDINGS.table.c.task_no == task_no)
    register.tasks = {finding.task_no: finding for finding in found}
    register.task_names = set(register.tasks)


def _text(value: Cell) -> str:
    return "" if value is None else str(value).strip()


def _register(reading: Reading, rules: Law) -> Register:
    units = UNITS.read(reading.session, reading.township)
    people = PEOPLE.read(reading.session, reading.township)
    months = [MonthPlan(pin.period, pin.opened_at, pin.planned_seal_at, pin.rubric_version) for pin in rules.months]
    return Register(
        Units(units, {unit.unit for unit in units}),
        {person.person_no: person for person in people},
        {person.person_no for person in people},
        Rubrics(rules.rubrics, rules.rubrics[min(rules.rubrics)], months),
        rules.workdays,
    )
