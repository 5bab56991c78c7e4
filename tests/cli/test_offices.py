"""Commands of the office: the schedule by hand, notices and channels, appeals, proposals, papers, look-backs."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import pytest

from flows.tick import run_tick
from tests.cli.conftest import Say
from tests.conftest import NOW, SECRETARY
from tests.flows.standing import copy_of, settings_of

COMMISSIONER, INSPECTOR = "P000003", "P000005"


@pytest.fixture(scope="session")
def ticked_file(half_year_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The half year after one tick on 7 July: everything is published, people have been told."""
    path = copy_of(half_year_file, tmp_path_factory.mktemp("office") / "ticked")
    run_tick(settings_of(path, NOW))
    with sqlite3.connect(path) as records:
        records.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def office(ticked_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = copy_of(ticked_file, tmp_path / "office")
    monkeypatch.setenv("SUPERVISION_DATABASE_URL", str(path))
    return path


@pytest.fixture
def waiting(imported_file: Path, tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> Path:
    """January's draft waits for the secretary, on 6 February."""
    path = copy_of(imported_file, tmp_path / "waiting")
    monkeypatch.setenv("SUPERVISION_DATABASE_URL", str(path))
    monkeypatch.setenv("SUPERVISION_TODAY", "2026-02-06")
    said = say("--lang", "en", "run", "tick")
    assert said.code == 0
    assert "awaits approval" in said.err
    return path


def test_the_schedule_tells_every_run_with_its_command(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUPERVISION_TIME_ZONE")
    rows = json.loads(say("schedule", "--json").out)
    assert {row["name"]: row["command"] for row in rows} == {
        "tick": "run tick",
        "backup": "backup",
        "deliver": "run deliver",
    }
    assert {row["zone"] for row in rows} == {"Asia/Shanghai"}
    assert "flows." not in say("schedule").out


def test_a_second_tick_by_hand_finds_nothing(say: Say, office: Path) -> None:
    said = say("run", "tick", "--json")
    told = json.loads(said.out)
    assert (told["opened"], told["cards"], told["begun"], told["told"]) == (0, 0, [], 0)


def test_a_signature_carries_the_month_through_to_its_bulletin(say: Say, waiting: Path) -> None:
    said = say("--lang", "en", "month", "approve", "2026-01", "--as", SECRETARY)
    assert said.code == 0, said.err
    assert "2026-01: sealed and published." in said.err
    (january,) = json.loads(say("month", "status", "2026-01", "--json").out)
    assert {"seal", "publish", "propose"} <= set(january["steps"])
    assert (waiting.parent / "documents" / "2026-01" / "T01-bulletin.docx").exists()


def test_a_signature_alone_seals_nothing_when_so_asked(say: Say, waiting: Path) -> None:
    assert say("month", "approve", "2026-01", "--no-continue", "--as", SECRETARY).code == 0
    (january,) = json.loads(say("month", "status", "2026-01", "--json").out)
    assert january["state"] == "approved"


def test_a_draft_on_show_takes_appeals_that_somebody_answers(say: Say, waiting: Path) -> None:
    assert say("month", "publicity", "2026-01", "--as", COMMISSIONER).code == 0
    lines = json.loads(say("explain", "2026-01", "V03", "--json").out)["lines"]
    line = next(each for each in lines if each["item"] and each["source"])
    branch = next(
        row[0]
        for row in sqlite3.connect(waiting).execute(
            "SELECT person_no FROM person WHERE unit = 'V03' AND role = 'branch_secretary'"
        )
    )
    where = ("2026-01", "V03", line["item"], line["source"])
    filed = say("--lang", "en", "appeal", "file", *where, "--reason", "[red]已改[/red]", "--as", branch)
    assert filed.code == 0, filed.err
    (appeal,) = json.loads(say("appeal", "list", "2026-01", "--json").out)
    assert (appeal["state"], appeal["reason"]) == ("filed", "[red]已改[/red]")
    number = appeal["appeal_no"]
    unchanged = say("appeal", "decide", number, "uphold", "--answer", "好", "--as", SECRETARY)
    assert unchanged.code == 3
    assert say("appeal", "decide", number, "reject", "--answer", "情况属实", "--as", SECRETARY).code == 0
    assert "[red]已改[/red]" in say("appeal", "list").out


def test_people_decide_on_proposals(say: Say, office: Path) -> None:
    first = json.loads(say("proposal", "list", "2026-06", "--json").out)[0]
    where = ("2026-06", first["unit"], first["code"])
    assert say("proposal", "decide", *where, "execute", "--as", SECRETARY).code == 3
    assert say("proposal", "decide", *where, "refuse", "--as", SECRETARY).code == 2
    assert say("proposal", "decide", *where, "approve", "--as", SECRETARY).code == 0
    assert json.loads(say("proposal", "list", "2026-06", "--json").out)[0]["state"] == "approved"
    assert first["code"] in say("proposal", "list", "2026-06").out


@pytest.mark.parametrize("kind", ["supervision_order", "interview_notice", "accountability_proposal"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_paper_is_written(kind: str, lang: str, say: Say, office: Path, tmp_path: Path) -> None:
    cards = json.loads(say("order", "--json").out)
    number = next(card["document_no"] for card in cards if card["document"] == kind)
    text = say("--lang", lang, "order", number).out
    assert number in text
    assert "reports." not in text
    assert "nouns." not in text
    path = tmp_path / "paper.docx"
    assert say("--lang", lang, "order", number, "-o", path).code == 0
    assert path.read_bytes().startswith(b"PK")


def test_a_paper_reads_the_same_when_the_task_has_gone_on(
    say: Say, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = json.loads(say("order", "--json").out)
    numbers = [card["document_no"] for card in cards if card["document"] != "supervision_order"]
    before = [say("order", number).out for number in numbers]
    monkeypatch.setenv("SUPERVISION_TODAY", "2026-09-01")
    say("run", "daily", "--no-prefect")
    assert [say("order", number).out for number in numbers] == before


def test_an_unknown_paper_is_told(say: Say, office: Path) -> None:
    said = say("order", "DB-2020-01-001")
    assert said.code == 2
    assert "DB-2020-01-001" in said.err


def test_look_backs_are_listed_and_recorded(say: Say, office: Path) -> None:
    due = json.loads(say("lookback", "list", "--json").out)
    inspectors = [
        row[0] for row in sqlite3.connect(office).execute("SELECT person_no FROM person WHERE role = 'inspector'")
    ]
    codes = [say("lookback", "record", due[0]["task_no"], "held", "--as", each).code for each in inspectors]
    assert 0 in codes
    assert due[0]["task_no"] not in say("lookback", "list").out
    assert due[0]["task_no"] in say("lookback", "list", due[0]["period"]).out
    assert say("lookback", "record", due[1]["task_no"], "perhaps", "--as", INSPECTOR).code == 2


def test_an_address_is_read_unseen_and_shown_to_nobody(say: Say, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("json://someone:hush-hush@127.0.0.1:9/token\n"))
    said = [say("contact", "set", COMMISSIONER, "hook"), say("contact", "list"), say("run", "deliver")]
    said += [say("notices", "sent"), say("notices", "sent", "--json"), say("notices", "retry")]
    assert [each.code for each in said] == [0] * len(said)
    assert COMMISSIONER in said[1].out
    assert "json" in said[1].out
    told = "".join(each.out + each.err for each in said)
    assert "hush-hush" not in told
    assert "token" not in told
    assert say("contact", "remove", COMMISSIONER, "hook").code == 0
    assert COMMISSIONER not in say("contact", "list").out


@pytest.mark.parametrize(
    "command",
    [
        ("contact", "set", COMMISSIONER, "hook", "pigeon://hush-hush"),
        ("contact", "set", "P999999", "hook", "json://127.0.0.1"),
        ("contact", "set", COMMISSIONER, "inbox", "json://127.0.0.1"),
        ("notices", "inbox"),
        ("serve", "--port", "99999"),
    ],
)
def test_what_makes_no_sense_is_one_line(command: tuple[str, ...], say: Say, office: Path) -> None:
    said = say(*command)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "hush-hush" not in said.err


def test_the_inbox_is_read_once(say: Say, office: Path) -> None:
    assert "未读" in say("notices", "inbox", "--as", SECRETARY).out
    say("notices", "inbox", "--read", "--as", SECRETARY)
    assert "未读" not in say("notices", "inbox", "--as", SECRETARY).out


def test_a_backup_is_made_once_a_day(say: Say, office: Path) -> None:
    assert say("backup").code == 0
    assert say("backup").code == 0
    assert len(list((office.parent / "backups").glob("*.db"))) == 1
