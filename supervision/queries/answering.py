"""Who answers for a matter of a unit on a day, with the reason, and the way up from there.

What the register of responsibilities holds is `registers`' question; the rule is `domain.answering`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.context import Reading
from supervision.domain.answering import path, vacancies
from supervision.domain.checks.register_kinds import standing
from supervision.domain.checks.registers import EVERYTHING
from supervision.domain.errors import BadInput
from supervision.domain.permission import Role
from supervision.domain.register_facts import Responsibility
from supervision.queries.law import law
from supervision.queries.people import unit_names
from supervision.store.mapping import PEOPLE, RESPONSIBILITIES


@dataclass(frozen=True, slots=True)
class Answerable:
    """Somebody on the way up. `duty_no` is None where the post alone makes somebody answer."""

    person_no: str
    name: str
    role: str
    duty: str
    scope: str
    unit: str | None
    duty_no: str | None
    valid_from: date | None


@dataclass(frozen=True, slots=True)
class Vacant:
    """A duty that nobody has; `name` is the unit's, empty for the township."""

    unit: str | None
    name: str
    duty: str


def responsibilities(reading: Reading, known_by: datetime | None = None) -> list[Responsibility]:
    """Every responsibility that stands, of any date; with `known_by` as far as it was recorded by then."""
    known = () if known_by is None else (RESPONSIBILITIES.table.c.recorded_at <= known_by,)
    return standing("responsibilities", RESPONSIBILITIES.read(reading.session, reading.township, *known))


def escalation(reading: Reading, unit: str, item: str, day: date, known_by: datetime | None = None) -> list[Answerable]:
    """Whoever answers, then one level up after the other. The branch secretary answers where nobody is recorded."""
    people = {person.person_no: person for person in PEOPLE.read(reading.session, reading.township)}
    found = [
        Answerable(
            row.person_no, people[row.person_no].name, people[row.person_no].role,
            row.duty, row.scope, row.unit, row.duty_no, row.valid_from,
        )
        for row in path(responsibilities(reading, known_by), unit, item, day)
    ]  # fmt: skip
    if not any(each.unit == unit for each in found):
        posts = [each for each in people.values() if each.unit == unit and each.role == Role.BRANCH_SECRETARY]
        found[:0] = [
            Answerable(each.person_no, each.name, each.role, "first_responsible", EVERYTHING, unit, None, None)
            for each in posts[:1]
        ]
    return found


def who_answers(reading: Reading, unit: str, item: str, day: date) -> list[Answerable]:
    """The same for a unit by code or name and an item's code. Raises BadInput for one that there is not."""
    names = unit_names(reading)
    code = next((each for each, name in names.items() if unit in (each, name)), None)
    if code is None:
        raise BadInput("unknown-unit", value=unit)
    rubric = law(reading).timeline(reading.today).rubric_for(f"{day:%Y-%m}")
    known = [*(each.code for each in rubric.categories), *(each.code for each in rubric.items)]
    if item not in known:
        raise BadInput("bad-choice", value=item, allowed=known)
    return escalation(reading, code, item, day)


def vacant_duties(reading: Reading, day: date) -> list[Vacant]:
    """Which units lack a first responsible person or a deputy in charge on this day."""
    names = unit_names(reading)
    return [
        Vacant(each.unit, names.get(each.unit or "", ""), each.duty)
        for each in vacancies(responsibilities(reading), sorted(names), day)
    ]
