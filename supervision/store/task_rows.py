"""How the course of a task is kept in its row, so that lists need not replay moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from supervision.domain.course import Course
from supervision.domain.rectification import RUNNING
from supervision.store.bulk import update_tuples
from supervision.store.mapping import table_of, write_rows
from supervision.store.tables.work import TaskRow

TASKS = table_of(TaskRow)


def standing(course: Course) -> dict[str, Any]:
    """The columns that moves change."""
    now = course.current
    due = course.shown_due
    running = course.state in RUNNING
    since = now.marks[-1][0] if running else None
    last_move = now.moves[-1].on if now.moves else now.start_on
    return {
        "state": course.state.value,
        "running": running,
        "round": now.number,
        "original_due": now.original_due,
        "due": due,
        "near_from": None if due is None else due - timedelta(days=now.terms.reminder_days),
        "late_base": now.late_days(now.marks[-1][0]),
        "running_since": since,
        "moved_on": last_move,
    }


def opened(course: Course, township: str, opened_at: datetime) -> dict[str, Any]:
    """A whole new row."""
    finding = course.finding
    return {
        "township": township,
        "task_no": finding.task_no,
        "finding_no": finding.finding_no,
        "unit": finding.unit,
        "item": finding.item,
        "severity": finding.severity.value,
        "owner": finding.owner,
        "found_on": finding.found_on,
        "issued_on": finding.issued_on,
        "opened_at": opened_at,
        "version": 1,
        **standing(course),
    }


def write_opened(session: Session, township: str, opened_at: datetime, courses: Iterable[Course]) -> int:
    """Open the task of every course; how many there were."""
    return write_rows(session, TASKS, (opened(course, township, opened_at) for course in courses))


def write_standing(session: Session, township: str, courses: Iterable[Course]) -> None:
    """Bring the rows of tasks that are open already up to date."""
    changed = [(course.finding.task_no, standing(course)) for course in courses]
    if changed:
        names = tuple(changed[0][1])
        rows = ((*values.values(), township, task_no) for task_no, values in changed)
        update_tuples(session, TASKS, names, ("township", "task_no"), rows)
