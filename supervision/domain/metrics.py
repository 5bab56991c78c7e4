"""Which figures the rubric's conditions may speak of (R-30): the fields of one frozen dataclass, and no others."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Metrics:
    """One unit's figures of one month. None means absent: a condition on it is false (R-31)."""

    final_score: Decimal
    findings_due: int
    reopened: int
    red_cards_in_month: int
    red_cards_in_quarter: int
    failed_acceptances: int
    on_time_closure_rate: Fraction | None = None
    rank: int | None = None
    rank_from_bottom: int | None = None
    rank_change_up: int | None = None
    quarter_average: Decimal | None = None
    quarter_rank: int | None = None
    has_red_flag: bool = False
    has_yellow_flag: bool = False

    def with_flag(self, flag: str) -> Metrics:
        """The same figures once a rule has granted `flag`."""
        changed: dict[str, Any] = {FLAGS[flag]: True}
        return replace(self, **changed)


METRICS: tuple[str, ...] = tuple(each.name for each in fields(Metrics))
FLAGS = {"red": "has_red_flag", "yellow": "has_yellow_flag"}
"""Flag of a rule → the metric that tells of it."""
