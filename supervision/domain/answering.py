"""Who answers for a matter of a unit on a day, and who comes next above (domain.md, rows 2 and 3).

A path goes up only: from whoever has the item in the unit to the township's first responsible person, never sideways.
Whether responsibilities may stand beside each other is the question of `checks.duties`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.domain.checks.duties import ALONE
from supervision.domain.checks.registers import EVERYTHING
from supervision.domain.register_facts import Responsibility

LEVELS: tuple[tuple[bool, str], ...] = (
    (True, "owner"),
    (True, "dual_duty"),
    (True, "deputy_in_charge"),
    (True, "first_responsible"),
    (True, "instructor"),
    (True, "responsible_leader"),
    (False, "owner"),
    (False, "dual_duty"),
    (False, "responsible_leader"),
    (False, "deputy_in_charge"),
    (False, "first_responsible"),
)
"""From the matter upwards: whether the duty is one of the unit itself or of the township, and which."""


def holds(row: Responsibility, day: date) -> bool:
    """Does the responsibility hold on this day?"""
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def path(rows: Iterable[Responsibility], unit: str, item: str, day: date) -> list[Responsibility]:
    """One responsibility a level, the nearest to the matter first; nobody stands twice. `item` may be a category."""
    held = [row for row in rows if row.unit in (unit, None) and _closeness(row, item) and holds(row, day)]
    found: list[Responsibility] = []
    for own, duty in LEVELS:
        at = [row for row in held if row.duty == duty and (row.unit is not None) is own]
        best = max(at, key=lambda row: (_closeness(row, item), row.valid_from, row.duty_no), default=None)
        if best is not None and best.person_no not in [each.person_no for each in found]:
            found.append(best)
    return found


def _closeness(row: Responsibility, item: str) -> int:
    """How near a scope is to the item: itself, its category, everything; 0 is not at all."""
    if row.scope == item:
        return 3
    if row.scope == item[:1]:
        return 2
    return 1 if row.scope == EVERYTHING else 0


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A duty that nobody has for a unit (None: the township) on a day."""

    unit: str | None
    duty: str


def vacancies(rows: Sequence[Responsibility], units: Iterable[str], day: date) -> Iterator[Vacancy]:
    """Which units lack a first responsible person or a deputy in charge."""
    filled = {(row.unit, row.duty) for row in rows if row.scope == EVERYTHING and holds(row, day)}
    for unit in (None, *units):
        for duty in sorted(ALONE, reverse=True):
            if (unit, duty) not in filled:
                yield Vacancy(unit, duty)
