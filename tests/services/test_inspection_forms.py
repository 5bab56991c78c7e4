"""A paper form keeps its numbers for ever; what is typed from it becomes findings; a second typing changes nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput
from supervision.domain.form_entries import FormEntry, read_entry
from supervision.domain.model import Severity
from supervision.i18n import Words
from supervision.queries.checklist import checklist
from supervision.queries.inspection_forms import MOST_TASKS, form_numbered, meant, rows_now
from supervision.queries.worklist import TaskFilter, task_page
from supervision.reports.inspection_form import inspection_forms
from supervision.reports.writing import write
from supervision.services.findings import NewFinding, record_finding
from supervision.services.inspection_forms import print_form, settle_form
from tests.conftest import person

INSPECTOR, UNIT, PERIOD = "P000005", "V03", "2026-07"


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("7:general:公开栏未更新", FormEntry(7, severity=Severity.GENERAL, facts="公开栏未更新")),
        ("7：一般：公开栏：未更新", FormEntry(7, severity=Severity.GENERAL, facts="公开栏：未更新")),
        ("12 z 坐收坐支", FormEntry(12, severity=Severity.CRITICAL, facts="坐收坐支")),
        ("7 2", FormEntry(7, usual=2)),
        (" 7:2 ", FormEntry(7, usual=2)),
    ],
)
def test_an_entry_is_a_number_and_a_usual_finding_or_a_grade_with_facts(typed: str, entry: FormEntry) -> None:
    assert read_entry(typed) == entry


@pytest.mark.parametrize("typed", ["", "7", "x:general:a", "7:terrible:a", "7:general:", "7 x"])
def test_what_is_no_entry_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="form-entry"):
        read_entry(typed)


def finding(context: Context, unit: str, item: str) -> None:
    with context.reading() as reading:
        owner = checklist(reading, unit).owners[0][0]
        today = reading.today
    record_finding(context, NewFinding(unit, item, "新问题", Severity.GENERAL, "新问题", owner, today))


def test_a_form_lists_weak_items_first_then_the_open_tasks(half_year: Context) -> None:
    with half_year.reading() as reading:
        unit = task_page(reading, TaskFilter(), limit=1)[0].unit
        rows = rows_now(reading, unit)
        tasks = task_page(reading, TaskFilter(units=(unit,)), limit=MOST_TASKS)
    assert [row.row for row in rows] == list(range(1, len(rows) + 1))
    lost = [bool(row.lost) for row in rows]
    assert lost == sorted(lost, reverse=True)
    assert [row.task_no for row in rows if row.task_no] == [line.task_no for line in tasks] != []


def test_a_printed_form_keeps_its_numbers_when_the_village_changes(half_year: Context) -> None:
    inspector = person(half_year, INSPECTOR)
    form = print_form(inspector, UNIT, PERIOD)
    assert form.number == "JC-2026-07-V03"
    finding(inspector, UNIT, "B08")
    with half_year.reading() as reading:
        assert rows_now(reading, UNIT) != form.rows
        assert form_numbered(reading, "jc-2026-07-v03").rows == form.rows
    assert print_form(inspector, UNIT, PERIOD) == form


def test_an_entry_means_the_line_of_the_paper(half_year: Context) -> None:
    form = print_form(person(half_year, INSPECTOR), UNIT, PERIOD)
    row = next(row for row in form.rows if row.usual)
    with half_year.reading() as reading:
        usual = meant(reading, form, FormEntry(row.row, usual=1))
        own = meant(reading, form, FormEntry(row.row, severity=Severity.MAJOR, facts="自己的话"))
        for wrong in (FormEntry(99, usual=1), FormEntry(row.row, usual=9)):
            with pytest.raises(BadInput):
                meant(reading, form, wrong)
    assert (usual.item, usual.facts, usual.severity) == (row.code, row.usual[0][0], Severity(row.usual[0][1]))
    assert (own.problem_type, own.facts, own.severity) == ("自己的话", "自己的话", Severity.MAJOR)


def test_all_others_are_in_order_with_one_command(half_year: Context) -> None:
    inspector = person(half_year, INSPECTOR)
    form = print_form(inspector, UNIT, PERIOD)
    items = [row.row for row in form.rows if not row.task_no]
    assert settle_form(inspector, form.number, [2, 3]) == len(items) - 2
    assert settle_form(inspector, form.number, []) == len(items) - 2
    with half_year.reading() as reading:
        assert form_numbered(reading, form.number).in_order == tuple(row for row in items if row not in (2, 3))


def test_the_paper_names_its_number_repeats_its_head_and_has_room_to_sign(half_year: Context, tmp_path: Path) -> None:
    form = print_form(person(half_year, INSPECTOR), UNIT, PERIOD)
    with half_year.reading() as reading:
        content = inspection_forms(reading, [form], Words("zh"))
    write(content, tmp_path / "form.docx", "zh")
    with zipfile.ZipFile(tmp_path / "form.docx") as parts:
        text = parts.read("word/document.xml").decode()
    assert "w:tblHeader" in text
    for told in (form.number, "检查人", "被检查村负责人", "上月失分", form.rows[0].name_zh):
        assert told in text
