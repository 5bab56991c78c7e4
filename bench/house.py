"""The five steps as the house does them: services and queries, with every rule, permission and trail entry.

The bare minimum of the same work is `raw`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.inputs import MONTHS, read_rows
from supervision.context import Context
from supervision.domain.model import MoveKind
from supervision.domain.period import last_day
from supervision.domain.permission import SYSTEM
from supervision.i18n import Words
from supervision.queries.law import law
from supervision.queries.months import month_line
from supervision.queries.people import find_actor
from supervision.queries.worklist import TaskFilter, task_counts, task_page, unit_loads
from supervision.reports.lists import three_lists
from supervision.reports.writing import write
from supervision.services.cards import sweep
from supervision.services.importing import import_bundle
from supervision.services.months import approve_month, open_month, score_month, seal_month
from supervision.services.rectification import NewMove, move_task
from supervision.services.setup import set_up
from supervision.services.tasks import open_tasks
from supervision.store.database import Database

TOWNSHIP = "T01"
NOW = datetime(2026, 7, 7, 9, 0)
APPROVER = "P000001"
CALLS = 50
_ACKNOWLEDGE = MoveKind.ACKNOWLEDGE


def open_house(file: Path) -> Context:
    """The township in this file, its rules read once, every table class loaded (the program loads each when needed)."""
    import supervision.store.every_table  # noqa: F401

    context = Context(Database(str(file)), TOWNSHIP, SYSTEM, lambda: NOW)
    with context.reading() as reading:
        law(reading)
    return context


def found(file: Path, folder: Path) -> None:
    """A township with everything but findings and what belongs to them."""
    database = Database(str(file))
    set_up(database, TOWNSHIP, "Bench", lambda: NOW)
    import_bundle(Context(database, TOWNSHIP, SYSTEM, lambda: NOW), folder / "before")
    database.close()


def import_findings(context: Context, folder: Path) -> int:
    """S1: every finding of the file recorded, and its task opened."""
    import_bundle(context, folder / "bundle" / "findings.csv")
    return open_tasks(context, NOW.date())


def import_moves(context: Context, folder: Path) -> int:
    """S2: every move of the file judged and recorded, and the tasks brought up to date."""
    return import_bundle(context, folder / "bundle" / "moves.csv").new["moves"]


def overdue_page(context: Context, folder: Path) -> float:
    """S3: the median time of the first page of overdue tasks, in seconds."""
    with context.reading() as reading:
        return timed(lambda: task_page(reading, TaskFilter(overdue=True)))


def counts(context: Context, folder: Path) -> float:
    with context.reading() as reading:
        return timed(lambda: task_counts(reading))


def loads(context: Context, folder: Path) -> float:
    with context.reading() as reading:
        return timed(lambda: unit_loads(reading))


def timed(look: Callable[[], object]) -> float:
    """The median time of 50 calls."""
    times = []
    for _ in range(CALLS):
        begun = perf_counter()
        look()
        times.append(perf_counter() - begun)
    return median(times)


def close_month(context: Context, folder: Path) -> int:
    """S4: the last month scored, approved and sealed."""
    with context.reading() as reading:
        pin = law(reading).month(MONTHS[-1])
        approver = context.acting_as(find_actor(reading, APPROVER))
    assert pin is not None
    assert pin.planned_seal_at is not None
    sha = score_month(context, pin.period, pin.planned_seal_at)
    approve_month(approver, pin.period, sha)
    seal_month(context, pin.period)
    with context.reading() as reading:
        assert month_line(reading, pin.period).digest == sha
    return 1


def seal_earlier_months(context: Context, folder: Path) -> None:
    """Everything before S4: look-backs, cards, and the five months before."""
    import_bundle(context, folder / "bundle" / "lookbacks.csv")
    with context.reading() as reading:
        approver = context.acting_as(find_actor(reading, APPROVER))
        seals = {pin.period: pin.planned_seal_at for pin in law(reading).months}
    for period in MONTHS:
        open_month(context, period)
        sweep(context, last_day(period))
        if period != MONTHS[-1]:
            seal_at = seals[period]
            assert seal_at is not None
            approve_month(approver, period, score_month(context, period, seal_at))
            seal_month(context, period)


def write_ledger(context: Context, folder: Path) -> int:
    """S5: the three lists of the last month as a workbook; without moves every finding is still on them."""
    words = Words("zh")
    with context.reading() as reading:
        lists = three_lists(reading, MONTHS[-1], words)
    write(lists, folder / "house.xlsx", words.lang)
    return len(lists.sheets[-1].rows)


def single_moves(context: Context, folder: Path) -> float:
    """Tasks acknowledged one by one by who did it in the file, each in its own transaction: the median."""
    first = [row for row in read_rows(folder / "bundle" / "moves.csv") if row[2] == "1" and row[3] == "acknowledge"]
    with context.reading() as reading:
        people = {row[5]: context.acting_as(find_actor(reading, row[5])) for row in first[:CALLS]}
    moves = iter([(people[row[5]], NewMove(row[1], _ACKNOWLEDGE, date.fromisoformat(row[4]))) for row in first[:CALLS]])
    return timed(lambda: move_task(*next(moves)))
