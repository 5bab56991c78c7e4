"""Issuing the cards that overdue tasks have reached (R-10): once per finding, round and level, whenever it runs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, or_, select

from supervision.context import Context, Work
from supervision.domain.ladder import Card, cards_reached
from supervision.domain.permission import Action
from supervision.queries.courses import courses_of
from supervision.queries.law import law
from supervision.store.mapping import table_of, write_rows
from supervision.store.tables.work import CardRow
from supervision.store.task_rows import TASKS

_CARDS = table_of(CardRow)


def sweep(context: Context, day: date) -> list[Card]:
    """Issue every card reached by the end of `day` that is not issued yet; those cards."""
    with context.command(Action.SWEEP) as work:
        issued = {
            (row.task_no, row.round, row.level)
            for row in work.session.execute(
                select(_CARDS.c.task_no, _CARDS.c.round, _CARDS.c.level).where(_CARDS.c.township == work.township)
            )
        }
        new: list[tuple[str, Card]] = []
        for course in courses_of(work, law(work), _ever_late(work, day)):
            for card in cards_reached(course, day):
                if (card.task_no, card.round, card.level.level) not in issued:
                    new.append((course.finding.unit, card))
        if not new:
            work.nothing_to_do()
            return []
        write_rows(work.session, _CARDS, (_row(work, unit, card) for unit, card in new))
        for unit, card in new:
            work.audit(card.task_no, unit, card=card.level.code, round=card.round, reached_on=card.on)
        return [card for _, card in new]


def _ever_late(work: Work, day: date) -> list[str]:
    """Tasks that have had a late day by `day`: chosen by state, not by the day on which they became late."""
    late_now = and_(TASKS.c.running, TASKS.c.due < day)
    found = work.session.execute(
        select(TASKS.c.task_no)
        .where(TASKS.c.township == work.township, or_(late_now, TASKS.c.late_base > 0, TASKS.c.round > 1))
        .order_by(TASKS.c.task_no)
    )
    return list(found.scalars())


def _row(work: Work, unit: str, card: Card) -> dict[str, object]:
    return {
        "township": work.township,
        "task_no": card.task_no,
        "round": card.round,
        "level": card.level.level,
        "code": card.level.code,
        "unit": unit,
        "reached_on": card.on,
        "points": card.level.points,
        "issued_at": work.now,
    }
