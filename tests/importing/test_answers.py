"""Each cell of a small bundle left empty, wrong, or right only elsewhere: what is told, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.errors import BadFile
from tests.approved import answer, approve
from tests.importing.small import Rows, check, small, write

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_NUMBER = re.compile(r"\d+(\.\d+)?")


def elsewhere(rows: Rows, table: str, row: int, column: str) -> str:
    """Well written, and wrong here more often than not."""
    own = rows[table][row][column]
    if _DAY.match(own):
        return _DAY.sub("2026-12-31", own, count=1)
    if _MONTH.fullmatch(own):
        return "2026-12"
    if _NUMBER.fullmatch(own):
        return "99999"
    others = [each[column] for each in rows[table] if each[column] not in ("", own)]
    others += [each[column] for other in rows.values() for each in other if each.get(column) not in (None, "", own)]
    return next(iter(others), "P04")


def answers(folder: Path, table: str, row: int, column: str, value: str) -> list[str]:
    rows = small()
    rows[table][row][column] = value
    try:
        check(write(folder, rows))
    except BadFile as refused:
        return [answer(error).replace(f"“{value}”", "“…”") for error in refused.errors[:3]]
    return ["accepted"]


REGISTERS_TOO = [pytest.param(each, marks=pytest.mark.heavy) if each in REGISTERS else each for each in sorted(small())]


@pytest.mark.parametrize("table", REGISTERS_TOO)
def test_every_wrong_cell_of_a_bundle_is_answered_as_approved(table: str, tmp_path: Path) -> None:
    rows, lines = small(), []
    for row, cells in enumerate(rows[table]):
        for column, own in cells.items():
            told: dict[str, list[str]] = {}
            for wrong in ("", "?", elsewhere(rows, table, row, column)):
                if wrong != own:
                    said = " | ".join(answers(tmp_path / "bundle", table, row, column, wrong))
                    told.setdefault(said, []).append(wrong or "empty")
            lines += [f"{row + 2} {column}  {', '.join(wrongs)}: {said}" for said, wrongs in told.items()]
    assert lines
    approve(f"bundle/{table}", lines)
