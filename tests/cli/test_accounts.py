"""Accounts by command: a password is never an argument, and only a generated one is printed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from supervision.cli.checks import accounts as unsigned
from supervision.queries.accounts import passwords_asked
from supervision.services.accounts import change_password, set_password
from supervision.services.setup import set_up
from supervision.settings import enter, read_settings
from tests.cli.conftest import Say
from tests.conftest import SAMPLE

PERSON = "P000005"
SECRET = "青山绿水-2026-长流"


def test_a_generated_password_is_data_and_the_rest_is_told(say: Say, half_year_db: Path) -> None:
    said = say("account", "list", "--db", half_year_db)
    assert (said.code, said.out) == (0, "")
    assert "还没有账号" in said.err
    said = say("account", "set", PERSON, "--generate", "--db", half_year_db)
    assert said.code == 0
    assert len(said.out.strip()) == 19
    assert said.out.strip() not in said.err
    (line,) = json.loads(say("account", "list", "--json", "--db", half_year_db).out)
    assert (line["person_no"], line["must_change"]) == (PERSON, True)
    assert "hash" not in str(line)
    assert "须修改密码" in say("account", "list", "--db", half_year_db).out


def test_a_password_comes_by_pipe_or_typed_twice(say: Say, half_year_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("青山绿水-2026-长流\n"))
    said = say("account", "set", PERSON, "--db", half_year_db)
    assert (said.code, said.out) == (0, "")
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    typed = iter(("青山绿水-2026-长流", "青山绿水-2026-长江"))
    monkeypatch.setattr("supervision.cli.accounts.getpass", lambda prompt: next(typed))
    said = say("account", "set", PERSON, "--db", half_year_db)
    assert said.code == 2
    assert "不一样" in said.err


def test_the_administrator_of_the_house_gives_passwords_and_an_inspector_does_not(say: Say, half_year_db: Path) -> None:
    assert say("account", "set", PERSON, "--generate", "--as", PERSON, "--db", half_year_db).code == 3
    assert say("account", "set", "P999999", "--generate", "--db", half_year_db).code == 2


def test_the_browser_is_refused_where_it_would_be_unsafe(say: Say, half_year_db: Path) -> None:
    said = say("web", "--host", "0.0.0.0", "--db", half_year_db)
    assert said.code == 2
    assert "--behind-proxy" in said.err
    said = say("web", "--db", half_year_db)
    assert said.code == 2
    assert "account set" in said.err
    assert say("web", "--behind-proxy", "http://a.cn", "--db", half_year_db).code == 2


@pytest.fixture
def real(say: Say, tmp_path: Path) -> Path:
    """A township that is no demonstration, with its people."""
    path = tmp_path / "real.db"
    assert say("--db", path, "init", "--township", "T01", "--name", "桑河乡").code == 0
    head, *people = (SAMPLE / "people.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    staff = [line for line in people if line.startswith(("P000001", PERSON))]
    (tmp_path / "people.csv").write_text("".join([head, *staff]), encoding="utf-8")
    assert say("--db", path, "import", tmp_path / "people.csv").code == 0
    return path


def signs(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person has a password of their own, kept in a file for commands that nobody types."""
    house = enter(read_settings(db=str(path)))
    change_password(house, PERSON, set_password(house, PERSON), SECRET, "test")
    house.database.close()
    (folder / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("SUPERVISION_PASSWORD_FILE", str(folder / "secret"))
    return folder / "secret"


def test_nobody_is_taken_at_their_word_in_a_township_that_is_no_demonstration(
    say: Say, real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = ("--db", real, "notices", "inbox", "--as", PERSON)
    told = say(*asks)
    assert told.code == 3
    assert "account start" in told.err
    assert [seen.key for seen in unsigned(read_settings(db=str(real)))] == ["no-passwords"]
    lines = [line.split("\t") for line in say("account", "start", "--db", real).out.splitlines()]
    assert [number for number, _, _ in lines] == ["P000001", PERSON]
    assert {len(password) for _, _, password in lines} == {19}
    assert say("account", "start", "--db", real).out == ""
    assert list(unsigned(read_settings(db=str(real)))) == []
    assert "SUPERVISION_PASSWORD_FILE" in say(*asks).err
    first = {number: password for number, _, password in lines}[PERSON]
    (tmp_path / "secret").write_text(first)
    monkeypatch.setenv("SUPERVISION_PASSWORD_FILE", str(tmp_path / "secret"))
    assert "初始密码须先修改" in say(*asks).err
    file = signs(real, tmp_path, monkeypatch)
    assert say(*asks).code == 0
    file.write_text("wrong password")
    assert "密码不对" in say(*asks).err
    assert say("--db", real, "tasks").code == 0  # the local operator is nobody in particular


def test_a_demonstration_cannot_be_made_of_a_real_township(say: Say, real: Path) -> None:
    house = enter(read_settings(db=str(real)))
    assert not set_up(house.database, "T01", "桑河乡", house.clock, demonstration=True)
    with house.reading() as reading:
        assert passwords_asked(reading)
    house.database.close()


def test_whoever_is_said_to_sign_a_month_must_be_there(say: Say, real: Path) -> None:
    told = say("--db", real, "run", "month", "2026-01", "--no-prefect", "--approve-as", "P000001")
    assert told.code == 3
    assert "account start" in told.err
