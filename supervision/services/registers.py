"""Entering one row in a register (台账): judged by the checks of an import, one transaction, one line in the trail.

A correction names the row that it replaces and says only what differs: nothing is changed in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from supervision.context import Context, Work
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.register_kinds import RegisterKind
from supervision.domain.errors import BadInput
from supervision.queries.entries import Cell, checked
from supervision.queries.names import month_prefix, next_number
from supervision.queries.registers import coded, register_kind
from supervision.store.mapping import KINDS

_DRAWN = ("recorded_at",)


def record(context: Context, name: str, values: Mapping[str, str], *, command_id: str | None = None) -> Any:
    """Enter a row; units and persons by code or by name.

    Raises BadFile with every wrong field, BadInput for a field that there is not, NotPermitted for another's unit.
    """
    kind = register_kind(name)
    with context.command(kind.action, command_id=command_id) as work:
        return write_row(work, kind, values)


def write_row(work: Work, kind: RegisterKind, values: Mapping[str, str]) -> Any:
    """Enter a row within a command that is under way."""
    _check_fields(kind, values)
    cells: dict[str, Cell] = dict(coded(work, kind.name, values))
    table = KINDS[kind.name].table
    old = cells.get("supersedes")
    if old:
        before = KINDS[kind.name].read(work.session, work.township, table.c[kind.key] == old)
        for column in FORMATS[kind.name].columns if before else ():
            cells.setdefault(column.name, getattr(before[0], column.name))
        for row in before:
            work.check_unit(getattr(row, "unit", None))
    cells[kind.key] = next_number(work, table.c[kind.key], month_prefix(kind.prefix, work.today))
    work.check_unit(str(cells["unit"]) if cells.get("unit") else None)
    fact = checked(work, kind.name, cells)
    KINDS[kind.name].write(work.session, work.township, [fact])
    replaces = {"supersedes": fact.supersedes} if getattr(fact, "supersedes", None) else {}
    work.audit(str(cells[kind.key]), getattr(fact, "unit", None), register=kind.name, **replaces)
    return fact


def _check_fields(kind: RegisterKind, values: Mapping[str, str]) -> None:
    """Only the register's own columns, and none that is drawn."""
    allowed = [c.name for c in FORMATS[kind.name].columns if c.name not in (kind.key, *_DRAWN)]
    for name in values:
        if name not in allowed:
            raise BadInput("bad-choice", value=name, allowed=allowed)
