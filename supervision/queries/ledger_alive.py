"""Which findings a span's ledger holds, and the place of each in its chain (R-13), without holding them all at once.

What is said of each is `ledger`'s question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import func, select

from supervision.context import Reading
from supervision.domain.model import MoveKind
from supervision.domain.rubric import Rubric
from supervision.queries.known_courses import Horizon, courses_known, places_known
from supervision.queries.law import law
from supervision.store.mapping import FINDINGS, MOVES

_ENDING = (MoveKind.CLOSE.value, MoveKind.WITHDRAW.value, MoveKind.UPHOLD_DISPUTE.value)


def alive(reading: Reading, horizon: Horizon) -> list[tuple[str, str]]:
    """Number and unit of the known findings of the span or before it that were not over before it began, by number."""
    move, later = MOVES.table, MOVES.table.alias()
    last_before = (
        select(func.max(later.c.seq))
        .where(
            later.c.township == move.c.township,
            later.c.task_no == move.c.task_no,
            later.c.on < horizon.first,
            later.c.recorded_at < horizon.moment,
        )
        .scalar_subquery()
    )
    over = select(move.c.task_no).where(
        move.c.township == reading.township,
        move.c.on < horizon.first,
        move.c.move.in_(_ENDING),
        move.c.seq == last_before,
    )
    column = FINDINGS.table.c
    wanted = select(column.finding_no, column.unit).where(
        column.township == reading.township,
        column.found_on <= horizon.last,
        column.recorded_at < horizon.moment,
        column.task_no.not_in(over),
    )
    units: dict[str, str] = {}
    return sorted((number, units.setdefault(unit, unit)) for number, unit in reading.session.execute(wanted))


def places_in_chains(reading: Reading, horizon: Horizon, rubric: Rubric, units: Iterable[str]) -> dict[str, int]:
    """The place of every finding of these units that is not the first of its chain; unit by unit, as chains are."""
    rules, column = law(reading), FINDINGS.table.c
    timeline = rules.timeline(reading.today, horizon.period, horizon.moment)
    later: dict[str, int] = {}
    for unit in units:
        until = (column.unit == unit, column.found_on <= horizon.last, column.recorded_at < horizon.moment)
        found = FINDINGS.read(reading.session, reading.township, *until)
        often = Counter((finding.item, finding.problem_type) for finding in found)
        chained = [finding for finding in found if often[finding.item, finding.problem_type] > 1]
        known = courses_known(reading, timeline, rules, horizon, chained)
        later.update((number, place) for number, place in places_known(known, rubric).items() if place > 1)
    return later
