"""The table of the forty mechanisms: each command that it names works, and has something to show."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from supervision.reports.mechanisms import behind, mechanisms
from tests.cli.conftest import Say

DOCS = Path(__file__).parents[2] / "docs"
ROWS = 40
COMMAND = re.compile(r"`supervision ([^`]+)`")


def table(name: str) -> dict[int, list[str]]:
    """The commands of each numbered row."""
    lines = (DOCS / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if re.match(r"\| \d+ \|", line)]
    return {int(row[1]): COMMAND.findall(row[4]) for row in rows}


CHINESE, ENGLISH = table("mechanisms.zh-CN.md"), table("mechanisms.md")
COMMANDS = sorted({command for row in CHINESE.values() for command in row})


def test_both_tables_name_the_forty_with_the_same_commands() -> None:
    assert list(CHINESE) == list(range(1, ROWS + 1))
    assert all(CHINESE.values())
    assert CHINESE == ENGLISH


@pytest.fixture(scope="module")
def township(half_year_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy for all: some commands number a paper."""
    return Path(shutil.copyfile(half_year_file, tmp_path_factory.mktemp("mechanisms") / "supervision.db"))


def rows_in(data: object) -> int:
    """Rows of the longest list in it, however deep."""
    if isinstance(data, dict):
        return max((rows_in(each) for each in data.values()), default=0)
    if isinstance(data, list):
        return max(len(data), *(rows_in(each) for each in data), 0)
    return 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_table_shows_something(
    command: str, township: Path, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = command.split()
    told = say("--db", township, *arguments)
    assert told.code == 0, told.err
    if "-o" in arguments:
        assert (tmp_path / arguments[arguments.index("-o") + 1]).stat().st_size
        return
    assert told.out.strip()
    data = json.loads(say("--db", township, *arguments, "--json").out)
    assert rows_in(data["data"] if isinstance(data, dict) and "board" in data else data)


SUMMARY = (Path(__file__).with_name("half_year_summary.txt")).read_text(encoding="utf-8")
CLAUSES = [clause.strip() for clause in re.split(r"[，。；;：,、\n]", SUMMARY) if clause.strip()]
WITHOUT_A_DEED = 40
"""Clauses of the township's summary that only say how good or how hard something is, at most."""


def test_both_tables_are_what_the_program_itself_tells() -> None:
    for name, lang in (("mechanisms.zh-CN.md", "zh"), ("mechanisms.md", "en")):
        lines = (DOCS / name).read_text(encoding="utf-8").splitlines()
        rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if re.match(r"\| \d+ \|", line)]
        told = [
            [str(each.number), each.phrase, each.name(lang), *commands, each.screen(lang)]
            for each in mechanisms()
            for commands in [[f"`supervision {one}`" for one in each.commands]]
        ]
        assert [[*row[:3], *row[3].split("<br>"), row[4]] for row in rows] == told


def test_whatever_the_summary_speaks_of_is_found_by_its_own_words() -> None:
    silent = [clause for clause in CLAUSES if not behind(clause)]
    assert len(CLAUSES) > 150
    assert len(silent) <= WITHOUT_A_DEED, silent
    assert {each.number for clause in CLAUSES for each in behind(clause)} == set(range(1, ROWS + 1))


def test_a_phrase_leads_to_its_command_and_its_screen(say: Say) -> None:
    told = say("phrase", "跟踪问效不力")
    assert told.code == 0
    assert "supervision tasks --silent 7" in told.out
    assert "界面：" in told.out
    assert [row["number"] for row in json.loads(say("phrase", "月奖惩", "--json").out)] == [32]
    assert say("phrase", "天上星星").code == 2
