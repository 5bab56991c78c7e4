"""How a workbook becomes an Excel file: text stays text, numbers are numbers, dates dates, nothing is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from supervision.reports.cells import readable
from supervision.reports.document import Column, Document, Heading, Sheet, Table, Title, Workbook
from supervision.reports.xlsx_charts import write_overview
from supervision.reports.xlsx_rows import RowSheet, encoder, height

_TAB = 31
_NOT_IN_TAB = re.compile(r"[\[\]:*?/\\]")
_MM_TO_CHARACTERS = 0.7
_A3, _A4, _A4_HOLDS = 8, 9, 210
"""Excel's numbers of papers, and how many characters a row of A4 holds before print becomes too small."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_TONES = {
    "alarm": ("#9C0006", "#FFC7CE"),
    "warning": ("#7F6000", "#FFEB9C"),
    "notice": ("#1F4E79", "#DDEBF7"),
    "good": ("#006100", "#C6EFCE"),
}
"""Ink and ground, as Excel's own rules have them."""
_FONT = {"zh": "宋体", "en": "Calibri"}


def render_xlsx(content: Workbook | Document, lang: str) -> bytes:
    """The Excel file; the same content gives the same bytes. Of a document only its tables."""
    workbook = workbook_of(content)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as file:
        file.set_properties({"title": readable(workbook.title)[:255], "created": workbook.dated})
        styles = _styles(file, lang)
        names = list(_tabs([*(sheet.name for sheet in workbook.sheets), workbook.overview]))
        for sheet, name in zip(workbook.sheets, names[:-1], strict=True):
            _write(file.add_worksheet(name, RowSheet), sheet, workbook.mark, styles)
        if workbook.charts:
            write_overview(file, names[-1], workbook, styles, _FONT[lang])
    return buffer.getvalue()


def workbook_of(content: Workbook | Document) -> Workbook:
    """Of a document each table is a sheet, named after the heading or title above it."""
    return content if isinstance(content, Workbook) else _tables_of(content)


def _tables_of(document: Document) -> Workbook:
    sheets: list[Sheet] = []
    name = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            name = block.text
        elif isinstance(block, Title):
            name = f"{block.subtitle} {block.text}".strip()
        elif isinstance(block, Table):
            sheets.append(Sheet(name, name, block.columns, block.rows))
    if not sheets:
        sheets.append(Sheet(document.title, document.title, (Column(document.title, 60),), ()))
    return Workbook(document.title, tuple(sheets), document.dated, document.mark)


def _tabs(names: Sequence[str]) -> Iterator[str]:
    """Names that Excel takes: without its special characters, at most 31 characters, no two alike."""
    used: set[str] = set()
    for place, wanted in enumerate(names, start=1):
        name = _NOT_IN_TAB.sub(" ", readable(wanted)).strip("' ")[:_TAB] or str(place)
        if name.lower() in used or name.lower() == "history":
            name = f"{name[: _TAB - len(str(place)) - 1]} {place}"
        used.add(name.lower())
        yield name


def _styles(file: Any, lang: str) -> dict[str, Any]:
    base = {"font_name": _FONT[lang], "font_size": 10, "valign": "vcenter", "border": 1}
    return {
        "title": file.add_format({"font_name": _FONT[lang], "font_size": 16, "bold": True, "align": "left"}),
        "head": file.add_format(base | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#E7E6E6"}),
        "text": file.add_format(base | {"text_wrap": True, "align": "left"}),
        "centred": file.add_format(base | {"text_wrap": True, "align": "center"}),
        "number": file.add_format(base | {"align": "right", "num_format": "0.00##"}),
        "count": file.add_format(base | {"align": "right", "num_format": "0"}),
        **{tone: file.add_format({"font_color": ink, "bg_color": ground}) for tone, (ink, ground) in _TONES.items()},
        "date": file.add_format(base | {"align": "center", "num_format": "yyyy-mm-dd"}),
    }


def _write(sheet: Any, content: Sheet, mark: str, styles: dict[str, Any]) -> None:
    columns = content.columns
    widths = [max(6.0, column.width * _MM_TO_CHARACTERS) for column in columns]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    title = f"{content.title}（{mark}）" if mark else content.title
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, readable(title), styles["title"])
    sheet.set_row(1, height([column.title for column in columns], widths))
    for place, column in enumerate(columns):
        sheet.write_string(1, place, readable(column.title), styles["head"])
    encoders = [encoder(column.kind, width, styles) for column, width in zip(columns, widths, strict=True)]
    count = sheet.write_encoded(2, content.rows, encoders)
    sheet.freeze_panes(2, 0)
    if count:
        sheet.autofilter(1, 0, 1 + count, len(columns) - 1)
        _shade(sheet, content, 1 + count, styles)
    sheet.set_landscape()
    sheet.set_paper(_A3 if sum(widths) > _A4_HOLDS else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.set_footer("&C&P / &N")


def _shade(sheet: Any, content: Sheet, last: int, styles: dict[str, Any]) -> None:
    """Rules, so that a cell changed by hand changes its colour; the first that fits a cell holds."""
    if content.alarm:
        rule = {"type": "text", "criteria": "containing", "value": content.alarm, "format": styles["alarm"]}
        sheet.conditional_format(2, 0, last, len(content.columns) - 1, rule)
    for shade in content.shades:
        rule = {"type": "text", "criteria": "containing", "value": shade.text}
        if not shade.text:
            rule = {"type": "cell", "criteria": ">", "value": "0"}
        rule |= {"format": styles[shade.tone], "stop_if_true": True}
        sheet.conditional_format(2, shade.place, last, shade.place, rule)
