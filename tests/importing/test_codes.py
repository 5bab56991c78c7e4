"""Each code of formats.md: one wrong place in a right bundle is told once, with file, line, code, column and value."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.small import Change, Rows, refused, refused_after, small, told, write


def cell(table: str, row: int, column: str, value: str) -> Change:
    """Change one cell of the row (1, 2, 3 …)."""

    def change(rows: Rows) -> None:
        rows[table][row - 1][column] = value

    return change


def cells(table: str, row: int, **values: str) -> Change:
    return lambda rows: rows[table][row - 1].update(values)


def without(table: str, row: int) -> Change:
    return lambda rows: rows[table].pop(row - 1)


def more(table: str, row: int, **values: str) -> Change:
    """A further row like that one, but for these values."""
    return lambda rows: rows[table].append({**rows[table][row - 1], **values})


LATE = "2026-03-01T09:00:00"

ONE_CELL = [
    # what is asked of every column
    ("units", 2, "formal_members", "", "E-REQUIRED"),
    ("months", 2, "opened_at", "2026-02-01 08:00", "E-TYPE"),
    ("months", 2, "opened_at", "2026-02-01T08:00:00+08:00", "E-TYPE"),
    ("months", 2, "period", "2026-2", "E-TYPE"),
    ("units", 1, "formal_members", "48.0", "E-TYPE"),
    ("units", 1, "valid_from", "2020-1-1", "E-TYPE"),
    ("units", 1, "valid_from", "20200101", "E-TYPE"),
    ("units", 1, "valid_from", "9999-12-31", "E-TYPE"),
    ("measures", 1, "numerator", "1,98", "E-TYPE"),
    ("measures", 1, "numerator", "1e2", "E-TYPE"),
    ("measures", 1, "numerator", "NaN", "E-TYPE"),
    ("measures", 1, "numerator", "１", "E-TYPE"),
    # E-VALUE
    ("units", 2, "unit_type", "town", "E-VALUE"),
    ("findings", 1, "severity", "grave", "E-VALUE"),
    ("findings", 1, "item", "F01", "E-VALUE"),
    ("findings", 1, "item", "Z99", "E-VALUE"),
    ("findings", 1, "source", "rumour", "E-VALUE"),
    ("moves", 11, "move", "forget", "E-VALUE"),
    ("activities", 3, "type", "party", "E-VALUE"),
    ("measures", 1, "metric", "income", "E-VALUE"),
    ("ratings", 1, "item", "A01", "E-VALUE"),
    ("bonuses", 2, "code", "J99", "E-VALUE"),
    ("projects", 1, "item", "Z99", "E-VALUE"),
    ("milestones", 2, "reason", "", "E-REQUIRED"),
    ("milestones", 2, "due_on", "", "E-REQUIRED"),
    ("milestones", 2, "project_no", "XM09", "E-REF"),
    ("milestones", 2, "milestone", "设备进场", "E-GUARD"),
    ("economy", 1, "amount", "0", "E-ZERO-TARGET"),
    ("economy", 2, "period", "2026-02", "E-FUTURE"),
    ("filings", 1, "filed_on", "2026-01-04", "E-ORDER"),
    ("reserves", 1, "mentor", "P99", "E-REF"),
    ("highlights", 1, "level", "village", "E-VALUE"),
    ("member_points", 1, "points", "31", "E-RANGE"),
    ("member_points", 1, "dimension", "M9", "E-VALUE"),
    ("member_points", 1, "period", "2026-02", "E-RANGE"),
    ("township_activities", 1, "person_no", "", "E-REQUIRED"),
    ("township_activities", 1, "type", "party", "E-VALUE"),
    ("bonuses", 1, "level", "village", "E-VALUE"),
    ("vetoes", 1, "code", "V99", "E-VALUE"),
    ("turnarounds", 1, "criterion", "T99", "E-VALUE"),
    ("turnarounds", 2, "event", "leave", "E-VALUE"),
    ("lookbacks", 1, "outcome", "lost", "E-VALUE"),
    ("calendar", 1, "kind", "free", "E-VALUE"),
    ("findings", 1, "facts", "红色\x1b[31m", "E-VALUE"),
    ("findings", 1, "problem_type", "a\u202eb", "E-VALUE"),
    ("findings", 1, "problem_type", "两\n行", "E-VALUE"),
    ("people", 1, "name", "周\u200b启明", "E-VALUE"),
    ("findings", 1, "problem_type", "长" * 401, "E-VALUE"),
    ("findings", 1, "facts", "长" * 4001, "E-VALUE"),
    ("vetoes", 1, "veto_no", "X 01", "E-VALUE"),
    # E-REF
    ("months", 2, "rubric_version", "9", "E-REF"),
    ("people", 6, "unit", "V99", "E-REF"),
    ("findings", 1, "unit", "V99", "E-REF"),
    ("findings", 1, "found_by", "P99", "E-REF"),
    ("findings", 1, "owner", "P99", "E-REF"),
    ("moves", 11, "task_no", "Z99", "E-REF"),
    ("moves", 11, "by", "P99", "E-REF"),
    ("moves", 10, "second_by", "P99", "E-REF"),
    ("moves", 10, "approved_by", "P99", "E-REF"),
    ("activities", 1, "unit", "V99", "E-REF"),
    ("measures", 1, "unit", "V99", "E-REF"),
    ("ratings", 1, "unit", "V99", "E-REF"),
    ("ratings", 1, "rater", "P99", "E-REF"),
    ("bonuses", 1, "unit", "V99", "E-REF"),
    ("vetoes", 1, "unit", "V99", "E-REF"),
    ("cadre_targets", 2, "unit", "V99", "E-REF"),
    ("lookbacks", 1, "task_no", "Z99", "E-REF"),
    ("lookbacks", 1, "by", "P99", "E-REF"),
    # E-ORDER
    ("units", 3, "active_to", "2019-12-31", "E-ORDER"),
    ("findings", 1, "issued_on", "2026-01-11", "E-ORDER"),
    ("moves", 11, "seq", "2", "E-ORDER"),
    ("moves", 11, "on", "2026-02-01", "E-ORDER"),
    ("moves", 5, "on", "2026-01-14", "E-ORDER"),
    ("vetoes", 1, "occurred_on", "2026-01-13", "E-ORDER"),
    # E-FUTURE
    ("moves", 11, "on", "2026-02-04", "E-FUTURE"),
    ("activities", 1, "held_on", "2026-01-07", "E-FUTURE"),
    ("bonuses", 1, "approved_on", "2026-01-22", "E-FUTURE"),
    ("vetoes", 1, "approved_on", "2026-01-13", "E-FUTURE"),
    ("turnarounds", 2, "on", "2026-04-20", "E-FUTURE"),
    ("lookbacks", 1, "done_on", "2026-02-25", "E-FUTURE"),
    # E-RANGE
    ("units", 1, "formal_members", "-1", "E-RANGE"),
    ("units", 1, "formal_members", "1234567890", "E-RANGE"),
    ("activities", 2, "group_no", "4", "E-RANGE"),
    ("activities", 2, "group_no", "0", "E-RANGE"),
    ("activities", 1, "expected", "0", "E-RANGE"),
    ("activities", 1, "attended", "49", "E-RANGE"),
    ("activities", 1, "attended", "-1", "E-RANGE"),
    ("measures", 1, "numerator", "-1", "E-RANGE"),
    ("measures", 1, "numerator", "0.1234567", "E-RANGE"),
    ("ratings", 1, "value", "3.5", "E-RANGE"),
    ("ratings", 1, "value", "2.2", "E-RANGE"),
    ("cadre_targets", 1, "actual", "-1", "E-RANGE"),
    ("cadre_targets", 1, "weight", "0", "E-RANGE"),
    # E-MOVE, E-ROLE, E-GUARD, E-EXT
    ("moves", 6, "move", "reopen", "E-MOVE"),
    ("moves", 4, "by", "P08", "E-ROLE"),
    ("moves", 5, "by", "P07", "E-ROLE"),
    ("moves", 3, "by", "P02", "E-ROLE"),
    ("moves", 10, "second_by", "P04", "E-GUARD"),
    ("moves", 10, "second_by", "P03", "E-GUARD"),
    ("moves", 10, "approved_by", "P03", "E-GUARD"),
    ("ratings", 1, "rater", "P06", "E-GUARD"),
    ("turnarounds", 2, "respondents", "14", "E-GUARD"),
    ("turnarounds", 2, "on", "2026-04-12", "E-GUARD"),
    ("moves", 3, "days", "6", "E-EXT"),
    ("moves", 3, "days", "0", "E-EXT"),
    # E-NA-ITEM, E-ZERO-TARGET, E-SEAL
    ("measures", 1, "denominator", "0", "E-ZERO-TARGET"),
    ("cadre_targets", 1, "target", "0", "E-ZERO-TARGET"),
    ("months", 1, "sealed_at", "2026-01-31T17:00:00", "E-SEAL"),
]


@pytest.mark.parametrize(("table", "row", "column", "value", "code"), ONE_CELL)
def test_one_wrong_cell_is_told_where_it_stands(
    tmp_path: Path, table: str, row: int, column: str, value: str, code: str
) -> None:
    errors = refused_after(tmp_path, cell(table, row, column, value))
    shown = value if len(value) <= 80 else value[:79] + "…"
    for odd in ("\x1b", "\u202e", "\u200b", "\n"):
        shown = shown.replace(odd, f"<U+{ord(odd):04X}>")
    assert [told(error) for error in errors] == [(f"{table}.csv", row + 1, code, column, shown or None)]


ONE_ROW = [
    ("clock", more("people", 1, person_no="P10", role="system"), ("people.csv", 11, "E-VALUE", "role", "system")),
    (
        "found-in-future",
        cells("findings", 3, found_on="2026-02-03", issued_on="2026-02-03"),
        ("findings.csv", 4, "E-FUTURE", "found_on", "2026-02-03"),
    ),
    ("dup", more("vetoes", 1), ("vetoes.csv", 3, "E-DUP", "veto_no", "X01")),
    ("dup-unit", more("units", 1), ("units.csv", 5, "E-DUP", "unit", "V01 2020-01-01")),
    (
        "dup-task",
        more("findings", 3, finding_no="W04"),
        ("findings.csv", 5, "E-DUP", "task_no", "Z03"),
    ),
    ("month-left-out", without("months", 2), ("months.csv", 3, "E-ORDER", "period", "2026-03")),
    ("month-twice", more("months", 1), ("months.csv", 5, "E-ORDER", "period", "2026-01")),
    ("seal-left-out", cell("months", 1, "sealed_at", ""), ("months.csv", 2, "E-SEAL", "sealed_at", None)),
    (
        "seal-not-rising",
        cell("months", 1, "sealed_at", "2026-03-05T17:00:00"),
        ("months.csv", 3, "E-SEAL", "sealed_at", "2026-03-05T17:00:00"),
    ),
    (
        "recorded-before-preceding",
        cell("moves", 4, "recorded_at", "2026-01-15T08:00:00"),
        ("moves.csv", 5, "E-ORDER", "recorded_at", "2026-01-15T08:00:00"),
    ),
    (
        "recorded-before-finding",
        cells("moves", 11, on="2026-02-02", recorded_at="2026-02-02T09:00:00"),
        ("moves.csv", 12, "E-ORDER", "recorded_at", "2026-02-02T09:00:00"),
    ),
    (
        "unit-not-active-yet",
        cells("findings", 1, unit="N01", found_on="2025-12-31"),
        ("findings.csv", 2, "E-RANGE", "found_on", "2025-12-31"),
    ),
    ("na-item", cells("findings", 2, unit="N01"), ("findings.csv", 3, "E-NA-ITEM", "item", "E03")),
    ("small-branch", cells("findings", 3, item="B02"), ("findings.csv", 4, "E-NA-ITEM", "item", "B02")),
    ("owner-verifies", cell("findings", 1, "owner", "P04"), ("moves.csv", 7, "E-GUARD", "by", "P04")),
    ("one-verifier", cell("moves", 10, "second_by", ""), ("moves.csv", 11, "E-GUARD", "second_by", None)),
    ("no-approval", cell("moves", 10, "approved_by", ""), ("moves.csv", 11, "E-GUARD", "approved_by", None)),
    (
        "dispute-too-late",
        cells("moves", 11, on="2026-02-06", recorded_at=LATE),
        ("moves.csv", 12, "E-GUARD", "on", "2026-02-06"),
    ),
    ("no-days", cell("moves", 3, "days", ""), ("moves.csv", 4, "E-EXT", "days", None)),
    (
        "extended-twice",
        cells("moves", 2, move="grant_extension", by="P03", days="1"),
        ("moves.csv", 4, "E-EXT", "move", "grant_extension"),
    ),
    (
        "not-a-role",
        cell("people", 9, "role", "guest"),
        ("moves.csv", 12, "E-ROLE", "by", "P09"),
    ),
    (
        "group-required",
        cell("activities", 2, "group_no", ""),
        ("activities.csv", 3, "E-REQUIRED", "group_no", None),
    ),
    ("attendance", cell("activities", 1, "attended", ""), ("activities.csv", 2, "E-REQUIRED", "attended", None)),
    ("denominator", cell("measures", 1, "denominator", ""), ("measures.csv", 2, "E-REQUIRED", "denominator", None)),
    ("zero-over", cell("measures", 3, "numerator", "1"), ("measures.csv", 4, "E-ZERO-TARGET", "denominator", "0")),
    ("full-uncommented", cell("ratings", 2, "comment", ""), ("ratings.csv", 3, "E-REQUIRED", "comment", None)),
    ("weight", cell("cadre_targets", 1, "weight", "0"), ("cadre_targets.csv", 2, "E-RANGE", "weight", "0")),
    ("low-uncommented", cell("ratings", 1, "value", "1.5"), ("ratings.csv", 2, "E-REQUIRED", "comment", None)),
    ("level", cell("bonuses", 1, "level", ""), ("bonuses.csv", 2, "E-REQUIRED", "level", None)),
    ("december", cell("bonuses", 2, "code", "J03"), ("bonuses.csv", 3, "E-RANGE", "approved_on", "2026-01-20")),
    ("weights", cell("cadre_targets", 2, "weight", "39"), ("cadre_targets.csv", 3, "E-WEIGHTS", "weight", "99")),
    ("criterion", cell("turnarounds", 1, "criterion", ""), ("turnarounds.csv", 2, "E-REQUIRED", "criterion", None)),
    ("score", cell("turnarounds", 2, "score", ""), ("turnarounds.csv", 3, "E-REQUIRED", "score", None)),
    ("never-entered", without("turnarounds", 1), ("turnarounds.csv", 2, "E-MOVE", "event", "acceptance")),
    (
        "entered-twice",
        more("turnarounds", 1, event_no="E03", on="2026-01-14"),
        ("turnarounds.csv", 4, "E-MOVE", "event", "enter"),
    ),
]


@pytest.mark.parametrize(("change", "expected"), [each[1:] for each in ONE_ROW], ids=[each[0] for each in ONE_ROW])
def test_one_wrong_row_is_told_where_it_stands(
    tmp_path: Path, change: Change, expected: tuple[str, int, str, str, str | None]
) -> None:
    assert [told(error) for error in refused_after(tmp_path, change)] == [expected]


@pytest.mark.parametrize("table", ["months", "units", "people", "findings", "moves"])
def test_a_needed_file_that_is_not_there_is_told_alone(tmp_path: Path, table: str) -> None:
    rows = small()
    del rows[table]
    assert [told(error) for error in refused(write(tmp_path, rows))] == [
        (f"{table}.csv", None, "E-MISSING-FILE", None, None)
    ]


def test_a_lacking_column_is_told_alone(tmp_path: Path) -> None:
    folder = write(tmp_path, small())
    file = folder / "units.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("party_groups", "groups"), encoding="utf-8")
    assert [told(error) for error in refused(folder)] == [("units.csv", 1, "E-COLUMN", "party_groups", None)]
