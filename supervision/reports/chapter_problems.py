"""三、存在的主要问题: by category and item, every village named, every finding by its number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from supervision.domain.result import Line, UnitResult
from supervision.domain.rubric import Item
from supervision.queries.ledger import LedgerRow
from supervision.queries.line_sources import OF_ROUND, OF_TASK, task_of
from supervision.reports import shown
from supervision.reports.document import Block, Heading, Paragraph
from supervision.reports.issue import Issue

_OWN = frozenset({"finding", "floor"})
"""Lines that the findings themselves tell of, or that only limit the others."""


def problems(issue: Issue) -> Iterator[Block]:
    """One paragraph an item that lost points or had a finding."""
    yield Heading(issue.say("section.problems"))
    count = 0
    for category in issue.rubric.categories:
        items = [item for item in issue.rubric.items if item.category == category.code]
        told = [(item, text) for item in items if (text := _item(issue, item))]
        if not told:
            continue
        count += 1
        name = shown.named(issue.words, category)
        yield Heading(issue.say("sub", number=issue.say(f"numeral.{count}"), text=name), 2)
        yield Paragraph(_lost(issue, items))
        for place, (item, text) in enumerate(told, start=1):
            lead = issue.say("problems.lead", number=place, item=shown.named(issue.words, item), code=item.code)
            yield Paragraph(text, lead)
    if not count:
        yield Paragraph(issue.say("problems.none"))


def _lost(issue: Issue, items: list[Item]) -> str:
    codes = {item.code for item in items}
    lost = Decimal(0)
    units = 0
    for unit in issue.result.units:
        own = sum((_lost_on(unit, code) for code in codes), Decimal(0))
        lost += own
        units += own > 0
    found = sum(1 for row in issue.ledger.new if row.finding.item in codes)
    return issue.say("problems.lost", points=shown.points(lost), units=units, found=found)


def _lost_on(unit: UnitResult, code: str) -> Decimal:
    item = next((item for item in unit.items if item.code == code), None)
    return item.max - item.earned if item is not None and item.earned is not None else Decimal(0)


def _item(issue: Issue, item: Item) -> str:
    parts = []
    for unit in issue.in_order():
        own = [row for row in issue.ledger.new if row.finding.item == item.code and row.finding.unit == unit.unit]
        if own:
            told = shown.joined(issue.words, [_finding(issue, row) for row in own])
            parts.append(issue.say("problems.of_unit", unit=unit.name, told=told))
    parts += _other_losses(issue, item)
    return issue.say("problems.sentence", told=shown.joined(issue.words, parts)) if parts else ""


def _finding(issue: Issue, row: LedgerRow) -> str:
    repeated = issue.say("problems.repeated", place=row.place) if row.place > 1 else ""
    return issue.say(
        "problems.finding",
        facts=row.finding.facts.rstrip("。.；; \n"),
        number=row.finding.finding_no,
        severity=issue.words.noun("severity", row.finding.severity),
        repeated=repeated,
    )


def _other_losses(issue: Issue, item: Item) -> list[str]:
    """What the item lost by other reasons: reason, the units, the points of all; each unit's are in the attachment."""
    lost: dict[str, Decimal] = {}
    by_reason: dict[str, list[str]] = {}
    for unit in issue.in_order():
        lines = next((each.lines for each in unit.items if each.code == item.code), ())
        own: dict[str, list[Line]] = {}
        for line in lines:
            if line.reason not in _OWN:
                own.setdefault(line.reason, []).append(line)
                lost[line.reason] = lost.get(line.reason, Decimal(0)) - line.points
        for reason, found in own.items():
            by_reason.setdefault(reason, []).append(_unit_lost(issue, unit, found))
    return [
        issue.say(
            "problems.by_reason",
            reason=issue.words.noun("reason", reason),
            each=shown.listed(issue.words, told),
            points=shown.points(lost[reason]),
        )
        for reason, told in by_reason.items()
    ]


def _unit_lost(issue: Issue, unit: UnitResult, lines: list[Line]) -> str:
    numbers = sorted({number for line in lines if (number := _finding_no(issue, line))})
    if not numbers:
        return unit.name
    return issue.say("problems.unit_numbers", unit=unit.name, numbers=shown.listed(issue.words, numbers))


def _finding_no(issue: Issue, line: Line) -> str | None:
    """The finding behind a line about its handling."""
    if line.reason in OF_ROUND:
        return issue.sources.findings[task_of(line.source)[0]].finding_no
    if line.reason in OF_TASK:
        return issue.sources.findings[line.source].finding_no
    return line.source if line.reason == "recurrence" else None
