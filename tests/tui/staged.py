"""Screens that show only after something was done: what is done before somebody looks at them, and on which day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.queries.months import month_result
from supervision.queries.people import units
from supervision.queries.worklist import TaskFilter, task_page
from supervision.services.accounts import change_password, set_password
from supervision.services.appeals import NewAppeal, file_appeal, start_publicity
from supervision.services.evidence import attach_content
from supervision.store.database import Database
from tests.conftest import TOWNSHIP, fixed, person
from tests.tui.running import BRANCH_SECRETARY, COMMISSIONER, INSPECTOR, TODAY

DRAFTED, DRAFTED_ON = "2026-01", "2026-02-06"
OWN_UNIT = "N01"
PASSWORD = "green-hills-2026-long-river"


@dataclass(frozen=True, slots=True)
class Stage:
    """Who then looks; `card`: the unit whose scorecard is opened first; `action`: one of the application, run last."""

    person: str
    card: str | None = None
    action: str = ""


@dataclass(frozen=True, slots=True)
class Staged:
    """What is done in the house first, and with which keys the screen is then opened.

    `drafted`: in the township of early February, whose January waits for its signature, instead of July's.
    """

    name: str
    prepare: Callable[[Context], Stage]
    keys: tuple[str, ...] = ()
    drafted: bool = False

    @property
    def today(self) -> str:
        return DRAFTED_ON if self.drafted else TODAY


@contextmanager
def house_in(path: Path, staged: Staged) -> Iterator[Context]:
    """The township of a file, seen by the local operator at a moment that stands still."""
    database, moment = Database(str(path)), datetime.fromisoformat(f"{staged.today}T09:00")
    yield Context(database, TOWNSHIP, SYSTEM, fixed(moment))
    database.close()


def _bulk(_: Context) -> Stage:
    return Stage(COMMISSIONER)


def _password(context: Context) -> Stage:
    given = set_password(context, INSPECTOR)
    change_password(context, INSPECTOR, given, PASSWORD, "test")
    return Stage(INSPECTOR)


def _new_password(context: Context) -> Stage:
    _password(context)
    return Stage(INSPECTOR, action="change_password")


def _photographs(context: Context) -> Stage:
    with context.reading() as reading:
        task_no = task_page(reading, TaskFilter(units=(OWN_UNIT,)))[0].task_no
    for name, colour in (("整改前.png", "#a03020"), ("整改后.png", "#2f6f9f")):
        attach_content(person(context, BRANCH_SECRETARY), task_no, name, _picture(colour))
    return Stage(BRANCH_SECRETARY)


def _picture(colour: str) -> bytes:
    made = BytesIO()
    image = Image.new("RGB", (96, 64), colour)
    ImageDraw.Draw(image).ellipse((24, 8, 72, 56), fill="#e8d9a0")
    image.save(made, "PNG")
    return made.getvalue()


def _publicity(context: Context) -> tuple[str, str, NewAppeal]:
    """January in publicity: a unit that lost points, its secretary, and what that person could object to."""
    start_publicity(person(context, COMMISSIONER), DRAFTED)
    with context.reading() as reading:
        result = month_result(reading, DRAFTED)
        secretaries = {each.unit: each.secretary_no for each in units(reading)}
    for unit in result.units:
        for item in unit.items:
            lost = [line for line in item.lines if line.points < 0]
            secretary = secretaries[unit.unit]
            if lost and secretary is not None:
                why = "当日记录已按时录入，截图附后"
                return unit.unit, secretary, NewAppeal(DRAFTED, unit.unit, item.code, lost[0].source, why)
    raise AssertionError("nobody lost a point")


def _appeal(context: Context) -> Stage:
    unit, secretary, _ = _publicity(context)
    return Stage(secretary, card=unit)


def _appealed(context: Context) -> Stage:
    _, secretary, appeal = _publicity(context)
    file_appeal(person(context, secretary), appeal)
    return Stage(COMMISSIONER)


STAGED = (
    Staged("appeal-form", _appeal, ("f",), drafted=True),
    Staged("appeal-decision", _appealed, ("c", "enter"), drafted=True),
    Staged("bulk-outcome", _bulk, ("a", "space", "down", "space", "m", "1", *"remind", "f2")),
    Staged("evidence", _photographs, ("enter", "v")),
    Staged("photograph", _photographs, ("enter", "v", "1")),
    Staged("password", _password),
    Staged("new-password", _new_password, (*PASSWORD, "enter")),
)
