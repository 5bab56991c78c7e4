"""Which place each unit has (R-29), and how ties and share caps are counted (R-34, R-35, R-37, R-39)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor

from supervision.domain.result import TieBreak

Order = tuple[Decimal | Fraction | int, ...]


def merit(final: Decimal, tie: TieBreak) -> Order:
    """Greater is better: the final, then the tie figures in their order."""
    return (final, -tie.overdue_findings, tie.on_time_rate, -tie.severity_points)


def places_of(merits: Mapping[str, Order]) -> dict[str, tuple[int, int]]:
    """Place from the top and from the bottom; equals share one and the next place skips (1, 1, 3)."""
    rising = sorted(merits.values())
    count = len(rising)
    return {key: (count - bisect_right(rising, own) + 1, bisect_left(rising, own) + 1) for key, own in merits.items()}


def cap_of(share: Decimal, count: int) -> int:
    """How many of `count` a share allows: rounded down, at least one."""
    return max(1, floor(Fraction(share) * count))


def within_cap(values: Mapping[str, Decimal], cap: int) -> set[str]:
    """Those whose value is equalled or passed by at most `cap` values, their own included; ties fall together."""
    rising = sorted(values.values())
    return {key for key, own in values.items() if len(rising) - bisect_left(rising, own) <= cap}
