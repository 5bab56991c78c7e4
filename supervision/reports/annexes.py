"""附件: 1 得分明细, where every lost point is explained; 2 问题清单; 3 整改台账, unit by unit and row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from supervision.domain.result import UnitResult
from supervision.i18n import Words
from supervision.queries.ledger import LedgerRow
from supervision.queries.line_sources import LineSources
from supervision.reports import shown
from supervision.reports.document import Annex, Block, Heading, Note, Table
from supervision.reports.explain import explain_unit
from supervision.reports.issue import Issue
from supervision.reports.lists import PROBLEMS_IN_BULLETIN, RECTIFICATION_IN_BULLETIN, list_table
from supervision.reports.rectified_table import rectified
from supervision.reports.tables import score

TITLES = ("scores", "problems", "rectification")
_WRITTEN = frozenset({"facts", "measures"})
"""Columns of what people wrote: the public version has none."""


def annexes(issue: Issue) -> Iterator[Block]:
    yield Annex(issue.say("annex.label", number=1), issue.say("annex.scores"))
    for place, unit in enumerate(issue.in_order(), start=1):
        yield from unit_score(unit, issue.sources, issue.words, place)
    yield Annex(issue.say("annex.label", number=2), issue.say("annex.problems"), wide=True)
    yield _list("problems", issue.ledger.new, PROBLEMS_IN_BULLETIN, issue)
    yield Annex(issue.say("annex.label", number=3), issue.say("annex.rectification"), wide=True)
    yield Heading(issue.words("rectified.title"), 3)
    yield rectified(issue)
    yield Heading(issue.say("annex.rectification"), 3)
    yield _list("rectification", issue.ledger.rows, RECTIFICATION_IN_BULLETIN, issue)


def _list(name: str, rows: Sequence[LedgerRow], fields: Sequence[str], issue: Issue) -> Table:
    shown_fields = [field for field in fields if not (issue.for_public and field in _WRITTEN)]
    return replace(list_table(rows, shown_fields, issue.words), name=name)


def unit_score(unit: UnitResult, sources: LineSources, words: Words, place: int | None = None) -> Iterator[Block]:
    """One unit's month: how base, bonus and adjustments make the final, why every line, what is left out."""
    key = "unit_unranked" if unit.rank is None else "unit_ranked"
    heading = words(f"reports.annex.{key}", name=unit.name, final=shown.points(unit.final), rank=unit.rank)
    yield Heading(heading if place is None else words("reports.annex.numbered", number=place, text=heading), 3)
    yield Note(_sum(unit, words))
    told = list(explain_unit(unit, sources, words))
    if told:
        yield score(unit, told, words)
    left_out = [
        words(
            "reports.annex.left_out_one",
            item=shown.named(words, sources.rubric.item(item.code)),
            why=words.noun("why", item.why),
        )
        for item in unit.items
        if item.why is not None
    ]
    rest = words("reports.annex.rest" if told else "reports.annex.all_full")
    if left_out:
        rest += words("reports.annex.left_out", each=shown.listed(words, left_out))
    yield Note(rest)


def _sum(unit: UnitResult, words: Words) -> str:
    caps = sum((line.points for line in unit.cap_lines), start=unit.final * 0)
    text = words(
        "reports.annex.sum",
        raw=shown.points(unit.raw),
        raw_max=shown.points(unit.raw_max),
        base=shown.points(unit.base),
        bonus=shown.signed(unit.bonus),
        adjustments=shown.signed(unit.adjustments),
        caps=words("reports.annex.caps", caps=shown.signed(caps)) if caps else "",
        final=shown.points(unit.final),
    )
    if unit.pay_coefficient != 1:
        text += words("reports.annex.pay", coefficient=shown.figure(unit.pay_coefficient))
    return text
