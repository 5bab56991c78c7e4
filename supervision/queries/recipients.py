"""Who is told: roles of the rubric's `notify` lists turned into persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supervision.context import Reading
from supervision.domain.answering import holds, path
from supervision.domain.checks.columns_of_registers import DUTIES
from supervision.domain.model import Finding
from supervision.domain.permission import Role
from supervision.queries.answering import responsibilities
from supervision.queries.posts import posts_today
from supervision.store.mapping import PEOPLE

_UNIT_ROLES = {Role.BRANCH_SECRETARY.value, Role.VILLAGE_CLERK.value}


class Recipients:
    """Everybody of the township by the post held today, read once."""

    def __init__(self, reading: Reading) -> None:
        self._by_role: dict[tuple[str, str | None], list[str]] = {}
        dated = posts_today(reading)
        for person in PEOPLE.read(reading.session, reading.township):
            post = dated.get(person.person_no, person)
            if post.role is not None:  # whoever has left is told nothing
                self._by_role.setdefault((post.role, post.unit), []).append(person.person_no)
        self._duties = [row for row in responsibilities(reading) if holds(row, reading.today)]
        self._today = reading.today

    def of(self, roles: Iterable[str], finding: Finding) -> Iterator[str]:
        """The persons of these roles for one finding; a role that nobody holds tells nobody."""
        for role in roles:
            if role == "owner":
                yield finding.owner
            elif role in _UNIT_ROLES:
                yield from self._by_role.get((role, finding.unit), ())
            elif role in DUTIES:
                yield from self._recorded(role, finding)
            else:
                yield from self.staff(role)

    def _recorded(self, duty: str, finding: Finding) -> Iterator[str]:
        """Whoever the register of responsibilities names for the finding's unit and item (domain.md, rows 2 and 6)."""
        for row in path(self._duties, finding.unit, finding.item, self._today):
            if row.duty == duty:
                yield row.person_no

    def staff(self, *roles: str) -> Iterator[str]:
        """Township staff of these roles."""
        for role in roles:
            yield from self._by_role.get((role, None), ())

    def branches(self) -> Iterator[tuple[str, str]]:
        """Every unit with its secretaries."""
        for (role, unit), people in sorted(self._by_role.items(), key=str):
            if role == Role.BRANCH_SECRETARY and unit is not None:
                yield from ((unit, person_no) for person_no in people)

    def branch(self, unit: str) -> Iterator[str]:
        """The secretaries of a unit."""
        yield from self._by_role.get((Role.BRANCH_SECRETARY.value, unit), ())
