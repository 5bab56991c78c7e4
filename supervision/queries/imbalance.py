"""How unequal the villages are in a scored month: spread by category, each village's weakest, secretaries' ages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.period import last_day
from supervision.domain.rubric import Category
from supervision.domain.spread import CategoryShare, Spread, category_shares, spread, spread_by_category, weakest
from supervision.domain.visibility import Subject
from supervision.queries.law import law
from supervision.queries.lists_of_people import secretaries
from supervision.queries.months import month_line, month_result
from supervision.queries.terms import figure


@dataclass(frozen=True, slots=True)
class VillageBalance:
    """One village: its final, what it earned in each category, the weakest one, and its secretary's age."""

    unit: str
    name: str
    final: Decimal
    shares: tuple[CategoryShare, ...]
    weakest: str | None
    secretary_age: int | None
    elder: bool


@dataclass(frozen=True, slots=True)
class Imbalance:
    """The ranked villages of a month beside each other."""

    period: str
    finals: Spread | None
    categories: tuple[Category, ...]
    by_category: Mapping[str, Spread]
    villages: tuple[VillageBalance, ...]
    elder_age: int
    """From this age on a secretary counts as elder."""


def imbalance(reading: Reading, period: str) -> Imbalance:
    """Of a scored month. Raises NotThisMonth when it is not scored."""
    reading.check_readable(Subject.SCORES)
    result = month_result(reading, period)
    rubric = law(reading).rubrics[month_line(reading, period).rubric_version]
    ranked = sorted((unit for unit in result.units if unit.rank is not None), key=lambda unit: unit.rank or 0)
    shares = {unit.unit: category_shares(unit, rubric) for unit in ranked}
    day = min(last_day(period), reading.today)
    ages = {each.line.filing.unit: each.age for each in secretaries(reading, on=day) if each.age is not None}
    elder = figure(reading, "elder_secretary_age", day)
    villages = tuple(
        VillageBalance(
            unit.unit,
            unit.name,
            unit.final,
            shares[unit.unit],
            weakest(shares[unit.unit]),
            ages.get(unit.unit),
            (ages.get(unit.unit) or 0) >= elder,
        )
        for unit in ranked
    )
    finals = spread([unit.final for unit in ranked])
    return Imbalance(period, finals, rubric.categories, spread_by_category(shares), villages, elder)
