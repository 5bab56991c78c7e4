"""What a month's computation gives: frozen records of everything in the results file, typed (formats.md, section 3).

How they are written as text is `result_json`'s question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from supervision.domain.metrics import Metrics

Figure = Decimal | Fraction | int | bool


@dataclass(frozen=True, slots=True)
class Line:
    """One leaf of a score: signed points, why, and which record it comes from."""

    points: Decimal
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item of a unit's month. `earned` is None when the item is excluded, for the reason `why` (R-14)."""

    code: str
    max: Decimal
    due: bool
    applicable: bool
    why: str | None
    earned: Decimal | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TieBreak:
    """The figures that decide between equal finals, in this order (R-29)."""

    overdue_findings: int
    on_time_rate: Fraction
    severity_points: Decimal


@dataclass(frozen=True, slots=True)
class Consequence:
    """A reward or penalty that is proposed, with the figures that triggered it; `amount` in yuan."""

    code: str
    kind: str
    amount: int | None
    because: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """A reward whose conditions hold but which is withheld, and by what (R-32)."""

    code: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quarter:
    """The calendar quarter's mean final; the rank is None outside the group (R-34)."""

    mean: Decimal
    rank: int | None


@dataclass(frozen=True, slots=True)
class Stars:
    """星级, and what took stars away, in the order applied (R-35)."""

    stars: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turnaround:
    """后进整顿 at the month's end (R-36); `proposed` are entry criteria that the figures meet."""

    inside: bool = False
    since: date | None = None
    term_end: date | None = None
    failed: int = 0
    observation_until: date | None = None
    proposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CadreResult:
    """实绩考核 of one person at a quarter's end; `proposals` are for people to decide (R-39)."""

    person_no: str
    unit: str
    score: Decimal
    grade: str
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit's month. base + bonus + adjustments + cap lines = final."""

    unit: str
    name: str
    items: tuple[ItemResult, ...]
    raw: Decimal
    raw_max: Decimal
    base: Decimal
    bonus: Decimal
    bonus_lines: tuple[Line, ...]
    adjustments: Decimal
    adjustment_lines: tuple[Line, ...]
    cap_lines: tuple[Line, ...]
    final: Decimal
    ranked: bool
    rank: int | None
    rank_from_bottom: int | None
    tie_break: TieBreak
    consequences: tuple[Consequence, ...]
    blocked: tuple[Blocked, ...]
    vetoes: tuple[str, ...]
    quarter: Quarter | None
    stars: Stars | None
    group_class: str | None
    class_reason: str | None
    rolling_mean: Decimal | None
    turnaround: Turnaround
    pay_coefficient: Decimal
    metrics: Metrics
    held: tuple[str, ...]
    """Rules whose conditions held this month, fired or not: later months' runs are counted from them (R-31)."""


@dataclass(frozen=True, slots=True)
class MonthResult:
    """The township's month; `rubric` is the version's label, units are ordered by code."""

    period: str
    rubric: str
    sealed_at: datetime
    units: tuple[UnitResult, ...]
    lookback_sample: tuple[str, ...]
    cadres: tuple[CadreResult, ...]
