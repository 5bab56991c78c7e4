"""Whether activities, measures and ratings fit the rubric of their month (R-15, R-17, R-18).

Codes: E-VALUE, E-REQUIRED, E-RANGE, E-FUTURE, E-ZERO-TARGET, E-GUARD.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_names, check_recorded, month_of
from supervision.domain.checks.typed import Typed
from supervision.domain.model import Activity, Measure, Rating
from supervision.domain.period import period_of
from supervision.domain.rubric import Item


class _Items:
    """Items of one method by what rows call them, month by month; of any version where the month cannot be read."""

    def __init__(self, register: Register, method: str, name: Callable[[Item], str]) -> None:
        self._rubrics = register.rubrics
        self._method = method
        self._name = name
        self._found: dict[str | None, dict[str, list[Item]]] = {}

    def of(self, period: str | None) -> Mapping[str, Sequence[Item]]:
        found = self._found.get(period)
        if found is None:
            found = self._found[period] = {}
            for rubric in self._rubrics.possible(period):
                for item in rubric.items:
                    if item.method == self._method:
                        found.setdefault(self._name(item), []).append(item)
        return found


def check_activities(typed: Typed[Activity], register: Register, problems: Problems) -> None:
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    check_recorded(typed, "held_on", problems)
    types = _Items(register, "quota", lambda item: str(item.params["activity_type"]))
    for line, activity in typed.placed("type"):
        known = types.of(month_of(activity.held_on))
        if activity.type not in known:
            problems.add(typed.table, line, "E-VALUE", "type", activity.type, Expected.ONE_OF, allowed=", ".join(known))
    for line, activity in typed.placed("type", "held_on", "group_no"):
        items = types.of(period_of(activity.held_on)).get(activity.type, ())
        _check_group(typed, line, activity, any(i.params.get("scale_by") for i in items), register, problems)
    _check_attendance(typed, types, problems)


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


def _check_attendance(typed: Typed[Activity], types: _Items, problems: Problems) -> None:
    for column in ("expected", "attended"):
        for line, activity in typed.placed("type", "held_on", column):
            if getattr(activity, column) is not None:
                continue
            items = types.of(period_of(activity.held_on)).get(activity.type, ())
            if any(i.params.get("quorum") or i.params.get("attendance_floor") for i in items):
                problems.add(typed.table, line, "E-REQUIRED", column, None, Expected.FILLED_FOR, what=activity.type)
    for line, activity in typed.placed("expected", "attended"):
        expected, attended = activity.expected, activity.attended
        if expected is not None and attended is not None and attended > expected:
            problems.add(
                typed.table, line, "E-RANGE", "attended", attended, Expected.BETWEEN, lowest=0, highest=expected
            )


def check_measures(typed: Typed[Measure], register: Register, problems: Problems) -> None:
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    metrics = _Items(register, "target", _measured)
    for line, measure in typed.placed("metric"):
        known = metrics.of(measure.period)
        if measure.metric not in known:
            allowed = ", ".join(filter(None, known))
            problems.add(typed.table, line, "E-VALUE", "metric", measure.metric, Expected.ONE_OF, allowed=allowed)
    for line, measure in typed.placed("metric", "period", "denominator"):
        for item in metrics.of(measure.period).get(measure.metric, ()):
            if item.params.get("target_value") is None:
                _check_denominator(typed, line, measure, item, problems)


def _measured(item: Item) -> str:
    """The metric that measures tell for the item; empty where it is computed from something else."""
    return str(item.params["metric"]) if item.params["source"] == "measures" else ""


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
    for line, rating in typed.placed("rater", "unit"):
        rater = register.people.get(rating.rater)
        if rater is not None and rater.unit == rating.unit:
            problems.add(typed.table, line, "E-GUARD", "rater", rating.rater, Expected.RATER_OUTSIDE, unit=rating.unit)
    manual = _Items(register, "manual", lambda item: item.code)
    for line, rating in typed.placed("item"):
        known = manual.of(rating.period)
        if rating.item not in known:
            problems.add(typed.table, line, "E-VALUE", "item", rating.item, Expected.ONE_OF, allowed=", ".join(known))
    for line, rating in typed.placed("item", "period", "value"):
        for item in manual.of(rating.period).get(rating.item, ()):
            _check_value(typed, line, rating, item, problems)
    for line, rating in typed.placed("item", "period", "value", "comment"):
        for item in manual.of(rating.period).get(rating.item, ()):
            _check_comment(typed, line, rating, item, problems)


def _check_value(typed: Typed[Rating], line: int, rating: Rating, item: Item, problems: Problems) -> None:
    """R-18: a multiple of the step within the item."""
    value, step = rating.value, Decimal(item.params["step"])
    if value > item.max:
        problems.add(typed.table, line, "E-RANGE", "value", value, Expected.BETWEEN, lowest=0, highest=item.max)
    elif value % step:
        problems.add(typed.table, line, "E-RANGE", "value", value, Expected.MULTIPLE_OF, step=step)


def _check_comment(typed: Typed[Rating], line: int, rating: Rating, item: Item, problems: Problems) -> None:
    """R-18: explained where it is low or full."""
    low = rating.value < item.params["comment_required_below"] * item.max
    full = item.params["comment_required_at_full"] and rating.value == item.max
    if rating.comment is None and (low or full):
        problems.add(typed.table, line, "E-REQUIRED", "comment", None, Expected.FILLED_FOR, what=rating.value)
