"""The half-year's summary: its numbers are those of the records, counted here without the program's queries."""

from __future__ import annotations

import csv
import re
from decimal import Decimal

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput
from supervision.i18n import LANGUAGES, Words
from supervision.reports.document import Document, Paragraph, Table
from supervision.reports.summary import summary
from supervision.reports.writing import render
from tests.conftest import SAMPLE

SPAN, SINCE, UNTIL = "2026-H1", "2026-01-01", "2026-06-30"


def rows_of(name: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def document_of(context: Context, lang: str = "zh") -> Document:
    with context.reading() as reading:
        return summary(reading, SPAN, Words(lang))


def value_said(document: Document, beginning: str, place: int = 0) -> int | Decimal:
    """The number at this place of the only sentence with these words."""
    found = [figure for figure in document.figures if beginning in figure.said]
    return found[place].value


def test_activities_are_as_many_as_the_sample_s_file_holds(half_year: Context) -> None:
    document = document_of(half_year)
    held = [row for row in rows_of("activities") if SINCE <= row["held_on"] <= UNTIL]
    assert value_said(document, "各支部上半年记录") == len(held)
    meetings = sum(row["type"] == "practice_station_activity" for row in held)
    assert value_said(document, "新时代文明实践站活动") == meetings


def test_tasks_issued_and_closed_are_those_of_the_sample_s_files(half_year: Context) -> None:
    document = document_of(half_year)
    moves = sorted(rows_of("moves"), key=lambda row: (row["task_no"], int(row["seq"])))
    known = [row for row in moves if row["on"] <= UNTIL]
    last = {row["task_no"]: row["move"] for row in known}
    gone = {task for task, move in last.items() if move in ("withdraw", "uphold_dispute")}
    tasks = {row["task_no"] for row in rows_of("findings") if SINCE <= row["issued_on"] <= UNTIL} - gone
    assert value_said(document, "上半年共下发") == len(tasks)
    assert value_said(document, "上半年共下发", 1) == sum(last.get(task) == "close" for task in tasks)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_stands_in_the_prose_and_in_the_annex_with_its_source(half_year: Context, lang: str) -> None:
    document = document_of(half_year, lang)
    prose = "".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    annex = [block for block in document.blocks if isinstance(block, Table)][-1]
    assert len(document.figures) > 30
    assert [row[0] for row in annex.rows] == [figure.name for figure in document.figures]
    for figure, row in zip(document.figures, annex.rows, strict=True):
        assert figure.said in prose
        assert row[1:] == (figure.shown, figure.said, f"supervision {figure.source}")
    assert "summary." not in prose


def test_what_is_not_recorded_is_said_to_be_so(empty: Context) -> None:
    text = render(document_of(empty), ".md", "zh").decode()
    for lacking in (
        "整改任务尚无记录",
        "分类指导尚无记录",
        "党支部活动尚无记录",
        "集体经济收入尚无记录",
        "尚无考评得分",
    ):
        assert lacking in text


def test_the_word_file_is_read_back_and_the_same_each_time(half_year: Context) -> None:
    document = document_of(half_year)
    assert render(document, ".docx", "zh") == render(document, ".docx", "zh")


@pytest.mark.parametrize("span", ["2026-06", "2026-Q5", "2026-H3", "2027-H1", "2027"])
def test_a_month_and_what_has_not_begun_have_no_summary(half_year: Context, span: str) -> None:
    with half_year.reading() as reading, pytest.raises(BadInput):
        summary(reading, span, Words("zh"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_none_of_the_seed_s_blanks_is_left_in_the_sample_s_summary(half_year: Context, lang: str) -> None:
    words = Words(lang)
    text = render(document_of(half_year, lang), ".md", lang).decode()
    lacking = ("lists", "guidance", "lectures", "records", "economy", "uneven", "ages")
    assert [name for name in lacking if words(f"summary.{name}_none") in text] == []
    assert not re.search(r"xx|××|＿|_{3,}", text)
    if lang == "zh":
        for phrase in ("上党课", "文明实践所", "文明实践站", "杨桥村", "万冲村", "桑枝加工厂", "万元", "年龄"):
            assert phrase in text, phrase
