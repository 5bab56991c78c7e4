"""What follows from a unit's figures: rewards, penalties, proposed entries (R-31 to R-33, R-36).

The rules are the rubric's data; this only interprets them over one Metrics.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from supervision.domain.conditions import COMPARE
from supervision.domain.metrics import METRICS, Metrics
from supervision.domain.period import is_quarter_end
from supervision.domain.result import Blocked, Consequence
from supervision.domain.rubric import Condition, Rubric, Rule

HeldBefore = Callable[[str, int], bool]
"""Did the rule of that code hold in each of so many calendar months before?"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that one list of rules gives; `metrics` are the figures with the flags that it granted."""

    granted: tuple[Consequence, ...]
    blocked: tuple[Blocked, ...]
    held: tuple[str, ...]
    metrics: Metrics


def holds(condition: Condition, metrics: Metrics) -> bool:
    """A condition on an absent metric is false (R-31)."""
    value = getattr(metrics, condition.metric)
    return value is not None and COMPARE[condition.op](value, condition.value)


def apply_rules(
    rules: Sequence[Rule], metrics: Metrics, period: str, held_before: HeldBefore, blocks: Collection[str]
) -> Verdict:
    """One list of rules in its order; `blocks` withhold every rule of the list that fires (R-32)."""
    granted: list[Consequence] = []
    blocked: list[Blocked] = []
    held: list[str] = []
    for rule in rules:
        if rule.settle == "quarter" and not is_quarter_end(period):
            continue
        if not all(holds(condition, metrics) for condition in rule.conditions):
            continue
        held.append(rule.code)
        if not held_before(rule.code, rule.consecutive_months - 1):
            continue
        codes = [each.code for each in granted]
        reasons = (*blocks, *(code for code in rule.not_with if code in codes))
        if reasons:
            blocked.append(Blocked(rule.code, reasons))
            continue
        granted.append(_granted(rule, metrics))
        if rule.flag is not None:
            metrics = metrics.with_flag(rule.flag)
    return Verdict(tuple(granted), tuple(blocked), tuple(held), metrics)


def _granted(rule: Rule, metrics: Metrics) -> Consequence:
    told = {each.metric for each in rule.conditions}
    because = tuple((name, getattr(metrics, name)) for name in METRICS if name in told)
    return Consequence(rule.code, rule.kind, _amount(rule, metrics), because)


def _amount(rule: Rule, metrics: Metrics) -> int | None:
    """Yuan by the unit's own rank, or by the greatest number of places that it rose."""
    if rule.work_fund_by_rank:
        rank = metrics.rank or 0
        return rule.work_fund_by_rank[rank - 1] if 1 <= rank <= len(rule.work_fund_by_rank) else None
    risen = metrics.rank_change_up or 0
    return max(((places, yuan) for places, yuan in rule.work_fund_by_places if places <= risen), default=(0, None))[1]


def proposed_entries(
    metrics: Metrics, rubric: Rubric, period: str, held_before: HeldBefore, vetoed: bool, inside: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The entry criteria to propose (none while inside), in the rubric's order, and those by figures that held."""
    terms = rubric.turnaround
    verdict = apply_rules(terms.entry_rules, metrics, period, held_before, ())
    met = {each.code for each in verdict.granted}
    if vetoed and terms.veto_criterion is not None:
        met.add(terms.veto_criterion)
    proposed = () if inside else tuple(code for code in terms.criteria_zh if code in met)
    return proposed, verdict.held
