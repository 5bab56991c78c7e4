"""A span's sheets to sign and post: rewards and penalties (奖惩兑现表), stars (星级名单), quotas (活动完成情况).

The three lists are `lists`' question; how a workbook is written is `xlsx`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time

from supervision.context import Reading
from supervision.domain.errors import NotThisMonth
from supervision.domain.result import MonthResult, UnitResult
from supervision.domain.span import MONTH, QUARTER, Span, parse_span, span_around
from supervision.domain.visibility import Subject
from supervision.i18n import Words
from supervision.queries.law import law
from supervision.queries.months import month_line, month_result, months
from supervision.queries.people import people
from supervision.queries.proposals import proposals
from supervision.queries.quotas import Cell as QuotaCell
from supervision.queries.quotas import quotas, quotas_over
from supervision.reports import shown
from supervision.reports.document import Cell, Column, Kind, Sheet, Workbook
from supervision.reports.tables import because, result_of


def rewards(reading: Reading, span: str, words: Words) -> Workbook:
    """Every proposal of the scored months with its figures, what was decided, and room to sign.

    Raises BadInput for what is no span, NotThisMonth where no month of it is scored.
    """
    reading.check_readable(Subject.DOCUMENTS)
    of = parse_span(span)
    names = {person.person_no: person.name for person in people(reading)}
    rows: list[tuple[Cell, ...]] = []
    for period, result in _results(reading, of).items():
        month = () if of.kind == MONTH else (shown.month(words, period),)
        told = _proposed(reading, period, result, names, words)
        rows += [(number, *month, *cells) for number, cells in enumerate(told, start=len(rows) + 1)]
    columns = _columns(
        words,
        {"number": 10} | ({} if of.kind == MONTH else {"month": 22}),
        {"unit": 24, "rule": 46, "result": 36, "amount": 18, "because": 60, "state": 20, "decided_by": 20},
        {"signed_unit": 24, "signed_leader": 24},
    )
    return _book("rewards", of, [("", columns, rows)], words)


def _proposed(
    reading: Reading, period: str, result: MonthResult, names: Mapping[str, str], words: Words
) -> Iterator[tuple[Cell, ...]]:
    rubric = law(reading).rubrics[month_line(reading, period).rubric_version]
    decided = {(each.unit, each.code): each for each in proposals(reading, period)}
    for unit in result.units:
        for one in unit.consequences:
            line, rule = decided.get((unit.unit, one.code)), rubric.rule(one.code)
            name = shown.named(words, rule) if rule is not None else ""
            state = words.noun("proposal_state", line.state) if line else ""
            by = names.get(line.decided_by, line.decided_by) if line and line.decided_by else ""
            told = result_of(one, rubric, words), one.amount, because(one.because, words)
            yield (unit.name, f"{one.code} {name}", *told, state, by, "", "")


def stars(reading: Reading, span: str, words: Words) -> Workbook:
    """The units rated at each quarter's end, a sheet a quarter, and what limited each. Raises NotThisMonth without."""
    reading.check_readable(Subject.DOCUMENTS)
    of = parse_span(span)
    columns = _columns(words, {"number": 10, "unit": 36, "stars": 20, "mean": 24, "reasons": 80})
    sheets = [
        (quarter, columns, [(place, *_star_cells(unit, words)) for place, unit in enumerate(rated, start=1)])
        for quarter, rated in _rated(reading, of, words)
    ]
    return _book("stars", of, sheets, words)


def _rated(reading: Reading, of: Span, words: Words) -> list[tuple[str, list[UnitResult]]]:
    """The name of each quarter with stars, and its units, most stars first."""
    found = [
        (shown.part(words, span_around(period, QUARTER)), rated)
        for period, result in _results(reading, of).items()
        if (rated := star_order(result))
    ]
    if not found:
        raise NotThisMonth("no-stars", period=str(of))
    return found if len(found) > 1 else [("", found[0][1])]


def star_order(result: MonthResult) -> list[UnitResult]:
    """The units that the month rated, most stars first; none but at a quarter's end."""
    rated = [unit for unit in result.units if unit.stars is not None and unit.quarter is not None]
    return sorted(rated, key=lambda unit: (-_stars_of(unit), unit.unit))


def _stars_of(unit: UnitResult) -> int:
    return unit.stars.stars if unit.stars is not None else 0


def _star_cells(unit: UnitResult, words: Words) -> tuple[Cell, ...]:
    mean = unit.quarter.mean if unit.quarter is not None else None
    return (unit.name, _stars_of(unit), mean, limits(unit, words))


def limits(unit: UnitResult, words: Words) -> str:
    """What kept the unit from more stars."""
    reasons = unit.stars.reasons if unit.stars is not None else ()
    return shown.listed(words, [shown.known(words, f"nouns.star_reason.{reason}", reason) for reason in reasons])


def quota_sheet(reading: Reading, span: str, words: Words) -> Workbook:
    """Every unit beside every kind: held of required, what is still due, and in red what is lacking."""
    reading.check_readable(Subject.DOCUMENTS)
    of = parse_span(span)
    begun = of.months_until(reading.today)
    grid = quotas_over(reading, begun) if begun else quotas(reading, of.first)
    columns = [Column(words("sheets.column.unit"), 30)]
    columns += [Column(words.noun("activity_type", kind.type), 24, "centred") for kind in grid.kinds]
    rows: list[tuple[Cell, ...]] = [(row.name, *(_held(cell, words) for cell in row.cells)) for row in grid.rows]
    return _book("quotas", of, [("", tuple(columns), rows)], words, alarm=words("sheets.alarm"))


def _held(cell: QuotaCell | None, words: Words) -> str:
    if cell is None:
        return "—"
    facts = {"held": shown.figure(cell.credited), "required": shown.figure(cell.required)}
    key = "lacking" if cell.missing and cell.over else "due" if cell.missing else "held"
    return words(f"sheets.{key}", missing=shown.figure(cell.missing), **facts)


def _results(reading: Reading, of: Span) -> Mapping[str, MonthResult]:
    """The scored months of the span. Raises NotThisMonth without one, of a month with its own reason."""
    if of.kind == MONTH:
        return {of.first: month_result(reading, of.first)}
    there = {line.period for line in months(reading) if line.sealed_at is not None or line.draft_sha is not None}
    scored = [period for period in of.months if period in there]
    if not scored:
        raise NotThisMonth("span-not-scored", period=str(of))
    return {period: month_result(reading, period) for period in scored}


def _columns(words: Words, *widths: Mapping[str, float]) -> tuple[Column, ...]:
    kinds: Mapping[str, Kind] = {"number": "centred", "stars": "centred", "amount": "number", "mean": "number"}
    return tuple(
        Column(words(f"sheets.column.{name}"), width, kinds.get(name, "text"))
        for part in widths
        for name, width in part.items()
    )


def _book(
    name: str,
    of: Span,
    told: Sequence[tuple[str, tuple[Column, ...], Sequence[tuple[Cell, ...]]]],
    words: Words,
    alarm: str = "",
) -> Workbook:
    """A sheet for each (part, columns, rows); its tab is the part's name where there are several."""
    title = words(f"sheets.{name}.title", span=shown.span(words, of))
    sheets = [
        Sheet(part or words(f"sheets.{name}"), f"{title} {part}".strip(), columns, tuple(rows), alarm)
        for part, columns, rows in told
    ]
    return Workbook(title, tuple(sheets), datetime.combine(of.days[1], time()))


SHEETS: Mapping[str, Callable[[Reading, str, Words], Workbook]] = {
    "rewards": rewards,
    "stars": stars,
    "quotas": quota_sheet,
}
