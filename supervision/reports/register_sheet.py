"""How a register reads: its rows in words, as a sheet, and words typed for a field back as codes.

Which rows there are is `queries.registers`' question; how a workbook is written is `xlsx`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from supervision.context import Reading
from supervision.domain.checks.column_kinds import Column as FileColumn
from supervision.domain.checks.column_kinds import Kind
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.checks.registers import EVERYTHING
from supervision.domain.decision_facts import ClassDecision
from supervision.i18n import Words
from supervision.queries.answering import Answerable
from supervision.queries.mentoring import PlaceChange, place_changes
from supervision.queries.people import people, unit_names
from supervision.queries.registers import RegisterLine
from supervision.queries.terms import wording
from supervision.reports.document import Cell, Column, Sheet, Workbook

_WIDTHS = {Kind.LINES: 40.0, Kind.TEXT: 24.0, Kind.DATE: 12.0}
_NOT_SHOWN = ("recorded_at",)


def shown_columns(name: str) -> list[FileColumn]:
    """The columns that people read."""
    return [column for column in FORMATS[name].columns if column.name not in _NOT_SHOWN]


def choice_name(words: Words, column: str, value: str) -> str:
    """A choice in words; its code where it has none."""
    return words.template(f"registers.choice.{column}.{value}") or value


class Namer:
    """Codes in words, read once: units, persons, choices."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.words = words
        self.units: Mapping[str, str] = unit_names(reading)
        self.people: Mapping[str, str] = {person.person_no: person.name for person in people(reading)}

    def cell(self, register: str, column: FileColumn, value: Any) -> Cell:
        """What a cell says to people."""
        if value is None or isinstance(value, datetime):
            return None if value is None else value.date()
        named = REGISTERS[register].names.get(column.name)
        if named == "unit" or column.name == "partner":
            return self.units.get(str(value), str(value))
        if named == "person":
            return self.people.get(str(value), str(value))
        if named == "scope" and value == EVERYTHING:
            return self.words("registers.everything")
        if column.kind is Kind.CHOICE:
            return choice_name(self.words, column.name, value)
        cell: Cell = value
        return cell


def shown_rows(
    reading: Reading, name: str, lines: Iterable[RegisterLine], words: Words
) -> tuple[list[str], list[list[Cell]]]:
    """Titles and rows in words; the last column says what has become of a row."""
    namer, columns = Namer(reading, words), shown_columns(name)
    titles = [*(words.noun("column", column.name) for column in columns), words("registers.column.state")]
    places = place_changes(reading) if name == "pairings" else {}
    rows = []
    for line in lines:
        said = [state_of(line, words), _place_change(places.get(line.number), words)]
        rows.append(
            [
                *(namer.cell(name, column, line.cells[column.name]) for column in columns),
                words.shown([each for each in said if each]) or "",
            ]
        )
    return titles, rows


def remarks_of(reading: Reading, name: str, words: Words) -> list[str]:
    """What stands below a register: of pairs, what the township means by 四联 and 四帮."""
    if name not in ("pairings", "contacts"):
        return []
    said = [(term, wording(reading, term)) for term in ("four_contacts", "four_helps")]
    return [f"{choice_name(words, 'term', term)}{words('registers.colon')}{text}" for term, text in said if text]


def _place_change(change: PlaceChange | None, words: Words) -> str:
    """The mentored branch's way through the ranking."""
    if change is None:
        return ""
    way = "same" if change.up == 0 else "risen" if change.up > 0 else "fallen"
    return words(
        f"registers.place.{way}", then_in=change.then_in, then=change.then, now_in=change.now_in, now=change.now,
        places=abs(change.up),
    )  # fmt: skip


def state_of(line: RegisterLine, words: Words) -> str:
    """Replaced by which row, still open, or nothing."""
    if line.replaced_by is not None:
        return words("registers.replaced", number=line.replaced_by)
    return words("registers.open") if line.open else ""


def register_sheet(reading: Reading, name: str, lines: Sequence[RegisterLine], words: Words) -> Workbook:
    """One register as a workbook."""
    titles, rows = shown_rows(reading, name, lines, words)
    kinds = [*(column.kind for column in shown_columns(name)), Kind.TEXT]
    columns = tuple(
        Column(title, _WIDTHS.get(kind, 14.0), "date" if kind is Kind.DATE else "text")
        for title, kind in zip(titles, kinds, strict=True)
    )
    title = words.noun("file", name)
    return Workbook(title, (Sheet(title, title, columns, tuple(map(tuple, rows))),), reading.now)


def class_told(words: Words, name: str, decided: ClassDecision | None, computed: str | None) -> str:
    """A unit's class as the committee decided it, beside the computed one."""
    if decided is None:
        return ""
    was = words.noun("class", computed) if computed is not None else "—"
    return words(
        "registers.class", unit=name, decided=words.noun("class", decided.group_class), computed=was,
        on=decided.decided_on, number=decided.decision_no,
    )  # fmt: skip


def typed_values(name: str, pairs: Iterable[tuple[str, str]], words: Words) -> dict[str, str]:
    """Fields and choices by their codes, whether they were typed as codes or in the present language."""
    columns = FORMATS[name].columns
    fields = {words.noun("column", column.name): column for column in columns}
    fields |= {column.name: column for column in columns}
    found = {}
    for field, value in pairs:
        column = fields.get(field)
        for choice in (column.choices or {}) if column is not None else ():
            if column is not None and choice_name(words, column.name, choice) == value:
                value = choice
        found[column.name if column is not None else field] = value
    return found


def reason_of(each: Answerable, names: Mapping[str, str], words: Words) -> str:
    """Why somebody answers: which duty for what, since when, by which row; or the post alone."""
    place = names.get(each.unit or "") or words("registers.township")
    scope = words("registers.everything") if each.scope == EVERYTHING else each.scope
    duty = choice_name(words, "duty", each.duty)
    if each.duty_no is None:
        return words("registers.by_post", place=place, duty=duty)
    return words(
        "registers.by_duty", place=place, duty=duty, scope=scope, since=each.valid_from, number=each.duty_no
    )  # fmt: skip
