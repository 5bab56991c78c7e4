"""Whether a finding is right beside units, persons and the rubric (E-FUTURE, E-ORDER, E-RANGE, E-VALUE, E-NA-ITEM).

A look-back is judged here too: it says of a task only whether it held.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_names, check_recorded
from supervision.domain.checks.typed import Typed
from supervision.domain.model import Finding, Lookback, Unit
from supervision.domain.period import period_of
from supervision.domain.rubric import Item
from supervision.domain.scoring.unit import applies

HANDLING = "F"
"""The category about handling findings, under which none can be filed (R-16)."""


def check_findings(typed: Typed[Finding], register: Register, problems: Problems) -> None:
    """New findings; `found_on` decides about the unit's attributes and the rubric version (R-4, R-5)."""
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    check_names(typed, "found_by", register.person_names, Expected.KNOWN_PERSON, problems)
    check_names(typed, "owner", register.person_names, Expected.KNOWN_PERSON, problems)
    check_recorded(typed, "found_on", problems)
    _check_issue(typed, problems)
    items: dict[str, Mapping[str, Item]] = {}
    right: dict[tuple[str, str, date], bool] = {}
    for line, finding in typed.placed():
        key = (finding.unit, finding.item, finding.found_on)
        if key not in right:
            period = period_of(finding.found_on)
            if period not in items:
                items[period] = {i.code: i for i in register.rubrics.of(period).items if i.category != HANDLING}
            right[key] = _check_filing(typed, line, finding, items[period], register, problems)
        elif not right[key]:
            _check_filing(typed, line, finding, items[period_of(finding.found_on)], register, problems)


def _check_issue(typed: Typed[Finding], problems: Problems) -> None:
    for line, finding in typed.placed():
        issued = finding.issued_on
        recorded = finding.recorded_at.date()
        if issued < finding.found_on or issued < recorded:
            limit, other = max((finding.found_on, "found_on"), (recorded, "recorded_at"))
            problems.add(
                typed.table, line, "E-ORDER", "issued_on", issued, Expected.NOT_BEFORE, other=other, limit=limit
            )


def _check_filing(
    typed: Typed[Finding],
    line: int,
    finding: Finding,
    items: Mapping[str, Item],
    register: Register,
    problems: Problems,
) -> bool:
    """Is the item one of the rubric, the unit active, and the item applicable to it? All wrongs are noted."""
    item = items.get(finding.item)
    if item is None:
        problems.add(typed.table, line, "E-VALUE", "item", finding.item, Expected.ONE_OF, allowed=", ".join(items))
    if not register.units.readable(finding.unit):
        return item is not None
    unit = register.units.at(finding.unit, period_of(finding.found_on))
    if unit is None or not _active(unit, finding.found_on):
        problems.add(
            typed.table, line, "E-RANGE", "found_on", finding.found_on, Expected.UNIT_ACTIVE, unit=finding.unit
        )
        return False
    if item is not None and item.applicable_if is not None and not applies(item.applicable_if, unit):
        problems.add(typed.table, line, "E-NA-ITEM", "item", finding.item, Expected.ITEM_APPLICABLE, unit=finding.unit)
        return False
    return item is not None


def _active(unit: Unit, day: date) -> bool:
    return unit.active_from <= day and (unit.active_to is None or day <= unit.active_to)


def check_lookbacks(typed: Typed[Lookback], register: Register, problems: Problems) -> None:
    check_names(typed, "task_no", register.task_names, Expected.KNOWN_TASK, problems)
    check_names(typed, "by", register.person_names, Expected.KNOWN_PERSON, problems)
    check_recorded(typed, "done_on", problems)
