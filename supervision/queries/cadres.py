"""Cadres' quantified targets: how far each has come, the quarter's grade and what it proposes for people to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.cadres import completions, latest_targets
from supervision.domain.errors import NotThisMonth
from supervision.domain.exact import round2
from supervision.domain.model import CadreTarget
from supervision.domain.permission import Role
from supervision.domain.result import CadreResult
from supervision.queries.months import month_result
from supervision.queries.people import people
from supervision.store.mapping import CADRE_TARGETS


@dataclass(frozen=True, slots=True)
class CadreLine:
    """One cadre in a month. `done` is the weighted completion of 100; the grade comes with a scored quarter's end."""

    person_no: str
    name: str
    unit: str
    done: Decimal
    targets: tuple[CadreTarget, ...]
    grade: str | None
    proposals: tuple[str, ...]


def cadres(reading: Reading, period: str, unit: str | None = None) -> list[CadreLine]:
    """Who has targets in the month, the lowest first; a cadre sees only the own sheet."""
    rows = latest_targets(CADRE_TARGETS.read(reading.session, reading.township, CADRE_TARGETS.table.c.period == period))
    own = reading.actor.person_no if reading.actor.role == Role.CADRE else None
    graded = {each.person_no: each for each in _graded(reading, period)}
    names = {line.person_no: line.name for line in people(reading)}
    done = completions(rows)
    lines = []
    for person_no, share in done.items():
        targets = tuple(sorted((row for row in rows if row.person_no == person_no), key=lambda row: row.code))
        result = graded.get(person_no)
        if own in (None, person_no) and unit in (None, targets[0].unit):
            lines.append(
                CadreLine(
                    person_no,
                    names.get(person_no, person_no),
                    targets[0].unit,
                    round2(share * 100),
                    targets,
                    result.grade if result else None,
                    result.proposals if result else (),
                )
            )
    return sorted(lines, key=lambda line: (line.done, line.person_no))


def _graded(reading: Reading, period: str) -> Sequence[CadreResult]:
    """Grades of the month's result; none while it is not scored, or within a quarter."""
    try:
        return month_result(reading, period).cadres
    except NotThisMonth:
        return ()
