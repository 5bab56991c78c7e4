"""What closing a unit's open tasks would do to its month. The arithmetic is `domain.what_if`'s."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from supervision.context import Reading
from supervision.domain.checks.bulk import without_circles
from supervision.domain.period import last_day, period_of
from supervision.domain.visibility import Subject
from supervision.domain.what_if import Outlook, outlook, way_to_closed
from supervision.queries.law import law
from supervision.queries.scoring_facts import sealed_before, township_facts
from supervision.queries.worklist import TaskFilter, TaskLine, task_page

TASKS_AT_MOST = 500
FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Supposition:
    """A unit's tasks that can be closed, by which day, and the month as it will be without that."""

    unit: str
    by: date
    tasks: tuple[TaskLine, ...]
    outlook: Outlook


@without_circles()
def supposition(reading: Reading, unit: str) -> Supposition:
    """The present month of a unit seen from its end, and what could be closed by Friday."""
    reading.check_readable(Subject.TASKS, unit)
    rules = law(reading)
    period = period_of(reading.today)
    end = datetime.combine(last_day(period) + timedelta(days=1), time())
    timeline = rules.timeline(reading.today, period, end)
    with reading.whole():
        facts, earlier = township_facts(reading), sealed_before(reading, period)
    found = task_page(reading, TaskFilter(units=(unit,)), limit=TASKS_AT_MOST)
    tasks = tuple(line for line in found if way_to_closed(line.state))
    return Supposition(
        unit,
        min(friday(reading.today), last_day(period)),
        tasks,
        outlook(period, timeline, facts, earlier, rules.workdays),
    )


def friday(day: date) -> date:
    """This week's Friday, next week's at a weekend."""
    return day + timedelta(days=(FRIDAY - day.isoweekday()) % 7)
