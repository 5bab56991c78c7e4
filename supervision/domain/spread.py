"""How unequal the villages are: spread, standard deviation, the weakest category of each (党建基础不平衡)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from supervision.domain.exact import round2
from supervision.domain.result import UnitResult
from supervision.domain.rubric import Category, Rubric


@dataclass(frozen=True, slots=True)
class Spread:
    """Of some figures: lowest, highest, their distance, mean and standard deviation (of the whole group)."""

    lowest: Decimal
    highest: Decimal
    span: Decimal
    mean: Decimal
    deviation: Decimal


def spread(values: Sequence[Decimal]) -> Spread | None:
    """None where there is nothing to compare."""
    if not values:
        return None
    exact = [Fraction(value) for value in values]
    mean = sum(exact, Fraction(0)) / len(exact)
    variance = sum(((value - mean) ** 2 for value in exact), Fraction(0)) / len(exact)
    low, high = min(values), max(values)
    return Spread(low, high, high - low, round2(mean), round2(_root(variance)))


def _root(value: Fraction) -> Fraction:
    """The square root, exact to a millionth."""
    scale = 10**12
    return Fraction(isqrt(value.numerator * scale // value.denominator), 10**6)


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """What a unit earned of what was to be earned in a category; None where nothing of it counted."""

    code: str
    share: Fraction | None


def category_shares(unit: UnitResult, rubric: Rubric) -> tuple[CategoryShare, ...]:
    """Over the items that count this month, in the rubric's order."""
    return tuple(CategoryShare(category.code, _share(unit, category, rubric)) for category in rubric.categories)


def _share(unit: UnitResult, category: Category, rubric: Rubric) -> Fraction | None:
    codes = {item.code for item in rubric.items if item.category == category.code}
    counted = [(item.earned, item.max) for item in unit.items if item.code in codes and item.earned is not None]
    whole = sum((most for _, most in counted), Decimal(0))
    return Fraction(sum((earned for earned, _ in counted), Decimal(0))) / Fraction(whole) if whole else None


def weakest(shares: Sequence[CategoryShare]) -> str | None:
    """The category with the lowest share; the first of equals."""
    known = [(each.share, place) for place, each in enumerate(shares) if each.share is not None]
    return shares[min(known)[1]].code if known else None


def spread_by_category(units: Mapping[str, Sequence[CategoryShare]]) -> dict[str, Spread]:
    """Of every category's shares over the units, in points of 100."""
    values: dict[str, list[Decimal]] = {}
    for shares in units.values():
        for each in shares:
            if each.share is not None:
                values.setdefault(each.code, []).append(round2(each.share * 100))
    return {code: found for code, own in values.items() if (found := spread(own)) is not None}
