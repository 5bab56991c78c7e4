"""Which figures of the bulletin's prose are counted again in its tables before issue. Reading back: `proofreading`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from supervision.domain.period import last_day
from supervision.reports import shown
from supervision.reports.chapter_highlights import NAME as HIGHLIGHTS
from supervision.reports.document import Block, Figure, Paragraph, Table
from supervision.reports.issue import Issue, mean_of
from supervision.reports.rectified_table import NAME as RECTIFIED
from supervision.reports.rectified_table import level_name, levels, reached, settled_in_all, waiting

_RANKING, _PROBLEMS, _RECTIFICATION = "ranking", "problems", "rectification"


def counted(issue: Issue, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Figure, ...]]:
    """The blocks with names on the tables that are counted, and the figures that must agree with them."""
    told = {block.lead: block.text for block in blocks if isinstance(block, Paragraph) and block.lead}
    named: list[Block] = []
    seen: set[str] = set()
    for block in blocks:
        if isinstance(block, Table) and not block.name and _RANKING not in seen:
            block = replace(block, name=_RANKING)
        seen.add(block.name if isinstance(block, Table) else "")
        named.append(block)
    known = {block.name for block in named if isinstance(block, Table)}
    scores, rectified = (told.get(issue.say(f"overview.{name}_lead"), "") for name in ("scores", "rectification"))
    recognised = told.get(issue.say("highlights.lead"), "")
    figures = (*_scores(issue, scores), *_rectified(issue, rectified), *_highlights(issue, recognised))
    return tuple(named), tuple(each for each in figures if each.said and each.table in known)


def _rectified(issue: Issue, said: str) -> Iterator[Figure]:
    """Found and how severe, closed and overdue, counted again in the annexes."""
    source, new = f"export lists {issue.period} -o lists.xlsx", issue.ledger.new
    yield Figure("found", len(new), str(len(new)), said, _PROBLEMS, source=source)
    column = issue.say("field.severity")
    for severity, count in Counter(row.finding.severity for row in new).items():
        name = issue.words.noun("severity", severity)
        yield Figure(severity, count, str(count), said, _PROBLEMS, column, source, "holding", name)
    late = issue.words("summary.lists.late")
    for told, rows, field, held in (
        ("closed", issue.closed, "closed_on", ""),
        ("overdue", issue.overdue, "state", late),
    ):
        count, column = len(rows), issue.say(f"field.{field}")
        yield Figure(told, count, str(count), said, _RECTIFICATION, column, source, "holding", held)
    yield from _summed(issue, said)


def _summed(issue: Issue, said: str) -> Iterator[Figure]:
    """What a row of the ledger does not tell: sums of the columns of the table by unit."""
    due, on_time = settled_in_all(issue)
    source = f"export lists {issue.period} -o lists.xlsx"
    waits = sum(map(waiting, issue.ledger.open))
    told = {"found": len(issue.ledger.new), "closed": len(issue.closed), "open": len(issue.ledger.open)}
    told |= {"overdue": len(issue.overdue), "waiting": waits} | ({"due": due, "on_time": on_time} if due else {})
    for name, count in told.items():
        column = issue.words(f"rectified.{name}")
        yield Figure(name, count, str(count), said, RECTIFIED, column, source)
    for level in levels(issue):
        count, column = reached(issue)[level.code], level_name(issue, level)
        yield Figure(level.code, count, str(count), said, RECTIFIED, column, "order")


def _highlights(issue: Issue, said: str) -> Iterator[Figure]:
    """How many highlights, and of each level."""
    source = f"highlights --on {last_day(issue.period)}"
    count, column = len(issue.highlights), issue.words("indicators.column.level")
    yield Figure("highlights", count, str(count), said, HIGHLIGHTS, source=source)
    for level, count in Counter(each.level for each in issue.highlights).items():
        name = issue.words.noun("highlight_level", level)
        yield Figure(level, count, str(count), said, HIGHLIGHTS, column, source, "holding", name)


def _scores(issue: Issue, said: str) -> Iterator[Figure]:
    """How many are ranked, and the mean, highest and lowest score, taken again from the ranking's column."""
    ranked, source = issue.ranked(), f"scores {issue.period}"
    mean, finals = mean_of(ranked), [unit.final for unit in ranked]
    if mean is None:
        return
    yield Figure("ranked", len(ranked), str(len(ranked)), said, _RANKING, source=source)
    taken: tuple[tuple[Literal["mean", "highest", "lowest"], Decimal], ...]
    taken = (("mean", mean), ("highest", max(finals)), ("lowest", min(finals)))
    for name, value in taken:
        yield Figure(name, value, shown.points(value), said, _RANKING, issue.say("ranking.final"), source, name)
