"""A throw-away database with as many open tasks as wanted: the sample township, its findings put in as rows."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from bench.house import TOWNSHIP
from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.services.importing import import_bundle
from supervision.services.setup import set_up
from supervision.store.database import Database

TODAY = date(2026, 7, 7)
Row = tuple[object, ...]
RARE, EVERY = "塝口断桥", 2_000
"""A word that every two-thousandth finding holds, from the first one on."""
PROBLEMS = ("灭火器过期", "安全出口堵塞", "值班记录缺失", "台账不全", "党费收缴不及时", "会议记录雷同")
STATES = (("issued", 1), ("acknowledged", 1), ("rectifying", 1), ("rectifying", 1), ("closure_requested", 0))
SEVERITIES = ("minor", "general", "general", "major", "critical")
SAMPLE = Path(__file__).parents[1] / "supervision" / "sample" / "sanghe-2026H1"
_FINDING = "INSERT INTO finding VALUES (" + ",".join("?" * 14) + ")"
_TASK = (
    "INSERT INTO task (township, task_no, finding_no, unit, item, severity, owner, found_on, issued_on, state, running,"
    " round, original_due, due, near_from, late_base, running_since, moved_on, opened_at, version)"
    " VALUES (" + ",".join("?" * 20) + ")"
)
_CARD = "INSERT INTO card VALUES (" + ",".join("?" * 11) + ")"
ROWS_AT_ONCE = 20_000


def make_tasks(file: Path, rows: int) -> None:
    """A database with `rows` open tasks; half of their due dates have passed, some have cards."""
    database = Database(str(file))
    set_up(database, TOWNSHIP, "Bench", lambda: datetime(2026, 7, 7, 9))
    import_bundle(Context(database, TOWNSHIP, SYSTEM, lambda: datetime(2026, 7, 7, 9)), SAMPLE)
    database.close()
    connection = sqlite3.connect(file)
    with connection:
        people = connection.execute(
            "SELECT unit, person_no FROM person WHERE role = 'branch_secretary' ORDER BY unit"
        ).fetchall()
        columns = [row[1] for row in connection.execute("PRAGMA table_info(finding)")]
        assert len(columns) == 14, columns
        block: list[tuple[tuple[object, ...], ...]] = []
        for made in _rows(rows, people):
            block.append(made)
            if len(block) == ROWS_AT_ONCE:
                _write(connection, block)
        _write(connection, block)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _write(connection: sqlite3.Connection, block: list[tuple[tuple[object, ...], ...]]) -> None:
    connection.executemany(_FINDING, (made[0] for made in block))
    connection.executemany(_TASK, (made[1] for made in block))
    connection.executemany(_CARD, (made[2] for made in block if len(made) > 2))
    block.clear()


def _rows(rows: int, people: list[tuple[str, str]]) -> Iterator[tuple[Row, ...]]:
    """A finding and its task each, and some a card."""
    chance = random.Random(7)
    for number in range(rows):
        unit, owner = people[number % len(people)]
        found = TODAY - timedelta(days=chance.randrange(400))
        due = TODAY + timedelta(days=chance.randrange(-360, 360))
        state, running = chance.choice(STATES)
        problem, severity = chance.choice(PROBLEMS), chance.choice(SEVERITIES)
        told = f"第{number}次检查发现{unit}{problem}，现场照片{number % 9}张，已告知责任人限期整改到位。"
        if number % EVERY == 0:
            told = f"{RARE}：{told}"
        task_no, at, day = f"BT-{number:07d}", f"{found} 09:00:00.000000", found.isoformat()
        of_finding = (f"BF-{number:07d}", task_no, unit, "B08", problem, severity, told, day, day)
        finding = (TOWNSHIP, *of_finding, "P000005", owner, "inspection", at)
        near, since = (due - timedelta(days=3)).isoformat(), day if running else None
        stands = (state, running, 1, due.isoformat(), due.isoformat(), near, 0, since)
        task = (TOWNSHIP, task_no, finding[1], unit, "B08", severity, owner, day, day, *stands, day, at, 1)
        if running and due < TODAY and number % 5 == 0:
            yield finding, task, _card(chance, number, unit, due)
        else:
            yield finding, task


def _card(chance: random.Random, number: int, unit: str, due: date) -> Row:
    level, code = chance.choice(((1, "blue"), (2, "yellow"), (3, "red")))
    of_task = (TOWNSHIP, f"BT-{number:07d}", 1, level, code, unit, due.isoformat())
    return (*of_task, 0, "order", f"BD-{number}-{level}", f"{TODAY} 09:00:00.000000")
