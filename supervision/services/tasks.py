"""Opening rectification tasks from findings: chosen by state, so a missed day loses nothing."""

from __future__ import annotations

from datetime import date

from supervision.context import Context
from supervision.domain.checks.bulk import without_circles
from supervision.domain.permission import Action
from supervision.queries.courses import unopened_courses
from supervision.queries.law import law
from supervision.store.task_rows import write_opened


@without_circles()
def open_tasks(context: Context, day: date) -> int:
    """Open the task of every finding issued on or before `day` that has none; how many were opened."""
    with context.command(Action.OPEN_TASKS) as work:
        courses = list(unopened_courses(work, law(work), day))
        if not courses:
            work.nothing_to_do()
            return 0
        write_opened(work.session, work.township, work.now, courses)
        for course in courses:
            finding = course.finding
            work.audit(finding.task_no, finding.unit, finding=finding.finding_no, due=course.rounds[0].original_due)
        return len(courses)
