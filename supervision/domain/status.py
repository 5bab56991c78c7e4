"""How every open task stands on a day (R-9, R-42). What a round's moves amount to is `course`'s question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from supervision.domain.course import Course, follow
from supervision.domain.facts import TownshipFacts, UnitFacts
from supervision.domain.ladder import Card, cards_of_round
from supervision.domain.model import Severity, State
from supervision.domain.rectification import ENDED
from supervision.domain.timeline import Timeline
from supervision.domain.workdays import DAY, Workdays


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """One open task at the end of a day; late days and cards are those of the current round."""

    task_no: str
    finding_no: str
    unit: str
    severity: Severity
    state: State
    round: int
    original_due: date
    due: date | None
    late_days: int
    overdue: bool
    near_due: bool
    cards: tuple[Card, ...]


def tasks_on(day: date, facts: TownshipFacts, timeline: Timeline, workdays: Workdays) -> list[TaskStatus]:
    """Every task that is neither closed nor nullified at the end of `day`, by task_no; `facts` may hold any row."""
    found = (status_of(course, day) for unit in facts.units.values() for course in _open(unit, day, timeline, workdays))
    return sorted(found, key=lambda status: status.task_no)


def status_of(course: Course, day: date) -> TaskStatus:
    """How a course stands at the end of `day`, which is not before the last move taken."""
    now, finding = course.current, course.finding
    return TaskStatus(
        task_no=finding.task_no,
        finding_no=finding.finding_no,
        unit=finding.unit,
        severity=finding.severity,
        state=course.state,
        round=now.number,
        original_due=now.original_due,
        due=course.shown_due,
        late_days=now.late_days(day),
        overdue=course.overdue(day),
        near_due=course.near_due(day),
        cards=tuple(cards_of_round(finding.task_no, now, day)),
    )


def _open(facts: UnitFacts, day: date, timeline: Timeline, workdays: Workdays) -> Iterator[Course]:
    end = datetime.combine(day + DAY, time.min)
    for finding in facts.findings:
        if finding.recorded_at >= end:
            continue
        moves = [move for move in facts.moves.get(finding.task_no, ()) if move.recorded_at < end]
        course = follow(finding, moves, timeline.terms_of, workdays, day)
        if course.state not in ENDED:
            yield course


def status_json(day: date, tasks: list[TaskStatus]) -> dict[str, Any]:
    """The state file of a day as plain data (formats.md, section 4)."""
    return {"format": 1, "as_of": day.isoformat(), "open": [_task(task) for task in tasks]}


def _task(task: TaskStatus) -> dict[str, Any]:
    return {
        "task_no": task.task_no,
        "finding_no": task.finding_no,
        "unit": task.unit,
        "severity": task.severity.value,
        "state": task.state.value,
        "round": task.round,
        "original_due": task.original_due.isoformat(),
        "due": task.due.isoformat() if task.due else None,
        "late_days": task.late_days,
        "overdue": task.overdue,
        "near_due": task.near_due,
        "cards": [{"level": card.level.code, "on": card.on.isoformat()} for card in task.cards],
    }
