"""Which measures and manual scores of a month are there, and which are missing (R-17, R-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.facts import latest
from supervision.domain.period import month_number
from supervision.domain.rubric import Item, Rubric
from supervision.domain.scoring.unit import applies
from supervision.queries.law import law
from supervision.queries.quotas import units_in
from supervision.store.mapping import MEASURES, RATINGS


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One figure that a month asks of a unit. `numerator` is None while nobody entered it.

    `target` is the rubric's own denominator; None where a denominator must be entered.
    """

    unit: str
    unit_name: str
    item: str
    metric: str
    name_zh: str
    name_en: str
    target: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One unit's manual item of a month: what each rater gave last, and how many raters are wanted."""

    unit: str
    unit_name: str
    item: str
    name_zh: str
    name_en: str
    max: Decimal
    step: Decimal
    low: Decimal
    comment_at_full: bool
    scorers: int
    given: tuple[tuple[str, Decimal], ...]
    own: Decimal | None

    @property
    def missing(self) -> int:
        return max(0, self.scorers - len(self.given))


def measures_of(reading: Reading, period: str) -> list[MeasureLine]:
    """Every figure that the month's rubric asks for, item by item, villages first."""
    rubric = law(reading).timeline(reading.today).rubric_for(period)
    rows = MEASURES.read(reading.session, reading.township, MEASURES.table.c.period == period)
    found = {(row.unit, row.metric): row for row in latest(rows, lambda m: (m.unit, m.metric), lambda m: m.measure_no)}
    lines = []
    for item in _due(rubric, period, "target"):
        if item.params["source"] != "measures":
            continue
        metric = str(item.params["metric"])
        for unit in units_in(reading, period):
            if applies(item.applicable_if, unit):
                row = found.get((unit.unit, metric))
                figures = (row.numerator, row.denominator, row.recorded_at) if row else (None, None, None)
                target = item.params.get("target_value")
                names = (item.name_zh, item.name_en)
                lines.append(MeasureLine(unit.unit, unit.name, item.code, metric, *names, target, *figures))
    return lines


def scores_of(reading: Reading, period: str) -> list[ScoreLine]:
    """Every manual item of the month, item by item, villages first; `own` is what the acting person gave."""
    rubric = law(reading).timeline(reading.today).rubric_for(period)
    rows = RATINGS.read(reading.session, reading.township, RATINGS.table.c.period == period)
    given: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in latest(rows, lambda r: (r.unit, r.item, r.rater), lambda r: r.rating_no):
        given.setdefault((row.unit, row.item), {})[row.rater] = row.value
    lines = []
    for item in _due(rubric, period, "manual"):
        for unit in units_in(reading, period):
            if applies(item.applicable_if, unit):
                values = given.get((unit.unit, item.code), {})
                lines.append(
                    ScoreLine(
                        unit.unit,
                        unit.name,
                        item.code,
                        item.name_zh,
                        item.name_en,
                        item.max,
                        Decimal(item.params["step"]),
                        item.params["comment_required_below"] * item.max,
                        bool(item.params["comment_required_at_full"]),
                        int(item.params["scorers"]),
                        tuple(sorted(values.items())),
                        values.get(reading.actor.person_no),
                    )
                )
    return lines


def _due(rubric: Rubric, period: str, method: str) -> list[Item]:
    """The items of a method that are judged in this month (R-14)."""
    return [
        item
        for item in rubric.items
        if item.method == method and month_number(period) in rubric.settlement_months[item.period]
    ]
