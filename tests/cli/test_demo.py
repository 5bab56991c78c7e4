"""The demonstration: all of it the first time, nothing the second time. Prefect itself is tried in tests/flows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import entry
from supervision.cli import demo
from supervision.cli.call import Call
from supervision.i18n import Words
from tests.cli.conftest import Say


def _rows(path: Path) -> Iterator[str]:
    with sqlite3.connect(path) as database:
        yield from database.iterdump()


def _no_server(*_: object) -> None:
    raise AssertionError("Prefect was started")


def test_the_demonstration_is_made_once(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "demo"
    with monkeypatch.context() as plain:
        plain.setattr(entry, "run_months", entry.run_months_plain)
        first = say("demo", "--folder", folder)
    assert first.code == 0, first.err
    assert "2026-06" in first.out
    assert "石塝村" in first.out
    assert "流动红旗" in first.out
    assert {path.suffix for path in (folder / "documents" / "2026-06").iterdir() if path.is_file()} == {
        ".docx",
        ".md",
        ".xlsx",
    }
    content = list(_rows(folder / "supervision.db"))

    monkeypatch.setattr(entry, "prefect_at_work", _no_server)
    again = say("demo", "--folder", folder)
    assert again.code == 0, again.err
    assert again.out == first.out
    assert "没有改动" in again.err
    assert list(_rows(folder / "supervision.db")) == content


@pytest.mark.heavy
def test_the_demonstration_says_what_to_try_next(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "run_months", entry.run_months_plain)
    said = say("--lang", "en", "demo", "--folder", tmp_path / "demo")
    tried = [line.split(" --db ")[1] for line in said.err.splitlines() if " --db " in line]
    assert tried
    for line in tried:
        database, *command = line.split()
        if command != ["tui"]:
            assert say("--db", database, *command).code == 0, command


@pytest.mark.parametrize(
    ("system", "line"),
    [("win32", '  $env:SUPERVISION_TODAY = "2026-07-10"'), ("linux", "  export SUPERVISION_TODAY=2026-07-10")],
)
def test_the_date_is_fixed_as_the_shell_of_the_system_does_it(
    system: str, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo.sys, "platform", system)
    demo.tell_next(Call(Words("zh")), Path("supervision.db"))
    assert line in capsys.readouterr().err.splitlines()
