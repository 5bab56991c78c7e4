"""How several wrong places, or rows of several files and times, are judged together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.importing.small import Change, Rows, check, refused, refused_after, small, stored, told, write

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


def places(folder: Path, change: Change) -> list[tuple[str, int | None, str, str | None]]:
    return [(error.file, error.line, error.code, error.column) for error in refused_after(folder, change)]


def test_a_wrong_cell_hides_no_other_wrong_cell_of_its_row(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows["findings"][0] |= {"severity": "grave", "item": "Z99", "owner": "P99", "issued_on": "2026-01-01"}
        rows["findings"][2] |= {"found_on": "?", "unit": "V99", "item": "Z99"}
        rows["moves"][9] |= {"second_by": "P 05", "approved_by": "P03", "on": "2026-01-19"}
        rows["activities"][0] |= {"activity_no": "H 01", "attended": "49", "type": "party"}
        rows["measures"][0] |= {"period": "?", "metric": "income"}
        rows["ratings"][1] |= {"period": "?", "item": "A01", "rater": "P06"}
        rows["bonuses"][0] |= {"approved_on": "?", "code": "J99"}
        rows["turnarounds"][1] |= {"score": "?", "respondents": "14", "dissatisfied": "15"}
        rows["people"][0] |= {"name": "", "unit": "V99"}

    assert places(tmp_path, change) == [
        ("activities.csv", 2, "E-VALUE", "activity_no"),
        ("activities.csv", 2, "E-RANGE", "attended"),
        ("activities.csv", 2, "E-VALUE", "type"),
        ("bonuses.csv", 2, "E-TYPE", "approved_on"),
        ("bonuses.csv", 2, "E-VALUE", "code"),
        ("findings.csv", 2, "E-ORDER", "issued_on"),
        ("findings.csv", 2, "E-VALUE", "item"),
        ("findings.csv", 2, "E-REF", "owner"),
        ("findings.csv", 2, "E-VALUE", "severity"),
        ("findings.csv", 4, "E-TYPE", "found_on"),
        ("findings.csv", 4, "E-VALUE", "item"),
        ("findings.csv", 4, "E-REF", "unit"),
        ("measures.csv", 2, "E-VALUE", "metric"),
        ("measures.csv", 2, "E-TYPE", "period"),
        ("moves.csv", 11, "E-GUARD", "approved_by"),
        ("moves.csv", 11, "E-ORDER", "on"),
        ("moves.csv", 11, "E-VALUE", "second_by"),
        ("people.csv", 2, "E-REQUIRED", "name"),
        ("people.csv", 2, "E-REF", "unit"),
        ("ratings.csv", 3, "E-VALUE", "item"),
        ("ratings.csv", 3, "E-TYPE", "period"),
        ("ratings.csv", 3, "E-GUARD", "rater"),
        ("turnarounds.csv", 3, "E-RANGE", "dissatisfied"),
        ("turnarounds.csv", 3, "E-GUARD", "respondents"),
        ("turnarounds.csv", 3, "E-TYPE", "score"),
    ]


def test_a_number_used_twice_hides_no_other_fault_of_its_row_nor_is_hidden(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows["findings"].append({**rows["findings"][2], "task_no": "Z04", "owner": "P99"})
        rows["vetoes"].append({**rows["vetoes"][0], "approved_on": "?"})

    assert places(tmp_path, change) == [
        ("findings.csv", 5, "E-DUP", "finding_no"),
        ("findings.csv", 5, "E-REF", "owner"),
        ("vetoes.csv", 3, "E-TYPE", "approved_on"),
        ("vetoes.csv", 3, "E-DUP", "veto_no"),
    ]


def test_a_finding_with_a_wrong_cell_does_not_hide_what_is_wrong_with_its_moves(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows["findings"][0]["severity"] = "grave"
        rows["moves"][1]["note"] = "\x1b"
        rows["moves"][2]["days"] = "99"
        rows["moves"][4]["move"] = "reopen"
        rows["moves"][4]["by"] = "P07"

    assert places(tmp_path, change) == [
        ("findings.csv", 2, "E-VALUE", "severity"),
        ("moves.csv", 3, "E-VALUE", "note"),
        ("moves.csv", 6, "E-ROLE", "by"),
        ("moves.csv", 6, "E-MOVE", "move"),
    ]


def test_what_depends_on_an_unreadable_cell_is_not_told(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows["cadre_targets"][0]["person_no"] = "P 08"
        rows["turnarounds"][0]["unit"] = ""
        rows["moves"][7]["task_no"] = ""
        rows["units"][0]["party_groups"] = "?"
        rows["activities"][1]["group_no"] = "9"
        rows["months"][1]["period"] = "?"

    assert {(error.file, error.code) for error in refused_after(tmp_path, change)} == {
        ("cadre_targets.csv", "E-VALUE"),
        ("turnarounds.csv", "E-REQUIRED"),
        ("moves.csv", "E-REQUIRED"),
        ("units.csv", "E-TYPE"),
        ("months.csv", "E-TYPE"),
    }


def test_a_row_known_already_with_one_wrong_cell_is_told_for_that_cell_alone(tmp_path: Path) -> None:
    known = replace(stored(check(write(tmp_path / "first", small()))), sealed_until=datetime(2026, 3, 5, 17))

    def change(rows: Rows) -> None:
        rows["findings"][0]["severity"] = "grave"

    assert [told(error) for error in refused_after(tmp_path, change, known)] == [
        ("findings.csv", 2, "E-VALUE", "severity", "grave")
    ]
