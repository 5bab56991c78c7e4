"""What the registers (台账) hold: which there are with their counts, one register's rows, one row with its history.

Who answers for a matter is `answering`'s question, what is missing `register_gaps`'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from supervision.context import Reading
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.register_kinds import REGISTERS, RegisterKind, standing
from supervision.domain.errors import BadInput
from supervision.queries.people import unit_names
from supervision.store.mapping import KINDS, PEOPLE

MASK = "＊"
"""What stands for a name that a list does not show."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One row as it is shown: its number, what its columns say, whether it was replaced or is still to be done."""

    number: str
    unit: str | None
    cells: Mapping[str, Any]
    replaced_by: str | None
    open: bool


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """A register with the rows that stand in it and how many of them are open."""

    name: str
    rows: int
    open: int | None
    last_on: date | None


def register_kind(name: str) -> RegisterKind:
    """Raises BadInput for a register that there is not."""
    if name not in REGISTERS:
        raise BadInput("bad-choice", value=name, allowed=list(REGISTERS))
    return REGISTERS[name]


def register_rows(reading: Reading, name: str) -> list[Any]:
    """The facts of a register that stand, oldest number first; a branch sees its own unit's and the township's."""
    kind = register_kind(name)
    rows = standing(name, KINDS[name].read(reading.session, reading.township))
    return sorted(_seen(reading, rows), key=lambda row: str(getattr(row, kind.key)))


def _seen(reading: Reading, rows: Sequence[Any]) -> list[Any]:
    own = reading.actor.unit
    return [row for row in rows if own is None or getattr(row, "unit", None) in (None, own)]


def register_lines(
    reading: Reading, name: str, *, unit: str | None = None, only_open: bool = False, on: date | None = None
) -> list[RegisterLine]:
    """Every row of a register, replaced ones too unless `only_open`, the newest matter first."""
    kind = register_kind(name)
    rows = _seen(reading, KINDS[name].read(reading.session, reading.township))
    by = {row.supersedes: getattr(row, kind.key) for row in rows if getattr(row, "supersedes", None) is not None}
    day = on or reading.today
    lines = [_line(kind, row, by, day) for row in rows if unit is None or getattr(row, "unit", None) == unit]
    if only_open:
        lines = [line for line in lines if line.open]
    when = kind.day or "valid_from"
    return sorted(lines, key=lambda line: (str(line.cells.get(when) or ""), line.number), reverse=True)


def _line(kind: RegisterKind, row: Any, by: Mapping[str, str], day: date) -> RegisterLine:
    number = str(getattr(row, kind.key))
    replaced = by.get(number)
    is_open = replaced is None and kind.is_open is not None and kind.is_open(row, day)
    columns = FORMATS[kind.name].columns
    cells = {each.name: MASK if each.name in kind.masked else getattr(row, each.name) for each in columns}
    return RegisterLine(number, cells.get("unit"), cells, replaced, is_open)


def register_line(reading: Reading, name: str, number: str) -> list[RegisterLine]:
    """One row, and behind it the rows that it replaced. Raises BadInput when there is none."""
    lines = {line.number: line for line in register_lines(reading, name)}
    if number not in lines:
        raise BadInput("unknown-row", value=number)
    found = [lines[number]]
    while (old := found[-1].cells.get("supersedes")) in lines:
        found.append(lines[str(old)])
    return found


def register_counts(reading: Reading) -> list[RegisterCount]:
    """Every register, in their order."""
    return [_count(reading, kind) for kind in REGISTERS.values()]


def _count(reading: Reading, kind: RegisterKind) -> RegisterCount:
    rows = register_rows(reading, kind.name)
    open_rows = None if kind.is_open is None else sum(kind.is_open(row, reading.today) for row in rows)
    days = [getattr(row, kind.day) for row in rows] if kind.day is not None else []
    return RegisterCount(kind.name, len(rows), open_rows, max(days, default=None))


def is_empty(reading: Reading, name: str) -> bool:
    """Has nobody entered anything in this register yet?"""
    table = KINDS[name].table
    rows = select(func.count()).select_from(table).where(table.c.township == reading.township)
    return not reading.session.execute(rows).scalar_one()


def coded(reading: Reading, name: str, values: Mapping[str, str]) -> dict[str, str]:
    """The same values with units and persons by their codes. Raises BadInput for a name that several have."""
    named = register_kind(name).names
    units = {shown: code for code, shown in unit_names(reading).items()}
    found = dict(values)
    for column, value in values.items():
        if named.get(column) == "unit" or (column == "partner" and value in units):
            found[column] = units.get(value, value)
        elif named.get(column) == "person":
            found[column] = _person(reading, value)
    return found


def _person(reading: Reading, value: str) -> str:
    people = PEOPLE.read(reading.session, reading.township)
    fitting = sorted(person.person_no for person in people if person.name == value)
    if len(fitting) > 1:
        raise BadInput("ambiguous-person", value=value, allowed=fitting)
    return fitting[0] if fitting else value
