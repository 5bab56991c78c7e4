"""How tasks stood at a month's end, as far as was known at its seal (R-3). How they stand today: `courses`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from supervision.context import Reading
from supervision.domain.course import Course, follow
from supervision.domain.errors import NotThisMonth
from supervision.domain.model import Finding, Move
from supervision.domain.period import first_day, last_day
from supervision.domain.rectification import NULLIFYING
from supervision.domain.recurrence import places
from supervision.domain.rubric import Rubric
from supervision.domain.span import MONTH, Span
from supervision.domain.timeline import Timeline
from supervision.queries.courses import CHUNK
from supervision.queries.law import Law
from supervision.queries.months import month_line, months
from supervision.store.mapping import FINDINGS, MOVES, Kind

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Horizon:
    """What the documents of a month, or of a span that ends with it, may know: rows recorded before `moment`.

    They are dated on or before `last`; what was over before `first` is not told.
    """

    period: str
    moment: datetime
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Known:
    """Courses by task number up to the horizon; `nullified` tasks do not exist for the computation (R-12)."""

    courses: Mapping[str, Course]
    nullified: frozenset[str]


def horizon_of(reading: Reading, period: str) -> Horizon:
    """Up to the seal once the month is scored, else up to now. Raises NotThisMonth where there is no month."""
    line = month_line(reading, period)
    moment = line.sealed_at or line.seal_at
    if moment is not None:
        return Horizon(period, moment, first_day(period), last_day(period))
    if reading.today < first_day(period):
        raise NotThisMonth("month-not-begun", period=period)
    return Horizon(period, reading.now, first_day(period), min(last_day(period), reading.today))


def horizon_over(reading: Reading, span: Span) -> Horizon:
    """Of the span's newest month that there is. Raises NotThisMonth where there is none or it has not begun."""
    if span.kind == MONTH:
        return horizon_of(reading, span.first)
    begun = span.months_until(reading.today)
    there = [line.period for line in months(reading) if line.period in begun]
    if not there:
        raise NotThisMonth("month-not-begun" if not begun else "month-not-open", period=str(span))
    return replace(horizon_of(reading, there[-1]), first=first_day(span.first))


def rubric_of(rules: Law, period: str) -> Rubric:
    """The version that the month has pinned (R-4)."""
    pin = rules.month(period)
    return rules.rubrics[pin.rubric_version if pin is not None else rules.latest_version]


def read_in(reading: Reading, kind: Kind[F], column: str, values: Iterable[Any]) -> Iterator[F]:
    """The facts whose column has one of these values, a few hundred values at a time."""
    wanted = sorted(set(values))
    for start in range(0, len(wanted), CHUNK):
        chosen = kind.table.c[column].in_(wanted[start : start + CHUNK])
        yield from kind.read(reading.session, reading.township, chosen)


def courses_known(
    reading: Reading, timeline: Timeline, rules: Law, horizon: Horizon, findings: Sequence[Finding]
) -> Known:
    """The courses of these findings up to the horizon."""
    moves: dict[str, list[Move]] = {}
    for move in read_in(reading, MOVES, "task_no", (finding.task_no for finding in findings)):
        if move.recorded_at < horizon.moment:
            moves.setdefault(move.task_no, []).append(move)
    courses: dict[str, Course] = {}
    nullified: set[str] = set()
    for finding in findings:
        own = sorted(moves.get(finding.task_no, ()), key=lambda move: move.seq)
        courses[finding.task_no] = follow(finding, own, timeline.terms_of, rules.workdays, horizon.last)
        if any(move.move in NULLIFYING for move in own):
            nullified.add(finding.task_no)
    return Known(courses, frozenset(nullified))


def with_chains(reading: Reading, horizon: Horizon, findings: Sequence[Finding]) -> list[Finding]:
    """These findings and all known ones that may stand before them in a chain of the same problem (R-13)."""
    keys = {_key(finding) for finding in findings}
    found = {finding.finding_no: finding for finding in findings}
    for other in read_in(reading, FINDINGS, "problem_type", (problem for _, _, problem in keys)):
        if _key(other) in keys and other.found_on <= horizon.last and other.recorded_at < horizon.moment:
            found.setdefault(other.finding_no, other)
    return list(found.values())


def places_known(known: Known, rubric: Rubric) -> dict[str, int]:
    """Place in its chain by finding number; nullified findings have none."""
    standing = (course for task_no, course in known.courses.items() if task_no not in known.nullified)
    return places(standing, rubric.recurrence, date.min)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.unit, finding.item, finding.problem_type
