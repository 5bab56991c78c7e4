"""Small builders for domain tests: a township, its months and its facts, told in a line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from supervision.domain.course import Course, follow
from supervision.domain.facts import gather
from supervision.domain.model import (
    Activity,
    Bonus,
    CadreTarget,
    Finding,
    Measure,
    Move,
    MoveKind,
    Rating,
    Severity,
    Source,
    TurnaroundEvent,
    Unit,
    Veto,
)
from supervision.domain.month import compute_month
from supervision.domain.period import first_day, last_day, months_between, shift
from supervision.domain.result import MonthResult, UnitResult
from supervision.domain.rubric import Rubric
from supervision.domain.timeline import Timeline
from tests.sample import calendar, rubric

RUBRIC = rubric()
WORKDAYS = calendar()
_count = iter(range(1, 10**9))


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    """A moment; without a time it is ten in the morning."""
    return datetime.fromisoformat(text if "T" in text else f"{text}T10:00:00")


def seal_of(period: str) -> datetime:
    """The fifth of the next month, five o'clock."""
    return datetime.combine(first_day(shift(period, 1)) + timedelta(days=4), datetime.min.time()).replace(hour=17)


def unit(code: str = "V01", **changed: Any) -> Unit:
    row: dict[str, Any] = {
        "unit": code,
        "valid_from": day("2020-01-01"),
        "name": f"{code}村",
        "unit_type": "village",
        "formal_members": 30,
        "party_groups": 0,
        "active_from": day("2020-01-01"),
        "active_to": None,
    }
    return Unit(**row | changed)


def finding(no: str, found_on: str, severity: str = "general", **changed: Any) -> Finding:
    row: dict[str, Any] = {
        "finding_no": f"W{no}",
        "task_no": f"Z{no}",
        "unit": "V01",
        "item": "B08",
        "problem_type": "要素不全",
        "severity": Severity(severity),
        "facts": "记录不全",
        "found_on": day(found_on),
        "issued_on": day(changed.pop("issued_on", found_on)),
        "found_by": "P5",
        "owner": "P9",
        "source": Source(changed.pop("source", "inspection")),
        "recorded_at": at(changed.pop("recorded_at", found_on)),
    }
    return Finding(**row | changed)


def moves(no: str, *steps: str) -> list[Move]:
    """Moves told as `2026-03-02 acknowledge`, `2026-03-05 grant_extension 5` or `... withdraw @2026-04-03`."""
    found = []
    for seq, step in enumerate(steps, start=1):
        on, kind, *rest = step.split()
        recorded = next((word[1:] for word in rest if word.startswith("@")), f"{on}T11:00:00")
        days = next((int(word) for word in rest if word.isdecimal()), None)
        found.append(
            Move(f"M{no}-{seq}", f"Z{no}", seq, MoveKind(kind), day(on), "P5", None, None, days, None, at(recorded))
        )
    return found


def course(found: Finding, *steps: str, until: str | None = None) -> Course:
    """The course of one task under the default rubric."""
    terms = Timeline("2026-01", {}, {"2026-01": RUBRIC}).terms_of
    return follow(found, moves(found.task_no[1:], *steps), terms, WORKDAYS, day(until) if until else None)


def activity(type: str, held_on: str, **changed: Any) -> Activity:
    number = f"H{next(_count):07d}"
    row: dict[str, Any] = {"group_no": None, "expected": None, "attended": None, "topic": None}
    recorded = at(changed.pop("recorded_at", held_on))
    return Activity(
        activity_no=number, unit="V01", type=type, held_on=day(held_on), recorded_at=recorded, **row | changed
    )


def measure(metric: str, period: str, numerator: str, denominator: str | None, **changed: Any) -> Measure:
    recorded = at(changed.pop("recorded_at", str(last_day(period))))
    below = None if denominator is None else Decimal(denominator)
    number = changed.pop("no", f"S{next(_count):06d}")
    return Measure(number, changed.pop("unit", "V01"), metric, period, Decimal(numerator), below, recorded)


def rating(item: str, period: str, value: str, rater: str = "P3", recorded_at: str | None = None) -> Rating:
    recorded = at(recorded_at or str(last_day(period)))
    return Rating(f"R{next(_count):06d}", "V01", item, period, rater, Decimal(value), None, recorded)


def bonus(code: str, approved_on: str, **changed: Any) -> Bonus:
    number = f"B{next(_count):05d}"
    recorded = at(changed.pop("recorded_at", approved_on))
    return Bonus(number, "V01", code, changed.get("level"), changed.get("matter"), day(approved_on), recorded)


def veto(approved_on: str, recorded_at: str | None = None, unit: str = "V01") -> Veto:
    on = day(approved_on)
    return Veto(f"X{next(_count):04d}", unit, "V02", on, on, at(recorded_at or approved_on))


def target(person: str, period: str, weight: str, goal: str, actual: str) -> CadreTarget:
    recorded = at(str(last_day(period)))
    number = f"G{next(_count):06d}"
    return CadreTarget(number, "V01", person, period, number, Decimal(weight), Decimal(goal), Decimal(actual), recorded)


def enter(on: str, unit: str = "V01") -> TurnaroundEvent:
    return TurnaroundEvent(f"E{next(_count):03d}", unit, "enter", day(on), "T06", None, None, None, at(on))


def acceptance(
    on: str, score: str, respondents: int, dissatisfied: int, recorded_at: str | None = None
) -> TurnaroundEvent:
    moment = at(recorded_at or on)
    number = f"E{next(_count):03d}"
    return TurnaroundEvent(
        number, "V01", "acceptance", day(on), None, Decimal(score), respondents, dissatisfied, moment
    )


def timeline(first: str, last: str, versions: Mapping[str, Rubric] | None = None) -> Timeline:
    periods = list(months_between(first, last))
    pinned = dict.fromkeys(periods, RUBRIC) | dict(versions or {})
    return Timeline(first, {period: seal_of(period) for period in periods}, pinned)


def township(
    last: str, rows: Iterable[Any], first: str = "2026-01", versions: Mapping[str, Rubric] | None = None
) -> dict[str, MonthResult]:
    """Every month from `first` to `last`, computed in order; without a unit among the rows there is V01."""
    rows = list(rows)
    if not any(isinstance(row, Unit) for row in rows):
        rows.append(unit())
    facts = gather(rows)
    results: list[MonthResult] = []
    for period in months_between(first, last):
        opened_at = datetime.combine(first_day(period), datetime.min.time()).replace(hour=8)
        line = timeline(first, period, versions)
        results.append(compute_month(period, opened_at, line, facts, results, WORKDAYS))
    return {result.period: result for result in results}


def of(result: MonthResult, code: str = "V01") -> UnitResult:
    return next(one for one in result.units if one.unit == code)


def month(
    period: str, *rows: Any, first: str | None = None, versions: Mapping[str, Rubric] | None = None
) -> UnitResult:
    """V01's month; without `first` the township begins with that month."""
    return of(township(period, rows, first or period, versions)[period])


def told(result: UnitResult, item: str) -> list[tuple[str, str]]:
    """Reasons and points of an item's lines."""
    return [(line.reason, f"{line.points:.2f}") for line in lines(result, item)]


def lines(result: UnitResult, item: str) -> Any:
    return item_of(result, item).lines


def item_of(result: UnitResult, code: str) -> Any:
    return next(item for item in result.items if item.code == code)
