"""What the moves of tasks amount to, read from the database. How a course is followed is `domain.course`'s question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.sql import ColumnElement

from supervision.context import Reading
from supervision.domain.course import Course, follow
from supervision.domain.errors import BadInput
from supervision.domain.model import Finding, Move
from supervision.domain.visibility import Subject
from supervision.queries.law import Law
from supervision.store.mapping import FINDINGS, MOVES
from supervision.store.task_rows import TASKS

CHUNK = 500
"""Numbers in one IN list: every database takes as many."""


def finding_of(reading: Reading, task_no: str) -> Finding:
    """The finding that a task was opened from. Raises BadInput when there is no such task, NotPermitted for others'."""
    with reading.whole():
        found = FINDINGS.read(reading.session, reading.township, FINDINGS.table.c.task_no == task_no)
    if not found:
        raise BadInput("unknown-task", value=task_no)
    reading.check_readable(Subject.TASKS, found[0].unit)
    return found[0]


def moves_of(reading: Reading, task_no: str) -> list[Move]:
    """The moves of a task in the order of `seq`."""
    moves = MOVES.read(reading.session, reading.township, MOVES.table.c.task_no == task_no)
    return sorted(moves, key=lambda move: move.seq)


def course_of(reading: Reading, law: Law, task_no: str) -> Course:
    """The whole course of one task. Raises BadInput when there is no such task."""
    finding = finding_of(reading, task_no)
    return follow(finding, moves_of(reading, task_no), law.timeline(reading.today).terms_of, law.workdays)


def courses_of(reading: Reading, law: Law, task_nos: Sequence[str]) -> Iterator[Course]:
    """The whole courses of many tasks, a few hundred at a time."""
    for start in range(0, len(task_nos), CHUNK):
        part = task_nos[start : start + CHUNK]
        yield from follow_all(reading, law, (FINDINGS.table.c.task_no.in_(part),), (MOVES.table.c.task_no.in_(part),))


def unopened_courses(reading: Reading, law: Law, day: date) -> Iterator[Course]:
    """The courses of findings issued on or before `day` that have no task yet, whatever day it is now."""
    opened = select(TASKS.c.finding_no).where(TASKS.c.township == reading.township)
    chosen = (FINDINGS.table.c.issued_on <= day, FINDINGS.table.c.finding_no.not_in(opened))
    numbers = select(FINDINGS.table.c.task_no).where(FINDINGS.table.c.township == reading.township, *chosen)
    return follow_all(reading, law, chosen, (MOVES.table.c.task_no.in_(numbers),))


def follow_all(
    reading: Reading,
    law: Law,
    of_findings: Iterable[ColumnElement[bool]],
    of_moves: Iterable[ColumnElement[bool]],
) -> Iterator[Course]:
    """Follow every finding of the first condition with the moves of the second."""
    timeline = law.timeline(reading.today)
    moves: dict[str, list[Move]] = {}
    for move in MOVES.read(reading.session, reading.township, *of_moves):
        moves.setdefault(move.task_no, []).append(move)
    for finding in FINDINGS.read(reading.session, reading.township, *of_findings):
        own = sorted(moves.get(finding.task_no, ()), key=lambda move: move.seq)
        yield follow(finding, own, timeline.terms_of, law.workdays)
