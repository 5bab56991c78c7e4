"""No document of the sample half-year has a blank page or text outside its type area; all are set as asked."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from supervision.context import Context
from supervision.i18n import LANGUAGES
from supervision.reports.docx_look import UPRIGHT, WIDE, Paper, look_of, twips
from supervision.reports.pdf import converter
from supervision.reports.writing import render
from tests.reports.every_document import Made, every_document, to_pages
from tests.reports.pages import Page, pages_of

TOLERANCE = 1.5
"""Millimetres that a glyph's box may be wider or higher than its line."""
SHEET_SIDES = 0.7 * 25.4
NUMBER = re.compile(r"—(\d+)—")


# From the files themselves


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.heavy)])
def test_every_document_is_set_as_the_standard_asks(half_year: Context, lang: str) -> None:
    made = [each for each in every_document(half_year, lang) if each.suffix == ".docx"]
    assert len(made) >= 24
    for each in made:
        file = docx.Document(io.BytesIO(render(each.content, ".docx", lang)))
        _check_fonts(file, each.name)
        _check_margins(file, each.name)
        _check_pitch(file, each.name, lang)
        _check_tables(file, each.name)
        assert file.settings.odd_and_even_pages_header_footer


def _check_fonts(file: Any, name: str) -> None:
    parts = [file.element.body]
    for section in file.sections:
        furniture = (section.footer, section.even_page_footer, section.header, section.even_page_header)
        parts += [each._element for each in furniture]
    for run in (run for part in parts for run in part.iter(qn("w:r")) if run.find(qn("w:drawing")) is None):
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts is not None, name
        assert fonts.get(qn("w:eastAsia")), name


def _check_margins(file: Any, name: str) -> None:
    for section in file.sections:
        paper = UPRIGHT if section.page_width < section.page_height else WIDE
        sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        wanted = [twips(side) for side in (paper.top, paper.right, paper.bottom, paper.left)]
        assert [side.twips for side in sides] == wanted, name
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (paper.width, paper.height), name


def _check_pitch(file: Any, name: str, lang: str) -> None:
    """Every line has an exact pitch, body text that of the standard; pictures and the red head grow with their line."""
    look = look_of(lang)
    body, title = round(look.body.size * 2), round(look.title.size * 2)
    for paragraph in file.element.body.iter(qn("w:p")):
        sizes = {int(each.get(qn("w:val"))) for each in paragraph.iter(qn("w:sz"))}
        if paragraph.find(f".//{qn('w:drawing')}") is not None or max(sizes, default=0) > title:
            continue
        spacing = paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        assert spacing.get(qn("w:lineRule")) == "exact", name
        if paragraph.getparent().tag == qn("w:body") and sizes == {body}:
            assert int(spacing.get(qn("w:line"))) == round(look.pitch * 20), name


def _check_tables(file: Any, name: str) -> None:
    """No row is torn; a table of rows repeats its head on every page."""
    for table in file.element.body.findall(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows), name
        columns = {len(row.findall(qn("w:tc"))) for row in rows}
        if len(columns) == 1 and columns != {1} and len(rows) > 12:
            assert rows[0].find(f".//{qn('w:tblHeader')}") is not None, name
        width = sum(int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol")))
        assert width <= twips(max(UPRIGHT.text_width, WIDE.text_width)) + len(columns) * 10, name


# From the pages


@pytest.mark.heavy
@pytest.mark.skipif(converter() is None or not shutil.which("pdftotext"), reason="LibreOffice or poppler is missing")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_document_has_a_blank_page_or_text_outside_its_type_area(
    half_year: Context, tmp_path: Path, lang: str
) -> None:
    documents = every_document(half_year, lang)
    files = to_pages(documents, lang, tmp_path)
    told = []
    for each in documents:
        pages = pages_of(files[each.name])
        told.append(f"{each.name} {len(pages)}")
        assert len(pages) == each.pages if each.pages else pages, told[-1]
        for number, page in enumerate(pages, start=1):
            check = _check_sheet if each.suffix == ".xlsx" else _check_page
            check(page, number, each)
    print(f"{lang}: {', '.join(told)}")


def _check_page(page: Page, number: int, made: Made) -> None:
    """Text inside the type area, the page's number below it at the outer side, at most the mark above it."""
    paper = UPRIGHT if page.width < page.height else WIDE
    body = page.between(paper.top - TOLERANCE, paper.height - paper.bottom + TOLERANCE)
    where = f"{made.name}, page {number}"
    assert body, f"{where} is blank"
    _check_sides(body, paper.left, page.width - paper.right, where)
    above = "".join(word.text for word in page.between(0, paper.top - TOLERANCE))
    assert above == "".join(made.content.mark.split()), where
    below = page.between(paper.height - paper.bottom + TOLERANCE, page.height)
    found = NUMBER.fullmatch("".join(word.text for word in below))
    assert found is not None, where
    assert int(found[1]) == number, where
    _check_side(below[0].left, page, number, where)


def _check_sides(body: list[Any], left: float, right: float, where: str) -> None:
    for word in body:
        inside = word.left >= left - TOLERANCE and word.right <= right + TOLERANCE
        assert inside, f"{where}: {word}"


def _check_side(left: float, page: Page, number: int, where: str) -> None:
    """Odd numbers at the right, even ones at the left."""
    assert (left > page.width / 2) == (number % 2 == 1), where


def _check_sheet(page: Page, number: int, made: Made) -> None:
    where = f"{made.name}, page {number}"
    assert len(page.words) > 2, f"{where} is blank but for its number"
    _check_sides(list(page.words), SHEET_SIDES, page.width - SHEET_SIDES, where)


def test_the_two_papers_leave_room_for_the_text() -> None:
    """The type area of the standard: 156 × 225 mm."""
    assert (UPRIGHT.text_width, _text_height(UPRIGHT)) == (156, 225)


def _text_height(paper: Paper) -> float:
    return paper.height - paper.top - paper.bottom
