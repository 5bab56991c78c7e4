"""What may be done to many tasks at once, and to which of them. One task's moves are `task_detail`'s question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.model import MoveKind
from supervision.queries.courses import courses_of
from supervision.queries.law import law
from supervision.queries.people import PersonLine, people
from supervision.queries.task_detail import Offer, offers_for
from supervision.store.task_rows import TASKS

AT_MOST = 500
"""Tasks of one bulk move: each is a transaction of its own, some ten milliseconds long."""


@dataclass(frozen=True, slots=True)
class BulkOffer:
    """A move: `ready` are the tasks that may take it, each with its number of moves so far; `barred` says why others
    may not. What it needs is what the most demanding of them needs."""

    move: MoveKind
    ready: tuple[tuple[str, int], ...]
    barred: tuple[tuple[str, str], ...]
    days_up_to: int | None
    verifiers: int
    approver: str | None


@dataclass(frozen=True, slots=True)
class BulkOffers:
    offers: tuple[BulkOffer, ...]
    inspectors: tuple[PersonLine, ...]
    deputies: tuple[PersonLine, ...]


def bulk_offers(reading: Reading, ids: Sequence[int]) -> BulkOffers:
    """The moves that at least one of these tasks may take (at most `AT_MOST`), most tasks first."""
    statement = select(TASKS.c.task_no).where(TASKS.c.township == reading.township, TASKS.c.id.in_(list(ids)[:AT_MOST]))
    numbers = list(reading.session.execute(statement).scalars())
    by_move: dict[MoveKind, list[tuple[str, int, Offer]]] = {}
    every: list[str] = []
    for course in courses_of(reading, law(reading), numbers):
        every.append(course.finding.task_no)
        seq = sum(len(each.moves) for each in course.rounds)
        for offer in offers_for(reading, course):
            by_move.setdefault(offer.move, []).append((course.finding.task_no, seq, offer))
    offers = [_bulk(move, found, every) for move, found in by_move.items()]
    everybody = people(reading)
    return BulkOffers(
        tuple(sorted((offer for offer in offers if offer.ready), key=lambda offer: -len(offer.ready))),
        tuple(person for person in everybody if person.role == "inspector"),
        tuple(person for person in everybody if person.role == "deputy_secretary"),
    )


def _bulk(move: MoveKind, found: Sequence[tuple[str, int, Offer]], every: Sequence[str]) -> BulkOffer:
    ready = [(task_no, seq, offer) for task_no, seq, offer in found if offer.why is None]
    why = {task_no: offer.why for task_no, _, offer in found}
    fit = {task_no for task_no, _, _ in ready}
    barred = tuple((task_no, why.get(task_no) or "move-not-from-state") for task_no in every if task_no not in fit)
    days = [offer.days_up_to for _, _, offer in ready if offer.days_up_to is not None]
    return BulkOffer(
        move,
        tuple((task_no, seq) for task_no, seq, _ in ready),
        barred,
        min(days, default=None),
        max((offer.verifiers for _, _, offer in ready), default=1),
        next((offer.approver for _, _, offer in ready if offer.approver), None),
    )
