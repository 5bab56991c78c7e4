"""A sender's own sheet given back, every wrong cell in red with its reason; before it a sheet with all reasons.

Values only: no formulas, no macros, no links. What is wrong is `domain.checks`' question, its words are the door's.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any

import xlsxwriter

from supervision.domain.checks.office import Review
from supervision.domain.errors import RowError
from supervision.i18n import Words
from supervision.reports.xlsx_rows import height

_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_CREATED = datetime(2000, 1, 1)
"""The same content gives the same bytes."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_NAME_LENGTH, _COMMENT_LENGTH = 31, 1000
_A4 = 9
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 48, 500
"""Widths of the copy's columns in characters, and from how many of its rows they are taken."""
_WIDTHS = (8, 10, 20, 28, 90)


def marked_copy(review: Review, said: Callable[[RowError], str], words: Words) -> bytes:
    """The workbook; `said` tells one error in the reader's language."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, _PLAIN)
    book.set_properties({"created": _CREATED})
    first = words("importing.errors")
    _list_errors(book, book.add_worksheet(first), review.errors, said, words)
    name = _NOT_IN_A_NAME.sub(" ", review.grid.name)[: _NAME_LENGTH - 2].strip() or words("importing.table")
    _copy(book, book.add_worksheet(name if name.lower() != first.lower() else f"{name} 2"), review, said)
    book.close()
    return made.getvalue()


def _list_errors(
    book: Any, sheet: Any, errors: Iterable[RowError], said: Callable[[RowError], str], words: Words
) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (name, width) in enumerate(zip(("line", "cell", "header", "value", "reason"), _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, words(f"importing.column.{name}"), bold)
    for row, error in enumerate(errors, 1):
        facts = dict(error.facts)
        told = (
            str(error.line or ""),
            facts.get("cell", ""),
            facts.get("header", error.column or ""),
            error.value or "",
        )
        texts = (*told, said(error))
        sheet.set_row(row, height(texts, _WIDTHS))
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, wrapped)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _copy(book: Any, sheet: Any, review: Review, said: Callable[[RowError], str]) -> None:
    marks = _marks(review, said)
    red = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
    styles = {
        (marked, form): book.add_format({**(red if marked else {}), **({"num_format": form} if form else {})})
        for marked in (False, True)
        for form in ("", "yyyy-mm-dd", "yyyy-mm-dd hh:mm")
    }
    for place, width in enumerate(_fitting(review.grid.rows[:_LOOKED_AT])):
        sheet.set_column(place, place, width)
    for row, values in enumerate(review.grid.rows):
        for place, value in enumerate(values):
            if value not in (None, ""):
                _write(sheet, row, place, value, partial(_styled, styles, (row, place) in marks))
    for (row, place), reasons in marks.items():
        values = review.grid.rows[row]
        if place >= len(values) or values[place] in (None, ""):
            sheet.write_blank(row, place, None, styles[True, ""])
        sheet.write_comment(row, place, "\n".join(reasons)[:_COMMENT_LENGTH], {"x_scale": 2})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _fitting(rows: Sequence[Sequence[object]]) -> list[int]:
    """How wide the columns must be, in characters, for most of what they say; a lone cell in its row is a title."""
    widths = [_NARROWEST] * max(map(len, rows), default=0)
    for values in rows:
        filled = [(place, str(value)) for place, value in enumerate(values) if value not in (None, "")]
        for place, text in filled if len(filled) > 1 else ():
            needed = max((len(line) + len(line.encode())) // 2 for line in [*text.splitlines(), ""]) + 2
            widths[place] = min(max(widths[place], needed), _WIDEST)
    return widths


def _styled(styles: Mapping[tuple[bool, str], Any], marked: bool, form: str) -> Any:
    return styles[marked, form]


def _marks(review: Review, said: Callable[[RowError], str]) -> Mapping[tuple[int, int], list[str]]:
    """The wrong cells; an error of a column that the sender does not have stands at the row's first column."""
    first = min(review.places.values(), default=0)
    found: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for error in review.errors:
        if error.line is not None and 0 < error.line <= len(review.grid.rows):
            found[error.line - 1, review.places.get(error.column or "", first)].append(said(error))
    return found


def _write(sheet: Any, row: int, place: int, value: object, style: Callable[[str], Any]) -> None:
    match value:
        case datetime():
            sheet.write_datetime(
                row, place, value, style("yyyy-mm-dd hh:mm" if value.time() != time() else "yyyy-mm-dd")
            )
        case date():
            sheet.write_datetime(row, place, value, style("yyyy-mm-dd"))
        case int() | float() if not isinstance(value, bool):
            sheet.write_number(row, place, value, style(""))
        case _:
            sheet.write_string(row, place, str(value), style(""))
