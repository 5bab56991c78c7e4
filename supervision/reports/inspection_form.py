"""What a village's inspection form (督查检查表) says on paper: numbered lines to tick, space to write and to sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from supervision.context import Reading
from supervision.i18n import Words
from supervision.queries.inspection_forms import FormRow, PrintedForm
from supervision.queries.people import unit_names
from supervision.reports import shown
from supervision.reports.document import Block, Cell, Column, Document, Note, PageBreak, SignatureLines, Table, Title

_WIDTHS = (
    ("number", 8), ("item", 35), ("what", 50), ("lost", 10), ("fine", 9), ("found", 24), ("severity", 10), ("term", 10),
)  # fmt: skip
"""Shares of the page's width, as `Column` wants them."""
_CENTRED = frozenset({"number", "lost", "fine", "severity"})
_BOX = "□"


def inspection_forms(reading: Reading, forms: Sequence[PrintedForm], words: Words) -> Document:
    """One form, or those of several villages, each on pages of its own."""
    names = unit_names(reading)
    blocks: list[Block] = []
    for form in forms:
        blocks += [PageBreak()] if blocks else []
        blocks += _form(form, names.get(form.unit, form.unit), words)
    title = words("forms.title")
    return Document(title, tuple(blocks), max(form.printed_at for form in forms))


def _form(form: PrintedForm, unit: str, words: Words) -> list[Block]:
    columns = tuple(
        Column(words(f"forms.column.{name}"), width, "centred" if name in _CENTRED else "text")
        for name, width in _WIDTHS
    )
    rows = tuple(_line(row, words) for row in form.rows)
    title = words("forms.title-of", unit=unit, month=shown.month(words, form.period))
    return [
        Title(title, words("forms.number", number=form.number)),
        Table(columns, rows),
        Note(words("forms.how")),
        SignatureLines((words("forms.inspector"), words("forms.secretary"))),
    ]


def _line(row: FormRow, words: Words) -> tuple[Cell, ...]:
    name = row.name_zh if words.lang == "zh" else row.name_en
    if row.task_no:
        due = date.fromisoformat(row.due) if row.due else None
        told = words("forms.verify", number=row.task_no, problem=row.text)
        day = f"{due.month}-{due.day}" if due else ""
        return (str(row.row), name, told, "", _BOX, "", "", day)
    usual = "；".join(f"{place}.{text}" for place, (text, _) in enumerate(row.usual, 1))
    return (str(row.row), name, usual or row.text, row.lost, _BOX, "", "", "")
