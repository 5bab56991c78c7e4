"""Which rectification tasks there are today or on any day. One task is `task`'s question, moving it `moving`'s."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.given import day_in, one_of
from supervision.cli.printing import plain, print_blocks, print_json, print_tables, table_of
from supervision.domain.errors import BadInput
from supervision.domain.model import State

if TYPE_CHECKING:
    from supervision.context import Reading
    from supervision.domain.status import TaskStatus
    from supervision.queries.worklist import TaskFilter, TaskLine

PAGE = 500


def tasks(
    ctx: typer.Context,
    overdue: Annotated[bool, typer.Option("--overdue", help="cli.opt.overdue")] = False,
    unit: Annotated[str | None, typer.Option("--unit", metavar="CODE", help="cli.opt.unit")] = None,
    state: Annotated[str | None, typer.Option("--state", metavar="STATE", help="cli.opt.state")] = None,
    level: Annotated[str | None, typer.Option("--level", metavar="LEVEL", help="cli.opt.level")] = None,
    silent: Annotated[int | None, typer.Option("--silent", metavar="DAYS", min=1, help="registers.opt.silent")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.opt.on-state")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json-tasks")] = False,
) -> None:
    from supervision.domain.status import status_json
    from supervision.queries.on_day import tasks_on_day
    from supervision.queries.people import unit_names
    from supervision.queries.worklist import TaskFilter

    call, day = call_of(ctx), day_in(on)
    states = (State(one_of(state, State)),) if state is not None else ()
    with call.house() as context, context.reading() as reading:
        names = unit_names(reading)
        _check(reading, names, unit, level)
        chosen = TaskFilter(units=(unit,) if unit else (), states=states, level=level, overdue=overdue)
        if silent is not None:
            if day is not None:
                raise BadInput("silent-on-day")
            chosen = replace(chosen, silent=True, silent_days=silent)
        if day is None:
            _print_today(call, list(_lines(reading, chosen)), names, as_json)
            return
        found = [each for each in tasks_on_day(reading, day) if _fits(each, chosen)]
    if as_json:
        print_json(status_json(day, found))
    else:
        _print_on_day(call, found, names)


def _check(reading: Reading, names: dict[str, str], unit: str | None, level: str | None) -> None:
    """Raise BadInput for a unit or a ladder level that there is not: an empty list would be taken for good news."""
    from supervision.queries.law import law

    if unit is not None and unit not in names:
        raise BadInput("unknown-unit", value=unit)
    if level is not None:
        rules = law(reading)
        one_of(level, (each.code for each in rules.rubrics[rules.latest_version].ladder))


def _lines(reading: Reading, chosen: TaskFilter) -> Iterator[TaskLine]:
    from supervision.queries.worklist import page_key, task_page

    page = task_page(reading, chosen, limit=PAGE)
    while page:
        yield from page
        page = task_page(reading, chosen, page_key(page[-1]), PAGE)


def _fits(task: TaskStatus, chosen: TaskFilter) -> bool:
    """The same choice over the state of another day; the level is the highest one reached."""
    return (
        (not chosen.units or task.unit in chosen.units)
        and (not chosen.states or task.state in chosen.states)
        and (chosen.level is None or (bool(task.cards) and task.cards[-1].level.code == chosen.level))
        and (task.overdue or not chosen.overdue)
    )


def _print_today(call: Call, lines: Sequence[TaskLine], names: dict[str, str], as_json: bool) -> None:
    from supervision.reports import tables

    if as_json:
        print_json([_as_data(line) for line in lines])
        return
    print_blocks(call.words.lang, tables.tasks(lines, names, call.words))
    call.say("tasks.count", count=len(lines), overdue=sum(line.overdue for line in lines))


def _as_data(line: TaskLine) -> dict[str, object]:
    """Everything of the line but what only lists on a screen need."""
    data = plain(line)
    return {name: value for name, value in data.items() if name not in ("id", "version")}


def _print_on_day(call: Call, found: Sequence[TaskStatus], names: dict[str, str]) -> None:
    words = call.words
    columns = ("task", "unit", "severity", "state", "round", "original-due", "due", "late-days", "level")
    rows = [
        (
            task.task_no,
            names.get(task.unit, task.unit),
            words.noun("severity", task.severity),
            words.noun("state", task.state),
            task.round,
            task.original_due,
            task.due,
            task.late_days or None,
            words.noun("level", task.cards[-1].level.code) if task.cards else None,
        )
        for task in found
    ]
    print_tables(table_of([words(f"cli.task.{name}") for name in columns], rows))
    call.say("tasks.count", count=len(rows), overdue=sum(task.overdue for task in found))
