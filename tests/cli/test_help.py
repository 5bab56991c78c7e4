"""Help: every command explains itself with an example, in both languages, without loading the heavy libraries."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from supervision.cli.app import ENTRIES, command_names
from supervision.domain.model import MoveKind
from tests.cli.conftest import Say

NAMES = sorted({entry.name for entry in ENTRIES} | command_names())
CHINESE = re.compile("[一-鿿]")


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example_in_chinese(name: str, say: Say) -> None:
    said = say(*name.split(), "--help")
    assert said.code == 0
    assert said.out.startswith(f"用法：supervision {name}")
    assert f"\n  supervision {name}" in said.out.partition("示例：")[2]
    assert "cli." not in said.out


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_in_english(name: str, say: Say) -> None:
    said = say("--lang", "en", *name.split(), "--help")
    assert said.out.startswith(f"Usage: supervision {name}")
    example = said.out.index("Example:")
    assert not CHINESE.search(said.out[:example])
    assert "cli." not in said.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_move_has_a_line_of_its_own(lang: str, say: Say) -> None:
    lines = [line.split() for line in say("--lang", lang, "task", "move", "--help").out.splitlines()]
    assert {move.value for move in MoveKind} <= {line[0] for line in lines if line}


def test_the_language_of_the_system_decides_where_nobody_says(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert say("--help").out.startswith("Usage:")


def test_a_group_without_a_command_shows_its_commands_on_stderr(say: Say) -> None:
    said = say("month")
    assert said.code == 2
    assert not said.out
    assert "approve" in said.err


def test_help_loads_no_database_no_prefect_no_terminal() -> None:
    heavy = ("sqlalchemy", "sqlmodel", "prefect", "textual", "docx", "holidays", "flows", "tui")
    script = "import sys; from supervision.cli.app import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout
    assert not set(heavy) & set(done.stderr.split())
