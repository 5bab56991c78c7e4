"""How several wrong places, or rows of several files and times, are judged together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.importing.small import Rows, check, refused, refused_after, small, stored, told, write

LATE = "2026-03-01T09:00:00"


def test_a_move_that_cannot_be_read_hides_what_builds_on_it_and_nothing_else(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows["moves"][1]["on"] = "?"
        rows["moves"][9]["second_by"] = ""

    errors = refused_after(tmp_path, change)
    assert [(error.line, error.code) for error in errors] == [(3, "E-TYPE"), (11, "E-GUARD")]


def test_all_errors_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows["units"][1]["unit_type"] = "town"
        rows["findings"][0]["severity"] = "grave"
        rows["moves"][10]["by"] = "P99"
        rows["cadre_targets"][0]["weight"] = "x"
        del rows["people"]

    errors = refused_after(tmp_path, change)
    assert {(error.file, error.code) for error in errors} == {
        ("units.csv", "E-VALUE"),
        ("findings.csv", "E-VALUE"),
        ("cadre_targets.csv", "E-TYPE"),
        ("people.csv", "E-MISSING-FILE"),
    }


def test_weights_are_summed_over_the_latest_rows(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows["cadre_targets"].append({**rows["cadre_targets"][0], "row_no": "G03", "weight": "50", "recorded_at": LATE})

    errors = refused_after(tmp_path, change)
    assert [told(error) for error in errors] == [("cadre_targets.csv", 4, "E-WEIGHTS", "weight", "90")]
    assert dict(errors[0].facts)["person"] == "P08"


def test_what_was_recorded_before_the_last_seal_comes_too_late(tmp_path: Path) -> None:
    rows = small()
    known = replace(
        stored(check(write(tmp_path / "first", {**rows, "lookbacks": []}))), sealed_until=datetime(2026, 3, 5, 17)
    )
    write(tmp_path / "second", {"lookbacks": rows["lookbacks"]})
    errors = refused(tmp_path / "second" / "lookbacks.csv", known)
    assert [(error.line, error.code, error.column) for error in errors] == [(2, "E-SEAL", "recorded_at")]


def test_an_extension_that_is_refused_does_not_move_the_due_date(tmp_path: Path) -> None:
    """Z01 is due on 19 January; the second wish comes on the 20th and is late only when the first one failed."""

    def change(rows: Rows) -> None:
        rows["moves"][2]["days"] = "9"
        rows["moves"][3] |= {
            "move": "grant_extension",
            "by": "P03",
            "days": "1",
            "on": "2026-01-20",
            "recorded_at": LATE,
        }
        del rows["moves"][4:6]

    assert [error.expected for error in refused_after(tmp_path, change)] == ["extension-days", "extension-too-late"]
