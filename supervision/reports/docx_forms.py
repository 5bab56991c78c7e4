"""How the parts of a form are set in Word: ruled boxes, tear lines, lines to sign on. Running text is `docx`'s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from supervision.reports.cells import shown_cell
from supervision.reports.document import Cell, Form, SignatureLines, TearLine
from supervision.reports.docx_look import Look, twips
from supervision.reports.docx_tables import BOX
from supervision.reports.docx_xml import Element, make, paragraph, row, run, table

LABEL = 0.215
"""Share of the page's width that a label takes in a row of one pair."""
TALL = 14
"""Millimetres of a row in which people write by hand."""
_LINE = "＿" * 8


def form(block: Form, look: Look, width: float, lang: str) -> Iterator[Element]:
    """One table a row, glued together: rows may have different numbers of cells."""
    for place, pairs in enumerate(block.rows):
        share = width / len(pairs)
        label = width * LABEL if len(pairs) < 3 else share * 0.45
        widths = [part for _ in pairs for part in (label, share - label)]
        found = table(widths, BOX)
        cells = [cell for pair in pairs for cell in _pair(pair, look, lang)]
        line = row(cells, widths)
        if place in block.tall:
            line[0].append(make("trHeight", val=twips(TALL), hRule="atLeast"))
        found.append(line)
        yield found
        if place + 1 < len(block.rows):
            yield paragraph(pitch=0.05)
    yield paragraph(pitch=8)


def _pair(pair: tuple[str, Cell], look: Look, lang: str) -> tuple[Element, Element]:
    label, value = pair
    pitch = look.table_pitch + 3
    head, face = (replace(each, size=each.size + 1.5) for each in (look.table_head, look.table))
    return (
        paragraph(run(label, head), align="center", pitch=pitch, before=2, after=2),
        paragraph(run(shown_cell(value, lang), face), align="left", pitch=pitch, before=2, after=2),
    )


def tear_line(block: TearLine, look: Look) -> Iterator[Element]:
    """A dashed line over the whole width, and below it what the receipt is called."""
    line = {"val": "dashed", "sz": 6, "space": 1, "color": "000000"}
    yield paragraph(pitch=10, line_below=line, before=8, keep_next=True)
    yield paragraph(run(block.text, look.heading), align="center", pitch=look.pitch, before=4, keep_next=True)


def signature_lines(block: SignatureLines, look: Look) -> Iterator[Element]:
    for label in block.labels:
        yield paragraph(run(f"{label}{_LINE}", look.body), pitch=look.pitch, before=6, keep_next=True)
