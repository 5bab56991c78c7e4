"""Every board by command: its table, its data, its refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Say

COMMANDS = {
    "economy": ["economy", "--on", "2026-06-30"],
    "projects": ["projects", "V02"],
    "recruits": ["recruits", "list"],
    "filings": ["filings"],
    "reserves": ["reserves"],
    "highlights": ["highlights"],
    "stars": ["stars", "2026-06"],
    "lectures": ["lectures", "2026-06"],
    "cadres": ["cadres", "2026-06", "--unit", "V01"],
    "imbalance": ["imbalance", "2026-06"],
    "effect": ["effect", "2026-H1"],
}
SEEN = {
    "economy": "未达序时进度",
    "projects": "桑枝加工厂",
    "recruits": "时间节点倒置",
    "filings": "未备案",
    "reserves": "后备力量不足",
    "highlights": "省级",
    "stars": "★★★★★",
    "lectures": "尚未讲党课",
    "cadres": "杨桥村",
    "imbalance": "极差",
    "effect": "反弹率",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_board_is_a_table_and_data(name: str, half_year_file: Path, say: Say) -> None:
    told = say("--db", half_year_file, *COMMANDS[name])
    assert told.code == 0, told.err
    assert SEEN[name] in told.out
    data = json.loads(say("--db", half_year_file, *COMMANDS[name], "--json").out)
    assert data["board"] == name
    assert data["data"]


def test_quotas_show_the_villages_grid_and_the_townships_rows(half_year_file: Path, say: Say) -> None:
    told = say("--db", half_year_file, "--lang", "en", "quotas", "2026-06")
    assert "Q08" in told.out
    assert "B05" in told.out
    assert set(json.loads(say("--db", half_year_file, "quotas", "2026-06", "--json").out)) == {"units", "township"}


def test_members_names_need_a_person_and_a_half_year_that_has_begun(half_year_file: Path, say: Say) -> None:
    assert say("--db", half_year_file, "stars", "2026-06", "V01").code == 2
    assert say("--db", half_year_file, "effect", "2026-H2", "--on").code == 2
    assert say("--db", half_year_file, "effect", "2027-H1").code == 2
    assert say("--db", half_year_file, "economy", "V99").code == 2
