"""What commands print as data: the expected results byte for byte, the state of a day, lists, explanations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.conftest import SAMPLE

EXPECTED = SAMPLE / "expected"
MONTHS = sorted(path.stem for path in EXPECTED.glob("2026-*.json"))
DAYS = sorted(path.stem.removeprefix("asof-") for path in EXPECTED.glob("asof-*.json"))


@pytest.mark.parametrize("period", MONTHS)
def test_scores_are_the_results_file_to_the_byte(period: str, say: Say, half_year_db: Path) -> None:
    said = say("--db", half_year_db, "scores", period, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.out == (EXPECTED / f"{period}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("day", DAYS)
def test_tasks_of_a_day_are_the_state_file_to_the_byte(day: str, say: Say, half_year_db: Path) -> None:
    said = say("tasks", "--on", day, "--json", "--db", half_year_db)
    assert (said.code, said.err) == (0, "")
    assert said.out == (EXPECTED / f"asof-{day}.json").read_text(encoding="utf-8")


def test_scores_of_one_unit_are_its_part_of_the_file(say: Say, half_year_db: Path) -> None:
    whole = json.loads((EXPECTED / "2026-06.json").read_text(encoding="utf-8"))
    told = json.loads(say("--db", half_year_db, "scores", "2026-06", "--unit", "V03", "--json").out)
    assert told["units"] == [unit for unit in whole["units"] if unit["unit"] == "V03"]


def test_tasks_today_agree_with_the_state_of_today(say: Say, half_year_db: Path) -> None:
    today = json.loads(say("--db", half_year_db, "tasks", "--overdue", "--json").out)
    as_of = json.loads(say("--db", half_year_db, "tasks", "--overdue", "--on", "2026-07-07", "--json").out)["open"]
    assert today
    shared = ("task_no", "unit", "state", "round", "due", "late_days", "overdue")
    told = [{name: each[name] for name in shared} for each in today]
    assert sorted(told, key=lambda each: each["task_no"]) == [{name: each[name] for name in shared} for each in as_of]


@pytest.mark.parametrize("option", [("--unit", "V05"), ("--state", "rectifying"), ("--level", "accountability")])
def test_tasks_are_chosen_alike_today_and_on_a_day(option: tuple[str, str], say: Say, half_year_db: Path) -> None:
    say("--db", half_year_db, "run", "daily", "--no-prefect")
    today = json.loads(say("--db", half_year_db, "tasks", *option, "--json").out)
    on_day = json.loads(say("--db", half_year_db, "tasks", *option, "--on", "2026-07-07", "--json").out)["open"]
    assert sorted(each["task_no"] for each in today) == [each["task_no"] for each in on_day]


def test_explain_lines_add_up_to_the_points_lost(say: Say, half_year_db: Path) -> None:
    told = json.loads(say("--db", half_year_db, "explain", "2026-06", "V03", "A02", "--json").out)
    assert [line["points"] for line in told["lines"]] == ["-1.0000"]
    assert "W2606-000027" in told["lines"][0]["text"]


def test_consequences_tell_what_is_proposed_and_why(say: Say, half_year_db: Path) -> None:
    told = json.loads(say("--db", half_year_db, "consequences", "2026-06", "--json").out)
    flags = [unit["unit"] for unit in told["units"] for each in unit["consequences"] if each["code"] == "R01"]
    assert len(flags) == 3
    assert all(each["state"] == "proposed" for unit in told["units"] for each in unit["consequences"])


@pytest.mark.parametrize(
    "command",
    [
        ("scores", "2026-06"),
        ("explain", "2026-06", "V03"),
        ("tasks",),
        ("tasks", "--on", "2026-06-15"),
        ("task", "show", "Z2606-000027"),
        ("consequences", "2026-06"),
        ("month", "status"),
        ("calendar", "show", "2026"),
        ("trail", "verify"),
        ("doctor",),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_people_read_has_no_escape_sequences_and_no_keys(
    lang: str, command: tuple[str, ...], say: Say, half_year_db: Path
) -> None:
    said = say("--lang", lang, "--db", half_year_db, *command)
    assert said.code == 0, said.err
    assert said.out
    for key in ("\x1b", "cli.", "nouns.", "reports.", "errors."):
        assert key not in said.out


def test_a_task_is_shown_with_what_may_be_done_now(say: Say, half_year_db: Path) -> None:
    told = json.loads(say("--db", half_year_db, "task", "show", "Z2606-000027", "--json").out)
    assert told["finding"]["unit"] == "V03"
    assert {offer["move"] for offer in told["offers"]}


def test_documents_are_written_where_they_are_asked_for(say: Say, half_year_db: Path, tmp_path: Path) -> None:
    for command, name in (("bulletin", "b.docx"), ("bulletin", "b.md"), ("export lists", "l.xlsx")):
        said = say("--db", half_year_db, *command.split(), "2026-06", "-o", tmp_path / name)
        assert said.code == 0, said.err
        assert (tmp_path / name).stat().st_size > 1000


def test_the_doctor_names_evidence_that_is_gone_or_changed(say: Say, half_year_db: Path, tmp_path: Path) -> None:
    for place, name in enumerate(("a.pdf", "b.pdf")):
        (tmp_path / name).write_bytes(b"%PDF-1.7 " + name.encode())
        task = json.loads(say("--db", half_year_db, "tasks", "--unit", "N01", "--json").out)[0]["task_no"]
        assert say("--db", half_year_db, "--as", "P000061", "evidence", "add", task, tmp_path / name).code == 0, place
    assert "evidence" in {each["check"] for each in json.loads(say("--db", half_year_db, "doctor", "--json").out)}
    first, second = sorted((half_year_db.parent / "evidence").glob("??/*"))
    first.unlink()
    second.write_bytes(b"other")
    said = say("--db", half_year_db, "doctor", "--json")
    assert said.code == 1
    wrong = {each["check"]: each["facts"]["file"] for each in json.loads(said.out) if each["grade"] == "wrong"}
    assert wrong == {"evidence-missing": first.name[:12], "evidence-changed": second.name[:12]}


def test_the_trail_tells_who_read_members_names(say: Say, half_year_db: Path) -> None:
    db = ("--db", half_year_db)
    assert say(*db, "stars", "2026-06", "V01", "--as", "P000003").code == 0
    found = json.loads(say(*db, "trail", "list", "--action", "read_members", "--json").out)
    assert [(each["actor"], each["unit"], each["subject"]) for each in found] == [("P000003", "V01", "members:V01")]
    assert say(*db, "trail", "list", "沈志远").out.count("P000003") == 1
    assert len(json.loads(say(*db, "trail", "list", "--last", "3", "--json").out)) == 3
    assert "read_members" in say(*db, "trail", "list", "--action", "look").err
