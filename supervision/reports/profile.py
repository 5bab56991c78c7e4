"""A village's profile (一村一策): how it stands, its trend beside the township, weak items, open tasks, measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.errors import BadInput, NotThisMonth
from supervision.domain.exact import round2
from supervision.domain.period import last_day, months_between, shift
from supervision.domain.result import ItemResult, MonthResult, UnitResult
from supervision.domain.rubric import Rubric
from supervision.domain.visibility import Subject
from supervision.i18n import Words
from supervision.queries.classes import class_decisions_known
from supervision.queries.economy import economy_of
from supervision.queries.guidance import guidance_of
from supervision.queries.imbalance import imbalance
from supervision.queries.known_courses import horizon_of
from supervision.queries.law import law
from supervision.queries.ledger import ledger
from supervision.queries.months import month_line, month_result
from supervision.queries.people import people
from supervision.reports import shown
from supervision.reports.chapter_overview import class_decided
from supervision.reports.document import Block, Chart, Document, Heading, PageBreak, Paragraph, Title
from supervision.reports.issue import mean_of
from supervision.reports.lists import list_table

_TREND, _WEAK = 6, 5
"""Months in the trend; how many weak items are named."""
_TASKS = ("task_no", "item", "problem", "owner", "due", "state")


def profile(reading: Reading, unit: str, period: str, words: Words) -> Document:
    """One unit in a scored month. Raises NotThisMonth, and BadInput for a unit that the month does not score."""
    reading.check_readable(Subject.DOCUMENTS, unit)
    result = month_result(reading, period)
    own = _of(result, unit)
    if own is None:
        raise BadInput("unknown-unit", value=unit)
    rubric = law(reading).rubrics[month_line(reading, period).rubric_version]
    title = words("profile.title", unit=own.name, month=shown.month(words, period))
    blocks = (
        Title(title),
        Heading(words("profile.standing")),
        *_standing(reading, own, result, words),
        *_trend(reading, unit, period, words),
        *_categories(reading, own, period, words),
        Heading(words("profile.weak")),
        *_weak(own, rubric, words),
        Heading(words("profile.tasks")),
        *_tasks(reading, unit, period, words),
        Heading(words("profile.support")),
        *_support(reading, own, period, words),
    )
    names = tuple(person.name for person in people(reading))
    return Document(title, blocks, datetime.combine(last_day(period), time()), people=names)


def every_profile(reading: Reading, period: str, words: Words) -> Document:
    """The profiles of all units that a scored month has, each on a page of its own. Raises NotThisMonth."""
    reading.check_readable(Subject.DOCUMENTS)
    each = [profile(reading, unit.unit, period, words) for unit in month_result(reading, period).units]
    blocks = [block for one in each for block in (PageBreak(), *one.blocks)]
    title = words("profile.every", month=shown.month(words, period))
    return Document(title, tuple(blocks[1:]), datetime.combine(last_day(period), time()), people=each[0].people)


def _of(result: MonthResult, unit: str) -> UnitResult | None:
    return next((each for each in result.units if each.unit == unit), None)


def _mean(result: MonthResult) -> Decimal | None:
    return mean_of([each for each in result.units if each.rank is not None])


def _standing(reading: Reading, own: UnitResult, result: MonthResult, words: Words) -> Iterator[Block]:
    facts = {"final": shown.points(own.final), "mean": shown.points(_mean(result) or Decimal(0)), "rank": own.rank}
    yield Paragraph(words("profile.ranked" if own.rank is not None else "profile.unranked", **facts))


def _trend(reading: Reading, unit: str, period: str, words: Words) -> Iterator[Block]:
    """Months that are not scored are left out."""
    finals: list[Decimal | None] = []
    means: list[Decimal | None] = []
    known: list[str] = []
    for month in months_between(shift(period, 1 - _TREND), period):
        try:
            result = month_result(reading, month)
        except NotThisMonth:
            continue
        own = _of(result, unit)
        known.append(shown.month(words, month))
        finals.append(own.final if own is not None else None)
        means.append(_mean(result))
    series = ((words("profile.village"), tuple(finals)), (words("profile.township"), tuple(means)))
    yield Chart(words("profile.trend"), tuple(known), series, "line")


def _categories(reading: Reading, own: UnitResult, period: str, words: Words) -> Iterator[Block]:
    with reading.whole():
        found = imbalance(reading, period)
    village = next((each for each in found.villages if each.unit == own.unit), None)
    if village is None:
        return
    names = tuple(shown.named(words, category) for category in found.categories)
    shares = tuple(None if each.share is None else round2(each.share * 100) for each in village.shares)
    spreads = [found.by_category.get(each.code) for each in village.shares]
    means = tuple(each.mean if each is not None else None for each in spreads)
    series = ((words("profile.village"), shares), (words("profile.township"), means))
    yield Chart(words("profile.categories"), names, series)


def _weak(own: UnitResult, rubric: Rubric, words: Words) -> Iterator[Block]:
    """The items that lost most, each with the evidence that would mend it."""
    lost = sorted((item for item in own.items if _lost(item)), key=lambda item: (-_lost(item), item.code))
    for each in lost[:_WEAK]:
        item = rubric.item(each.code)
        evidence = shown.listed(words, list(item.evidence))
        lead = f"{item.code} {shown.named(words, item)}"
        key = "profile.measure" if evidence else "profile.lost"
        yield Paragraph(
            words(key, lost=shown.points(_lost(each)), evidence=evidence), lead=words("profile.lead", item=lead)
        )
    if not lost:
        yield Paragraph(words("profile.full"))


def _lost(item: ItemResult) -> Decimal:
    return item.max - item.earned if item.earned is not None else Decimal(0)


def _tasks(reading: Reading, unit: str, period: str, words: Words) -> Iterator[Block]:
    rows = [row for row in ledger(reading, period).open if row.finding.unit == unit]
    yield list_table(rows, _TASKS, words) if rows else Paragraph(words("profile.no_tasks"))


def _support(reading: Reading, own: UnitResult, period: str, words: Words) -> Iterator[Block]:
    """Guidance by class, then income against pace; a lack is said."""
    line = next((each for each in guidance_of(reading, period) if each.unit == own.unit), None)
    if line is not None and line.group_class is not None:
        facts = {"class_": words.noun("class", line.group_class), "due": line.due, "made": line.made}
        yield Paragraph(words("profile.guidance", **facts))
    for decision in class_decisions_known(reading, horizon_of(reading, period)):
        if decision.unit == own.unit:
            told = class_decided(decision, own.name, words)
            yield Paragraph(words("reports.ranking.classes", each=told))
    economy = next((each.economy for each in economy_of(reading, period, own.unit)), None)
    if economy is None or not economy.months:
        yield Paragraph(words("profile.no_economy"))
        return
    paced = shown.figure(round2(economy.paced)) if economy.paced is not None else "—"
    target = shown.figure(economy.target) if economy.target is not None else "—"
    yield Paragraph(words("profile.economy", amount=shown.figure(economy.amount), paced=paced, target=target))
