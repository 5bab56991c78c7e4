"""Whether responsibilities, pairings and steps of a turnaround are right in themselves and beside the others.

Codes: E-ORDER, E-REQUIRED, E-GUARD. Who answers for a matter is `domain.answering`'s question.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register
from supervision.domain.checks.typed import Typed
from supervision.domain.register_facts import Pairing, Responsibility, TurnaroundStep

ALONE = frozenset(("first_responsible", "deputy_in_charge"))
"""Duties that exactly one person has for a unit at any date."""
NAMED = frozenset(("county_leader", "township_leader", "first_secretary", "county_department"))


def check_span(typed: Typed[Any], problems: Problems) -> None:
    """Nothing ends before it begins."""
    for line, row in typed.placed("valid_from", "valid_to"):
        if row.valid_to is not None and row.valid_to < row.valid_from:
            problems.add(
                typed.table, line, "E-ORDER", "valid_to", row.valid_to, Expected.NOT_BEFORE,
                other="valid_from", limit=row.valid_from,
            )  # fmt: skip


def check_duties(
    typed: Typed[Responsibility], known: Sequence[Responsibility], register: Register, problems: Problems
) -> None:
    """Whoever is first responsible, or deputy in charge, is so alone (domain.md, row 2)."""
    check_span(typed, problems)
    gone = {row.supersedes for row in (*known, *typed.facts)}
    others = [row for row in known if row.duty in ALONE and row.duty_no not in gone]
    for line, row in typed.sound():
        if row.duty not in ALONE or row.duty_no in gone:
            continue
        for other in others:
            if (other.unit, other.scope, other.duty) == (row.unit, row.scope, row.duty) and _overlap(row, other):
                problems.add(
                    typed.table, line, "E-GUARD", "valid_from", row.valid_from, Expected.DUTY_FREE,
                    other=other.duty_no, person=other.person_no, until=other.valid_to or "…",
                )  # fmt: skip
        others.append(row)


def _overlap(one: Responsibility, other: Responsibility) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def check_pairings(typed: Typed[Pairing], known: Sequence[Pairing], register: Register, problems: Problems) -> None:
    """A household is somebody's; a mentored branch is another branch."""
    check_span(typed, problems)
    for line, row in typed.placed("kind", "person_no"):
        if row.kind == "four_helps" and row.person_no is None:
            problems.add(typed.table, line, "E-REQUIRED", "person_no", None, Expected.FILLED_FOR, what=row.kind)
    units = register.units.names
    for line, row in typed.placed("kind", "unit", "partner"):
        if row.kind == "mentoring" and (row.partner == row.unit or (units is not None and row.partner not in units)):
            problems.add(typed.table, line, "E-REF", "partner", row.partner, Expected.KNOWN_UNIT)


def check_steps(
    typed: Typed[TurnaroundStep], known: Sequence[TurnaroundStep], register: Register, problems: Problems
) -> None:
    """Each of the four ones has a name (domain.md, row 38)."""
    for line, row in typed.placed("step", "member"):
        if row.step in NAMED and row.member is None:
            problems.add(typed.table, line, "E-REQUIRED", "member", None, Expected.FILLED_FOR, what=row.step)
