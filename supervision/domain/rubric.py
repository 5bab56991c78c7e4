"""What a version of the rubric (考评细则) holds. How it is read and checked is `rubric_loading`'s question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from supervision.domain.course import Level, Terms
from supervision.domain.errors import BadInput
from supervision.domain.model import Severity

Scalar = Decimal | str | bool


@dataclass(frozen=True, slots=True)
class Applicability:
    """`applicable_if`: a condition on an attribute of the unit (R-5)."""

    field: str
    op: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Item:
    """考评项目: one line of the rubric; `params` are already bound to the scoring method's signature."""

    code: str
    category: str
    name_zh: str
    name_en: str
    max: Decimal
    method: str
    period: str
    params: Mapping[str, Any]
    applicable_if: Applicability | None
    typical_findings: tuple[tuple[str, Severity], ...]
    evidence: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Category:
    code: str
    name_zh: str
    name_en: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class SeverityTerms:
    """严重程度 with its clock and its look-back sample rate."""

    code: Severity
    name_zh: str
    default_points: Decimal | None
    rectify_class: str
    rectify_class_zh: str
    terms: Terms
    lookback_rate: Decimal


@dataclass(frozen=True, slots=True)
class RecurrenceTerms:
    window_days: int
    multipliers: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class LookbackTerms:
    after_closure_days: int
    minimum_per_month: int


@dataclass(frozen=True, slots=True)
class LateRecord:
    """How much an activity counts that was entered late (R-15)."""

    grace_days: int
    credit: Decimal


@dataclass(frozen=True, slots=True)
class BonusItem:
    code: str
    name_zh: str
    name_en: str
    points: Decimal | None
    points_by_level: Mapping[str, Decimal]
    cap_month: Decimal | None
    settle_months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BonusTerms:
    cap_month: Decimal
    cap_year: Decimal
    items: Mapping[str, BonusItem]


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of a metric of R-30 with a fixed value."""

    metric: str
    op: str
    value: Scalar


@dataclass(frozen=True, slots=True)
class Rule:
    """A reward, a penalty or an entry criterion: when it holds and what it proposes (R-31 to R-33, R-36)."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    conditions: tuple[Condition, ...]
    settle: str
    consecutive_months: int
    flag: str | None
    work_fund_by_rank: tuple[int, ...]
    work_fund_by_places: tuple[tuple[int, int], ...]
    not_with: tuple[str, ...]
    pay_coefficient: Decimal | None
    effects: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StarTerms:
    min_scored_months: int
    thresholds: tuple[tuple[int, Decimal], ...]
    top_share: Decimal
    blocks: tuple[tuple[str, int], ...]
    max_step_up: int


@dataclass(frozen=True, slots=True)
class ClassTerms:
    basis_months: int
    advanced_mean: Decimal
    advanced_share: Decimal
    lagging_mean: Decimal
    visits_per_month: Mapping[str, int]
    names_zh: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TurnaroundTerms:
    term_days: int
    min_term_days: int
    pass_score: Decimal
    max_dissatisfied_share: Decimal
    min_respondents: int
    observation_days: int
    extend_days: int
    entry_rules: tuple[Rule, ...]
    veto_criterion: str | None
    criteria_zh: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CadreOutcome:
    code: str
    grade: str
    consecutive_quarters: int
    propose: str


@dataclass(frozen=True, slots=True)
class CadreTerms:
    grades: tuple[tuple[str, Decimal], ...]
    names_zh: Mapping[str, str]
    excellent_share: Decimal
    outcomes: tuple[CadreOutcome, ...]


@dataclass(frozen=True, slots=True)
class PayTerms:
    lowest: Decimal
    highest: Decimal
    by_class: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Rubric:
    """One version of the rubric. Numbers are Decimal as written; points are points of 100."""

    id: str
    version: int
    name_zh: str
    name_en: str
    ranking_group: str
    unit_types: tuple[str, ...]
    settlement_months: Mapping[str, frozenset[int]]
    min_applicable_points: Decimal
    final_cap: Decimal
    veto_cap: Decimal
    late_record: LateRecord
    no_deduction_sources: frozenset[str]
    categories: tuple[Category, ...]
    severities: Mapping[Severity, SeverityTerms]
    items: tuple[Item, ...]
    ladder: tuple[Level, ...]
    recurrence: RecurrenceTerms
    lookback: LookbackTerms
    bonus: BonusTerms
    veto_names_zh: Mapping[str, str]
    veto_names_en: Mapping[str, str]
    rewards: tuple[Rule, ...]
    penalties: tuple[Rule, ...]
    reward_blocks: tuple[str, ...]
    stars: StarTerms
    classes: ClassTerms
    turnaround: TurnaroundTerms
    cadres: CadreTerms
    pay: PayTerms
    shown: Mapping[str, Any]
    """What is shown and reminded only: the month's calendar, verification terms, township quotas, publicity days."""

    @property
    def label(self) -> str:
        return f"{self.id}@{self.version}"

    def item(self, code: str) -> Item:
        """The item with that code. Raises BadInput when there is none."""
        for item in self.items:
            if item.code == code:
                return item
        raise BadInput("unknown-item", item=code, rubric=self.label)

    def rule(self, code: str) -> Rule | None:
        """The reward or penalty with that code."""
        return next((rule for rule in (*self.rewards, *self.penalties) if rule.code == code), None)
