"""What a month's public bulletin may speak of: its facts without what people wrote, before anything is said.

Names in what remains are masked afterwards: that is `redaction`'s question.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from supervision.domain.course import Course
from supervision.domain.model import Move
from supervision.queries.ledger import Ledger, LedgerRow
from supervision.queries.line_sources import LineSources
from supervision.reports.issue import Issue


def public_issue(issue: Issue) -> Issue:
    """The same month, told by types, numbers and dates alone."""
    sources = _sources(issue.sources, issue.words("papers.masked-facts"))
    return replace(issue, ledger=_ledger(issue.ledger), sources=sources, for_public=True)


def _ledger(ledger: Ledger) -> Ledger:
    return replace(ledger, rows=tuple(_row(row) for row in ledger.rows))


def _row(row: LedgerRow) -> LedgerRow:
    """A finding is told by its type of problem."""
    return replace(
        row,
        finding=replace(row.finding, facts=row.finding.problem_type),
        measures=(),
        attached=(),
        last_move=_move(row.last_move) if row.last_move is not None else None,
    )


def _sources(sources: LineSources, hidden: str) -> LineSources:
    return replace(
        sources,
        findings={key: replace(finding, facts=hidden) for key, finding in sources.findings.items()},
        courses={key: _course(course) for key, course in sources.courses.items()},
        ratings={key: tuple(replace(row, comment=None) for row in rows) for key, rows in sources.ratings.items()},
        bonuses={key: replace(row, matter=None) for key, row in sources.bonuses.items()},
    )


def _course(course: Course) -> Course:
    told = copy(course)
    told.rounds = [replace(each, moves=[_move(move) for move in each.moves]) for each in course.rounds]
    return told


def _move(move: Move) -> Move:
    return replace(move, note=None)
