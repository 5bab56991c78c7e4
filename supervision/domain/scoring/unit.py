"""What a unit's items add up to in one month (R-14, R-23). The whole township's month is `month`'s question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeVar

from supervision.domain.cadres import latest_targets
from supervision.domain.conditions import COMPARE
from supervision.domain.course import Course, follow
from supervision.domain.exact import ZERO, round2
from supervision.domain.facts import Recorded, UnitFacts, latest
from supervision.domain.ladder import Card, cards_reached
from supervision.domain.model import Finding, Unit
from supervision.domain.period import first_day, last_day, month_number
from supervision.domain.recurrence import places
from supervision.domain.result import ItemResult, Line
from supervision.domain.rubric import Applicability, Item
from supervision.domain.scoring.case import Excluded, UnitCase
from supervision.domain.scoring.methods import METHODS
from supervision.domain.settlement import settlements
from supervision.domain.timeline import Timeline
from supervision.domain.workdays import Workdays


class Periodic(Recorded, Protocol):
    """A row that belongs to one settlement month."""

    @property
    def period(self) -> str: ...


R = TypeVar("R", bound=Recorded)
P = TypeVar("P", bound=Periodic)


@dataclass(frozen=True, slots=True)
class UnitScore:
    """One unit's items and what they come to, before bonus and adjustments."""

    items: tuple[ItemResult, ...]
    raw: Decimal
    raw_max: Decimal
    base: Decimal
    cards: tuple[Card, ...]


def follow_until(facts: UnitFacts, finding: Finding, timeline: Timeline, workdays: Workdays, period: str) -> Course:
    """The course of one task as its known moves up to the end of `period` make it."""
    return follow(finding, facts.moves.get(finding.task_no, ()), timeline.terms_of, workdays, last_day(period))


def courses_until(facts: UnitFacts, timeline: Timeline, workdays: Workdays, period: str) -> list[Course]:
    """The unit's tasks found by the end of `period` that are not nullified (R-3, R-12)."""
    last = last_day(period)
    return [
        follow_until(facts, finding, timeline, workdays, period)
        for finding in facts.findings
        if finding.found_on <= last and not facts.nullified(finding.task_no)
    ]


def build_case(
    facts: UnitFacts,
    courses: Sequence[Course],
    unit: Unit,
    period: str,
    sealed_at: datetime,
    timeline: Timeline,
    workdays: Workdays,
) -> UnitCase:
    """The case of one unit and month; `facts` holds known rows only (R-3), of any date, and `courses` theirs.

    A preview, whose seal is the present moment, sees no day after its own: nothing is late before its time.
    """
    first, last = first_day(period), min(last_day(period), sealed_at.date())
    live = [course for course in courses if not course.over_before(first)]
    rubric = timeline.rubric_for(period)
    activities = (activity for activity in facts.activities if activity.recorded_at < sealed_at)
    ratings = latest(_of(period, facts.ratings), lambda r: (r.item, r.rater), lambda r: r.rating_no)
    measures = latest(_of(period, facts.measures), lambda m: m.metric, lambda m: m.measure_no)
    return UnitCase(
        period=period,
        first=first,
        last=last,
        rubric=rubric,
        workdays=workdays,
        unit=unit,
        courses=live,
        found=[course.finding for course in live if first <= course.finding.found_on],
        places=places(courses, rubric.recurrence, first),
        activities=_grouped(activities, lambda activity: activity.type),
        measures={measure.metric: measure for measure in measures},
        ratings=_grouped(ratings, lambda rating: rating.item),
        targets=latest_targets(_of(period, facts.targets)),
        settled=[one for course in live for one in settlements(course, last) if first <= one.on],
        rubric_at=timeline.rubric_at,
    )


def _of(period: str, rows: Iterable[P]) -> Iterable[P]:
    return (row for row in rows if row.period == period)


def _grouped(rows: Iterable[R], key: Callable[[R], str]) -> dict[str, list[R]]:
    groups: dict[str, list[R]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def score_unit(case: UnitCase, facts: UnitFacts, timeline: Timeline) -> UnitScore:
    """Every item of the rubric, the raw sum, and the base rescaled to 100 (R-23)."""
    windows: dict[str, bool] = {}
    items = tuple(_score_item(case, item, facts, timeline, windows) for item in case.rubric.items)
    raw = sum((item.earned for item in items if item.earned is not None), ZERO)
    raw_max = sum((item.max for item in items if item.earned is not None), ZERO)
    base = round2(100 * Fraction(raw) / Fraction(raw_max)) if raw_max else round2(ZERO)
    cards = [card for course in case.courses for card in cards_reached(course, case.last) if case.within(card.on)]
    return UnitScore(items, raw, raw_max, base, tuple(cards))


def applies(condition: Applicability | None, unit: Unit) -> bool:
    """Does `applicable_if` hold for these attributes (R-5)?"""
    return condition is None or COMPARE[condition.op](getattr(unit, condition.field), condition.value)


def _score_item(
    case: UnitCase, item: Item, facts: UnitFacts, timeline: Timeline, windows: dict[str, bool]
) -> ItemResult:
    if not applies(item.applicable_if, case.unit):
        return _excluded(item, "not_applicable", applicable=False)
    if month_number(case.period) not in case.rubric.settlement_months[item.period]:
        return _excluded(item, "not_in_settlement_month", due=False)
    if item.period not in windows:
        months = timeline.complete_window(case.period, item.period)
        windows[item.period] = months is not None and all(facts.assessed(month) for month in months)
    if not windows[item.period]:
        return _excluded(item, "window_incomplete", due=False)
    outcome = METHODS[item.method](case, item, **item.params)
    if isinstance(outcome, Excluded):
        return _excluded(item, outcome.why, applicable=False)
    earned = item.max + sum((line.points for line in outcome), ZERO)
    if earned < 0:
        outcome = [*outcome, Line(-earned, "floor", item.code)]
        earned = ZERO
    return ItemResult(item.code, item.max, True, True, None, earned, in_order(outcome))


def _excluded(item: Item, why: str, due: bool = True, applicable: bool = True) -> ItemResult:
    return ItemResult(item.code, item.max, due, applicable, why, None, ())


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines as the results list them."""
    return tuple(sorted(lines, key=lambda line: (line.reason, line.source, line.points)))
