"""The next meeting's agenda: decisions and commitments that are not done, those past their date first (row 29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.domain.register_facts import Commitment
from supervision.i18n import Words
from supervision.queries.people import township_name
from supervision.queries.registers import register_rows
from supervision.reports import shown
from supervision.reports.document import Block, Column, Document, Heading, Paragraph, Table, Title
from supervision.reports.register_sheet import Namer, choice_name


@dataclass(frozen=True, slots=True)
class Undone:
    """A commitment that stands undone, and by how many days it is late (0: not yet due)."""

    row: Commitment
    late_days: int


def undone(reading: Reading, day: date) -> list[Undone]:
    """What was promised by this day and is not done, the latest first, then by date."""
    rows = [row for row in register_rows(reading, "commitments") if row.made_on <= day]
    waiting = [row for row in rows if row.done_on is None or row.done_on > day]
    found = [Undone(row, max(0, (day - row.due_on).days)) for row in waiting]
    return sorted(found, key=lambda each: (each.row.due_on, each.row.commitment_no))


def meeting_agenda(reading: Reading, day: date, words: Words) -> Document:
    """The agenda as a document."""
    found, namer = undone(reading, day), Namer(reading, words)
    title = words("registers.agenda.title", township=township_name(reading))
    names = ("number", "matter", "unit", "person", "due", "late", "origin")
    widths = (3.0, 5.0, 2.0, 2.0, 2.4, 1.6, 2.4)
    columns = tuple(Column(words(f"registers.agenda.{name}"), width) for name, width in zip(names, widths, strict=True))
    rows = tuple(
        (
            each.row.commitment_no,
            each.row.matter,
            namer.units.get(each.row.unit or "", words("registers.township")),
            namer.people.get(each.row.responsible, each.row.responsible),
            each.row.due_on,
            words("registers.agenda.days", count=each.late_days) if each.late_days else "",
            choice_name(words, "origin", each.row.origin),
        )
        for each in found
    )
    late = sum(each.late_days > 0 for each in found)
    told = words("registers.agenda.told", day=shown.day(words, day), count=len(found), late=late)
    blocks: list[Block] = [Title(title), Paragraph(told), Heading(words("registers.agenda.undone"))]
    blocks.append(Table(columns, rows) if rows else Paragraph(words("registers.agenda.none")))
    return Document(title, tuple(blocks), reading.now)
