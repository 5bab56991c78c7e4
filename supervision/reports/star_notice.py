"""The stars of a quarter as a paper to post up (星级评定公示): who has how many, and until when anybody may object.

The same as a sheet with what limited each is `month_sheets`' question.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from supervision.context import Reading
from supervision.domain.errors import NotThisMonth
from supervision.domain.exact import round2
from supervision.domain.result import UnitResult
from supervision.domain.span import MONTH, QUARTER, parse_span, span_around
from supervision.domain.visibility import Subject
from supervision.i18n import Words
from supervision.queries.months import month_result
from supervision.queries.people import people, township_name
from supervision.reports import shown
from supervision.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Paragraph,
    Signature,
    Table,
    Title,
)
from supervision.reports.month_sheets import limits, star_order

_STAR = "★"
_TABLE = "stars"


def star_notice(reading: Reading, text: str, words: Words) -> Document:
    """Of a quarter, or of the quarter that ends with a month. Raises BadInput, and NotThisMonth without stars."""
    reading.check_readable(Subject.DOCUMENTS)
    asked = parse_span(text, (MONTH, QUARTER))
    rated = star_order(month_result(reading, asked.last))
    if not rated:
        raise NotThisMonth("no-stars", period=text)
    quarter, township = span_around(asked.last, QUARTER), township_name(reading)
    title = words("documents.stars.title", span=shown.span(words, quarter))
    told, figures = _told(rated, words)
    blocks: tuple[Block, ...] = (
        Title(title),
        Paragraph(words("documents.stars.opening", span=shown.span(words, quarter)) + told),
        _table(rated, words),
        Paragraph(words("documents.stars.object")),
        Signature(words("summary.issuer", township=township), shown.day(words, reading.today)),
    )
    dated = datetime.combine(quarter.days[1], time())
    return Document(
        title, blocks, dated, figures=tuple(figures), people=tuple(person.name for person in people(reading))
    )


def _told(rated: list[UnitResult], words: Words) -> tuple[str, list[Figure]]:
    """How many units were rated, and how many of them have each number of stars; each tied to the table."""
    whole = words("documents.stars.rated", count=len(rated))
    figures = [Figure("rated", len(rated), str(len(rated)), whole, _TABLE)]
    parts = []
    for stars in sorted({_stars(unit) for unit in rated}, reverse=True):
        count = sum(_stars(unit) == stars for unit in rated)
        said = words("documents.stars.have", stars=stars, count=count)
        figures.append(Figure(f"stars_{stars}", count, str(count), said))
        parts.append(said)
    return whole + shown.listed(words, parts) + words("summary.stop"), figures


def _table(rated: list[UnitResult], words: Words) -> Table:
    names = (("number", 14), ("unit", 42), ("stars", 32), ("mean", 26), ("reasons", 42))
    columns = tuple(
        Column(words(f"sheets.column.{name}"), width, "text" if name == "reasons" else "centred")
        for name, width in names
    )
    return Table(columns, tuple(_rows(rated, words)), name=_TABLE)


def _rows(rated: list[UnitResult], words: Words) -> Iterator[tuple[Cell, ...]]:
    for place, unit in enumerate(rated, start=1):
        mean = shown.points(round2(unit.quarter.mean)) if unit.quarter is not None else ""
        yield (place, unit.name, _STAR * _stars(unit) or "—", mean, limits(unit, words))


def _stars(unit: UnitResult) -> int:
    return unit.stars.stars if unit.stars is not None else 0
