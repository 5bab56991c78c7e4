"""What people wrote stays the text it was in every format."""

from __future__ import annotations

import html
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook
from rich.console import Console

from supervision.context import Context
from supervision.domain.errors import BadInput, Broken
from supervision.i18n import LANGUAGES, Words
from supervision.reports.bulletin import bulletin
from supervision.reports.document import Column, Document, Heading, Paragraph, Sheet, Table, Workbook
from supervision.reports.lists import three_lists
from supervision.reports.pdf import converter
from supervision.reports.terminal import show
from supervision.reports.writing import render, write
from tests.reports.conftest import HOSTILE, PERIOD

MOMENT = datetime(2026, 7, 6, 17)


def one_table(*cells: Any) -> Document:
    return Document("题", (Heading("头"), Table((Column("栏", 50),), tuple((cell,) for cell in cells))), MOMENT)


def word_texts(data: bytes) -> list[str]:
    file = docx.Document(io.BytesIO(data))
    return ["".join(each.text or "" for each in p.iter(qn("w:t"))) for p in file.element.body.iter(qn("w:p"))]


def spoilt_bulletin(context: Context, lang: str) -> Document:
    with context.reading() as reading:
        return bulletin(reading, PERIOD, Words(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_facts_stay_text_in_word(spoilt_township: Context, lang: str) -> None:
    said = word_texts(render(spoilt_bulletin(spoilt_township, lang), ".docx", lang))
    for text in HOSTILE:
        assert any(text in paragraph for paragraph in said), text


def test_hostile_facts_are_escaped_in_markdown(spoilt_township: Context) -> None:
    text = render(spoilt_bulletin(spoilt_township, "zh"), ".md", "zh").decode()
    assert "<script>" not in text
    assert "**星**" not in text
    assert r"\| 竖 \| \*\*星\*\*" in text
    assert "石塝村汪祎方喆𠮷𪚥" in text


def test_hostile_facts_are_printed_as_they_are_in_a_terminal(spoilt_township: Context) -> None:
    console = Console(width=400, file=io.StringIO(), force_terminal=True, color_system=None)
    console.print(show(spoilt_bulletin(spoilt_township, "zh"), "zh"))
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert "[/] [bold]粗[/bold] [@click=app.quit]x[/]" in printed


@pytest.mark.parametrize("suffix", [".docx", ".md", ".xlsx"])
def test_control_characters_that_slipped_in_do_no_harm(suffix: str) -> None:
    data = render(one_table("a\x1b]0;x\x07b\x00\ud800￾"), suffix, "zh")
    assert data
    assert b"\x1b]0" not in data


def test_hostile_facts_are_escaped_in_html(spoilt_township: Context) -> None:
    page = render(spoilt_bulletin(spoilt_township, "zh"), ".html", "zh").decode()
    for each in HOSTILE:
        assert each not in page or html.escape(each) == each
    assert "<script" not in page
    assert "src=" not in page.replace("default-src=", "").replace("style-src", "")
    parser = HTMLParser()
    parser.feed(page)
    parser.close()
    assert page.count("<table>") == page.count("</table>") > 3


@pytest.mark.heavy
@pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")
def test_a_bulletin_becomes_pages(half_year: Context) -> None:
    with half_year.reading() as reading:
        data = render(bulletin(reading, PERIOD, Words("zh")), ".pdf", "zh")
    assert data.startswith(b"%PDF-")
    assert len(data) > 50_000


def test_where_libreoffice_is_not_installed_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supervision.reports.pdf.converter", lambda: None)
    with pytest.raises(Broken, match="no-libreoffice"):
        render(one_table("x"), ".pdf", "zh")


def test_control_characters_never_reach_the_terminal() -> None:
    console = Console(width=80, file=io.StringIO(), color_system=None)
    console.print(show(one_table("a\x1b[31mb\u202ec"), "zh"))
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_run_of_a_word_file_names_its_east_asian_font(spoilt_township: Context, lang: str) -> None:
    data = render(spoilt_bulletin(spoilt_township, lang), ".docx", lang)
    file = docx.Document(io.BytesIO(data))
    parts = [file.element.body]
    for section in file.sections:
        furniture = (section.footer, section.even_page_footer, section.header, section.even_page_header)
        parts += [each._element for each in furniture]
    runs = [each for part in parts for each in part.iter(qn("w:r"))]
    assert len(runs) > 1000
    for each in runs:
        assert each.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia"))


def test_the_page_is_that_of_the_standard(half_year: Context) -> None:
    with half_year.reading() as reading:
        data = render(bulletin(reading, PERIOD, Words("zh")), ".docx", "zh")
    first, *_, last = docx.Document(io.BytesIO(data)).sections
    margins = (first.top_margin, first.right_margin, first.bottom_margin, first.left_margin)
    assert [each.twips for each in margins] == [2098, 1474, 1984, 1587]
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert (round(last.page_width.mm), round(last.page_height.mm)) == (297, 210)
    settings = zipfile.ZipFile(io.BytesIO(data)).read("word/settings.xml").decode()
    assert "w:evenAndOddHeaders" in settings


def test_long_tables_repeat_their_head_and_tear_no_row(half_year: Context) -> None:
    with half_year.reading() as reading:
        data = render(bulletin(reading, PERIOD, Words("zh")), ".docx", "zh")
    tables = docx.Document(io.BytesIO(data)).element.body.findall(qn("w:tbl"))
    assert len([each for each in tables if each.find(f".//{qn('w:tblHeader')}") is not None]) == 19
    for each in tables:
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in each.findall(qn("w:tr")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_reads_back_equal_and_holds_no_formula(spoilt_township: Context, lang: str) -> None:
    with spoilt_township.reading() as reading:
        lists = three_lists(reading, PERIOD, Words(lang))
    data = render(lists, ".xlsx", lang)
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    xml = "".join(archive.read(name).decode() for name in names)
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    assert "<pane " in xml
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for sheet in lists.sheets:
        rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        assert rows[1] == [column.title for column in sheet.columns]
        assert [[plain(cell) for cell in row] for row in rows[2:]] == [
            [plain(cell) for cell in row] for row in sheet.rows
        ]


def plain(value: Any) -> Any:
    """Numbers as Decimal, nothing as empty text: what a spreadsheet cannot tell apart."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return Decimal(str(float(value)))
    return value


def test_dates_in_tables_are_official_ones_and_go_without_the_year_of_the_document() -> None:
    document = one_table(date(2026, 6, 5), date(2025, 12, 31))
    for suffix in (".md", ".html"):
        text = render(document, suffix, "zh").decode()
        assert ("6月5日" in text, "2026年6月5日" in text, "2025年12月31日" in text) == (True, False, True)
        assert "2026-06-05" in render(document, suffix, "en").decode()
    assert word_texts(render(document, ".docx", "zh"))[-4:-1] == ["栏", "6月5日", "2025年12月31日"]
    printed = io.StringIO()
    Console(file=printed, width=80).print(show(document, "zh"))
    assert "6月5日" in printed.getvalue()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(render(document, ".xlsx", "zh"))).get_sheet_by_index(0)
    assert date(2026, 6, 5) in [cell for row in sheet.to_python() for cell in row]


def test_dates_and_numbers_of_a_workbook_are_dates_and_numbers() -> None:
    columns = tuple(Column(kind, 20, kind) for kind in ("text", "date", "number"))  # type: ignore[arg-type]
    rows = (("0012", date(2026, 6, 1), Decimal("-0.4379")),)
    book = Workbook("t", (Sheet("一/二:[三]", "t", columns, rows),), MOMENT)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(render(book, ".xlsx", "zh"))).get_sheet_by_index(0)
    assert sheet.name == "一 二  三"
    assert sheet.to_python()[2] == ["0012", date(2026, 6, 1), -0.4379]


def test_a_workbook_gives_the_same_bytes_twice(half_year: Context) -> None:
    with half_year.reading() as reading:
        first, second = (render(three_lists(reading, PERIOD, Words("zh")), ".xlsx", "zh") for _ in range(2))
    assert first == second


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "通报.md"
    write(one_table("旧"), path, "zh")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BadInput):
        write(one_table("新"), path, "zh")
    assert "旧" in path.read_text(encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["通报.md"]


@pytest.mark.parametrize("name", ["a.odt", "a", "nowhere/a.docx"])
def test_what_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        write(one_table("x"), tmp_path / name, "zh")


def test_a_workbook_is_no_word_file() -> None:
    with pytest.raises(BadInput):
        render(Workbook("t", (), MOMENT), ".docx", "zh")


def test_a_number_at_the_start_of_a_line_begins_no_list() -> None:
    blocks = (Paragraph("1. 甲"), Paragraph("- 乙"), Paragraph("+ 丙"))
    text = render(Document("t", blocks, MOMENT), ".md", "zh").decode()
    assert text == "1\\. 甲\n\n\\- 乙\n\n\\+ 丙\n"
