"""What commands do, and how they refuse: exit code 2 for bad input, 3 for a refusal, 1 for a failure."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import tomllib
from pathlib import Path

import pytest

from supervision.cli import running
from supervision.cli.errors import exit_code
from supervision.domain.errors import Broken
from supervision.services.months import approve_month
from supervision.settings import enter, read_settings
from tests.cli.conftest import Say
from tests.conftest import SAMPLE

V05_SECRETARY, INSPECTOR, SECRETARY = "P000029", "P000005", "P000001"


@pytest.fixture
def new_db(say: Say, tmp_path: Path) -> Path:
    path = tmp_path / "new.db"
    assert say("--db", path, "init", "--township", "T01", "--name", "桑河乡").code == 0
    return path


@pytest.fixture
def sample_db(imported_file: Path, tmp_path: Path) -> Path:
    """The sample township, nothing of which is computed yet."""
    return Path(shutil.copyfile(imported_file, tmp_path / "sample.db"))


def one_line(text: str) -> str:
    assert text.endswith("\n")
    assert text.count("\n") == 1, text
    return text


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("scores", "2026-7"), "2026-7"),
        (("scores", "2026-06", "--unit", "V99"), "V99"),
        (("explain", "2026-06", "V03", "Z9"), "Z9"),
        (("tasks", "--unit", "V99"), "V99"),
        (("tasks", "--state", "done"), "rectifying"),
        (("tasks", "--level", "green"), "accountability"),
        (("tasks", "--on", "yesterday"), "yesterday"),
        (("tasks", "--on", "2026-02-30"), "2026-02-30"),
        (("tasks", "--on", "20260707"), "20260707"),
        (("tasks", "--on", "9999-12-31"), "9999-12-31"),
        (("run", "daily", "--no-prefect", "--on", "2026-07-08"), "2026-07-07"),
        (("tasks", "--township", "T9"), "T01 桑河乡"),
        (("task", "show", "Z0"), "Z0"),
        (("task", "move", "Z2606-000027", "finish"), "request_closure"),
        (("task", "move", "Z2606-000027", "close"), "--as"),
        (("tasks", "--as", "P999999"), "P999999"),
        (("run", "month", "2026-06..2026-01"), "2026-06..2026-01"),
        (("run", "month", "2026-01..2026-02", "--at", "2026-03-01T09:00"), "--at"),
        (("run", "month", "2026-06", "--at", "2026-07-06"), "2026-07-06"),
        (("bulletin", "2026-06", "-o", "bulletin.odt"), ".odt"),
        (("calendar", "refresh", "3000"), "3000"),
        (("--lang", "fr", "tasks"), "fr"),
        (("tasks", "--colour"), "--colour"),
        (("explain", "2026-06"), "UNIT"),
        (("chores",), "tasks"),
        (("tasks", "--db"), "--db"),
    ],
)
def test_bad_input_gives_one_line_and_exit_code_two(
    command: tuple[str, ...], told: str, say: Say, half_year_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPERVISION_DATABASE_URL", str(half_year_db))
    said = say(*command)
    assert said.code == 2
    assert not said.out
    assert told in one_line(said.err)


@pytest.mark.parametrize(
    "command",
    [
        ("task", "move", "Z2606-000027", "close", "--as", SECRETARY),
        ("task", "move", "Z2606-000027", "acknowledge", "--as", "P000030"),
        ("scores", "2026-07"),
        ("month", "approve", "2026-06", "--as", INSPECTOR),
        ("month", "seal", "2026-08"),
        ("import", str(SAMPLE), "--as", SECRETARY),
    ],
)
def test_a_refusal_gives_one_line_and_exit_code_three(command: tuple[str, ...], say: Say, half_year_db: Path) -> None:
    said = say("--db", half_year_db, *command)
    assert said.code == 3
    assert not said.out
    one_line(said.err)


def test_a_database_that_is_not_there_is_a_failure(say: Say, tmp_path: Path) -> None:
    said = say("--db", tmp_path / "none.db", "tasks")
    assert said.code == 1
    assert "init" in one_line(said.err)
    assert not (tmp_path / "none.db").exists()


def test_what_nobody_expected_is_one_line_without_a_traceback(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("first line\nsecond line")

    monkeypatch.setattr("supervision.cli.call.Call.house", broken)
    said = say("tasks")
    assert said.code == 1
    assert "ZeroDivisionError" in one_line(said.err)
    monkeypatch.setenv("SUPERVISION_DEBUG", "1")
    assert "Traceback" in say("tasks").err


def test_a_missing_door_is_a_failure_that_says_so(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(running.importlib, "import_module", missing)
    said = say("run", "month", "2026-01")
    assert said.code == exit_code(Broken("no-flows"))
    assert "--no-prefect" in one_line(said.err)


def test_setting_up_twice_changes_nothing_and_says_so(say: Say, new_db: Path) -> None:
    again = say("--db", new_db, "init")
    assert again.code == 0
    assert "没有改动" in again.err


def test_a_new_database_needs_a_township(say: Say, tmp_path: Path) -> None:
    assert say("--db", tmp_path / "x.db", "init").code == 2
    assert not (tmp_path / "x.db").exists()


def test_importing_twice_adds_nothing(say: Say, new_db: Path) -> None:
    dry = json.loads(say("--db", new_db, "import", SAMPLE, "--dry-run", "--json").out)
    first = json.loads(say("--db", new_db, "import", SAMPLE, "--json").out)
    second = json.loads(say("--db", new_db, "import", SAMPLE, "--json").out)
    assert dry["new"] == first["new"] == second["same"]
    assert (first["changed"], second["changed"]) == (True, False)


def test_every_wrong_place_of_a_file_is_a_line(say: Say, new_db: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(SAMPLE, bundle, ignore=shutil.ignore_patterns("expected", "findings.xlsx"))
    lines = (bundle / "findings.csv").read_text(encoding="utf-8").split("\n")
    lines[2] = lines[2].replace("2026-0", "2026-9", 1)
    lines[4] = lines[4].replace(",V", ",X", 1)
    (bundle / "findings.csv").write_text("\n".join(lines), encoding="utf-8")
    said = say("--db", new_db, "import", bundle, "--lang", "en")
    assert said.code == 2
    *places, last = said.err.splitlines()
    assert all(place.startswith("findings.csv line ") for place in places)
    assert any("line 3 column found_on" in place and "E-TYPE" in place for place in places)
    assert any("line 5 column unit" in place and "E-REF" in place for place in places)
    assert str(len(places)) in last
    assert json.loads(say("--db", new_db, "month", "status", "--json").out) == []


def test_a_month_without_an_approver_waits_and_goes_on_when_it_is_signed(say: Say, sample_db: Path) -> None:
    waiting = say("--db", sample_db, "run", "month", "2026-01..2026-02", "--no-prefect", "--json")
    assert waiting.code == 0
    assert [(each["period"], each["finished"]) for each in json.loads(waiting.out)] == [("2026-01", False)]
    assert "month approve" in waiting.err
    assert say("--db", sample_db, "month", "return", "2026-01", "--reason", "待核", "--as", SECRETARY).code == 0
    assert say("--db", sample_db, "month", "score", "2026-01").code == 0
    assert say("--db", sample_db, "month", "approve", "2026-01", "--as", SECRETARY).code == 0
    assert say("--db", sample_db, "month", "seal", "2026-01").code == 0
    done = json.loads(say("--db", sample_db, "run", "month", "2026-01", "--no-prefect", "--json").out)
    assert done[0]["finished"]
    assert {Path(path).suffix for path in done[0]["documents"]} == {".docx", ".md", ".xlsx"}


def test_a_step_that_was_taken_before_is_told_as_such(say: Say, sample_db: Path) -> None:
    waiting = say("--db", sample_db, "run", "month", "2026-01", "--no-prefect", "--json")
    secretary = enter(read_settings(db=str(sample_db), person_no=SECRETARY))
    approve_month(secretary, "2026-01", json.loads(waiting.out)[0]["draft"])
    secretary.database.close()
    score, seal = ("--db", sample_db, "month", "score", "2026-01"), ("--db", sample_db, "month", "seal", "2026-01")
    assert "此前已审批" in one_line(say(*score).err)
    assert "此前" not in say(*seal).err
    for command in (score, seal, ("--db", sample_db, "month", "approve", "2026-01", "--as", SECRETARY)):
        said = say(*command)
        assert said.code == 0
        assert "2026-01 此前已封账" in said.err


def test_a_task_is_moved_by_the_person_who_may(say: Say, half_year_db: Path) -> None:
    found = json.loads(say("--db", half_year_db, "tasks", "--unit", "V05", "--state", "rectifying", "--json").out)
    number = found[0]["task_no"]
    said = say("--db", half_year_db, "task", "move", number, "request_closure", "--note", "已办", "--as", V05_SECRETARY)
    assert said.code == 0, said.err
    shown = json.loads(say("--db", half_year_db, "task", "show", number, "--json").out)
    assert shown["state"] == "closure_requested"
    assert shown["moves"][-1]["by"] == V05_SECRETARY


def test_the_day_is_run_once(say: Say, half_year_db: Path) -> None:
    first = json.loads(say("--db", half_year_db, "run", "daily", "--no-prefect", "--json").out)
    again = json.loads(say("--db", half_year_db, "run", "daily", "--no-prefect", "--json").out)
    assert first["day"] == "2026-07-07"
    assert (again["opened"], again["cards"]) == (0, 0)


def test_a_day_before_the_last_seal_can_be_run_and_adds_nothing_of_its_own(say: Say, half_year_db: Path) -> None:
    say("--db", half_year_db, "run", "daily", "--no-prefect")
    told = json.loads(say("--db", half_year_db, "run", "daily", "--no-prefect", "--on", "2026-05-01", "--json").out)
    assert (told["opened"], told["cards"]) == (0, 0)
    assert say("--db", half_year_db, "trail", "verify").code == 0


@pytest.mark.parametrize("day", ["abc", "2026-02-30", "0001-01-01", "9999-12-31", "20260707"])
def test_a_date_in_the_environment_that_is_none_is_told_in_one_line(
    day: str, say: Say, half_year_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPERVISION_TODAY", day)
    said = say("--db", half_year_db, "tasks")
    assert said.code == 2
    assert day in one_line(said.err)


def test_with_two_townships_one_has_to_be_chosen(say: Say, new_db: Path) -> None:
    assert say("--db", new_db, "init", "--township", "T02", "--name", "石岭乡").code == 0
    said = say("--db", new_db, "tasks")
    assert said.code == 2
    for told in ("T01 桑河乡", "T02 石岭乡", "--township", "SUPERVISION_TOWNSHIP"):
        assert told in one_line(said.err)
    assert say("--db", new_db, "tasks", "--township", "T02").code == 0


def test_english_counts_one_as_one(say: Say, half_year_db: Path) -> None:
    said = [say("--lang", "en", "--db", half_year_db, "tasks", "--unit", unit).err for unit in ("V05", "V04")]
    assert said == ["1 task, 1 of them overdue.\n", "2 tasks, 1 of them overdue.\n"]


def test_dates_of_tables_have_one_form(say: Say, half_year_db: Path) -> None:
    for command in (("tasks",), ("tasks", "--on", "2026-07-07"), ("task", "show", "Z2606-000027")):
        out = say("--db", half_year_db, *command).out
        assert re.search(r"2026-0[67]-\d\d", out)
        assert not re.search(r"2026[.年]", out)


def _forge(path: Path, *, hide: bool) -> str:
    """Change an entry of the trail behind the program's back; to `hide` it the trigger in the way is put back."""
    with sqlite3.connect(path) as database:
        name, sql = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail' AND sql LIKE '%UPDATE%'"
        ).fetchone()
        database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE trail SET actor = 'P000002' WHERE seq = 7")
        if hide:
            database.execute(sql)
    return str(name)


