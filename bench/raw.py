"""The five steps by the database driver alone: the same rows in the same tables, and nothing else.

Same file, same columns and indexes, WAL with full synchronisation, one transaction, executemany. No rules: no checks,
no working days, no foreign keys, no triggers, nobody's permission. What the house does is `house`'s.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from bench.house import NOW, TOWNSHIP, timed
from bench.inputs import MONTHS, read_rows
from supervision.domain.period import first_day, last_day
from supervision.domain.rectification import NEXT
from supervision.store.database import sqlite_module

DAYS = {"minor": 3, "general": 7, "major": 15, "critical": 30}
POINTS = {"minor": 5000, "general": 10000, "major": 20000, "critical": 50000}
STATES = {(str(state), str(move)): str(after) for (state, move), after in NEXT.items()}


def open_raw(file: Path) -> sqlite3.Connection:
    """The file without the house's triggers and foreign keys."""
    connection: sqlite3.Connection = sqlite_module().connect(file, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF"):
        connection.execute(f"PRAGMA {pragma}")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")


def insert(connection: sqlite3.Connection, table: str, columns: str, rows: Any) -> None:
    marks = ",".join("?" * len(columns.split(",")))
    connection.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)


FINDING = (
    "finding_no,task_no,unit,item,problem_type,severity,facts,found_on,issued_on,found_by,owner,source,recorded_at,"
    "township"
)
TASK = (
    "township,task_no,finding_no,unit,item,severity,owner,found_on,issued_on,opened_at,version,state,running,round,"
    "original_due,due,near_from,late_base,running_since,moved_on"
)
TRAIL = "township,seq,at,actor,role,action,subject,unit,facts,previous,hash"
MOVE = 'move_no,task_no,seq,move,"on",by,second_by,approved_by,days,note,recorded_at,township'


