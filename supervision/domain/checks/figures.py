"""Whether activities, measures and ratings fit the rubric of their month (R-15, R-17, R-18).

Codes: E-VALUE, E-REQUIRED, E-RANGE, E-FUTURE, E-ZERO-TARGET, E-GUARD.
"""

from __future__ import annotations

from decimal import Decimal

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_names, check_recorded
from supervision.domain.checks.typed import Typed
from supervision.domain.model import Activity, Measure, Rating
from supervision.domain.period import period_of
from supervision.domain.rubric import Item, Rubric


def check_activities(typed: Typed[Activity], register: Register, problems: Problems) -> None:
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    check_recorded(typed, "held_on", problems)
    for line, activity in typed.placed():
        items = [i for i in _of_method(register.rubrics.on(activity.held_on), "quota") if _type(i) == activity.type]
        if not items:
            allowed = {_type(item): None for item in _of_method(register.rubrics.on(activity.held_on), "quota")}
            problems.add(
                typed.table, line, "E-VALUE", "type", activity.type, Expected.ONE_OF, allowed=", ".join(allowed)
            )
        _check_group(typed, line, activity, any(i.params.get("scale_by") for i in items), register, problems)
        counted = any(i.params.get("quorum") or i.params.get("attendance_floor") for i in items)
        _check_attendance(typed, line, activity, counted, problems)


def _of_method(rubric: Rubric, method: str) -> list[Item]:
    return [item for item in rubric.items if item.method == method]


def _type(item: Item) -> str:
    return str(item.params["activity_type"])


def _check_group(
    typed: Typed[Activity], line: int, activity: Activity, by_group: bool, register: Register, problems: Problems
) -> None:
    """Held group by group, an activity must say which of the unit's party groups held it."""
    if not by_group:
        return
    number = activity.group_no
    if number is None:
        problems.add(typed.table, line, "E-REQUIRED", "group_no", None, Expected.FILLED_FOR, what=activity.type)
        return
    unit = register.units.at(activity.unit, period_of(activity.held_on))
    if number < 1 or (unit is not None and number > unit.party_groups):
        highest = unit.party_groups if unit else None
        problems.add(typed.table, line, "E-RANGE", "group_no", number, Expected.BETWEEN, lowest=1, highest=highest)


def _check_attendance(typed: Typed[Activity], line: int, activity: Activity, counted: bool, problems: Problems) -> None:
    for column in ("expected", "attended") if counted else ():
        if getattr(activity, column) is None:
            problems.add(typed.table, line, "E-REQUIRED", column, None, Expected.FILLED_FOR, what=activity.type)
    expected, attended = activity.expected, activity.attended
    if expected is not None and attended is not None and attended > expected:
        problems.add(typed.table, line, "E-RANGE", "attended", attended, Expected.BETWEEN, lowest=0, highest=expected)


def check_measures(typed: Typed[Measure], register: Register, problems: Problems) -> None:
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    for line, measure in typed.placed():
        measured = [
            i for i in _of_method(register.rubrics.of(measure.period), "target") if i.params["source"] == "measures"
        ]
        items = [item for item in measured if item.params["metric"] == measure.metric]
        if not items:
            allowed = ", ".join(str(item.params["metric"]) for item in measured)
            problems.add(typed.table, line, "E-VALUE", "metric", measure.metric, Expected.ONE_OF, allowed=allowed)
        for item in items:
            if item.params.get("target_value") is None:
                _check_denominator(typed, line, measure, item, problems)


def _check_denominator(typed: Typed[Measure], line: int, measure: Measure, item: Item, problems: Problems) -> None:
    if measure.denominator is None:
        problems.add(typed.table, line, "E-REQUIRED", "denominator", None, Expected.FILLED_FOR, what=measure.metric)
    elif not measure.denominator:
        empty = item.params.get("zero_denominator") == "empty"
        if not empty or measure.numerator:
            problems.add(typed.table, line, "E-ZERO-TARGET", "denominator", 0, Expected.DENOMINATOR_NOT_ZERO)


def check_ratings(typed: Typed[Rating], register: Register, problems: Problems) -> None:
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    check_names(typed, "rater", register.person_names, Expected.KNOWN_PERSON, problems)
    for line, rating in typed.placed():
        rater = register.people.get(rating.rater)
        if rater is not None and rater.unit == rating.unit:
            problems.add(typed.table, line, "E-GUARD", "rater", rating.rater, Expected.RATER_OUTSIDE, unit=rating.unit)
        manual = _of_method(register.rubrics.of(rating.period), "manual")
        item = next((each for each in manual if each.code == rating.item), None)
        if item is None:
            allowed = ", ".join(each.code for each in manual)
            problems.add(typed.table, line, "E-VALUE", "item", rating.item, Expected.ONE_OF, allowed=allowed)
        else:
            _check_value(typed, line, rating, item, problems)


def _check_value(typed: Typed[Rating], line: int, rating: Rating, item: Item, problems: Problems) -> None:
    """R-18: a multiple of the step within the item, explained where it is low or full."""
    value, step = rating.value, Decimal(item.params["step"])
    if value > item.max:
        problems.add(typed.table, line, "E-RANGE", "value", value, Expected.BETWEEN, lowest=0, highest=item.max)
    elif value % step:
        problems.add(typed.table, line, "E-RANGE", "value", value, Expected.MULTIPLE_OF, step=step)
    low = value < item.params["comment_required_below"] * item.max
    full = item.params["comment_required_at_full"] and value == item.max
    if rating.comment is None and (low or full):
        problems.add(typed.table, line, "E-REQUIRED", "comment", None, Expected.FILLED_FOR, what=value)
