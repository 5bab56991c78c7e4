"""What rows that came after a seal would have changed in the sealed months (更正, R-27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from supervision.domain.course import Course
from supervision.domain.facts import UnitFacts
from supervision.domain.final_score import capped, card_lines, total
from supervision.domain.model import CadreTarget, Finding, Measure, Move, Rating, Unit
from supervision.domain.period import last_day, period_of
from supervision.domain.rectification import NULLIFYING
from supervision.domain.result import Line, UnitResult
from supervision.domain.scoring.unit import build_case, courses_until, follow_until, score_unit
from supervision.domain.timeline import Timeline
from supervision.domain.workdays import Workdays

LateRow = Finding | Move | Measure | Rating | CadreTarget
Place = tuple[datetime, int, str, int]
"""Where a row stands in the township's order: moment, kind, number (and seq)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One change of a unit's own final of a sealed month; numbered only once the township's are together."""

    at: Place
    period: str
    points: Decimal
    row_no: str


def numbered(period: str, corrections: Iterable[tuple[str, Correction]]) -> dict[str, list[Line]]:
    """The lines by unit, numbered over the township in the order of the rows, then of the corrected months."""
    ordered = sorted(corrections, key=lambda pair: (pair[1].at, pair[1].period))
    lines: dict[str, list[Line]] = {}
    for count, (unit, one) in enumerate(ordered, start=1):
        source = f"{period}-{count:03d}|{one.period}|{one.row_no}"
        lines.setdefault(unit, []).append(Line(one.points, "correction", source))
    return lines


def corrections_of(
    facts: UnitFacts, period: str, sealed: Mapping[str, UnitResult], timeline: Timeline, workdays: Workdays
) -> list[Correction]:
    """The corrections of one unit at the seal of `period`; `facts` are known then, `sealed` its results by month."""
    since = timeline.previous_seal(period)
    if since is None:
        return []
    late = [(reach(row, facts), row) for row in _late_rows(facts, since)]
    found: list[Correction] = []
    for month, result in sealed.items():
        touching = [row for (first, only), row in late if first == month or (first < month and not only)]
        if touching:
            own = _OwnFinal(facts.known(since), month, result, timeline, workdays)
            found += [own.correction(row) for row in touching]
    return [one for one in found if one.points]


def reach(row: LateRow, facts: UnitFacts) -> tuple[str, bool]:
    """The first month that a row can change, and whether it is the only one (R-3, R-12)."""
    if isinstance(row, Finding):
        return period_of(row.found_on), False
    if isinstance(row, Move):
        return period_of(facts.finding(row.task_no).found_on if row.move in NULLIFYING else row.on), False
    return row.period, True


def place_of(row: LateRow) -> Place:
    match row:
        case Finding():
            return row.recorded_at, 0, row.finding_no, 0
        case Move():
            return row.recorded_at, 1, row.task_no, row.seq
        case Measure():
            return row.recorded_at, 2, row.measure_no, 0
        case Rating():
            return row.recorded_at, 3, row.rating_no, 0
        case CadreTarget():
            return row.recorded_at, 4, row.row_no, 0


def _late_rows(facts: UnitFacts, since: datetime) -> list[LateRow]:
    """The rows that can cause corrections and were recorded at or after the previous seal, in their order."""
    rows: list[LateRow] = [row for row in facts.findings if row.recorded_at >= since]
    rows += (move for moves in facts.moves.values() for move in moves if move.recorded_at >= since)
    rows += (row for row in facts.measures if row.recorded_at >= since)
    rows += (row for row in facts.ratings if row.recorded_at >= since)
    rows += (row for row in facts.targets if row.recorded_at >= since)
    return sorted(rows, key=place_of)


class _OwnFinal:
    """One unit's final of one sealed month without corrections, as more and more rows become known."""

    def __init__(
        self, known: UnitFacts, month: str, result: UnitResult, timeline: Timeline, workdays: Workdays
    ) -> None:
        unit = known.assessed(month)
        if unit is None:
            raise ValueError(month)
        self._facts, self._month, self._result = known, month, result
        self._unit: Unit = unit
        self._timeline, self._workdays = timeline, workdays
        self._last: date = last_day(month)
        courses = courses_until(known, timeline, workdays, month)
        self._courses: dict[str, Course] = {course.finding.task_no: course for course in courses}
        self._final = self._score()

    def correction(self, row: LateRow) -> Correction:
        """Let one more row be known; the points are 0 where it changes nothing."""
        self._facts.add(row)
        if isinstance(row, Finding | Move):
            self._follow(row.task_no)
        before, self._final = self._final, self._score()
        row_no = row.move_no if isinstance(row, Move) else place_of(row)[2]
        return Correction(place_of(row), self._month, self._final - before, row_no)

    def _follow(self, task_no: str) -> None:
        finding = self._facts.finding(task_no)
        if finding.found_on > self._last or self._facts.nullified(task_no):
            self._courses.pop(task_no, None)
            return
        self._courses[task_no] = follow_until(self._facts, finding, self._timeline, self._workdays, self._month)

    def _score(self) -> Decimal:
        month, timeline = self._month, self._timeline
        case = build_case(
            self._facts,
            list(self._courses.values()),
            self._unit,
            month,
            timeline.seals[month],
            timeline,
            self._workdays,
        )
        score = score_unit(case, self._facts, timeline)
        own = score.base + self._result.bonus + total(card_lines(score.cards))
        return capped(own, month, self._result.vetoes, case.rubric)[0]
