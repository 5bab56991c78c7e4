"""A month's sheets to sign and post: rewards and penalties (奖惩兑现表), stars (星级名单), quotas (活动完成情况).

The three lists are `lists`' question; how a workbook is written is `xlsx`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time

from supervision.context import Reading
from supervision.domain.errors import NotThisMonth
from supervision.domain.period import last_day
from supervision.domain.result import UnitResult
from supervision.i18n import Words
from supervision.queries.law import law
from supervision.queries.months import month_line, month_result
from supervision.queries.people import people
from supervision.queries.proposals import proposals
from supervision.queries.quotas import Cell as QuotaCell
from supervision.queries.quotas import quotas
from supervision.reports import shown
from supervision.reports.document import Cell, Column, Kind, Sheet, Workbook
from supervision.reports.tables import because, result_of


def rewards(reading: Reading, period: str, words: Words) -> Workbook:
    """Every proposal of a scored month with its figures, what was decided, and room to sign. Raises NotThisMonth."""
    result = month_result(reading, period)
    rubric = law(reading).rubrics[month_line(reading, period).rubric_version]
    decided = {(each.unit, each.code): each for each in proposals(reading, period)}
    names = {person.person_no: person.name for person in people(reading)}
    rows: list[tuple[Cell, ...]] = []
    for unit in result.units:
        for one in unit.consequences:
            line, rule = decided.get((unit.unit, one.code)), rubric.rule(one.code)
            name = shown.named(words, rule) if rule is not None else ""
            state = words.noun("proposal_state", line.state) if line else ""
            by = names.get(line.decided_by, line.decided_by) if line and line.decided_by else ""
            told = result_of(one, rubric, words), one.amount, because(one.because, words)
            rows.append((len(rows) + 1, unit.name, f"{one.code} {name}", *told, state, by, "", ""))
    columns = _columns(
        words,
        {
            "number": 10,
            "unit": 24,
            "rule": 46,
            "result": 36,
            "amount": 18,
            "because": 60,
            "state": 20,
            "decided_by": 20,
        },
        {"signed_unit": 24, "signed_leader": 24},
    )
    return _book("rewards", period, columns, rows, words)


def stars(reading: Reading, period: str, words: Words) -> Workbook:
    """The units rated at a quarter's end and what limited each. Raises NotThisMonth, also without stars."""
    result = month_result(reading, period)
    rated = [unit for unit in result.units if unit.stars is not None and unit.quarter is not None]
    if not rated:
        raise NotThisMonth("no-stars", period=period)
    rated.sort(key=lambda unit: (-_stars_of(unit), unit.unit))
    rows = [(place, *_star_cells(unit, words)) for place, unit in enumerate(rated, start=1)]
    columns = _columns(words, {"number": 10, "unit": 36, "stars": 20, "mean": 24, "reasons": 80})
    return _book("stars", period, columns, rows, words)


def _stars_of(unit: UnitResult) -> int:
    return unit.stars.stars if unit.stars is not None else 0


def _star_cells(unit: UnitResult, words: Words) -> tuple[Cell, ...]:
    reasons = unit.stars.reasons if unit.stars is not None else ()
    told = [shown.known(words, f"nouns.star_reason.{reason}", reason) for reason in reasons]
    mean = unit.quarter.mean if unit.quarter is not None else None
    return (unit.name, _stars_of(unit), mean, shown.listed(words, told))


def quota_sheet(reading: Reading, period: str, words: Words) -> Workbook:
    """Every unit beside every kind: held of required, what is still due, and in red what is lacking."""
    grid = quotas(reading, period)
    lacking = {"unit": 30.0}
    columns = [Column(words(f"sheets.column.{name}"), width) for name, width in lacking.items()]
    columns += [Column(words.noun("activity_type", kind.type), 24, "centred") for kind in grid.kinds]
    rows: list[tuple[Cell, ...]] = [(row.name, *(_held(cell, words) for cell in row.cells)) for row in grid.rows]
    book = _book("quotas", period, tuple(columns), rows, words)
    return replace(book, sheets=(replace(book.sheets[0], alarm=words("sheets.alarm")),))


def _held(cell: QuotaCell | None, words: Words) -> str:
    if cell is None:
        return "—"
    facts = {"held": shown.figure(cell.credited), "required": shown.figure(cell.required)}
    key = "lacking" if cell.missing and cell.over else "due" if cell.missing else "held"
    return words(f"sheets.{key}", missing=shown.figure(cell.missing), **facts)


def _columns(words: Words, *widths: Mapping[str, float]) -> tuple[Column, ...]:
    kinds: Mapping[str, Kind] = {"number": "centred", "stars": "centred", "amount": "number", "mean": "number"}
    return tuple(
        Column(words(f"sheets.column.{name}"), width, kinds.get(name, "text"))
        for part in widths
        for name, width in part.items()
    )


def _book(name: str, period: str, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]], words: Words) -> Workbook:
    title = words(f"sheets.{name}.title", month=shown.month(words, period))
    sheet = Sheet(words(f"sheets.{name}"), title, columns, tuple(rows))
    return Workbook(title, (sheet,), datetime.combine(last_day(period), time()))


SHEETS: Mapping[str, Callable[[Reading, str, Words], Workbook]] = {
    "rewards": rewards,
    "stars": stars,
    "quotas": quota_sheet,
}
