"""The daily sweep: issuing the cards that overdue tasks have reached (R-10) and reminding of what falls due (R-9).

Both are chosen by state and unique by key: once per finding, round and level, whenever it runs and however often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.sql import ColumnElement

from supervision.context import Context, Work
from supervision.domain.course import Course
from supervision.domain.ladder import Card, cards_reached
from supervision.domain.permission import Action
from supervision.queries.courses import courses_of
from supervision.queries.law import law
from supervision.queries.names import Numbers
from supervision.queries.recipients import Recipients
from supervision.store.mapping import table_of, write_rows
from supervision.store.notice_rows import Notice, write_notices
from supervision.store.tables.work import CardRow
from supervision.store.task_rows import TASKS

_CARDS = table_of(CardRow)
DOCUMENT_PREFIX = {"supervision_order": "DB", "interview_notice": "YT", "accountability_proposal": "WZ"}
"""督办单, 约谈通知, 问责建议: their number series (domain.md, B4)."""


def sweep(context: Context, day: date) -> list[Card]:
    """Issue every card reached by the end of `day` that is not issued yet, remind of what is near due; the cards."""
    with context.command(Action.SWEEP) as work:
        rules = law(work)
        recipients = Recipients(work)
        late = list(courses_of(work, rules, _ever_late(work, day)))
        new = list(_new_cards(work, late, day))
        _issue(work, new)
        near = list(courses_of(work, rules, _near_due(work, day)))
        told = write_notices(
            work.session,
            work.township,
            work.now,
            [*_card_notices(new, recipients), *_reminders(near, recipients, day)],
        )
        for course, card in new:
            work.audit(card.task_no, course.finding.unit, card=card.level.code, round=card.round, reached_on=card.on)
        if not new:
            if told:
                work.audit(f"reminders:{day}", notices=told)
            else:
                work.nothing_to_do()
        return [card for _, card in new]


def _ever_late(work: Work, day: date) -> list[str]:
    """Tasks that have had a late day by `day`: chosen by state, not by the day on which they became late."""
    late_now = and_(TASKS.c.running, TASKS.c.due < day)
    return _task_nos(work, or_(late_now, TASKS.c.late_base > 0, TASKS.c.round > 1))


def _near_due(work: Work, day: date) -> list[str]:
    return _task_nos(work, and_(TASKS.c.running, TASKS.c.near_from <= day, TASKS.c.due >= day))


def _task_nos(work: Work, where: ColumnElement[bool]) -> list[str]:
    chosen = select(TASKS.c.task_no).where(TASKS.c.township == work.township, where).order_by(TASKS.c.task_no)
    return list(work.session.execute(chosen).scalars())


def _new_cards(work: Work, courses: Iterable[Course], day: date) -> Iterator[tuple[Course, Card]]:
    columns = (_CARDS.c.task_no, _CARDS.c.round, _CARDS.c.level)
    rows = work.session.execute(select(*columns).where(_CARDS.c.township == work.township))
    issued = {tuple(row) for row in rows}
    for course in sorted(courses, key=lambda course: course.finding.task_no):
        for card in cards_reached(course, day):
            if (card.task_no, card.round, card.level.level) not in issued:
                yield course, card


def _issue(work: Work, new: Iterable[tuple[Course, Card]]) -> None:
    numbers = Numbers(work, _CARDS.c.document_no)
    rows = (
        {
            "township": work.township,
            "task_no": card.task_no,
            "round": card.round,
            "level": card.level.level,
            "code": card.level.code,
            "unit": course.finding.unit,
            "reached_on": card.on,
            "points": card.level.points,
            "document": card.level.document,
            "document_no": numbers.next(f"{DOCUMENT_PREFIX.get(card.level.document, 'DB')}-{card.on:%Y-%m}-"),
            "issued_at": work.now,
        }
        for course, card in new
    )
    write_rows(work.session, _CARDS, rows)


def _card_notices(new: Iterable[tuple[Course, Card]], recipients: Recipients) -> Iterator[Notice]:
    for course, card in new:
        finding = course.finding
        due = course.rounds[card.round - 1].due
        facts = {"task": card.task_no, "level": card.level.code, "reached_on": card.on, "due": due}
        for person_no in recipients.of(card.level.notify, finding):
            key = f"card:{card.task_no}#{card.round}:{card.level.level}"
            yield Notice(person_no, key, "card", finding.unit, facts)


def _reminders(near: Iterable[Course], recipients: Recipients, day: date) -> Iterator[Notice]:
    for course in near:
        finding, now = course.finding, course.current
        facts = {"task": finding.task_no, "due": now.due}
        for person_no in recipients.of(now.terms.reminder_notify, finding):
            yield Notice(person_no, f"remind:{finding.task_no}#{now.number}@{now.due}", "remind", finding.unit, facts)
