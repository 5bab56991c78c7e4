"""What a register refuses, whether it comes in a file or is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.small import Rows, refused_after

CASES = (
    ("responsibilities", 0, "scope", "Z99", "E-REF", "scope"),
    ("responsibilities", 0, "duty", "boss", "E-VALUE", "duty"),
    ("responsibilities", 2, "supersedes", "ZR99", "E-REF", "supersedes"),
    ("responsibilities", 2, "valid_to", "2025-01-01", "E-ORDER", "valid_to"),
    ("guidance_visits", 0, "instructor", "P99", "E-REF", "instructor"),
    ("guidance_visits", 0, "follow_up_on", "2026-01-01", "E-ORDER", "follow_up_on"),
    ("meetings", 0, "attended", "15", "E-RANGE", "attended"),
    ("commitments", 0, "responsible", "", "E-REQUIRED", "responsible"),
    ("commitments", 0, "due_on", "", "E-REQUIRED", "due_on"),
    ("commitments", 0, "meeting_no", "HY99", "E-REF", "meeting_no"),
    ("commitments", 0, "effect", "", "E-REQUIRED", "effect"),
    ("commitments", 0, "meeting_no", "", "E-REQUIRED", "meeting_no"),
    ("township_terms", 0, "setting", "0", "E-RANGE", "setting"),
    ("township_terms", 0, "setting", "三", "E-TYPE", "setting"),
    ("turnaround_steps", 0, "member", "", "E-REQUIRED", "member"),
    ("pairings", 0, "person_no", "", "E-REQUIRED", "person_no"),
    ("pairings", 1, "partner", "V01", "E-REF", "partner"),
    ("class_decisions", 0, "valid_from", "2026-01-01", "E-ORDER", "valid_from"),
    ("contacts", 0, "on", "2027-02-06", "E-FUTURE", "on"),
)


@pytest.mark.parametrize(("table", "row", "column", "value", "code", "at"), CASES)
def test_a_wrong_entry_is_refused_at_its_field(
    tmp_path: Path, table: str, row: int, column: str, value: str, code: str, at: str
) -> None:
    def change(rows: Rows) -> None:
        rows[table][row][column] = value

    errors = refused_after(tmp_path, change)
    assert (f"{table}.csv", code, at) in [(error.file, error.code, error.column) for error in errors]


@pytest.mark.parametrize(
    ("table", "changed", "at"),
    [
        ("commitments", {"done_on": "2026-02-30", "effect": ""}, "done_on"),
        ("commitments", {"origin": "rumour", "meeting_no": ""}, "origin"),
        ("township_terms", {"term": "weather", "setting": "0"}, "term"),
        ("pairings", {"kind": "friends", "person_no": ""}, "kind"),
    ],
)
def test_what_hangs_on_an_unreadable_cell_is_no_second_error(
    tmp_path: Path, table: str, changed: dict[str, str], at: str
) -> None:
    errors = refused_after(tmp_path, lambda rows: rows[table][0].update(changed))
    assert [error.column for error in errors if error.file == f"{table}.csv"] == [at]


def test_an_end_before_its_beginning_is_told_with_the_beginning(tmp_path: Path) -> None:
    errors = refused_after(tmp_path, lambda rows: rows["responsibilities"][2].update({"valid_to": "2025-01-01"}))
    told = [dict(error.facts) for error in errors if error.column == "valid_to"]
    assert [(each["other"], str(each["limit"])) for each in told] == [("valid_from", "2026-01-01")]
    (tmp_path / "again").mkdir()
    errors = refused_after(tmp_path / "again", lambda rows: rows["responsibilities"][2].update({"valid_from": "soon"}))
    assert [error.column for error in errors if error.file == "responsibilities.csv"] == ["valid_from"]


def test_two_first_responsible_persons_at_a_time_are_refused(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows["responsibilities"].append({**rows["responsibilities"][0], "duty_no": "ZR04", "person_no": "P07"})

    (error,) = refused_after(tmp_path, change)
    assert (error.code, error.column, error.expected) == ("E-GUARD", "valid_from", "duty-free")
    assert dict(error.facts)["person"] == "P06"
