"""The same table of permissions through every door: bulk, what the screens offer and force, import, flows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from flows.daily import run_daily
from flows.delivery import run_deliver
from supervision.context import Context
from supervision.domain.checks.moves import _ROLES
from supervision.domain.errors import NotPermitted, Refused, SupervisionError
from supervision.domain.model import MoveKind
from supervision.domain.permission import PERMISSIONS, Action, Actor, Reach, Role, move_action
from supervision.queries.people import people
from supervision.queries.task_detail import task_detail
from supervision.services.importing import import_bundle
from supervision.services.rectification import NewMove, move_tasks
from supervision.settings import read_settings
from tests.conftest import SAMPLE
from tests.services.test_rectification import found
from tests.tui.running import terminal
from tui.door import door

OWN, OTHER = "V01", "V02"
COUNTED: Counter[str] = Counter()
"""Cells that were tried, by door; told at the end of a run with -s."""


def may(role: Role, action: Action, unit: str) -> bool:
    reach = PERMISSIONS[action].get(role)
    return reach is Reach.TOWNSHIP or (reach is Reach.OWN_UNIT and unit == OWN)


@pytest.fixture
def tasks(sample: Context) -> dict[str, str]:
    """A new task of the own unit and one of another."""
    return {OWN: found(sample).task_no, OTHER: found(sample, unit=OTHER, owner="P000017").task_no}


def actors() -> list[Actor]:
    return [Actor(f"P9{number:02d}", "somebody", role, OWN) for number, role in enumerate(Role)]


def test_many_at_once_are_refused_one_by_one_as_the_table_says(sample: Context, tasks: dict[str, str]) -> None:
    for actor in actors():
        for move in MoveKind:
            # a day before the finding: nothing is ever done, but whether it may be is asked first
            wanted = [NewMove(task, move, on=date(2026, 1, 1)) for task in tasks.values()]
            for unit, outcome in zip(tasks, move_tasks(sample.acting_as(actor), wanted), strict=True):
                COUNTED["bulk"] += 1
                refused = isinstance(outcome.error, NotPermitted)
                assert refused is not may(Role(actor.role), move_action(move), unit), (actor.role, move, unit)


def test_a_screen_offers_nothing_that_the_core_refuses(sample: Context, tasks: dict[str, str]) -> None:
    for actor in actors():
        for unit, task in tasks.items():
            try:
                with sample.acting_as(actor).reading() as reading:
                    offers = {each.move: each.why for each in task_detail(reading, task).offers}
            except NotPermitted:
                assert unit == OTHER, actor
                offers = {}
            for move in MoveKind:
                COUNTED["offered"] += 1
                if move in offers and offers[move] is None:
                    assert may(Role(actor.role), move_action(move), unit), (actor.role, move, unit)


async def test_what_a_terminal_is_made_to_send_is_refused_in_the_core(half_year: Context) -> None:
    """Whatever key, mouse or patched screen sends it: `execute` is the one way, and it has no permission of its own."""
    from supervision.services.rectification import move_task

    with half_year.reading() as reading:
        by_role = {each.role: each for each in people(reading)}
    tasks = ("Z2604-000047", "Z2601-000041")
    for role in ("cadre", "branch_secretary", "inspector"):
        async with terminal(Path(str(half_year.database.path)), by_role[role].person_no) as pilot:
            for move in MoveKind:
                for task in tasks:
                    COUNTED["terminal, forced"] += 1
                    with pytest.raises(SupervisionError) as caught:
                        await door(pilot.app.screen).execute(move_task, NewMove(task, move, on=date(2026, 1, 1)))
                    if role not in PERMISSIONS[move_action(move)]:
                        assert isinstance(caught.value, NotPermitted), (role, move)


def test_an_import_is_for_those_who_may_and_its_moves_for_whose_they_are(sample: Context) -> None:
    for actor in actors():
        COUNTED["import"] += 1
        try:
            import_bundle(sample.acting_as(actor), SAMPLE, dry_run=True)
            allowed = True
        except NotPermitted:
            allowed = False
        assert allowed is (actor.role in PERMISSIONS[Action.IMPORT_RECORDS]), actor.role
    for move in MoveKind:
        for role in Role:
            COUNTED["import, rows"] += 1
            told = role.value in _ROLES[move]
            assert told is (role in PERMISSIONS[move_action(move)] and role is not Role.SYSTEM), (move, role)


def test_a_flow_started_by_a_person_may_what_the_person_may(half_year: Context) -> None:
    with half_year.reading() as reading:
        by_role = {each.role: each.person_no for each in people(reading)}
    for role, person_no in sorted(by_role.items()):
        settings = read_settings(db=str(half_year.database.path), today="2026-07-07", person_no=person_no)
        for run, actions in (
            (partial(run_daily, settings, date(2026, 7, 7)), (Action.OPEN_TASKS, Action.SWEEP)),
            (partial(run_deliver, settings), (Action.DELIVER,)),
        ):
            COUNTED["flows"] += 1
            try:
                run()
                allowed = True
            except Refused:
                allowed = False
            assert allowed is all(role in PERMISSIONS[action] for action in actions), (role, actions)


def test_the_cells_of_all_doors_are_counted() -> None:
    """Runs last in this file."""
    print(f"permission cells by door: {dict(COUNTED)}, {sum(COUNTED.values())} in all")
    assert COUNTED["bulk"] in (0, len(Role) * len(MoveKind) * 2)
