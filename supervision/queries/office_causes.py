"""What an office's list of findings says of why they came about: the root causes that come in with its new rows.

Which columns these are is told in headers.toml (`_beside`); what becomes of the list's own rows is `office_table`'s
question.
"""

from __future__ import annotations

from collections.abc import Sequence

from supervision.context import Reading
from supervision.domain.checks.bundle import Table
from supervision.queries.names import free_numbers, month_prefix
from supervision.queries.office_cells import Cells
from supervision.store.mapping import KINDS
from supervision.store.sheet_headers import folded, headers
from supervision.store.sheet_parts import column_letter

KIND = "root_causes"
_UNTOLD = "other"
"""The kind of a cause where the list tells none."""
_NUMBER = "cause_no"


def causes_of(reading: Reading, findings: Table, fresh: Sequence[int], cells: Cells) -> Table | None:
    """A root cause for each new finding whose row tells one, found on the finding's day; None without any.

    `fresh` are the places of the new rows among all rows of the list.
    """
    told = [_cause(cells, place) for place in fresh]
    rows = [place for place, (kind, cause) in enumerate(told) if kind or cause]
    if not rows:
        return None
    drawn = free_numbers(reading, KINDS[KIND].table.c[_NUMBER], _prefix(reading))
    columns = {
        _NUMBER: [next(drawn) for _ in rows],
        "unit": _picked(findings, "unit", rows),
        "task_no": _picked(findings, "task_no", rows),
        "cause_kind": [told[place][0] or _UNTOLD for place in rows],
        "cause": [told[place][1] for place in rows],
        "on": _picked(findings, "found_on", rows),
        "supersedes": [""] * len(rows),
        "recorded_at": _picked(findings, "recorded_at", rows),
    }
    placed = cells.placed
    letters = {name: column_letter(place + 1) for name, place in placed.places.items()}
    return Table(KIND, findings.file, _picked_lines(findings, rows), columns, letters, placed.titles)


def _prefix(reading: Reading) -> str:
    return month_prefix(headers().numbers[KIND][_NUMBER], reading.today)


def _picked(findings: Table, column: str, rows: Sequence[int]) -> list[str]:
    texts = findings.columns.get(column)
    return [texts[place] for place in rows] if texts is not None else [""] * len(rows)


def _picked_lines(findings: Table, rows: Sequence[int]) -> list[int]:
    return [findings.lines[place] for place in rows]


def _cause(cells: Cells, place: int) -> tuple[str, str]:
    """Kind and cause; `责任没有落实：分工未调整`, as our own lists write it, is both in one cell."""
    kind, cause = (cells.texts[name][place] if name in cells.texts else "" for name in ("cause_kind", "cause"))
    for mark in ("：", ":"):
        before, found, after = cause.partition(mark)
        code = headers().words["cause_kind"].get(folded(before))
        if not kind and found and code is not None:
            return code, after.strip()
    return kind, cause
