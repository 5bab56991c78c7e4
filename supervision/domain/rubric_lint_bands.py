"""Do bands and conditions of a rubric collide: stars, grades, the ladder, clocks, rewards beside penalties.

What is doubtful about single items is `rubric_lint`'s question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from supervision.domain.rubric import Condition, Rubric, Rule


@dataclass(frozen=True, slots=True)
class Lint:
    """One doubtful place: its words are `rubrics.lint.<code>` with the facts."""

    code: str
    severity: Literal["error", "warning"]
    place: str
    facts: tuple[tuple[str, str], ...] = ()


def error(code: str, place: str, **facts: object) -> Lint:
    return Lint(code, "error", place, tuple((name, _told(value)) for name, value in facts.items()))


def warning(code: str, place: str, **facts: object) -> Lint:
    return Lint(code, "warning", place, tuple((name, _told(value)) for name, value in facts.items()))


def _told(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def lint_bands(rubric: Rubric) -> Iterator[Lint]:
    yield from _falling("star_rating.branch.thresholds", [(str(stars), at) for stars, at in rubric.stars.thresholds])
    yield from _falling("cadre_targets.grades", list(rubric.cadres.grades))
    classes = rubric.classes
    if classes.advanced_mean <= classes.lagging_mean:
        yield error("class-bands", "classification", advanced=classes.advanced_mean, lagging=classes.lagging_mean)
    yield from _ladder(rubric)
    yield from _clocks(rubric)
    if list(rubric.recurrence.multipliers) != sorted(rubric.recurrence.multipliers):
        yield error("multipliers-fall", "recurrence.multipliers")
    yield from _rules(rubric)


def _falling(place: str, bands: Sequence[tuple[str, Decimal]]) -> Iterator[Lint]:
    """Each band begins below the one before, and the last one at 0."""
    for (upper, above), (lower, below) in pairwise(bands):
        if below >= above:
            yield error("bands-overlap", place, upper=upper, lower=lower, at=below)
    if bands and bands[-1][1] > 0:
        yield error("bands-gap", place, at=bands[-1][1])


def _ladder(rubric: Rubric) -> Iterator[Lint]:
    for lower, upper in pairwise(rubric.ladder):
        if upper.at_late_day == lower.at_late_day:
            yield error("ladder-same-day", "overdue_ladder", lower=lower.code, upper=upper.code, day=upper.at_late_day)


def _clocks(rubric: Rubric) -> Iterator[Lint]:
    before = 0
    for grade, each in rubric.severities.items():
        terms = each.terms
        if terms.reminder_days >= terms.deadline_days:
            yield error(
                "reminder-too-early", f"severities.{grade}", days=terms.deadline_days, reminder=terms.reminder_days
            )
        if terms.deadline_days < before:
            yield warning("deadline-falls", f"severities.{grade}", days=terms.deadline_days)
        before = terms.deadline_days


# Rewards and penalties


def _rules(rubric: Rubric) -> Iterator[Lint]:
    rules = (*rubric.rewards, *rubric.penalties)
    for rule in rules:
        metric = next((each.metric for each in rule.conditions if not _meet(each.metric, rule.conditions)), None)
        if metric is not None:
            yield error("rule-never", rule.code, metric=metric)
    for place, one in enumerate(rules):
        for other in rules[place + 1 :]:
            yield from _pair(one, other)


def _pair(one: Rule, other: Rule) -> Iterator[Lint]:
    same_time = (one.settle, one.consecutive_months) == (other.settle, other.consecutive_months)
    if same_time and set(one.conditions) == set(other.conditions):
        yield error("rule-twice", f"{one.code} + {other.code}")
        return
    if (one.kind, other.kind) != ("reward", "penalty"):
        return
    shared = sorted({each.metric for each in one.conditions} & {each.metric for each in other.conditions})
    both = (*one.conditions, *other.conditions)
    if shared and all(_meet(metric, both) for metric in shared):
        yield warning("reward-and-penalty", f"{one.code} + {other.code}", metrics=", ".join(shared))


def _meet(metric: str, conditions: Sequence[Condition]) -> bool:
    """Is there a value of the metric that all its conditions take? Ends count: >= 80 and < 80 do not meet."""
    own = [each for each in conditions if each.metric == metric]
    fixed = [each.value for each in own if each.op == "=="]
    if fixed:
        return all(_takes(each, fixed[0]) for each in own)
    low = max((_end(each) for each in own if each.op in (">", ">=")), default=None)
    high = min((_end(each, up=True) for each in own if each.op in ("<", "<=")), default=None)
    if low is None or high is None:
        return True
    return low[0] < high[0] or (low[0] == high[0] and low[1] == 0 and high[1] == 0)


def _end(condition: Condition, up: bool = False) -> tuple[Decimal, int]:
    """The end of an interval; an open one lies a step further in."""
    opened = condition.op in ("<", ">")
    return Decimal(condition.value), (-1 if up else 1) * opened


def _takes(condition: Condition, value: object) -> bool:
    if isinstance(value, bool | str) or isinstance(condition.value, bool | str):
        same = value == condition.value
        return same if condition.op == "==" else not same
    number, at = Decimal(str(value)), Decimal(condition.value)
    return {
        "==": number == at, "!=": number != at, "<": number < at,
        "<=": number <= at, ">": number > at, ">=": number >= at,
    }[condition.op]  # fmt: skip
