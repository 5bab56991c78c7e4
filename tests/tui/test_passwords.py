"""Where anybody has a password the terminal asks for it; where nobody has one it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.services.accounts import change_password, set_password
from supervision.services.importing import import_bundle
from supervision.services.setup import set_up
from supervision.settings import read_settings
from supervision.store.database import Database
from tests.conftest import SAMPLE, TOWNSHIP, fixed
from tests.tui.running import INSPECTOR, SMALL, press, seen, settled, terminal
from tui.app import SupervisionApp
from tui.commands import HouseCommands
from tui.screens.password import PasswordForm
from tui.screens.sign_in import SignIn
from tui.widgets.line_input import LineInput

PASSWORD = "青山绿水-2026-长流"


def with_password(house: Context) -> Path:
    """The inspector has a password of their own; nobody else has one."""
    given = set_password(house, INSPECTOR)
    change_password(house, INSPECTOR, given, PASSWORD, "test")
    return Path(str(house.database.path))


async def fill(pilot: Pilot[None], *secrets: str) -> None:
    """Put these into the fields of the window on top and say that it is done."""
    for field, secret in zip(pilot.app.screen.query(LineInput), secrets, strict=True):
        field.value = secret
    await press(pilot, "f2")


async def test_the_person_chosen_is_asked_and_what_is_wrong_is_told(half_year: Context) -> None:
    async with terminal(with_password(half_year), None, size=SMALL) as pilot:
        assert "演示" not in seen(pilot)
        await press(pilot, "text:gc", "enter")
        assert isinstance(pilot.app.screen, PasswordForm)
        await fill(pilot, "wrong password")
        assert "密码不对" in seen(pilot)
        assert "wrong password" not in seen(pilot)
        await press(pilot, f"text:{PASSWORD}", "enter")
        assert "今日督查" in seen(pilot)


async def test_somebody_without_a_password_does_not_come_in_where_others_have_one(half_year: Context) -> None:
    async with terminal(with_password(half_year), None) as pilot:
        await press(pilot, "text:zqm", "enter")
        await fill(pilot, PASSWORD)
        assert "密码不对" in seen(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SignIn)


async def test_naming_oneself_when_starting_does_not_replace_the_password(half_year: Context) -> None:
    path = with_password(half_year)
    async with terminal(path, INSPECTOR) as pilot:
        assert isinstance(pilot.app.screen, PasswordForm)
        await fill(pilot, PASSWORD)
        assert "今日督查" in seen(pilot)


async def test_a_password_from_somebody_else_is_changed_first(half_year: Context) -> None:
    given = set_password(half_year, INSPECTOR)
    async with terminal(Path(str(half_year.database.path)), INSPECTOR) as pilot:
        await fill(pilot, given)
        assert "只有您自己知道" in seen(pilot)
        await fill(pilot, given, "short", "short")
        assert "10–200" in seen(pilot)
        await fill(pilot, given, PASSWORD, PASSWORD + "!")
        assert "不一样" in seen(pilot)
        await fill(pilot, given, PASSWORD, PASSWORD)
        assert "今日督查" in seen(pilot)


async def test_whom_the_server_let_in_cannot_become_somebody_else(half_year: Context) -> None:
    with_password(half_year)
    settings = read_settings(db=str(half_year.database.path), lang="zh", today="2026-07-07", person_no=INSPECTOR)
    app = SupervisionApp(settings, let_in=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert "今日督查" in seen(pilot)
        app.action_sign_out()
        await settled(pilot)
        assert app.actor.person_no == INSPECTOR
        assert "今日督查" in seen(pilot)
        offered = [name for name, _, _ in HouseCommands(app.screen)._all()]
        assert "修改密码" in offered
        assert "换人登录" not in offered


@pytest.mark.parametrize("named", [None, INSPECTOR])
async def test_a_township_that_is_no_demonstration_lets_nobody_in_without_passwords(
    tmp_path: Path, named: str | None
) -> None:
    database = Database(str(tmp_path / "real.db"))
    set_up(database, TOWNSHIP, "桑河乡", fixed())
    for file in ("units.csv", "people.csv"):
        import_bundle(Context(database, TOWNSHIP, SYSTEM, fixed()), SAMPLE / file)
    database.close()
    async with terminal(tmp_path / "real.db", named, size=SMALL) as pilot:
        assert "account start" in seen(pilot).replace("\n", "")
        await press(pilot, "text:gc", "enter")
        assert isinstance(pilot.app.screen, SignIn)
