"""工作亮点 in 一、总体情况: what was recognised in the month, each matter once at its highest level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from supervision.domain.local_terms import LEVELS
from supervision.reports import shown
from supervision.reports.document import Block, Column, Paragraph, Table
from supervision.reports.issue import Issue

NAME = "highlights"
_COLUMNS = (("branch", 24.0), ("matter", 52.0), ("level", 16.0), ("recognised", 22.0), ("proof", 42.0))
_WRITTEN = frozenset({"matter", "proof"})
"""Columns of what people wrote: the public version has none."""


def highlights(issue: Issue) -> Iterator[Block]:
    """How many at which level, and a table of them; that there were none is said."""
    lead = issue.say("highlights.lead")
    if not issue.highlights:
        yield Paragraph(issue.say("highlights.none"), lead)
        return
    counts = Counter(each.level for each in issue.highlights)
    told = [
        issue.say("highlights.count", name=issue.words.noun("highlight_level", level), count=counts[level])
        for level in reversed(LEVELS)
        if counts[level]
    ]
    yield Paragraph(
        issue.say("highlights.told", count=len(issue.highlights), each=shown.listed(issue.words, told)), lead
    )
    yield _table(issue)


def _table(issue: Issue) -> Table:
    wanted = [(name, width) for name, width in _COLUMNS if not (issue.for_public and name in _WRITTEN)]
    rows = [
        {
            "branch": issue.unit_name(each.unit),
            "matter": each.matter,
            "level": issue.words.noun("highlight_level", each.level),
            "recognised": shown.day(issue.words, each.recognised_on, int(issue.period[:4])),
            "proof": each.proof or "",
        }
        for each in issue.highlights
    ]
    columns = tuple(
        Column(issue.words(f"indicators.column.{name}"), width, "text" if name in _WRITTEN else "centred")
        for name, width in wanted
    )
    return Table(columns, tuple(tuple(row[name] for name, _ in wanted) for row in rows), together=True, name=NAME)
