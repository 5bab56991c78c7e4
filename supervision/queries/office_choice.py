"""Which sheet of a file holds the table that is meant, and what a person must decide first (hidden places).

What its rows become is `office_table`'s question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.grid import Grid
from supervision.domain.checks.office import READ_HIDDEN, SKIP_HIDDEN, Wishes
from supervision.domain.checks.problems import bad_file
from supervision.domain.errors import BadFile
from supervision.store.sheet_headers import headers
from supervision.store.sheet_tables import (
    IGNORED,
    REFERENCE,
    Placed,
    find_table,
    hidden_places,
    placed_beside,
    without_hidden,
)

_SHOWN = 12
"""So many hidden places are named."""
_BY_RULE = {"findings": ("issued_on", "found_by", "owner", "source", "problem_type"), "units": ("valid_from",)}


def made_by_rule(kind: str, wishes: Wishes) -> frozenset[str]:
    """The columns that an office's table need not have: numbers are drawn, times are now, the rest follows by rule."""
    period = ("period",) if wishes.period else ()
    return frozenset(("recorded_at", *headers().numbers.get(kind, ()), *_BY_RULE.get(kind, ()), *period))


def choose_table(grids: Sequence[Grid], file: str, wishes: Wishes, saved: Mapping[str, Mapping[str, str]]) -> Placed:
    """The one table that is meant. Raises BadFile when none or several could be, or when hidden places are in it."""
    if wishes.kind is not None and wishes.kind not in FORMATS:
        raise bad_file(file, Expected.ONE_OF, value=wishes.kind, allowed=", ".join(FORMATS))
    chosen = {kind: _own(kind, {**saved.get(kind, {}), **_told(kind, file, wishes)}) for kind in FORMATS}
    made = {kind: made_by_rule(kind, wishes) for kind in FORMATS}
    found: list[Placed] = []
    refused: list[BadFile] = []
    for grid in _wanted(grids, file, wishes.sheet):
        try:
            found.append(find_table(grid, file, wishes.kind, chosen, made))
        except BadFile as wrong:
            refused.append(wrong)
    whole = [placed for placed in found if not _lacking(placed, made[placed.kind])]
    seen = [placed for placed in whole or found if not placed.grid.hidden] or whole or found
    if not seen:
        raise refused[0] if refused else bad_file(file, Expected.NOT_EMPTY)
    if len(seen) > 1:
        raise bad_file(file, Expected.ONE_SHEET, names=", ".join(placed.grid.name for placed in seen))
    return _without_doubt(seen[0], file, wishes)


def choose_beside(placed: Placed, wishes: Wishes, saved: Mapping[str, Mapping[str, str]]) -> dict[str, Placed]:
    """What else the table's rows say: by another kind, its columns. Hidden ones only where they are to be read."""
    found: dict[str, Placed] = {}
    told = {**saved.get(placed.kind, {}), **wishes.columns}
    for kind, names in headers().beside.get(placed.kind, {}).items():
        chosen = {header: column for header, column in told.items() if column in (*names, IGNORED)}
        other = placed_beside(placed, kind, names, chosen)
        if other is not None:
            found[kind] = other if wishes.hidden == READ_HIDDEN else without_hidden(other)
    return found


def _own(kind: str, told: Mapping[str, str]) -> dict[str, str]:
    """Without what the headers of another kind's columns mean."""
    others = {name for names in headers().beside.get(kind, {}).values() for name in names}
    return {header: column for header, column in told.items() if column not in others}


def _told(kind: str, file: str, wishes: Wishes) -> dict[str, str]:
    """What the person says that headers mean, as far as this kind has such columns."""
    known = {column.name for column in FORMATS[kind].columns} | {REFERENCE, IGNORED}
    known.update(*headers().beside.get(kind, {}).values())
    if wishes.kind == kind:
        for column in wishes.columns.values():
            if column not in known:
                raise bad_file(file, Expected.KNOWN_COLUMN, value=column, names=", ".join(sorted(known)))
    return {header: column for header, column in wishes.columns.items() if column in known}


def _wanted(grids: Sequence[Grid], file: str, sheet: str | None) -> Sequence[Grid]:
    if sheet is None:
        return grids
    found = [grid for grid in grids if grid.name == sheet]
    if not found:
        raise bad_file(file, Expected.XLSX_SHEET, sheet=sheet, found=", ".join(grid.name for grid in grids))
    return found


def _lacking(placed: Placed, made: frozenset[str]) -> set[str]:
    required = {column.name for column in FORMATS[placed.kind].columns if column.required}
    return required - placed.places.keys() - made


def _without_doubt(placed: Placed, file: str, wishes: Wishes) -> Placed:
    if wishes.hidden == SKIP_HIDDEN:
        return without_hidden(placed)
    if wishes.hidden is None:
        places = list(hidden_places(placed))
        if places:
            told = ", ".join(places[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
            raise bad_file(file, Expected.NOT_HIDDEN, placed.head[1], places=told)
    return placed
