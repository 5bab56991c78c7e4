"""The demonstration: a sample township, half a year of its records, its six months run through Prefect.

A second run finds everything done, changes nothing and shows the same again.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.help import PROGRAM
from supervision.cli.printing import print_blocks
from supervision.cli.progress import Progress
from supervision.cli.running import flows
from supervision.cli.scores import print_ranking, result_before
from supervision.cli.screens import open_screens
from supervision.domain.errors import Broken

if TYPE_CHECKING:
    from supervision.context import Context
    from supervision.settings import Settings

FOLDER = ".demo"
TODAY = "2026-07-10"
TOWNSHIP, TOWNSHIP_NAME = "T01", "桑河乡"
SECRETARY = "P000001"
BUNDLE = "sample/sanghe-2026H1"
PERIODS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")


def demo(
    ctx: typer.Context,
    folder: Annotated[str, typer.Option("--folder", metavar="FOLDER", help="cli.opt.folder")] = FOLDER,
) -> None:
    from supervision.settings import read_settings, switched_on

    call = call_of(ctx)
    place = Path(folder)
    database = place / "supervision.db"
    settings = read_settings(db=str(database), lang=call.lang, today=TODAY, township=TOWNSHIP)
    changed = make(call, replace(settings, person_no=None), place)
    show(call, settings)
    call.say("demo.done" if changed else "demo.unchanged", folder=place)
    call.say("demo.documents", folder=place / "documents" / PERIODS[-1])
    tell_next(call, database)
    if sys.stdin.isatty() and sys.stdout.isatty() and not switched_on("NO_TUI"):
        open_screens(settings)


def make(call: Call, settings: Settings, folder: Path) -> bool:
    """The demonstration's database with everything in it; False when all of it was there already."""
    from supervision.services.importing import import_bundle
    from supervision.services.setup import set_up
    from supervision.settings import enter, opened

    entrance = flows()
    folder.mkdir(parents=True, exist_ok=True)
    with Progress(call.words) as progress:
        progress.tell("cli.demo.import")
        database = opened(settings)
        changed = set_up(database, TOWNSHIP, TOWNSHIP_NAME, settings.clock(), demonstration=True)
        database.close()
        context = enter(settings)
        _check_own(context, folder)
        with as_file(files("supervision").joinpath(BUNDLE)) as bundle:
            changed = import_bundle(context, bundle).changed or changed
        context.database.close()
        outcomes = entrance.run_months(settings, PERIODS, None, SECRETARY, progress.on_step)
        today = flows("flows.daily").run_daily(settings)
    return changed or any(outcome.changed for outcome in outcomes) or bool(today.opened or today.cards)


def _check_own(context: Context, folder: Path) -> None:
    """Raises Broken for a township that is there and no demonstration, or one that an earlier release made."""
    from supervision.queries.accounts import demonstration

    with context.reading() as reading:
        there = demonstration(reading)
    if not there:
        context.database.close()
        raise Broken("demo-other", folder=str(folder))


def show(call: Call, settings: Settings) -> None:
    """The last month's ranking, rewards and penalties, and what is overdue today."""
    from supervision.queries.law import law
    from supervision.queries.months import month_line, month_result
    from supervision.queries.people import unit_names
    from supervision.queries.worklist import TaskFilter, task_page
    from supervision.reports import tables
    from supervision.settings import enter

    context = enter(settings)
    words, last = call.words, PERIODS[-1]
    with context.reading() as reading:
        result, before = month_result(reading, last), result_before(reading, last)
        rubric = law(reading).rubrics[month_line(reading, last).rubric_version]
        overdue = task_page(reading, TaskFilter(overdue=True))
        names = unit_names(reading)
    context.database.close()
    call.print("demo.ranking", period=last)
    print_ranking(call, result, before)
    call.print("demo.overdue", day=TODAY, count=len(overdue))
    print_blocks(words.lang, tables.tasks(overdue, names, words))
    call.print("demo.consequences", period=last)
    print_blocks(words.lang, tables.consequences(result, rubric, words))


def tell_next(call: Call, database: Path) -> None:
    program = sys.argv[0] if Path(sys.argv[0]).stem == PROGRAM else PROGRAM
    call.say("demo.next")
    for line in _commands(program, database):
        sys.stderr.write(f"  {line}\n")


def _commands(program: str, database: Path) -> Sequence[str]:
    """What to try next, as it is typed in this system's shell; the date is fixed, for the sample ends in that week."""
    start = f"{program} --db {database}"
    tried = (
        f"{start} tui",
        f"{start} explain {PERIODS[-1]} V03",
        f"{start} tasks --overdue",
        f"{start} scores {PERIODS[-1]} --json",
        f"{start} doctor",
    )
    if sys.platform == "win32":
        return (f'$env:SUPERVISION_TODAY = "{TODAY}"', *tried)
    return (f"export SUPERVISION_TODAY={TODAY}", *tried)
