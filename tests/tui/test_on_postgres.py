"""The terminal on PostgreSQL: what another person does is there within two seconds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from supervision.domain.model import MoveKind
from supervision.queries.people import people
from supervision.queries.worklist import TaskFilter, task_page
from supervision.services.importing import import_bundle
from supervision.services.rectification import NewMove, move_task
from supervision.services.tasks import open_tasks
from supervision.store.database import Database
from tests.conftest import NOW, SAMPLE, house, person
from tests.tui.running import INSPECTOR, seen, terminal

pytestmark = pytest.mark.postgres
WITHIN = 2.0


async def test_what_another_does_appears_within_two_seconds(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPERVISION_FOLDER", str(tmp_path))
    context = house(Database(postgres))
    import_bundle(context, SAMPLE)
    open_tasks(context, NOW.date())
    with context.reading() as reading:
        line = next(each for each in task_page(reading, TaskFilter(), limit=500) if each.state == "rectifying")
        secretaries = {each.unit: each.person_no for each in people(reading) if each.role == "branch_secretary"}
    async with terminal(postgres, INSPECTOR) as pilot:
        await pilot.pause(1.2)
        assert line.task_no not in seen(pilot)
        asked = NewMove(line.task_no, MoveKind.REQUEST_CLOSURE, note="已整改")
        move_task(person(context, secretaries[line.unit]), asked)
        began = time.monotonic()
        while line.task_no not in seen(pilot) and time.monotonic() - began < 5 * WITHIN:
            await pilot.pause(0.05)
        took = time.monotonic() - began
        print(f"another's change seen on PostgreSQL after {took:.2f} s")
        assert took < WITHIN
    context.database.close()
