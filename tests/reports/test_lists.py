"""The three lists agree with each other by number, and with the month."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.answering import holds
from supervision.domain.errors import NotThisMonth
from supervision.domain.model import State
from supervision.i18n import LANGUAGES, Words
from supervision.queries.ledger import ledger
from supervision.queries.months import month_result
from supervision.queries.on_day import tasks_on_day
from supervision.queries.registers import register_rows
from supervision.queries.task_detail import task_detail
from supervision.queries.worklist import TaskFilter, task_page
from supervision.reports import tables
from supervision.reports.document import Table
from supervision.reports.lists import three_lists
from supervision.reports.task_page import task_page as page_of
from supervision.reports.terminal import show
from supervision.reports.writing import render
from supervision.services.evidence import attach
from tests.conftest import NOW, house, person
from tests.reports.conftest import PERIOD


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_three_lists_hold_the_same_findings_in_the_same_order(half_year: Context, lang: str) -> None:
    with half_year.reading() as reading:
        lists = three_lists(reading, PERIOD, Words(lang))
    numbers = [[row[1] for row in sheet.rows if row[1] is not None] for sheet in lists.sheets]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] == numbers[2]
    assert len(numbers[0]) == 37


def test_behind_the_findings_the_duties_hold_every_responsibility_in_force(half_year: Context) -> None:
    words = Words("zh")
    with half_year.reading() as reading:
        duties = three_lists(reading, PERIOD, words).sheets[1]
        held = [row for row in register_rows(reading, "responsibilities") if holds(row, date(2026, 6, 30))]
    standing = [row for row in duties.rows if row[1] is None]
    assert len(standing) == len(held) > 0
    assert [row[0] for row in duties.rows] == list(range(1, len(duties.rows) + 1))
    first = next(row for row in standing if row[4] == "乡党委抓基层党建第一责任")
    assert (first[3], first[8]) == ("全部", "每季度专题研究1次")
    assert first[5] == first[7]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_overview_draws_as_many_findings_as_the_lists_hold(half_year: Context, lang: str) -> None:
    with half_year.reading() as reading:
        found = ledger(reading, PERIOD)
        book = three_lists(reading, PERIOD, Words(lang))
    counted = [row for row in found.rows if row.state is not State.WITHDRAWN]
    by_category, by_unit = book.charts
    assert sum(int(value or 0) for value in by_category.series[0][1]) == len(counted)
    assert sum(int(value or 0) for _, values in by_unit.series for value in values) == len(counted)
    assert sum(int(value or 0) for value in by_unit.series[2][1]) == sum(row.overdue for row in counted)
    archive = zipfile.ZipFile(io.BytesIO(render(book, ".xlsx", lang)))
    assert sum(name.startswith("xl/charts/chart") for name in archive.namelist()) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_overdue_task_has_a_cell_that_is_shaded_red(half_year: Context, lang: str) -> None:
    with half_year.reading() as reading:
        late = [row.finding.finding_no for row in ledger(reading, PERIOD).rows if row.overdue]
        sheet = three_lists(reading, PERIOD, Words(lang)).sheets[1]
    red = [shade for shade in sheet.shades if shade.tone == "alarm"]
    told = [row[1] for row in sheet.rows if any(shade.text in str(row[shade.place]) for shade in red)]
    assert told == late != []


@pytest.mark.parametrize("period", ["2026-04", "2026-05", "2026-06"])
def test_what_is_open_at_the_month_s_end_is_what_the_state_on_that_day_says(half_year: Context, period: str) -> None:
    with half_year.reading() as reading:
        found = ledger(reading, period)
        on_day = {task.task_no: task for task in tasks_on_day(reading, found.day)}
    known = {row.finding.task_no: row for row in found.open}
    assert set(known) <= set(on_day)
    for task_no, row in known.items():
        task = on_day[task_no]
        assert (row.state, row.due, row.late_days, row.overdue) == (task.state, task.due, task.late_days, task.overdue)


def test_what_a_finding_has_cost_is_what_its_lines_say(half_year: Context) -> None:
    with half_year.reading() as reading:
        result = month_result(reading, PERIOD)
        rows = ledger(reading, PERIOD).new
    lines = {
        line.source: line.points
        for unit in result.units
        for item in unit.items
        for line in item.lines
        if line.reason == "finding"
    }
    assert {row.finding.finding_no: row.points for row in rows if row.points} == lines


def test_a_closed_task_names_when_and_by_whom_and_whether_in_time(half_year: Context) -> None:
    with half_year.reading() as reading:
        row = next(row for row in ledger(reading, PERIOD).rows if row.finding.finding_no == "W2605-000133")
    assert row.state is State.CLOSED
    assert row.closed_on == date(2026, 6, 17)
    assert row.verifiers == ("顾晨", "罗平", "何静")
    assert row.on_time is True
    assert row.leader is not None


def test_the_ledger_tells_the_evidence_asked_for_what_is_attached_and_how_many_fewer(
    sample: Context, tmp_path: Path
) -> None:
    with sample.reading() as reading:
        rows = [row for row in ledger(reading, PERIOD).open if row.finding.unit == "N01"]
    task, asked = next((row.finding.task_no, len(row.item.evidence)) for row in rows if len(row.item.evidence) > 1)
    assert evidence_told(sample, task).endswith("尚未附材料")
    (tmp_path / "会议记录.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    attach(person(sample, "P000061"), task, tmp_path / "会议记录.pdf", beside=tmp_path)
    later = house(sample.database, NOW + timedelta(hours=1))
    assert evidence_told(later, task).endswith(f"已附1份：会议记录.pdf；尚缺{asked - 1}份")


def evidence_told(context: Context, task: str) -> str:
    with context.reading() as reading:
        sheet = three_lists(reading, PERIOD, Words("zh")).sheets[2]
    place = [column.title for column in sheet.columns].index("佐证材料")
    return str(next(row[place] for row in sheet.rows if task in row))


def test_a_month_under_way_has_lists_without_points(sample: Context) -> None:
    with sample.reading() as reading:
        found = ledger(reading, PERIOD)
        three_lists(reading, PERIOD, Words("zh"))
    assert found.rows
    assert {row.points for row in found.rows} == {None}


def test_a_month_that_is_not_there_has_no_lists(half_year: Context) -> None:
    with half_year.reading() as reading, pytest.raises(NotThisMonth):
        three_lists(reading, "2031-01", Words("zh"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_line_s_tables_name_units_rules_and_tasks(half_year: Context, lang: str) -> None:
    words = Words(lang)
    with half_year.reading() as reading:
        result = month_result(reading, PERIOD)
        lines = task_page(reading, TaskFilter(overdue=True))
        detail = task_detail(reading, lines[0].task_no)
    late = tables.tasks(lines, {"V05": "沙坪村"}, words)
    assert [row[0] for row in late.rows] == [line.task_no for line in lines]
    blocks = page_of(detail, words)
    history = [block for block in blocks if isinstance(block, Table)][1]
    assert len(history.rows) == 1 + len(detail.moves)
    ranked = tables.ranking(result, None, words)
    assert {row[3] for row in ranked.rows} == {"—"}
    for block in (late, ranked, *blocks):
        show(block, lang)
