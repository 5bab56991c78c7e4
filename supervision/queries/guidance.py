"""Guidance by class (指导): visits due and made per unit and month, who instructs, what is to be followed up.

What each visit said is in the register `guidance_visits`; the class of a unit is its last scored month's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from supervision.context import Reading
from supervision.domain.answering import holds
from supervision.domain.checks.register_kinds import standing
from supervision.domain.decision_facts import ClassDecision
from supervision.domain.period import period_of
from supervision.domain.register_facts import GuidanceVisit
from supervision.queries.answering import responsibilities
from supervision.queries.classes import classes_decided_in
from supervision.queries.law import law
from supervision.queries.months import month_result, months
from supervision.queries.people import VILLAGE, people, units
from supervision.store.mapping import GUIDANCE_VISITS


@dataclass(frozen=True, slots=True)
class GuidanceLine:
    """One village in a month: visits due by its class, visits made, the last one, follow-ups that are open."""

    unit: str
    name: str
    instructor: str | None
    group_class: str | None
    due: int
    made: int
    last_on: date | None
    follow_ups: int
    decided: ClassDecision | None = None
    """The committee's decision from which the class is, where there is one."""
    computed: str | None = None

    @property
    def missing(self) -> int:
        return max(0, self.due - self.made)


def guidance_of(reading: Reading, period: str) -> list[GuidanceLine]:
    """Every village of the reading's reach in a month; those with most visits missing first."""
    day = reading.today
    per_class = law(reading).timeline(day).rubric_for(period).classes.visits_per_month
    classes, decided = _classes(reading, period), classes_decided_in(reading, period)
    names = {person.person_no: person.name for person in people(reading)}
    instructs = {
        row.unit: names[row.person_no]
        for row in responsibilities(reading)
        if row.duty == "instructor" and holds(row, day)
    }
    visits: dict[str, list[GuidanceVisit]] = {}
    for visit in standing("guidance_visits", GUIDANCE_VISITS.read(reading.session, reading.township)):
        visits.setdefault(visit.unit, []).append(visit)
    own = reading.actor.unit
    lines = []
    for unit in units(reading):
        if unit.unit_type == VILLAGE and own in (None, unit.unit):
            made = visits.get(unit.unit, [])
            decision, computed = decided.get(unit.unit), classes.get(unit.unit)
            known = decision.group_class if decision is not None else computed
            due = per_class.get(known, 0) if known is not None else 0
            line = _line(unit.unit, unit.name, instructs.get(unit.unit), known, due, made, period)
            lines.append(replace(line, decided=decision, computed=computed))
    return sorted(lines, key=lambda line: -line.missing)


def _line(
    unit: str,
    name: str,
    instructor: str | None,
    known: str | None,
    due: int,
    visits: Sequence[GuidanceVisit],
    period: str,
) -> GuidanceLine:
    in_month = [visit for visit in visits if period_of(visit.on) == period]
    waiting = [visit for visit in visits if visit.follow_up_on is not None and visit.followed_up_on is None]
    last = max((visit.on for visit in visits), default=None)
    return GuidanceLine(unit, name, instructor, known, due, len(in_month), last, len(waiting))


def not_guided(reading: Reading, period: str) -> list[GuidanceLine]:
    """Villages that nobody guided in the month (domain.md, row 6)."""
    return [line for line in guidance_of(reading, period) if not line.made]


def _classes(reading: Reading, period: str) -> dict[str, str | None]:
    """The class that the month before gave each unit, or else the last one scored before the month."""
    scored = [
        line.period
        for line in months(reading)
        if line.period < period and (line.sealed_at is not None or line.draft_sha is not None)
    ]
    return {unit.unit: unit.group_class for unit in month_result(reading, scored[-1]).units} if scored else {}