def test_a_changed_entry_of_the_trail_is_found(say: Say, half_year_db: Path) -> None:
    whole = json.loads(say("--db", half_year_db, "trail", "verify", "--json").out)
    assert whole["break"] is None
    assert whole["entries"] > 7
    _forge(half_year_db, hide=True)
    said = say("--db", half_year_db, "trail", "verify", "--json")
    assert said.code == 1
    assert json.loads(said.out)["break"] == {"seq": 7, "why": "changed"}
    assert "7" in one_line(said.err)


def test_the_doctor_misses_a_guarding_trigger(say: Say, half_year_db: Path) -> None:
    name = _forge(half_year_db, hide=False)
    said = say("--db", half_year_db, "doctor")
    assert said.code == 1
    assert said.out.count(name) == 1
    assert "1" in one_line(said.err)


def test_years_are_taken_anew(say: Say, half_year_db: Path) -> None:
    said = say("--db", half_year_db, "calendar", "refresh", "2026", "2031")
    assert said.code == 0
    assert "2031" in said.err
    assert json.loads(say("--db", half_year_db, "calendar", "show", "2026", "--json").out)[0]["official"]


def test_the_doctor_names_a_database_that_is_not_there(say: Say, tmp_path: Path) -> None:
    said = say("--db", tmp_path / "none.db", "doctor")
    assert said.code == 1
    assert said.out.count("none.db") == 1
    assert "supervision init" in said.out
    assert "1" in one_line(said.err)


def test_the_doctor_tells_a_year_without_an_official_arrangement(say: Say, half_year_db: Path) -> None:
    told = json.loads(say("--db", half_year_db, "doctor", "--json").out)
    assert [each["facts"] for each in told if each["check"] == "calendar-guessed"] == [{"year": 2027}]


def test_values_that_look_like_options_stay_where_they_are_after_two_dashes(say: Say, half_year_db: Path) -> None:
    said = say("--db", half_year_db, "task", "show", "--", "--as")
    assert said.code == 2
    assert "--as" in said.err


def test_the_version_is_that_of_the_project(say: Say) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert say("--version").out == f"supervision {project['version']}\n"
