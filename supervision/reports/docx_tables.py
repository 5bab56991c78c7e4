"""How a table of figures is set in Word: head on every page, no row torn, small type where it has many columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from supervision.reports.cells import shown_cell
from supervision.reports.document import Table
from supervision.reports.docx_look import MANY_COLUMNS, Face, Look
from supervision.reports.docx_xml import Element, keep_with_next, paragraph, row, run, table

BOX = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), 4)
_ALIGN = {"text": "left", "centred": "center", "number": "right", "date": "center"}


def data_table(block: Table, look: Look, width: float, lang: str) -> Iterator[Element]:
    """The table and the little room below it."""
    share = width / sum(column.width for column in block.columns)
    widths = [column.width * share for column in block.columns]
    small = 0 if len(block.columns) < MANY_COLUMNS else look.smaller
    found = table(widths, BOX)
    head = [_cell(each.title, look.table_head, "center", look, small) for each in block.columns]
    for cell in head:
        keep_with_next(cell)
    found.append(row(head, widths, repeated=True))
    for place, line in enumerate(block.rows, start=1):
        cells = [
            _cell(shown_cell(value, lang), look.table, _ALIGN[column.kind], look, small)
            for value, column in zip(line, block.columns, strict=True)
        ]
        for cell in cells if block.together and place < len(block.rows) else ():
            keep_with_next(cell)
        found.append(row(cells, widths))
    yield found
    yield paragraph(pitch=8)


def _cell(text: str, face: Face, align: str, look: Look, smaller: float) -> Element:
    face = replace(face, size=face.size - smaller)
    pitch = look.table_pitch - smaller
    return paragraph(run(text, face), align=align, pitch=pitch, before=1.5, after=1.5)
