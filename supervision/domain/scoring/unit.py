"""What a unit's items add up to in one month (R-14, R-23). The whole township's month is `month`'s question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from supervision.domain.course import Course, follow
from supervision.domain.exact import ZERO, round2
from supervision.domain.facts import Recorded, UnitFacts
from supervision.domain.ladder import Card, cards_reached
from supervision.domain.model import Activity, Rating, Unit
from supervision.domain.period import first_day, last_day, month_number
from supervision.domain.recurrence import places
from supervision.domain.rubric import Applicability, Item
from supervision.domain.scoring.case import Excluded, ItemScore, Line, UnitCase
from supervision.domain.scoring.methods import METHODS
from supervision.domain.settlement import settlements
from supervision.domain.timeline import Timeline
from supervision.domain.workdays import Workdays

R = TypeVar("R", bound=Recorded)
COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


@dataclass(frozen=True, slots=True)
class UnitScore:
    """One unit's items and what they come to, before bonus and adjustments."""

    case: UnitCase
    items: tuple[ItemScore, ...]
    raw: Decimal
    raw_max: Decimal
    base: Decimal
    cards: tuple[Card, ...]


def latest(rows: Iterable[R], key: Callable[[R], tuple[str, ...]], number: Callable[[R], str]) -> list[R]:
    """Of rows with the same key the last recorded, then the highest number (R-3)."""
    best: dict[tuple[str, ...], R] = {}
    for row in rows:
        k = key(row)
        other = best.get(k)
        if other is None or (row.recorded_at, number(row)) > (other.recorded_at, number(other)):
            best[k] = row
    return list(best.values())


def build_case(
    facts: UnitFacts, unit: Unit, period: str, sealed_at: datetime, timeline: Timeline, workdays: Workdays
) -> UnitCase:
    """The case of one unit and month from what is known; `facts` holds known rows only (R-3), of any date."""
    last = last_day(period)
    rubric = timeline.rubric_for(period)
    courses = courses_until(facts, timeline, workdays, period)
    first = first_day(period)
    settled = [s for course in courses for s in settlements(course, last) if first <= s.on]
    activities: dict[str, list[Activity]] = {}
    for activity in facts.activities:
        if activity.recorded_at < sealed_at:
            activities.setdefault(activity.type, []).append(activity)
    ratings: dict[str, list[Rating]] = {}
    for rating in latest(
        (r for r in facts.ratings if r.period == period), lambda r: (r.item, r.rater), lambda r: r.rating_no
    ):
        ratings.setdefault(rating.item, []).append(rating)
    measures = latest(
        (m for m in facts.measures if m.period == period), lambda m: (m.metric,), lambda m: m.measure_no
    )
    return UnitCase(
        period=period,
        first=first,
        last=last,
        sealed_at=sealed_at,
        rubric=rubric,
        workdays=workdays,
        unit=unit,
        courses=courses,
        places=places(courses, rubric.recurrence),
        activities=activities,
        measures={(m.metric, m.period): m for m in measures},
        ratings=ratings,
        targets=latest(
            (t for t in facts.targets if t.period == period), lambda t: (t.person_no, t.code), lambda t: t.row_no
        ),
        settled=settled,
        rubric_at=timeline.rubric_at,
    )


def courses_until(facts: UnitFacts, timeline: Timeline, workdays: Workdays, period: str) -> list[Course]:
    """The unit's tasks found by the end of `period` that are not nullified, as their moves up to then make them."""
    last = last_day(period)
    return [
        follow(finding, facts.moves.get(finding.task_no, ()), timeline.terms_of, workdays, last)
        for finding in facts.findings
        if finding.found_on <= last and not facts.nullified(finding.task_no)
    ]


def score_unit(case: UnitCase, facts: UnitFacts, timeline: Timeline) -> UnitScore:
    """Every item of the rubric, the raw sum, and the base rescaled to 100 (R-23)."""
    items = tuple(_score_item(case, item, facts, timeline) for item in case.rubric.items)
    counted = [score for score in items if score.earned is not None]
    raw = sum((score.earned for score in counted if score.earned is not None), ZERO)
    raw_max = sum((score.item.max for score in counted), ZERO)
    base = round2(100 * Fraction(raw) / Fraction(raw_max)) if raw_max else round2(ZERO)
    cards = [c for course in case.courses for c in cards_reached(course, case.last) if case.within(c.on)]
    return UnitScore(case, items, raw, raw_max, base, tuple(cards))


def applies(condition: Applicability | None, unit: Unit) -> bool:
    """Does `applicable_if` hold for these attributes (R-5)?"""
    if condition is None:
        return True
    return COMPARE[condition.op](getattr(unit, condition.field), condition.value)  # type: ignore[arg-type]


def _score_item(case: UnitCase, item: Item, facts: UnitFacts, timeline: Timeline) -> ItemScore:
    if not applies(item.applicable_if, case.unit):
        return ItemScore(item, True, False, "not_applicable", None, ())
    if month_number(case.period) not in case.rubric.settlement_months[item.period]:
        return ItemScore(item, False, True, "not_in_settlement_month", None, ())
    months = timeline.complete_window(case.period, item.period)
    if months is None or not all(facts.assessed(month) for month in months):
        return ItemScore(item, False, True, "window_incomplete", None, ())
    outcome = METHODS[item.method](case, item, **item.params)
    if isinstance(outcome, Excluded):
        return ItemScore(item, True, False, outcome.why, None, ())
    earned = item.max + sum((line.points for line in outcome), ZERO)
    if earned < 0:
        outcome = [*outcome, Line(-earned, "floor", item.code)]
        earned = ZERO
    lines = tuple(sorted(outcome, key=lambda line: (line.reason, line.source, line.points)))
    return ItemScore(item, True, True, None, earned, lines)
