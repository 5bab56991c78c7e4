"""What falls short of a target costs (R-17)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from supervision.domain.cadres import completions
from supervision.domain.exact import round4
from supervision.domain.period import month_number
from supervision.domain.result import Line
from supervision.domain.rubric import Item
from supervision.domain.scoring.case import Excluded, Outcome, UnitCase

Positive = Annotated[Decimal, 0]
Pace = tuple[Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal, Decimal]
"""The share of the year's target that is due by the end of each month."""
Ratio = tuple[Fraction, Fraction]


def target(
    case: UnitCase,
    item: Item,
    *,
    metric: str,
    source: Literal["measures", "tasks", "cadre_targets"],
    full_at: Positive,
    zero_below: Decimal,
    when_empty: Literal["full", "zero", "not_applicable"],
    zero_denominator: Literal["empty", "refuse"] | None = None,
    target_value: Positive | None = None,
    pace: Pace | None = None,
    unit: str | None = None,
) -> Outcome:
    """The share of the target that is missing, from 0 below `zero_below` to full at `full_at`."""
    if source == "tasks":
        ratio = _settled_ratio(case)
    elif source == "cadre_targets":
        ratio = _completion_ratio(case)
    else:
        ratio = _measured_ratio(case, metric, target_value, pace)
    if ratio is None:
        if when_empty == "not_applicable":
            return Excluded("empty")
        return [] if when_empty == "full" else [Line(round4(-item.max), "target_empty", metric)]
    numerator, denominator = ratio
    top = Fraction(item.max)
    if numerator < Fraction(zero_below) * denominator:
        points = Fraction(0)
    else:
        points = min(top, top * numerator / (denominator * Fraction(full_at)))
    short = round4(points) - item.max  # what is earned is rounded half up, so a line may end on half down
    return [Line(short, "target_short", metric)] if short else []


def _settled_ratio(case: UnitCase) -> Ratio | None:
    """F02: rounds settled on time in the month over rounds settled in it."""
    if not case.settled:
        return None
    return Fraction(sum(1 for each in case.settled if each.on_time)), Fraction(len(case.settled))


def _completion_ratio(case: UnitCase) -> Ratio | None:
    """C02: mean completion over the unit's persons with rows (R-39)."""
    done = list(completions(case.targets).values())
    return (sum(done, Fraction(0)) / len(done), Fraction(1)) if done else None


def _measured_ratio(
    case: UnitCase, metric: str, target_value: Decimal | None, pace: Sequence[Decimal] | None
) -> Ratio | None:
    measure = case.measures.get(metric)
    if measure is None:
        return None
    denominator = Fraction(target_value if target_value is not None else measure.denominator or 0)
    if pace is not None:
        denominator *= Fraction(pace[month_number(case.period) - 1])
    return (Fraction(measure.numerator), denominator) if denominator else None
