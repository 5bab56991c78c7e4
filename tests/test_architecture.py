"""What a machine can hold of the house: floors, complete tables, sizes, a README that is true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.guards import GUARDS
from supervision.domain.model import MoveKind, State
from supervision.domain.permission import PERMISSIONS, Action, Role, move_action
from supervision.domain.rectification import BY_MOVE, NEXT, TRANSITIONS, Guard

ROOT = Path(__file__).parents[1]
PACKAGES = ("supervision", "flows", "tui")
SOURCES = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]
SHIPPED_AS_IT_CAME = {"generate.py"}
TOLD_OF = {"supervision/store/rows.py", "supervision/store/bulk.py", "supervision/store/database.py"}
"""The files that write rows, and the one that begins transactions."""
OWN_BIN = Path(sys.executable).parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    program = OWN_BIN / command[0]
    return subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_only_point_down() -> None:
    done = run("lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout


def test_the_linter_finds_nothing() -> None:
    done = run("ruff", "check", "--no-cache", ".")
    assert done.returncode == 0, done.stdout


def test_every_type_is_right() -> None:
    done = run("mypy", "--cache-dir", ".mypy_cache")
    assert done.returncode == 0, done.stdout


def test_every_move_has_one_row_and_every_row_leads_somewhere() -> None:
    assert [row.move for row in TRANSITIONS] == list(dict.fromkeys(row.move for row in TRANSITIONS))
    assert set(BY_MOVE) == set(MoveKind)
    assert {state for state, _ in NEXT} == set(State) - {State.WITHDRAWN}


def test_every_guard_is_used_and_has_a_condition() -> None:
    assert set(GUARDS) == set(Guard)
    assert {guard for row in TRANSITIONS for guard in row.guards} == set(Guard)


def test_every_action_has_somebody_who_may_do_it() -> None:
    assert set(PERMISSIONS) == set(Action)
    assert all(roles and set(roles) <= set(Role) for roles in PERMISSIONS.values())
    assert {move_action(move) for move in MoveKind} <= set(Action)


def test_every_action_is_commanded_somewhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "supervision" / "services").glob("*.py"))
    named = set(re.findall(r"Action\.([A-Z_]+)", text)) | {kind.action.name for kind in REGISTERS.values()}
    moves = {move_action(move).name for move in MoveKind}
    assert {action.name for action in Action} - moves == named - moves


def test_rows_are_written_where_the_trail_is_told_of_it() -> None:
    writing = {"insert", "update", "delete"}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        taken = {
            name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in {"sqlalchemy", "sqlmodel"}
            for name in node.names
        }
        called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & {"exec_driver_sql"}
        if path.relative_to(ROOT).as_posix() not in TOLD_OF:
            assert not (taken & writing | called), path


def test_package_files_are_empty() -> None:
    for path in SOURCES:
        if path.name == "__init__.py":
            assert path.read_text(encoding="utf-8").strip() == "", path


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "core", "base", "common"])
def test_no_room_has_a_name_that_says_nothing(name: str) -> None:
    assert not [path for path in SOURCES if path.stem == name or name in path.parts]


def test_every_module_says_which_question_it_answers() -> None:
    for path in SOURCES:
        if path.name not in {"__init__.py", *SHIPPED_AS_IT_CAME}:
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_files_stay_under_three_hundred_lines() -> None:
    long = {
        path.name: text.count("\n") for path in SOURCES if (text := path.read_text(encoding="utf-8")).count("\n") > 300
    }
    assert set(long) <= SHIPPED_AS_IT_CAME, long


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_path_that_a_readme_names_exists(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    coded = re.findall(r"`((?:supervision|flows|tui|tests|docs|bench)/[^\s`…*<>]*)`", text)
    missing = [name for name in {*linked, *coded} if not (ROOT / name).exists()]
    assert not missing


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_that_a_readme_names_exists(readme: str) -> None:
    from supervision.cli.app import command_names

    text = (ROOT / readme).read_text(encoding="utf-8")
    named = set(re.findall(r"^\s*(?:\.venv[/\\]\S+[/\\])?supervision(?: --?\w+(?:[ =]\S+)?)* ([a-z]+)", text, re.M))
    assert named
    assert named <= command_names()


def test_nothing_names_this_machine_or_a_registry() -> None:
    registries = ["py" + "pi.org", "python" + "hosted", "registry.np" + "mjs"]
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    for name in filter(None, tracked):
        path = ROOT / name
        if path.suffix in {".xlsx", ".docx", ".mo", ".png", ".svg"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        assert not [host for host in registries if host in text], name
