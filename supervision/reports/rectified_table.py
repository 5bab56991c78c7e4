"""Unit by unit what the overview of the bulletin sums up of rectification: the table that its counts are the sums of.

What the overview says of it is `chapter_overview`'s question; which figures are counted again, `bulletin_figures`'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from supervision.domain.course import Level
from supervision.domain.rectification import RUNNING
from supervision.domain.result import UnitResult
from supervision.queries.ledger import LedgerRow
from supervision.reports import shown
from supervision.reports.document import Cell, Column, Table
from supervision.reports.issue import Issue

NAME = "rectified"
COUNTS = ("found", "closed", "open", "overdue", "waiting", "due", "on_time")
_PAGE, _UNIT = 156.0, 21.0


def waiting(row: LedgerRow) -> bool:
    """Open while no clock runs: to be verified, disputed or suspended."""
    return row.state not in RUNNING


def settled(unit: UnitResult) -> tuple[int, int]:
    """How many of its tasks were settled in the month, and how many of these in time."""
    due = unit.metrics.findings_due
    return due, int((unit.metrics.on_time_closure_rate or Fraction(0)) * due)


def settled_in_all(issue: Issue) -> tuple[int, int]:
    """The same of all units together."""
    told = [settled(unit) for unit in issue.result.units]
    return sum(due for due, _ in told), sum(on_time for _, on_time in told)


def cards(issue: Issue) -> Counter[tuple[str, str]]:
    """Cards reached in the month, by unit and level."""
    return Counter(
        (row.finding.unit, card.level.code)
        for row in issue.ledger.rows
        for card in row.cards
        if card.on.isoformat()[:7] == issue.period
    )


def reached(issue: Issue) -> Counter[str]:
    """Cards of the month by level."""
    found: Counter[str] = Counter()
    for (_, level), count in cards(issue).items():
        found[level] += count
    return found


def levels(issue: Issue) -> list[Level]:
    """The levels of which the month has a card."""
    found = reached(issue)
    return [level for level in issue.rubric.ladder if found[level.code]]


def level_name(issue: Issue, level: Level) -> str:
    return shown.known(issue.words, f"nouns.level.{level.code}", level.name_zh)


def rectified(issue: Issue) -> Table:
    """Every unit that was assessed or has a task in the list."""
    told, given, shown_levels = _counts(issue), cards(issue), levels(issue)
    names = {row.finding.unit: row.unit_name for row in issue.ledger.rows}
    names |= {unit.unit: unit.name for unit in issue.result.units}
    order = dict.fromkeys([*(unit.unit for unit in issue.in_order()), *sorted(names)])
    rows: list[tuple[Cell, ...]] = [
        (names[unit], *(told[unit, name] for name in COUNTS), *(given[unit, each.code] for each in shown_levels))
        for unit in order
    ]
    titles = [issue.words(f"rectified.{name}") for name in COUNTS]
    titles += [level_name(issue, each) for each in shown_levels]
    width = (_PAGE - _UNIT) / len(titles)
    columns = (Column(issue.say("field.unit"), _UNIT), *(Column(title, width, "centred") for title in titles))
    return Table(columns, tuple(rows), name=NAME)


def _counts(issue: Issue) -> Mapping[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for name, rows in _rows(issue):
        found.update((row.finding.unit, name) for row in rows)
    for unit in issue.result.units:
        found[unit.unit, "due"], found[unit.unit, "on_time"] = settled(unit)
    return found


def _rows(issue: Issue) -> Iterator[tuple[str, list[LedgerRow]]]:
    still = list(issue.ledger.open)
    yield "found", list(issue.ledger.new)
    yield "closed", issue.closed
    yield "open", still
    yield "overdue", issue.overdue
    yield "waiting", [row for row in still if waiting(row)]
