"""What covers a quarter, half-year or year adds up to what its months say, and its words are those of its span."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput, NotThisMonth
from supervision.i18n import LANGUAGES, Words
from supervision.queries.ledger import ledger
from supervision.queries.months import month_result
from supervision.queries.quotas import quotas, quotas_over
from supervision.reports.document import Figure, Paragraph, Table, Title
from supervision.reports.kinds import DOCUMENTS
from supervision.reports.lists import three_lists
from supervision.reports.month_sheets import SHEETS
from supervision.reports.star_notice import star_notice
from supervision.reports.summary import summary
from supervision.reports.writing import render

ZH = Words("zh")
Q2 = ("2026-04", "2026-05", "2026-06")


def test_a_quarter_s_lists_hold_every_finding_of_its_months_as_at_its_end(half_year: Context) -> None:
    with half_year.reading() as reading:
        months = [ledger(reading, period) for period in Q2]
        quarter = ledger(reading, "2026-Q2")
    alive = {row.finding.finding_no for month in months for row in month.rows}
    assert {row.finding.finding_no for row in quarter.rows} == alive
    at_end = {row.finding.finding_no: row.state for row in months[-1].rows}
    told = {row.finding.finding_no: row.state for row in quarter.rows}
    assert at_end.items() <= told.items()
    assert all(row.new == (row.finding.found_on >= date(2026, 4, 1)) for row in quarter.rows)


@pytest.mark.parametrize(
    ("span", "title"), [("2026-Q2", "2026年第二季度"), ("2026-H1", "2026年上半年"), ("2026", "2026年")]
)
def test_lists_and_sheets_are_headed_by_their_span(half_year: Context, span: str, title: str) -> None:
    with half_year.reading() as reading:
        books = [three_lists(reading, span, ZH), *(make(reading, span, ZH) for make in SHEETS.values())]
    for book in books:
        assert title in book.title


def test_a_quarter_s_rewards_are_those_of_its_months_in_order(half_year: Context) -> None:
    with half_year.reading() as reading:
        rows = SHEETS["rewards"](reading, "2026-Q2", ZH).sheets[0].rows
        months = [SHEETS["rewards"](reading, period, ZH).sheets[0].rows for period in Q2]
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert [row[2:] for row in rows] == [row[1:] for month in months for row in month]


def test_a_half_year_s_stars_are_a_sheet_for_each_quarter(half_year: Context) -> None:
    with half_year.reading() as reading:
        book = SHEETS["stars"](reading, "2026-H1", ZH)
        second = SHEETS["stars"](reading, "2026-Q2", ZH)
    assert [sheet.name for sheet in book.sheets] == ["第一季度", "第二季度"]
    assert book.sheets[1].rows == second.sheets[0].rows


def test_a_quarter_s_quotas_are_the_sum_of_the_windows_that_end_in_it(half_year: Context) -> None:
    with half_year.reading() as reading:
        grids = [quotas(reading, period) for period in Q2]
        told = quotas_over(reading, Q2)
    for place, kind in enumerate(told.kinds):
        for number, row in enumerate(told.rows):
            cell, own = row.cells[place], [grid.rows[number].cells[place] for grid in grids]
            assert (cell is None) == (own[-1] is None)
            if cell is None or not all(own):
                continue
            ends = {each.until: each for each in own if each is not None}
            assert cell.missing == sum(each.missing for each in ends.values()), kind
    monthly = next(place for place, kind in enumerate(told.kinds) if kind.period == "month")
    assert told.rows[0].cells[monthly].required == 3 * grids[0].rows[0].cells[monthly].required  # type: ignore[union-attr]


@pytest.mark.parametrize("span", ["2026-Q2", "2026-H1", "2026"])
def test_a_summary_says_its_own_span_and_no_other(half_year: Context, span: str) -> None:
    with half_year.reading() as reading:
        document = summary(reading, span, ZH)
    prose = "".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    own = {"2026-Q2": "第二季度", "2026-H1": "上半年", "2026": "截至7月"}[span]
    assert own in prose
    assert "半年" not in prose.replace("上半年", "") if span == "2026-H1" else "半年" not in prose
    assert render(document, ".docx", "zh")


def test_a_year_under_way_says_until_when_it_counts(half_year: Context) -> None:
    with half_year.reading() as reading:
        title = next(block for block in summary(reading, "2026", ZH).blocks if isinstance(block, Title))
        until = reading.today
    assert title.subtitle == f"（截至2026年{until.month}月{until.day}日）"


def test_income_of_the_year_is_never_said_to_be_the_quarter_s(half_year: Context) -> None:
    with half_year.reading() as reading:
        quarter, half = (summary(reading, span, ZH) for span in ("2026-Q2", "2026-H1"))
    said = [
        next(each.said for each in document.figures if "集体经济经营性收入" in each.said)
        for document in (quarter, half)
    ]
    assert said[0] == said[1]
    assert "当年" in said[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sums_of_a_summary_s_prose_are_read_back_from_its_annex(half_year: Context, lang: str) -> None:
    with half_year.reading() as reading:
        document = summary(reading, "2026-H1", Words(lang))
    tied = [each for each in document.figures if each.table]
    tables = {block.name for block in document.blocks if isinstance(block, Table)}
    assert {each.table for each in tied} == {"ranking", "activities", "guidance", "economy"} <= tables
    assert len(tied) >= 7


def test_the_star_notice_counts_what_its_table_holds(half_year: Context) -> None:
    with half_year.reading() as reading:
        document = star_notice(reading, "2026-Q2", ZH)
        rated = [unit for unit in month_result(reading, "2026-06").units if unit.stars is not None]
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert len(table.rows) == len(rated)
    figures: dict[str, Figure] = {each.name: each for each in document.figures}
    for unit in rated:
        assert unit.stars is not None
        count = sum("★" * unit.stars.stars == (row[2] if row[2] != "—" else "") for row in table.rows)
        assert figures[f"stars_{unit.stars.stars}"].value == count
    assert render(document, ".docx", "zh")


def test_stars_of_a_half_year_are_no_notice_and_a_future_quarter_has_nothing(half_year: Context) -> None:
    with half_year.reading() as reading:
        with pytest.raises(BadInput):
            star_notice(reading, "2026-H1", ZH)
        for make in (star_notice, three_lists, SHEETS["rewards"]):
            with pytest.raises(NotThisMonth):
                make(reading, "2027-Q1", ZH)


def test_every_kind_of_document_is_named_and_its_command_is_one_there_is() -> None:
    from supervision.cli.app import ENTRIES

    commands = {entry.name for entry in ENTRIES}
    for each in DOCUMENTS:
        assert any(each.command.startswith(f"{name} ") for name in commands), each.command
        for lang in LANGUAGES:
            assert each.name(Words(lang))
        assert ("SPAN" in each.command) == bool(each.spans)
        assert ("UNIT" in each.command) == each.of_unit
