"""How the templates that come with the program are made; `python -m supervision.reports.templates` writes them.

A form's template is the form itself with `{{ field }}` in place of each value, set by the writer of documents: what is
printed and what stands on the screen cannot drift apart.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn

from supervision.i18n import Words
from supervision.reports import docx_look as look
from supervision.reports.document import Document
from supervision.reports.docx import render_body
from supervision.reports.docx_archive import same_bytes
from supervision.reports.docx_styles import add_styles
from supervision.reports.docx_xml import Element, field, lay_out, paragraph, run
from supervision.reports.form_texts import form_blocks
from supervision.reports.templates.filling import BODY
from supervision.reports.templates.kinds import FORMS

GRID = {"type": "linesAndChars", "linePitch": 579, "charSpace": -848}
_MADE = datetime(2026, 1, 1)


def build(kind: str, lang: str) -> bytes:
    """The template of that kind; always the same bytes."""
    if kind not in FORMS:
        return _frame(lang, "{{ body }}")
    fields = {name: f"{{{{ {name} }}}}" for name in FORMS[kind]}
    blocks = tuple(form_blocks(kind, fields, Words(lang)))
    frame = _frame(lang, BODY)
    return render_body(Document("", blocks, _MADE), lang, frame)


def _frame(lang: str, text: str) -> bytes:
    """Paper, named styles, page numbers, the mark above every page, and one paragraph."""
    face = look.look_of(lang)
    file: Any = python_docx.Document()
    body = file.element.body
    section = body.find(qn("w:sectPr"))
    for old in list(body):
        if old is not section:
            body.remove(old)
    add_styles(file, face)
    section.addprevious(paragraph(run(text, face.body), pitch=face.pitch))
    _furniture(file, face)
    lay_out(section, look.UPRIGHT, look.UPRIGHT.bottom - look.NUMBER_BELOW - 5, GRID if lang == "zh" else None)
    _as_word_2013(file)
    about = file.core_properties
    about.title = about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = _MADE
    about.revision = 1
    buffer = io.BytesIO()
    file.save(buffer)
    return same_bytes(buffer.getvalue())


def _as_word_2013(file: Any) -> None:
    """Tables end where the type area ends, and Word does not open the file in its compatibility mode."""
    for each in file.settings.element.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), "15")


def _furniture(file: Any, face: look.Look) -> None:
    """Page numbers, odd right and even left; the mark of a draft above every page."""
    file.settings.odd_and_even_pages_header_footer = True
    section = file.sections[0]
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        side = {align: round(face.page.size * 20)}
        runs = [run("— ", face.page), *field("PAGE", face.page), run(" —", face.page)]
        _put(footer, paragraph(*runs, align=align, indent=side))
    for header in (section.header, section.even_page_header):
        mark = look.Face(look.HEI, face.note.size, colour=look.RED)
        _put(header, paragraph(run("{{ mark }}", mark), align="center"))


def _put(part: Any, content: Element) -> None:
    part.is_linked_to_previous = False
    for old in list(part._element):
        part._element.remove(old)
    part._element.append(content)
