"""Accounts by command: a password is never an argument, and only a generated one is printed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Say

PERSON = "P000005"


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
