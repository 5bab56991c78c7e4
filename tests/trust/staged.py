"""The township in which hostile calls are made: five months sealed, June on show, something of everything begun."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from supervision.context import Context
from supervision.domain.model import MoveKind, Severity
from supervision.queries.lookbacks import lookbacks_to_do
from supervision.queries.months import month_line, month_result
from supervision.queries.people import units
from supervision.queries.proposals import proposals
from supervision.queries.worklist import TaskFilter, task_page
from supervision.services.appeals import NewAppeal, file_appeal, start_publicity
from supervision.services.delegations import delegate
from supervision.services.findings import NewFinding, record_finding
from supervision.services.importing import import_bundle
from supervision.services.inspection_forms import print_form
from supervision.services.months import open_month, score_month
from supervision.services.posts import give_post
from supervision.services.tasks import open_tasks
from supervision.store.database import Database
from supervision.store.mapping import FINDINGS, MOVES
from tests.conftest import SAMPLE, TOWNSHIP, fixed, house, person, run_month
from tests.trust.fields import BRANCH, COMMISSIONER, DAY, INSPECTOR, House, move

SHOWN = datetime(2026, 7, 1, 12)
PERIODS = tuple(f"2026-{month:02d}" for month in range(1, 6))
JUNE = "2026-06"


def stage(database: Database, home: Path) -> House:
    """Set the township up to noon of 1 July 2026."""
    context = house(database)
    import_bundle(context, SAMPLE)
    for period in PERIODS:
        run_month(context, period)
    context = Context(database, TOWNSHIP, context.actor, fixed(SHOWN))
    open_month(context, JUNE)
    open_tasks(context, DAY)
    score_month(context, JUNE, datetime(2026, 7, 1, 11))
    start_publicity(person(context, COMMISSIONER), JUNE)
    first, second = _lines(context)
    filed = file_appeal(person(context, first[3]), NewAppeal(JUNE, *first[:3], "已在期限内办结"))
    today = SHOWN.date()
    own = NewFinding("V03", "B08", "纪实逾期补录", Severity.MINOR, "记录晚了", BRANCH, today)
    inspector = person(context, INSPECTOR)
    task = record_finding(inspector, own).task_no
    moving, secretary = _rectified(context)
    given = delegate(inspector, "P000007", date(2026, 7, 8), "开会").delegation_no
    post = give_post(context, "P000017", "branch_secretary", "代理", unit="V03").post_no
    form = print_form(inspector, "V04", "2026-07").number
    return House(
        context, second, filed, task, move(moving, MoveKind.REQUEST_CLOSURE), secretary, _draft(context),
        _proposal(context), form, given, _closed(context), home, post,
    )  # fmt: skip


def _draft(context: Context) -> str:
    with context.reading() as reading:
        return str(month_line(reading, JUNE).draft_sha)


def _lines(context: Context) -> list[tuple[str, str, str, str]]:
    """Two lines of June that a finding cost: unit, item, source, and who speaks for the unit."""
    found = []
    with context.reading() as reading:
        secretaries = {unit.unit: unit.secretary_no for unit in units(reading)}
        for unit in month_result(reading, JUNE).units:
            for item in unit.items:
                sources = [line.source for line in item.lines if line.reason == "finding"]
                found += [(unit.unit, item.code, source, str(secretaries[unit.unit])) for source in sources]
    return found[:2]


def _rectified(context: Context) -> tuple[str, str]:
    """A task under way on which nothing was recorded later, and who asks for its closure."""
    with context.reading() as reading:
        secretaries = {unit.unit: unit.secretary_no for unit in units(reading)}
        for line in task_page(reading, TaskFilter(), limit=500):
            later = MOVES.read(reading.session, TOWNSHIP, MOVES.table.c.task_no == line.task_no)
            quiet = all(move.recorded_at < SHOWN for move in later)
            finding = FINDINGS.read(reading.session, TOWNSHIP, FINDINGS.table.c.task_no == line.task_no)[0]
            if line.state == "rectifying" and quiet and secretaries.get(finding.unit):
                return line.task_no, str(secretaries[finding.unit])
    raise AssertionError("no task under way")


def _proposal(context: Context) -> tuple[str, str, str]:
    with context.reading() as reading:
        line = next(line for line in proposals(reading, "2026-05") if line.state == "proposed")
    return "2026-05", line.unit, line.code


def _closed(context: Context) -> str:
    with context.reading() as reading:
        due = [each.task_no for each in lookbacks_to_do(reading)]
    return due[0]
