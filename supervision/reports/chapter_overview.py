"""一、总体情况 and 二、考评排名: the month in figures, and who stands where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from supervision.domain.decision_facts import ClassDecision
from supervision.domain.model import Severity
from supervision.domain.result import UnitResult
from supervision.i18n import Words
from supervision.queries.ledger import LedgerRow
from supervision.reports import shown
from supervision.reports.document import Block, Heading, Note, Paragraph
from supervision.reports.issue import Issue, mean_of
from supervision.reports.rectified_table import level_name, levels, reached, settled_in_all, waiting
from supervision.reports.tables import ranking


def overview(issue: Issue) -> Iterator[Block]:
    """Units, mean, highest, lowest; found, closed, overdue; each against the month before."""
    yield Heading(issue.say("section.overview"))
    if issue.ranked():
        yield Paragraph(_scores(issue), issue.say("overview.scores_lead"))
    yield Paragraph(_rectification(issue), issue.say("overview.rectification_lead"))


def places(issue: Issue) -> Iterator[Block]:
    """The ranking table, and the units that are not ranked."""
    yield Heading(issue.say("section.ranking"))
    yield ranking(issue.result, issue.before, issue.words)
    yield Note(issue.say("ranking.note"))
    others = [unit for unit in issue.result.units if unit.rank is None]
    if others:
        told = [issue.say("ranking.other", name=unit.name, points=shown.points(unit.final)) for unit in others]
        yield Paragraph(issue.say("ranking.others", each=shown.listed(issue.words, told)))
    if issue.classes:
        told = [class_decided(decision, issue.unit_name(decision.unit), issue.words) for decision in issue.classes]
        yield Paragraph(issue.say("ranking.classes", each=shown.joined(issue.words, told)))


def class_decided(decision: ClassDecision, name: str, words: Words) -> str:
    """One decided class with its number and days."""
    return words(
        "reports.ranking.class_until" if decision.valid_to is not None else "reports.ranking.class_from",
        name=name,
        class_=words.noun("class", decision.group_class),
        decided=shown.day(words, decision.decided_on),
        number=decision.decision_no,
        first=shown.day(words, decision.valid_from),
        last=shown.day(words, decision.valid_to) if decision.valid_to is not None else "",
    )


def _scores(issue: Issue) -> str:
    ranked = issue.ranked()
    best, last = ranked[0], min(ranked, key=lambda unit: unit.final)
    mean = mean_of(ranked)
    before = mean_of(issue.ranked(issue.before)) if issue.before is not None else None
    change = ""
    if mean is not None and before is not None:
        key = "same" if mean == before else ("risen" if mean > before else "fallen")
        change = issue.say(f"overview.{key}", points=shown.points(abs(mean - before)))
    return issue.say(
        "overview.scores",
        units=len(issue.result.units),
        ranked=len(ranked),
        mean=shown.points(mean) if mean is not None else "",
        change=change,
        best=best.name,
        best_points=shown.points(best.final),
        last=last.name,
        last_points=shown.points(last.final),
        spread=shown.points(best.final - last.final),
        bands=shown.listed(issue.words, list(_bands(issue, ranked))),
    )


def _bands(issue: Issue, ranked: list[UnitResult]) -> Iterator[str]:
    """How many units reach each threshold of the stars; empty bands are left out."""
    lows = sorted((least for _, least in issue.rubric.stars.thresholds), reverse=True)
    high: Decimal | None = None
    for low in lows:
        count = len([unit for unit in ranked if unit.final >= low and (high is None or unit.final < high)])
        if count:
            key = "band_top" if high is None else ("band" if low else "band_bottom")
            yield issue.say(
                f"overview.{key}",
                low=shown.figure(low),
                high=shown.figure(high) if high is not None else "",
                count=count,
            )
        high = low


def _rectification(issue: Issue) -> str:
    found, still = issue.ledger.new, issue.ledger.open
    due, on_time = settled_in_all(issue)
    return issue.say(
        "overview.rectification",
        found=len(found),
        by_severity=_by_severity(issue, found),
        change=_found_change(issue, len(found)),
        closed=len(issue.closed),
        open=len(still),
        overdue=len(issue.overdue),
        waiting=len([row for row in still if waiting(row)]),
        settled=issue.say("overview.settled", due=due, on_time=on_time, share=shown.percent(Fraction(on_time, due)))
        if due
        else issue.say("overview.none_due"),
        cards=_cards(issue),
    )


def _by_severity(issue: Issue, rows: tuple[LedgerRow, ...]) -> str:
    counts = Counter(row.finding.severity for row in rows)
    told = [
        issue.say("overview.count", name=issue.words.noun("severity", severity), count=counts[severity])
        for severity in Severity
        if counts[severity]
    ]
    return issue.say("overview.in_brackets", text=shown.listed(issue.words, told)) if told else ""


def _found_change(issue: Issue, found: int) -> str:
    if issue.ledger_before is None:
        return ""
    before = len(issue.ledger_before.new)
    key = "found_same" if found == before else ("found_more" if found > before else "found_fewer")
    return issue.say(f"overview.{key}", count=abs(found - before))


def _cards(issue: Issue) -> str:
    """Cards reached in the month, by level."""
    counts = reached(issue)
    told = [
        issue.say("overview.cards", level=level_name(issue, level), count=counts[level.code]) for level in levels(issue)
    ]
    return issue.say("overview.cards_issued", each=shown.listed(issue.words, told)) if told else ""
