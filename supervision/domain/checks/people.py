"""Whether units and persons are right in themselves, and a task belongs to one finding (E-ORDER, E-VALUE, E-DUP).

A role that the township's list does not have is no error here; it is one where the person acts (E-ROLE).
"""

from __future__ import annotations

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_names
from supervision.domain.checks.typed import Typed
from supervision.domain.model import Finding, Person, Unit
from supervision.domain.permission import Role


def check_units(typed: Typed[Unit], problems: Problems) -> None:
    for line, unit in typed.placed("active_from", "active_to"):
        if unit.active_to is not None and unit.active_to < unit.active_from:
            problems.add(
                typed.table, line, "E-ORDER", "active_to", unit.active_to, Expected.NOT_BEFORE,
                other="active_from", limit=unit.active_from,
            )  # fmt: skip


def check_people(typed: Typed[Person], register: Register, problems: Problems) -> None:
    """Nobody holds the post of the clock: that role passes every permission that no person has."""
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    posts = ", ".join(role.value for role in Role if role is not Role.SYSTEM)
    for line, person in typed.placed("role"):
        if person.role == Role.SYSTEM:
            problems.add(typed.table, line, "E-VALUE", "role", person.role, Expected.ONE_OF, allowed=posts)


def check_tasks(typed: Typed[Finding], taken: dict[str, str], problems: Problems) -> None:
    """A task number is unique too; `taken` (task to finding) grows by the new ones."""
    for line, finding in typed.placed("finding_no", "task_no"):
        owner = taken.setdefault(finding.task_no, finding.finding_no)
        if owner != finding.finding_no:
            problems.add(typed.table, line, "E-DUP", "task_no", finding.task_no, Expected.SAME_CONTENT, finding=owner)