def import_findings(connection: sqlite3.Connection, folder: Path) -> int:
    """S1: findings, tasks with a due date, chained trail entries."""
    rows = read_rows(folder / "bundle" / "findings.csv")
    at = NOW.isoformat(" ")
    (seq, previous) = connection.execute("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
    tasks, trail = [], []
    for number, task, unit, item, _, severity, _, found, issued, _, owner, _, _ in rows:
        due = date.fromisoformat(issued) + timedelta(days=DAYS[severity])
        shown, near = due.isoformat(), (due - timedelta(days=2)).isoformat()
        head = (TOWNSHIP, task, number, unit, item, severity, owner, found, issued, at, 1, "issued", 1, 1)
        tasks.append((*head, shown, shown, near, 0, issued, issued))
        seq += 1
        facts = f'{{"due":"{shown}","finding":"{number}"}}'
        own = hashlib.sha256(f"{previous}{seq}{at}{task}{unit}{facts}".encode()).hexdigest()
        trail.append((TOWNSHIP, seq, at, "SYSTEM", "system", "open_tasks", task, unit, facts, previous, own))
        previous = own
    with transaction(connection):
        insert(connection, "finding", FINDING, ([*row, TOWNSHIP] for row in rows))
        insert(connection, "task", TASK, tasks)
        insert(connection, "trail", TRAIL, trail)
    return len(rows)


def import_moves(connection: sqlite3.Connection, folder: Path) -> int:
    """S2: moves, and the last state of every task."""
    rows = read_rows(folder / "bundle" / "moves.csv")
    state: dict[str, str] = {}
    moved: dict[str, str] = {}
    for row in rows:
        task = row[1]
        state[task] = STATES[state.get(task, "issued"), row[3]]
        moved[task] = row[4]
    with transaction(connection):
        insert(connection, "move", MOVE, ([*(cell or None for cell in row), TOWNSHIP] for row in rows))
        connection.executemany(
            "UPDATE task SET state = ?, running = ?, moved_on = ?, version = version + 1 "
            "WHERE township = ? AND task_no = ?",
            ((after, after not in _STILL, moved[task], TOWNSHIP, task) for task, after in state.items()),
        )
    return len(rows)


OPEN = ("issued", "acknowledged", "disputed", "rectifying", "closure_requested", "reopened", "suspended")
_STILL = {"closed", "withdrawn", "disputed", "suspended", "closure_requested"}


def overdue_page(connection: sqlite3.Connection, folder: Path) -> float:
    """S3: the page's rows with what they show."""
    return _look(
        connection,
        "SELECT task.*, finding.problem_type, finding.facts, person.name FROM task "
        "JOIN finding USING (township, finding_no) "
        "JOIN person ON person.township = task.township AND person.person_no = task.owner "
        "WHERE task.township = ? AND running = 1 AND due < ? ORDER BY due, id LIMIT 50",
    )


def counts(connection: sqlite3.Connection, folder: Path) -> float:
    return _look(
        connection,
        "SELECT count(*), sum(running AND due < ?2), sum(due IS NULL) FROM task "
        f"WHERE township = ?1 AND state IN {OPEN}",
    )


def loads(connection: sqlite3.Connection, folder: Path) -> float:
    return _look(
        connection,
        "SELECT unit, count(*), sum(running AND due < ?2) FROM task "
        f"WHERE township = ?1 AND state IN {OPEN} GROUP BY unit",
    )


def _look(connection: sqlite3.Connection, statement: str) -> float:
    values = (TOWNSHIP, NOW.date().isoformat())
    return timed(lambda: connection.execute(statement, values).fetchall())


def close_month(connection: sqlite3.Connection, folder: Path) -> int:
    """S4: read what counts up to the month's end, add up per unit and item, rank, write lines and results."""
    period = MONTHS[-1]
    lines = [*_of_tasks(connection, period), *_of_figures(connection, period)]
    units = [unit for (unit,) in connection.execute("SELECT DISTINCT unit FROM unit ORDER BY unit")]
    items = sorted({item for _, item, _, _ in lines})
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for unit, item, points, _ in lines:
        sums[unit, item] += points
    final = {unit: 1_000_000 + sum(sums[unit, item] for item in items) for unit in units}
    rank = {unit: place for place, unit in enumerate(sorted(units, key=lambda unit: -final[unit]), 1)}
    with transaction(connection):
        insert(
            connection,
            "scorecard",
            "township,period,unit,name,raw,raw_max,base,bonus,adjustments,final,rank,rest",
            [(TOWNSHIP, period, u, u, final[u], 0, final[u], 0, 0, final[u], rank[u], "{}") for u in units],
        )
        insert(
            connection,
            "item_score",
            "township,period,unit,item,place,max,earned,due,applicable",
            [(TOWNSHIP, period, u, i, p, 0, sums[u, i], 1, 1) for u in units for p, i in enumerate(items)],
        )
        insert(
            connection,
            "score_line",
            "township,period,unit,section,place,points,reason,source",
            [(TOWNSHIP, period, u, i, p, points, "line", why) for p, (u, i, points, why) in enumerate(lines)],
        )
    return 1


RawLine = tuple[str, str, int, str]


def _of_tasks(connection: sqlite3.Connection, period: str) -> Iterator[RawLine]:
    """A deduction for every finding of the month, and for every task that was late in it."""
    first, last = first_day(period).isoformat(), last_day(period).isoformat()
    over: dict[str, str] = {}
    for task, move, on in connection.execute('SELECT task_no, move, "on" FROM move WHERE "on" <= ?', (last,)):
        if move in ("close", "withdraw"):
            over[task] = on
    columns = "unit, item, finding_no, severity, found_on, issued_on, task_no"
    found_until = connection.execute(f"SELECT {columns} FROM finding WHERE found_on <= ?", (last,))
    for unit, item, number, severity, found, issued, task in found_until:
        if found >= first:
            yield unit, item, -POINTS[severity], number
        due = (date.fromisoformat(issued) + timedelta(days=DAYS[severity])).isoformat()
        if max(due, first) < over.get(task, last):
            yield unit, "F03", -2500, task


def _of_figures(connection: sqlite3.Connection, period: str) -> Iterator[RawLine]:
    """A line for every kind of activity, every measure and every rating of the month."""
    month = f"{period}-01", f"{period}-31"
    counted = "SELECT unit, type, count(*) FROM activity WHERE held_on BETWEEN ? AND ? GROUP BY unit, type"
    for unit, kind, count in connection.execute(counted, month):
        yield unit, kind, -5000 * max(0, 1 - count), kind
    for unit, metric, above, below in connection.execute(
        "SELECT unit, metric, numerator, denominator FROM measure WHERE period = ?", (period,)
    ):
        yield unit, metric, -10000 * (float(above) < float(below or 1)), metric
    for unit, item, value in connection.execute(
        "SELECT unit, item, avg(value) FROM rating WHERE period = ? GROUP BY unit, item", (period,)
    ):
        yield unit, item, int(value * 10000), item


LEDGER = """
SELECT finding.finding_no, finding.task_no, problem_type, facts, finding.item, owner.name, finding.unit, owner.name,
    finding.severity, finding.found_on, finding.issued_on, original_due, due, state, source, finder.name, round,
    late_base, running_since, moved_on, opened_at
FROM task JOIN finding USING (township, finding_no)
JOIN person AS owner ON owner.township = task.township AND owner.person_no = task.owner
JOIN person AS finder ON finder.township = task.township AND finder.person_no = finding.found_by
ORDER BY finding.finding_no
"""
SHEETS = (14, 9, 21)
"""Columns of the three lists."""


def write_ledger(connection: sqlite3.Connection, folder: Path) -> int:
    """S5: every task as a row of three bordered sheets with as many columns, in constant memory."""
    rows = connection.execute(LEDGER).fetchall()
    with xlsxwriter.Workbook(folder / "raw.xlsx", {"constant_memory": True}) as book:
        style = book.add_format({"border": 1, "text_wrap": True})
        for columns in SHEETS:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows, 1):
                for place, value in enumerate(row[:columns]):
                    if value is None:
                        sheet.write_blank(number, place, None, style)
                    elif isinstance(value, str):
                        sheet.write_string(number, place, value, style)
                    else:
                        sheet.write_number(number, place, value, style)
    return len(rows)
