"""Who may do what is decided in the core: every action × post × reach, and again through the command line."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from supervision.cli.app import run
from supervision.context import Context
from supervision.domain.errors import Broken, NotPermitted
from supervision.domain.permission import PERMISSIONS, Action, Actor, Reach, Role
from supervision.queries.people import people

SERVICES = sorted((Path(__file__).parents[2] / "supervision" / "services").glob("[a-z]*.py"))
OWN, OTHER = "V03", "V05"
COUNTED: Counter[str] = Counter()
"""Cells that were tried, by door; told at the end of a run with -s."""


def allowed(action: Action, role: Role, unit: str | None) -> bool:
    """The table's answer, read here a second way: no row is no; own unit is only one's own."""
    reach = PERMISSIONS[action].get(role)
    return reach is Reach.TOWNSHIP or (reach is Reach.OWN_UNIT and unit == OWN)


@pytest.mark.parametrize("action", Action)
def test_every_post_reaches_as_far_as_the_table_says_and_no_further(empty: Context, action: Action) -> None:
    for role in Role:
        context = empty.acting_as(Actor("P9", "somebody", role, OWN))
        for unit in (OWN, OTHER, None):
            COUNTED["core"] += 1
            try:
                with context.command(action) as work:
                    work.check_unit(unit)
                    work.nothing_to_do()
                may = True
            except NotPermitted:
                may = False
            assert may == allowed(action, role, unit), (action, role, unit)


@pytest.mark.parametrize("role", ["", "Inspector", "root", "system ", "admin\u200b"])
def test_a_post_that_there_is_not_may_nothing(empty: Context, role: str) -> None:
    for action in Action:
        with pytest.raises((NotPermitted, ValueError)), empty.acting_as(Actor("P9", "x", role)).command(action):
            raise AssertionError(action)


def test_a_command_that_tells_the_trail_nothing_is_not_committed(empty: Context) -> None:
    with pytest.raises(Broken, match="no-trail"), empty.command(Action.BACK_UP):
        pass


def commands_in(path: Path) -> list[tuple[str, str]]:
    """Every action that a service takes by name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (path.stem, node.args[0].attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "command"
        if node.args and isinstance(node.args[0], ast.Attribute) and ast.unparse(node.args[0].value) == "Action"
    ]


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_whose_action_may_be_limited_to_a_unit_asks_for_the_unit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for _, name in commands_in(path):
        if Reach.OWN_UNIT in PERMISSIONS[Action[name]].values():
            assert "check_unit(" in text or "check_reach(" in text, name


def test_every_action_is_asked_for_by_some_service() -> None:
    """An action that nobody asks for guards nothing."""
    house = (path for path in SERVICES[0].parents[1].rglob("*.py") if path.name != "permission.py")
    text = "".join(path.read_text(encoding="utf-8") for path in house)
    moves = {action for action in Action if f"Action.{action.name}" not in text}
    assert moves <= set(list(Action)[:14]), moves  # the moves of a task are taken by `move_action`


DOORS = (
    (Action.IMPORT_RECORDS, "import", "SAMPLE", "--dry-run"),
    (Action.BACK_UP, "backup"),
    (Action.SET_UP, "calendar", "refresh", "2027"),
    (Action.RUN_MONTH, "month", "score", "2026-06"),
    (Action.APPROVE_MONTH, "month", "approve", "2026-06"),
    (Action.RETURN_MONTH, "month", "return", "2026-06", "--reason", "x"),
    (Action.SEAL_MONTH, "month", "seal", "2026-06"),
    (Action.START_PUBLICITY, "month", "publicity", "2026-06"),
    (Action.DECIDE_PROPOSAL, "proposal", "decide", "2026-06", "V99", "R01", "approve"),
    (Action.FILE_APPEAL, "appeal", "file", "2026-06", "V99", "B03", "x", "--reason", "x"),
    (Action.DECIDE_APPEAL, "appeal", "decide", "SS-2026-07-999", "reject", "--answer", "x"),
    (Action.RECORD_LOOKBACK, "lookback", "record", "Z9999-000001", "held"),
    (Action.SET_PASSWORD, "account", "set", "P000005", "--generate"),
    (Action.CLOSE, "task", "move", "Z2604-000047", "close"),
    (Action.ACKNOWLEDGE, "task", "move", "Z2604-000047", "acknowledge"),
    (Action.WITHDRAW, "task", "move", "Z2604-000047", "withdraw"),
)
"""A command line for an action; it must not get as far as doing anything in the half year."""


@pytest.mark.parametrize(("action", "arguments"), [(action, tuple(rest)) for action, *rest in DOORS], ids=str)
def test_the_command_line_refuses_whom_the_core_refuses(
    half_year: Context, action: Action, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[Exception] = []
    monkeypatch.setattr("supervision.cli.app.tell", lambda words, error: met.append(error) or 3)
    monkeypatch.setenv("SUPERVISION_TODAY", "2026-07-07")
    from tests.conftest import SAMPLE

    with half_year.reading() as reading:
        by_role = {person.role: person.person_no for person in people(reading)}
    words = [str(SAMPLE) if each == "SAMPLE" else each for each in arguments]
    for role, person_no in sorted(by_role.items()):
        met.clear()
        COUNTED["command line"] += 1
        run(["--db", str(half_year.database.path), "--as", person_no, *words])
        refused = any(isinstance(error, NotPermitted) for error in met)
        if role not in PERMISSIONS[action]:
            assert refused, (role, met)
        elif Reach.OWN_UNIT not in PERMISSIONS[action].values():
            assert not refused, (role, met)


def test_the_cells_are_counted() -> None:
    """Runs last in this file: how many cells of the table were tried."""
    print(f"permission cells tried: {dict(COUNTED)}")
    assert COUNTED["core"] in (0, len(Action) * len(Role) * 3)
