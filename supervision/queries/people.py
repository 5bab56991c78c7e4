"""Who there is and what they answer for. What they may do is `domain.permission`'s question."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Row, select

from supervision.context import Reading
from supervision.domain.errors import BadInput, NotPermitted
from supervision.domain.permission import Actor, Role
from supervision.domain.posts import LEFT
from supervision.queries.posts import posts_today
from supervision.store.mapping import table_of
from supervision.store.tables.township import PersonRow, TownshipRow, UnitRow

_PEOPLE = table_of(PersonRow)
_UNITS = table_of(UnitRow)
_TOWNSHIPS = table_of(TownshipRow)
VILLAGE = "village"
"""The type of unit that is ranked; other branches come after them in every list."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a list; `unit_name` is empty for township staff."""

    person_no: str
    name: str
    role: str
    unit: str | None
    unit_name: str | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with the attributes that hold today."""

    unit: str
    name: str
    unit_type: str
    formal_members: int
    party_groups: int
    secretary_no: str | None
    secretary: str | None


def townships(reading: Reading) -> dict[str, str]:
    """All townships of the database: their names by their codes."""
    rows = reading.session.execute(select(_TOWNSHIPS.c.township, _TOWNSHIPS.c.name).order_by(_TOWNSHIPS.c.township))
    return {row.township: row.name for row in rows}


def is_township(reading: Reading, code: str) -> bool:
    """Does the database have this township? A county has a thousand: they are not all read to find one."""
    chosen = select(_TOWNSHIPS.c.township).where(_TOWNSHIPS.c.township == code)
    return reading.session.execute(chosen).first() is not None


def township_name(reading: Reading) -> str:
    """The township's own name."""
    name = reading.session.execute(select(_TOWNSHIPS.c.name).where(_TOWNSHIPS.c.township == reading.township)).scalar()
    return name or reading.township


def find_actor(reading: Reading, person_no: str) -> Actor:
    """The person as somebody who acts today. Raises BadInput when there is none with that number.

    Raises NotPermitted for somebody who holds no post today (离任).
    """
    found = person_line(reading, person_no)
    if found is None:
        raise BadInput("unknown-person", value=person_no)
    if found.role == LEFT:
        raise NotPermitted("no-post", person=found.name, day=reading.today)
    return Actor(found.person_no, found.name, found.role, found.unit)


def person_line(reading: Reading, person_no: str) -> PersonLine | None:
    """The person with the post of today; None when there is nobody with that number."""
    row = _person(reading, person_no)
    if row is None:
        return None
    dated = posts_today(reading, person_no).get(person_no)
    role, unit = (row.role, row.unit) if dated is None else (dated.role or LEFT, dated.unit)
    return PersonLine(row.person_no, row.name, role, unit, None)


def check_unit_exists(reading: Reading, code: str) -> None:
    """Raise BadInput when the township has no unit with that code."""
    where = (_UNITS.c.township == reading.township, _UNITS.c.unit == code)
    if reading.session.execute(select(_UNITS.c.unit).where(*where).limit(1)).first() is None:
        raise BadInput("unknown-unit", value=code)


def check_person_exists(reading: Reading, person_no: str) -> None:
    """Raise BadInput when there is nobody with that number, be they in a post or not."""
    if _person(reading, person_no) is None:
        raise BadInput("unknown-person", value=person_no)


def _person(reading: Reading, person_no: str) -> Row[tuple[str, str, str, str | None]] | None:
    columns = (_PEOPLE.c.person_no, _PEOPLE.c.name, _PEOPLE.c.role, _PEOPLE.c.unit)
    where = (_PEOPLE.c.township == reading.township, _PEOPLE.c.person_no == person_no)
    return reading.session.execute(select(*columns).where(*where)).first()


def people(reading: Reading) -> list[PersonLine]:
    """Everybody, township staff first, then by unit, villages before others, and by number."""
    names = unit_names(reading)
    place = {unit: number for number, unit in enumerate(names, 1)}
    rows = reading.session.execute(
        select(_PEOPLE.c.person_no, _PEOPLE.c.name, _PEOPLE.c.role, _PEOPLE.c.unit).where(
            _PEOPLE.c.township == reading.township
        )
    )
    dated = posts_today(reading)
    lines = []
    for row in rows:
        now = dated.get(row.person_no)
        role, unit = (row.role, row.unit) if now is None else (now.role or LEFT, now.unit)
        lines.append(PersonLine(row.person_no, row.name, role, unit, names.get(unit or "")))
    return sorted(lines, key=lambda line: (place.get(line.unit or "", 0), line.person_no))


def unit_names(reading: Reading) -> dict[str, str]:
    """The name of each unit as of today (its first name where it begins later)."""
    return {line.unit: line.name for line in units(reading)}


def units(reading: Reading) -> list[UnitLine]:
    """Every unit with today's attributes: villages first, then the other branches, each by code."""
    today: dict[str, Row[tuple[object, ...]]] = {}
    statement = select(_UNITS).where(_UNITS.c.township == reading.township).order_by(_UNITS.c.unit, _UNITS.c.valid_from)
    for row in reading.session.execute(statement):
        if row.unit not in today or row.valid_from <= reading.today:
            today[row.unit] = row
    secretaries = {
        row.unit: (row.person_no, row.name)
        for row in reading.session.execute(
            select(_PEOPLE.c.unit, _PEOPLE.c.person_no, _PEOPLE.c.name)
            .where(_PEOPLE.c.township == reading.township, _PEOPLE.c.role == Role.BRANCH_SECRETARY.value)
            .order_by(_PEOPLE.c.person_no)
        )
    }
    return [
        UnitLine(
            code, row.name, row.unit_type, row.formal_members, row.party_groups, *secretaries.get(code, (None, None))
        )
        for code, row in sorted(today.items(), key=lambda each: (each[1].unit_type != VILLAGE, each[0]))
    ]
