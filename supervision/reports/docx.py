"""How a document becomes a Word file in the layout of GB/T 9704-2012. What it says is the question of who made it."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatchmethod
from itertools import zip_longest
from pathlib import Path
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn

from supervision.reports import docx_look as look
from supervision.reports.cells import with_short_dates
from supervision.reports.document import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Chart,
    Document,
    Form,
    Heading,
    Imprint,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Signature,
    SignatureLines,
    Table,
    TearLine,
    Title,
)
from supervision.reports.docx_archive import same_bytes
from supervision.reports.docx_chart import chart_run
from supervision.reports.docx_forms import form, signature_lines, tear_line
from supervision.reports.docx_styles import look_in, paper_in
from supervision.reports.docx_tables import data_table
from supervision.reports.docx_xml import (
    Element,
    keep_with_next,
    lay_out,
    paragraph,
    room_below,
    row,
    run,
    table,
    text_of,
)
from supervision.reports.templates.filling import BODY, fill
from supervision.reports.templates.kinds import FORMS
from supervision.reports.templates.places import template_of


def render_docx(document: Document, lang: str, templates: Path | None = None) -> bytes:
    """The Word file; the same document and template give the same bytes.

    `templates` is the folder of an office's own templates. Raises BadInput for one that did not pass the check.
    """
    template = template_of(document.kind, lang, templates)
    fields = {**dict(document.fields), "mark": document.mark}
    return render_body(document, lang, fill(template, fields))


def render_body(document: Document, lang: str, frame: bytes) -> bytes:
    """The document written into a filled template, where its body belongs."""
    return _Writer(document, lang, frame).bytes()


class _Writer:
    """Writes the blocks where the template's body field stood; a form's template has none and is finished already."""

    def __init__(self, document: Document, lang: str, template: bytes) -> None:
        self.document, self.lang = with_short_dates(document, lang), lang
        self.file: Any = python_docx.Document(io.BytesIO(template))
        self.body = self.file.element.body
        self.last_section = self.body.find(qn("w:sectPr"))
        self.look = look_in(self.file, lang)
        self.upright = paper_in(self.last_section)
        self.paper = self.upright
        self.charts = 0
        self.below_red_line = any(isinstance(block, Letterhead) for block in document.blocks)
        self.closing = 0.3 if document.kind in FORMS or not document.title else 2

    def bytes(self) -> bytes:
        place = next((each for each in self.body if text_of(each) == BODY), None)
        if place is not None:
            self._write_before(place)
            self.body.remove(place)
        self._properties()
        buffer = io.BytesIO()
        self.file.save(buffer)
        return same_bytes(buffer.getvalue())

    def _write_before(self, place: Element) -> None:
        for block, following in zip_longest(self.document.blocks, self.document.blocks[1:]):
            for element in self._of(block):
                if isinstance(following, Table) and isinstance(block, Note):
                    keep_with_next(element)
                place.addprevious(element)
            last = place.getprevious()
            if last is not None and last.tag == qn("w:p"):
                room_below(last, self._room(block, following))
        if place.getprevious() is not None and place.getprevious().tag == qn("w:tbl"):
            place.addprevious(paragraph(pitch=1))
        self._lay_out(self.last_section)

    def _room(self, block: Block, following: Block | None) -> float:
        """Points between two blocks beyond what each asks for."""
        own = self.document.title and self.document.kind not in FORMS  # a form's template is made of one without
        if isinstance(block, Title) and own and not self.below_red_line:
            return self.look.pitch / 2
        return look.ABOVE_TABLE if isinstance(following, Table | Form) else 0

    @singledispatchmethod
    def _of(self, block: Any) -> Iterator[Element]:
        raise TypeError(block)

    @_of.register
    def _(self, block: Letterhead) -> Iterator[Element]:
        face = self.look.mark
        fitting = min(face.size, 420 / max(1, _ems(block.issuer)))
        mark = replace(face, size=fitting)
        yield paragraph(run(block.issuer, mark), align="center", before=30, after=26)
        line = {"val": "single", "sz": 18, "space": 11, "color": look.RED}
        yield paragraph(run(block.number, self.look.number), align="center", pitch=self.look.pitch, line_below=line)

    @_of.register
    def _(self, block: Title) -> Iterator[Element]:
        lines = block.text.split("\n")
        for place, line in enumerate(lines):
            before = 2 * self.look.pitch if place == 0 and self.below_red_line else 0
            pitch = self.look.title.size * 1.5
            yield paragraph(run(line, self.look.title), align="center", pitch=pitch, before=before, keep_next=True)
        if block.subtitle:
            yield paragraph(run(block.subtitle, self.look.subtitle), align="center", pitch=self.look.pitch)

    @_of.register
    def _(self, block: Addressee) -> Iterator[Element]:
        yield paragraph(run(block.text, self.look.body), pitch=self.look.pitch, before=self.look.pitch)

    @_of.register
    def _(self, block: Heading) -> Iterator[Element]:
        if block.level == 3:
            yield paragraph(
                run(block.text, self.look.table_head), pitch=self.look.pitch, before=6, keep_next=True, outline=2
            )
            return
        face = self.look.heading if block.level == 1 else self.look.subheading
        yield paragraph(
            run(block.text, face),
            pitch=self.look.pitch,
            indent=self._indent(face),
            keep_next=True,
            outline=block.level - 1,
            before=0 if self.lang == "zh" else 6,
        )

    @_of.register
    def _(self, block: Paragraph) -> Iterator[Element]:
        lead = self.look.subheading if block.level == 2 else self.look.lead
        runs = [run(block.lead, lead)] if block.lead else []
        runs.append(run(block.text, self.look.body))
        yield paragraph(
            *runs,
            align="left",  # justified lines would be torn wide open before long numbers
            pitch=self.look.pitch,
            indent=self._indent(self.look.body),
            after=0 if self.lang == "zh" else 6,
        )

    @_of.register
    def _(self, block: Table) -> Iterator[Element]:
        yield from data_table(block, self.look, self.paper.text_width, self.lang)

    @_of.register
    def _(self, block: Attachments) -> Iterator[Element]:
        body = self.look.body
        numbers = [f"{place}. " if len(block.names) > 1 else "" for place in range(1, len(block.names) + 1)]
        left = round(body.size * 20 * (self.look.indent_characters + _ems(block.label)))
        for place, (number, name) in enumerate(zip(numbers, block.names, strict=True)):
            text = (block.label if place == 0 else "") + number + name
            first = round(body.size * 20 * self.look.indent_characters) if place == 0 else left
            yield paragraph(
                run(text, body),
                pitch=self.look.pitch,
                before=self.look.pitch if place == 0 else 0,
                indent={"left": first, "firstLine": 0},
            )

    @_of.register
    def _(self, block: Signature) -> Iterator[Element]:
        right = round(self.look.body.size * 20 * 4)
        overhang = (_ems(block.issuer) - _ems(block.day)) / 2 * self.look.body.size * 20
        issuer = max(0, round(right - overhang))
        yield paragraph(
            run(block.issuer, self.look.body),
            align="right",
            pitch=self.look.pitch,
            before=self.closing * self.look.pitch,
            indent={"right": issuer},
            keep_next=True,
        )
        yield paragraph(run(block.day, self.look.body), align="right", pitch=self.look.pitch, indent={"right": right})

    @_of.register
    def _(self, block: Annex) -> Iterator[Element]:
        paper = look.WIDE if block.wide else self.upright
        turned = paper is not self.paper
        if turned:
            yield self._end_section()
            self.paper = paper
        yield paragraph(run(block.label, self.look.heading), pitch=self.look.pitch, new_page=not turned, keep_next=True)
        yield paragraph(
            run(block.title, self.look.title),
            align="center",
            pitch=self.look.title.size * 1.5,
            after=6,
            keep_next=True,
            outline=0,
        )

    @_of.register
    def _(self, block: Note) -> Iterator[Element]:
        yield paragraph(run(block.text, self.look.note), pitch=self.look.table_pitch, before=2, after=2)

    @_of.register
    def _(self, block: Imprint) -> Iterator[Element]:
        whole = self.paper.text_width
        outer, inner, face = 8, 6, self.look.imprint
        yield paragraph(pitch=self.look.pitch)
        copies = table([whole], {"top": outer, "bottom": inner})
        copies.append(row([paragraph(run(block.copies, face), pitch=22)], [whole]))
        yield copies
        yield paragraph(pitch=1)
        halves = [whole * 0.6, whole * 0.4]
        issued = table(halves, {"bottom": outer})
        cells = [
            paragraph(run(block.office, face), pitch=22),
            paragraph(run(block.day, face), align="right", pitch=22),
        ]
        issued.append(row(cells, halves))
        yield issued

    @_of.register
    def _(self, block: Form) -> Iterator[Element]:
        yield from form(block, self.look, self.paper.text_width, self.lang)

    @_of.register
    def _(self, block: Chart) -> Iterator[Element]:
        self.charts += 1
        yield paragraph(chart_run(block, self.file, self.charts, self.paper.text_width), align="center", before=4)

    @_of.register
    def _(self, block: PageBreak) -> Iterator[Element]:
        yield paragraph(pitch=1, new_page=True)

    @_of.register
    def _(self, block: TearLine) -> Iterator[Element]:
        yield from tear_line(block, self.look)

    @_of.register
    def _(self, block: SignatureLines) -> Iterator[Element]:
        yield from signature_lines(block, self.look)

    def _indent(self, face: look.Face) -> dict[str, int]:
        characters = self.look.indent_characters
        first = round(face.size * 20 * characters)
        return {"firstLineChars": 100 * characters, "firstLine": first} if characters else {}

    def _lay_out(self, section: Element) -> None:
        """An upright page stays as the template has it; a wide one is ours."""
        if self.paper is not self.upright:
            lay_out(section, self.paper, self.paper.bottom - look.NUMBER_BELOW - 5, None)

    def _end_section(self) -> Element:
        """A paragraph that ends the section so far, with the same headers and footers."""
        section = copy.deepcopy(self.last_section)
        self._lay_out(section)
        found = paragraph(pitch=1)
        found.find(qn("w:pPr")).append(section)
        return found

    def _properties(self) -> None:
        about = self.file.core_properties
        about.title, about.author, about.last_modified_by, about.comments = self.document.title[:255], "", "", ""
        about.created = about.modified = self.document.dated
        about.language = "zh-CN" if self.lang == "zh" else "en"
        about.revision = 1


def _ems(text: str) -> float:
    """How wide a text is in full-width characters."""
    return sum(1.0 if ord(each) > 0x2E7F else 0.5 for each in text)
