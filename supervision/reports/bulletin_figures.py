"""Which figures of the bulletin's prose are counted again in its tables before issue. Reading back: `proofreading`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from supervision.reports import shown
from supervision.reports.document import Annex, Block, Figure, Paragraph, Table
from supervision.reports.issue import Issue, mean_of

_RANKING, _PROBLEMS = "ranking", "problems"


def counted(issue: Issue, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Figure, ...]]:
    """The blocks with names on the tables that are counted, and the figures that must agree with them."""
    told = {block.lead: block.text for block in blocks if isinstance(block, Paragraph) and block.lead}
    problems = issue.say("annex.problems")
    named: list[Block] = []
    for block in blocks:
        before = named[-1] if named else None
        if isinstance(block, Table) and isinstance(before, Annex) and before.title == problems:
            block = replace(block, name=_PROBLEMS)
        elif isinstance(block, Table) and not any(isinstance(each, Table) for each in named):
            block = replace(block, name=_RANKING)
        named.append(block)
    known = {block.name for block in named if isinstance(block, Table)}
    wanted = (
        ("ranked", len(issue.ranked()), "overview.scores_lead", _RANKING),
        ("found", len(issue.ledger.new), "overview.rectification_lead", _PROBLEMS),
    )
    figures = tuple(
        Figure(name, value, str(value), told[issue.say(lead)], table, source=f"ledger {issue.period}")
        for name, value, lead, table in wanted
        if table in known and issue.say(lead) in told
    )
    return tuple(named), (*figures, *_scores(issue, told.get(issue.say("overview.scores_lead"), ""), _RANKING in known))


def _scores(issue: Issue, said: str, tabled: bool) -> Iterator[Figure]:
    """The mean, highest and lowest score, taken again from the ranking's column."""
    finals = [unit.final for unit in issue.ranked()]
    mean = mean_of(issue.ranked())
    if not (said and tabled) or mean is None:
        return
    taken: tuple[tuple[Literal["mean", "highest", "lowest"], Decimal], ...]
    taken = (("mean", mean), ("highest", max(finals)), ("lowest", min(finals)))
    column, source = issue.say("ranking.final"), f"scores {issue.period}"
    for name, value in taken:
        yield Figure(name, value, shown.points(value), said, _RANKING, column, source, name)
