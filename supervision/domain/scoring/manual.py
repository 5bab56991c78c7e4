"""What raters took off (R-18)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from supervision.domain.exact import round4
from supervision.domain.result import Line
from supervision.domain.rubric import Item
from supervision.domain.scoring.case import Excluded, Outcome, UnitCase


def manual(
    case: UnitCase,
    item: Item,
    *,
    step: Annotated[Decimal, 0],
    scorers: Annotated[int, 0],
    combine: Literal["mean"],
    comment_required_below: Decimal,
    comment_required_at_full: bool,
    when_unrated: Literal["not_applicable"],
) -> Outcome:
    """The mean of the latest value of each rater; fewer raters than `scorers` count as they are."""
    ratings = case.ratings.get(item.code, ())
    if not ratings:
        return Excluded("unrated")
    mean = round4(sum((Fraction(rating.value) for rating in ratings), Fraction(0)) / len(ratings))
    source = "+".join(sorted(rating.rater for rating in ratings))
    return [Line(round4(mean - item.max), "rating", source)] if mean != item.max else []
