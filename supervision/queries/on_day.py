"""How every open task stood at the end of any day (R-42), computed from the facts."""

from __future__ import annotations

from datetime import date

from supervision.context import Reading
from supervision.domain.status import TaskStatus, tasks_on
from supervision.queries.law import law
from supervision.queries.scoring_facts import township_facts


def tasks_on_day(reading: Reading, day: date) -> list[TaskStatus]:
    """Every task that was neither closed nor nullified on `day`, by task number."""
    rules = law(reading)
    return tasks_on(day, township_facts(reading), rules.timeline(reading.today), rules.workdays)
