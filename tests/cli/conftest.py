"""Giving a command line to the program and reading what it says; the sample's half year in a file of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from supervision.cli.app import run
from tests.conftest import by_day
from tests.flows.standing import imported


@dataclass(frozen=True)
class Said:
    """What a command line gave: its exit code, its data, what it told."""

    code: int
    out: str
    err: str


Say = Callable[..., Said]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs one command line in this process, on 7 July 2026, in Chinese unless it says otherwise."""
    for name in ("SUPERVISION_DATABASE_URL", "SUPERVISION_PERSON", "SUPERVISION_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SUPERVISION_TODAY", "2026-07-07")
    monkeypatch.setenv("SUPERVISION_TIME_ZONE", by_day())

    def give(*arguments: object) -> Said:
        capsys.readouterr()
        code = run([str(each) for each in arguments])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return give


@pytest.fixture(scope="session")
def imported_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample township imported, in one file that nobody changes."""
    return imported(tmp_path_factory.mktemp("imported") / "supervision.db")


@pytest.fixture
def half_year_db(half_year_file: Path, tmp_path: Path) -> Path:
    """The sealed half year in a database that the test may change."""
    return Path(shutil.copyfile(half_year_file, tmp_path / "half-year.db"))
