"""What the township itself owes in a month (Q01 to Q08), and who of its leaders gave which lecture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.domain.development import TownshipActivity
from supervision.domain.local_terms import SCALES
from supervision.domain.model import Person
from supervision.domain.period import last_day
from supervision.domain.township_quotas import (
    LEADER_LECTURE,
    QuotaStand,
    counts_for,
    stands,
    township_quotas,
    window_of,
)
from supervision.queries.law import law
from supervision.queries.people import VILLAGE
from supervision.queries.quotas import units_in
from supervision.queries.registers import register_rows
from supervision.store.mapping import PEOPLE

GUIDANCE_VISIT = "guidance_visit"
"""What the rubric's Q07 calls a visit."""


@dataclass(frozen=True, slots=True)
class Lecture:
    """One lecture of a leader; `unit` is where it was given, None at the township."""

    held_on: date
    unit: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class LeaderLectures:
    """One leader's lectures of the half-year, and how many are lacking."""

    person_no: str
    name: str
    role: str
    lectures: tuple[Lecture, ...]
    missing: int


def township_stands(reading: Reading, period: str) -> list[QuotaStand]:
    """Every township quota of the month's rubric in the window that holds the month."""
    rubric = law(reading).timeline(reading.today).rubric_for(period)
    villages = [unit.unit for unit in units_in(reading, period) if unit.unit_type == VILLAGE]
    return stands(township_quotas(rubric.shown), period, _held(reading, period), _people(reading), villages)


def leader_lectures(reading: Reading, period: str) -> list[LeaderLectures]:
    """Leader by leader, the half-year that holds the month; who still owes one first."""
    rubric = law(reading).timeline(reading.today).rubric_for(period)
    quota = next((each for each in township_quotas(rubric.shown) if each.type == LEADER_LECTURE), None)
    if quota is None or quota.scale_by is None:
        return []
    since, until = window_of(period, quota.period)
    people = _people(reading)
    own = [
        each
        for each in _held(reading, period)
        if since <= each.held_on <= until and counts_for(each, LEADER_LECTURE, people)
    ]
    lines = []
    for person in people:
        if person.role in SCALES[quota.scale_by]:
            given = [Lecture(each.held_on, each.unit, each.title) for each in own if each.person_no == person.person_no]
            missing = max(0, quota.required - len(given))
            lines.append(LeaderLectures(person.person_no, person.name, person.role, tuple(given), missing))
    return sorted(lines, key=lambda line: (not line.missing, line.person_no))


def _people(reading: Reading) -> list[Person]:
    return sorted(PEOPLE.read(reading.session, reading.township), key=lambda each: each.person_no)


def _held(reading: Reading, period: str) -> list[TownshipActivity]:
    """The township's activities, its own meetings and the guidance visits: one record serves several lists."""
    until = last_day(period)
    rows = [row for row in register_rows(reading, "township_activities") if row.held_on <= until]
    rows += [
        TownshipActivity(row.meeting_no, row.kind, row.on, row.chair, None, row.title, row.recorded_at)
        for row in register_rows(reading, "meetings")
        if row.unit is None and row.on <= until
    ]
    rows += [
        TownshipActivity(row.visit_no, GUIDANCE_VISIT, row.on, row.instructor, row.unit, None, row.recorded_at)
        for row in register_rows(reading, "guidance_visits")
        if row.on <= until
    ]
    return sorted(rows, key=lambda row: (row.held_on, row.activity_no))
