"""What rectification achieved in a month, quarter, half-year or year, unit by unit and for the township (督查实效)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.domain.course import Course, follow
from supervision.domain.effect import Effect, effect
from supervision.domain.errors import BadInput
from supervision.domain.model import Finding, Move
from supervision.domain.span import parse_span
from supervision.queries.law import law
from supervision.queries.people import units
from supervision.store.mapping import FINDINGS, MOVES


@dataclass(frozen=True, slots=True)
class UnitEffect:
    unit: str
    name: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """Township totals and every unit with anything to count, villages first. Figures as known today."""

    span: str
    since: date
    until: date
    township: Effect
    units: tuple[UnitEffect, ...]


def effectiveness(reading: Reading, span: str) -> Effectiveness:
    """Counts of a span up to its last day, or today where that is earlier. Raises BadInput."""
    since, end = parse_span(span).days
    until = min(end, reading.today)
    if until < since:
        raise BadInput("day-in-future", day=since, today=reading.today)
    courses = _courses(reading, until)
    by_unit: dict[str, list[Course]] = {}
    for course in courses:
        by_unit.setdefault(course.finding.unit, []).append(course)
    told = tuple(
        UnitEffect(line.unit, line.name, effect(by_unit[line.unit], since, until))
        for line in units(reading)
        if line.unit in by_unit
    )
    return Effectiveness(span, since, until, effect(courses, since, until), told)


def _courses(reading: Reading, until: date) -> list[Course]:
    """Every course as its moves up to `until` make it."""
    rules = law(reading)
    terms_of = rules.timeline(reading.today).terms_of
    moves: dict[str, list[Move]] = {}
    for move in MOVES.read(reading.session, reading.township, MOVES.table.c.on <= until):
        moves.setdefault(move.task_no, []).append(move)
    found: list[Finding] = FINDINGS.read(reading.session, reading.township, FINDINGS.table.c.issued_on <= until)
    return [
        follow(each, sorted(moves.get(each.task_no, ()), key=lambda m: m.seq), terms_of, rules.workdays)
        for each in found
    ]
