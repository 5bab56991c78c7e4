"""Whether new rows of a register may be entered: what every register asks (E-REF, E-FUTURE, E-DUP), then its own check.

Which registers there are is `register_kinds`' question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Names, Register, check_names, check_recorded
from supervision.domain.checks.register_kinds import REGISTERS, RegisterKind
from supervision.domain.checks.typed import Typed

EVERYTHING = "*"
"""The scope of a responsibility for all matters."""


def check_register(typed: Typed[Any], known: Sequence[Any], register: Register, problems: Problems) -> None:
    """New rows of one register beside its known ones."""
    kind = REGISTERS[typed.table.name]
    for column, named in kind.names.items():
        check_names(typed, column, _names(named, register), _EXPECTED.get(named, Expected.KNOWN_ROW), problems)
    if kind.day is not None:
        check_recorded(typed, kind.day, problems)
    if "supersedes" in typed.table.columns:
        _check_superseding(typed, known, kind, problems)
    if kind.check is not None:
        kind.check(typed, known, register, problems)


_EXPECTED = {
    "unit": Expected.KNOWN_UNIT,
    "person": Expected.KNOWN_PERSON,
    "scope": Expected.KNOWN_SCOPE,
    "task": Expected.KNOWN_TASK,
}


def _names(named: str, register: Register) -> Names:
    if named == "unit":
        return register.units.names
    if named == "person":
        return register.person_names
    if named == "scope":
        return scopes(register)
    if named == "task":
        return register.task_names
    return register.rows.get(named)


def scopes(register: Register) -> Collection[str]:
    """What a responsibility may be for: everything, a category, an item of any version."""
    rubrics = register.rubrics.versions.values()
    items = {item.code for rubric in rubrics for item in rubric.items}
    return {EVERYTHING, *items, *(category.code for rubric in rubrics for category in rubric.categories)}


def _check_superseding(typed: Typed[Any], known: Iterable[Any], kind: RegisterKind, problems: Problems) -> None:
    """A row supersedes another row of its register that none has superseded yet; the same unit's."""
    rows = {getattr(row, kind.key): row for row in (*known, *typed.facts, *(row.fact for row in typed.broken))}
    by = {row.supersedes: getattr(row, kind.key) for row in known if row.supersedes is not None}
    for line, fact in typed.placed(kind.key, "supersedes"):
        old = fact.supersedes
        if old is None:
            continue
        if old not in rows or old == getattr(fact, kind.key):
            problems.add(typed.table, line, "E-REF", "supersedes", old, Expected.KNOWN_ROW)
        elif by.setdefault(old, getattr(fact, kind.key)) != getattr(fact, kind.key):
            problems.add(typed.table, line, "E-DUP", "supersedes", old, Expected.SUPERSEDED_ONCE, by=by[old])
        elif getattr(rows[old], "unit", None) != getattr(fact, "unit", None):
            problems.add(typed.table, line, "E-GUARD", "supersedes", old, Expected.SAME_UNIT)
