"""Every doubtful place of a rubric is found where it was put, and the sample has no errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import pytest

from supervision.domain.model import Severity
from supervision.domain.rubric import Applicability, Condition, Rubric
from supervision.domain.rubric_lint import lint
from supervision.domain.rubric_lint_bands import Lint
from tests.approved import approve
from tests.sample import rubric

SAMPLE = rubric()


def item(code: str, **changes: Any) -> Rubric:
    items = tuple(replace(each, **changes) if each.code == code else each for each in SAMPLE.items)
    return replace(SAMPLE, items=items)


def param(code: str, **changes: Any) -> Rubric:
    return item(code, params={**SAMPLE.item(code).params, **changes})


def again(code: str, **changes: Any) -> Rubric:
    return replace(SAMPLE, items=(*SAMPLE.items, replace(SAMPLE.item(code), code="Z99", **changes)))


def minor(**changes: Any) -> Rubric:
    grades = dict(SAMPLE.severities)
    old = grades[Severity.MINOR]
    grades[Severity.MINOR] = replace(old, terms=replace(old.terms, **changes))
    return replace(SAMPLE, severities=grades)


def stars(*thresholds: tuple[int, int]) -> Rubric:
    return replace(SAMPLE, stars=replace(SAMPLE.stars, thresholds=tuple((n, Decimal(at)) for n, at in thresholds)))


def reward(*conditions: Condition) -> Rubric:
    return replace(SAMPLE, rewards=(replace(SAMPLE.rewards[0], conditions=conditions), *SAMPLE.rewards[1:]))


def at_least(points: int) -> Condition:
    return Condition("final_score", ">=", Decimal(points))


def below(points: int) -> Condition:
    return Condition("final_score", "<", Decimal(points))


LADDER = SAMPLE.ladder
ALIKE = dict.fromkeys(Severity, Decimal(1))
MADE: dict[str, Callable[[], Rubric]] = {
    "weight-category A": lambda: item("A01", max=Decimal(4)),
    "weight-total items": lambda: item("A01", max=Decimal(4)),
    "never-earns A01": lambda: item("A01", max=Decimal(0)),
    "never-applies A01": lambda: item("A01", applicable_if=Applicability("party_groups", "<", Decimal(0))),
    "never-due B07": lambda: replace(SAMPLE, settlement_months={**SAMPLE.settlement_months, "half_year": frozenset()}),
    "never-loses B01": lambda: param("B01", deduct_per_missing=Decimal(0)),
    "never-loses F03": lambda: param("F03", returned=Decimal(0), reopened=Decimal(0)),
    "never-loses-all B01": lambda: param("B01", deduct_per_missing=Decimal(1)),
    "severity-falls A02": lambda: param("A02", points_by_severity={**ALIKE, Severity.MINOR: Decimal(2)}),
    "severity-same A02": lambda: param("A02", points_by_severity=ALIKE),
    "threshold-order A03": lambda: param("A03", zero_below=Decimal(1)),
    "pace-falls E01": lambda: param("E01", pace=(Decimal("0.5"), Decimal("0.4"), *[Decimal(1)] * 10)),
    "step-leaves-rest C01": lambda: param("C01", step=Decimal("0.7")),
    "deducted-twice B01 + Z99": lambda: again("B01"),
    "deducted-twice E01 + Z99": lambda: again("E01", max=Decimal(1)),
    "deducted-twice F04 + Z99": lambda: again("F04"),
    "finding-twice A02 + Z99": lambda: again("A02"),
    "bands-overlap star_rating.branch.thresholds": lambda: stars((5, 80), (4, 80), (1, 0)),
    "bands-gap star_rating.branch.thresholds": lambda: stars((5, 90), (4, 80)),
    "class-bands classification": lambda: replace(SAMPLE, classes=replace(SAMPLE.classes, advanced_mean=Decimal(70))),
    "ladder-same-day overdue_ladder": lambda: replace(SAMPLE, ladder=(LADDER[0], replace(LADDER[1], at_late_day=1))),
    "reminder-too-early severities.minor": lambda: minor(reminder_days=3),
    "deadline-falls severities.general": lambda: minor(deadline_days=9),
    "multipliers-fall recurrence.multipliers": lambda: replace(
        SAMPLE, recurrence=replace(SAMPLE.recurrence, multipliers=(Decimal(2), Decimal(1)))
    ),
    "rule-never R01": lambda: reward(at_least(80), below(80)),
    "rule-twice R01 + R02": lambda: reward(*SAMPLE.rewards[1].conditions),
    "reward-and-penalty R01 + P01": lambda: reward(at_least(79)),
}  # fmt: skip


def found(changed: Rubric) -> set[str]:
    return {f"{each.code} {each.place}" for each in lint(changed, {})}


@pytest.mark.parametrize("put", MADE)
def test_what_was_put_into_a_rubric_is_found_there(put: str) -> None:
    assert put not in found(SAMPLE)
    assert put in found(MADE[put]())


def test_bands_that_only_touch_do_not_collide() -> None:
    assert "reward-and-penalty R01 + P01" not in found(reward(at_least(80)))


def test_a_placeholder_figure_is_told_wherever_it_stands() -> None:
    tree = {"items": [{"code": "A01", "basis": "seed"}], "pay": {"basis": "seed"}, "bonus": {"basis": "local"}}
    assert [each.place for each in lint(SAMPLE, tree) if each.code == "unconfirmed"] == ["A01", "pay"]


def test_the_sample_has_warnings_but_no_errors() -> None:
    assert {each.severity for each in lint(SAMPLE, {})} == {"warning"}


def test_what_is_told_of_each_doubtful_place_is_as_approved() -> None:
    usual = {repr(each) for each in lint(SAMPLE, {})}
    lines = [f"sample  {_told(each)}" for each in lint(SAMPLE, {})]
    for put, made in MADE.items():
        lines += [f"{put}  {_told(each)}" for each in lint(made(), {}) if repr(each) not in usual]
    approve("lint", lines)


def _told(each: Lint) -> str:
    return f"{each.severity} {each.code} {each.place} " + " ".join(f"{name}={value}" for name, value in each.facts)


COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


@pytest.mark.parametrize("first", COMPARE)
@pytest.mark.parametrize("second", COMPARE)
def test_a_rule_never_applies_when_no_value_meets_both_its_conditions(first: str, second: str) -> None:
    values = [Decimal(halves) / 2 for halves in range(150, 170)]
    for low, high in product((Decimal(79), Decimal(80), Decimal(81)), repeat=2):
        both = (Condition("final_score", first, low), Condition("final_score", second, high))
        meets = any(COMPARE[first](value, low) and COMPARE[second](value, high) for value in values)
        assert ("rule-never R01" in found(reward(*both))) is not meets, (first, low, second, high)
