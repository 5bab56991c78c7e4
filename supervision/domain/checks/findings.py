"""Whether a finding is right beside units, persons and the rubric (E-FUTURE, E-ORDER, E-RANGE, E-VALUE, E-NA-ITEM).

A look-back is judged here too: it says of a task only whether it held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_names, check_recorded, month_of
from supervision.domain.checks.typed import Typed
from supervision.domain.model import Finding, Lookback, Severity, Unit
from supervision.domain.period import period_of
from supervision.domain.rubric import Item
from supervision.domain.scoring.unit import applies

HANDLING = "F"
"""The category about handling findings, under which none can be filed (R-16)."""


class Wrong(NamedTuple):
    """What is wrong with filing under this item, for this unit, on this day."""

    code: str
    column: str
    expected: Expected
    facts: dict[str, object]


def check_findings(typed: Typed[Finding], register: Register, problems: Problems) -> None:
    """New findings; `found_on` decides about the unit's attributes and the rubric version (R-4, R-5)."""
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    check_names(typed, "found_by", register.person_names, Expected.KNOWN_PERSON, problems)
    check_names(typed, "owner", register.person_names, Expected.KNOWN_PERSON, problems)
    check_recorded(typed, "found_on", problems)
    _check_issue(typed, problems)
    filed = attrgetter("unit", "item", "found_on")
    verdicts: dict[object, list[Wrong]] = {}
    for line, finding in typed.placed():
        key = filed(finding)
        verdict = verdicts.get(key)
        if verdict is None:
            verdict = verdicts[key] = list(_wrong_filing(*key, register))
        for wrong in verdict:
            value = getattr(finding, wrong.column)
            problems.add(typed.table, line, wrong.code, wrong.column, value, wrong.expected, **wrong.facts)


def _check_issue(typed: Typed[Finding], problems: Problems) -> None:
    """Not before it was found nor before it was recorded, as far as these can be read."""
    for line, finding in typed.placed("issued_on"):
        found: Any = finding.found_on
        recorded: Any = finding.recorded_at and finding.recorded_at.date()
        limits = [(day, name) for day, name in ((found, "found_on"), (recorded, "recorded_at")) if day]
        limit, other = max(limits, default=(date.min, ""))
        if finding.issued_on < limit:
            problems.add(
                typed.table, line, "E-ORDER", "issued_on", finding.issued_on, Expected.NOT_BEFORE,
                other=other, limit=limit,
            )  # fmt: skip


def _wrong_filing(unit_code: str | None, code: str | None, day: date | None, register: Register) -> Iterator[Wrong]:
    """Is the item one of the rubric, the unit active, and the item applicable to it? None is what cannot be read."""
    rubrics = register.rubrics.possible(month_of(day))
    items: dict[str, Item] = {i.code: i for rubric in rubrics for i in rubric.items if i.category != HANDLING}
    item = items.get(code or "")
    if code is not None and item is None:
        yield Wrong("E-VALUE", "item", Expected.ONE_OF, {"allowed": ", ".join(items)})
    if unit_code is None or day is None or not register.units.readable(unit_code):
        return
    unit = register.units.at(unit_code, period_of(day))
    if unit is None or not _active(unit, day):
        yield Wrong("E-RANGE", "found_on", Expected.UNIT_ACTIVE, {"unit": unit_code})
    elif item is not None and item.applicable_if is not None and not applies(item.applicable_if, unit):
        yield Wrong("E-NA-ITEM", "item", Expected.ITEM_APPLICABLE, {"unit": unit_code})


def _active(unit: Unit, day: date) -> bool:
    return unit.active_from <= day and (unit.active_to is None or day <= unit.active_to)


def followable(new: Iterable[Typed[Finding]]) -> Iterator[tuple[Finding, bool]]:
    """Findings whose moves can be followed, and whether a guard can be judged by them.

    Which states a task goes through does not depend on what its finding says beside the dates.
    """
    for typed in new:
        for finding in typed.facts:
            yield finding, True
        for row in typed.broken:
            if row.unread.isdisjoint(("task_no", "issued_on", "recorded_at")):
                severity = Severity.GENERAL if "severity" in row.unread else row.fact.severity
                yield replace(row.fact, severity=severity), row.unread.isdisjoint(("severity", "owner"))


def check_lookbacks(typed: Typed[Lookback], register: Register, problems: Problems) -> None:
    check_names(typed, "task_no", register.task_names, Expected.KNOWN_TASK, problems)
    check_names(typed, "by", register.person_names, Expected.KNOWN_PERSON, problems)
    check_recorded(typed, "done_on", problems)
