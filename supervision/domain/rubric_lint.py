"""What in a rubric is allowed but hardly meant: items that cannot score, facts deducted twice, bands that collide.

What is wrong in form refuses the file earlier (`rubric_loading`). Bands and consequences are `rubric_lint_bands`'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from supervision.domain.model import Severity
from supervision.domain.rubric import Item, Rubric
from supervision.domain.rubric_lint_bands import Lint, error, lint_bands, warning

_UNCONFIRMED = "seed"


def lint(rubric: Rubric, tree: Mapping[str, object]) -> list[Lint]:
    """Everything doubtful, errors first. `tree` is the file itself, which also knows where a figure comes from."""
    found = [
        *_weights(rubric),
        *(one for item in rubric.items for one in _item(item, rubric)),
        *_twice(rubric),
        *lint_bands(rubric),
        *(warning("unconfirmed", place) for place in _seeds(tree, "")),
    ]
    return sorted(found, key=lambda each: each.severity != "error")


def _weights(rubric: Rubric) -> Iterator[Lint]:
    for category in rubric.categories:
        points = sum((item.max for item in rubric.items if item.category == category.code), Decimal(0))
        if points != category.points:
            yield error("weight-category", category.code, sum=points, points=category.points)
    total = sum((item.max for item in rubric.items), Decimal(0))
    if total != 100:
        yield error("weight-total", "items", sum=total)


# Items that cannot lose or cannot earn


def _item(item: Item, rubric: Rubric) -> Iterator[Lint]:
    if not item.max:
        yield error("never-earns", item.code)
    condition = item.applicable_if
    if condition is not None and condition.op == "<" and condition.value == 0:
        yield error("never-applies", item.code, condition=f"{condition.field} < 0")
    if not rubric.settlement_months.get(item.period):
        yield error("never-due", item.code, period=item.period)
    judge = _JUDGES.get(item.method)
    if judge is not None:
        yield from judge(item, item.params)


def _quota(item: Item, params: Mapping[str, Any]) -> Iterator[Lint]:
    most = params["required"] * params["deduct_per_missing"]
    if not most:
        yield error("never-loses", item.code)
    elif most < item.max and params.get("scale_by") is None:
        yield warning("never-loses-all", item.code, most=most, max=item.max)


def _by_severity(item: Item, params: Mapping[str, Any]) -> Iterator[Lint]:
    yield from _rising(item, params["points_by_severity"])


def _overdue(item: Item, params: Mapping[str, Any]) -> Iterator[Lint]:
    yield from _rising(item, params["per_started_week"])
    if not params["cap_per_finding"]:
        yield error("never-loses", item.code)


def _rising(item: Item, points: Mapping[Severity, Decimal | str]) -> Iterator[Lint]:
    """A graver problem costs at least as much as a lighter one."""
    costs = [item.max if points[grade] == "max" else Decimal(points[grade]) for grade in Severity]
    if not any(costs):
        yield error("never-loses", item.code)
    elif costs != sorted(costs):
        yield error("severity-falls", item.code, points=" / ".join(f"{cost:f}" for cost in costs))
    elif len(set(costs)) < len(costs):
        yield warning("severity-same", item.code, points=" / ".join(f"{cost:f}" for cost in costs))


def _target(item: Item, params: Mapping[str, Any]) -> Iterator[Lint]:
    full, zero = params["full_at"], params["zero_below"]
    if zero >= full:
        yield error("threshold-order", item.code, full=full, zero=zero)
    pace = params.get("pace")
    if pace is not None and list(pace) != sorted(pace):
        yield error("pace-falls", item.code)


def _costs(*names: str) -> Callable[[Item, Mapping[str, Any]], Iterator[Lint]]:
    def judge(item: Item, params: Mapping[str, Any]) -> Iterator[Lint]:
        if not any(params[name] for name in names):
            yield error("never-loses", item.code)

    return judge


def _manual(item: Item, params: Mapping[str, Any]) -> Iterator[Lint]:
    if item.max % params["step"]:
        yield error("step-leaves-rest", item.code, step=params["step"], max=item.max)


_JUDGES: Mapping[str, Callable[[Item, Mapping[str, Any]], Iterator[Lint]]] = {
    "quota": _quota,
    "by_severity": _by_severity,
    "overdue": _overdue,
    "target": _target,
    "manual": _manual,
    "late_steps": _costs("ack_late", "plan_late", "plan_missing_by_due_extra"),
    "sent_back": _costs("returned", "reopened"),
    "recurrence": _costs("per_recurrence", "per_reopen"),
}


# The same fact twice


@dataclass(frozen=True, slots=True)
class _Fact:
    """What an item deducts for; two items with the same one deduct it twice."""

    kind: Literal["activity", "metric", "handling", "reopening"]
    name: str


def _twice(rubric: Rubric) -> Iterator[Lint]:
    by_fact: dict[_Fact, list[str]] = defaultdict(list)
    for item in rubric.items:
        for fact in _facts(item):
            by_fact[fact].append(item.code)
    for fact, codes in by_fact.items():
        if len(codes) > 1:
            give = warning if fact.kind == "reopening" else error
            yield give("deducted-twice", " + ".join(codes), kind=fact.kind, fact=fact.name)
    by_name: dict[str, list[str]] = defaultdict(list)
    for item in rubric.items:
        for text in dict.fromkeys(text for text, _ in item.typical_findings):
            by_name[text].append(item.code)
    for text, codes in by_name.items():
        if len(codes) > 1:
            yield warning("finding-twice", " + ".join(codes), text=text)


def _facts(item: Item) -> Iterator[_Fact]:
    params = item.params
    if item.method == "quota":
        yield _Fact("activity", params["activity_type"])
    elif item.method == "target":
        yield _Fact("metric", params["metric"])
    elif item.method in ("late_steps", "sent_back", "overdue", "recurrence"):
        yield _Fact("handling", item.method)
    if params.get("reopened") or params.get("per_reopen"):
        yield _Fact("reopening", "reopen")


def _seeds(value: object, path: str) -> Iterator[str]:
    """Where a figure is a placeholder that nobody has confirmed."""
    if isinstance(value, Mapping):
        if value.get("basis") == _UNCONFIRMED:
            yield str(value.get("code") or path)
        for key, each in value.items():
            yield from _seeds(each, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for each in value:
            yield from _seeds(each, path)
