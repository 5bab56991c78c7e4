"""Evidence of a task (佐证材料) from the command line: adding files, listing them, getting one back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.given import day_in
from supervision.cli.printing import plain, print_json, print_tables, table_of
from supervision.domain.errors import BadInput

Task = Annotated[str, typer.Argument(metavar="TASK", help="cli.arg.task")]


def add(
    ctx: typer.Context,
    task: Task,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="cli.evidence.arg.files")],
    taken_on: Annotated[
        str | None, typer.Option("--taken-on", metavar="DATE", help="cli.evidence.opt.taken-on")
    ] = None,
) -> None:
    from supervision.services.evidence import attach

    call = call_of(ctx)
    day = day_in(taken_on)
    beside = call.settings().data_folder
    with call.house_of_person() as context:
        for file in files:
            added = attach(context, task, Path(file), day, beside=beside)
            call.say("evidence.added", name=added.name, task=task, number=added.sha256[:12])


def list_(
    ctx: typer.Context, task: Task, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False
) -> None:
    from supervision.queries.evidence import evidence_of

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        found = evidence_of(reading, task)
    if as_json:
        print_json([plain(each) for each in found])
        return
    columns = ("number", "name", "kind", "size", "taken", "added", "by")
    rows = [
        (
            *(each.sha256[:12], each.name, words.noun("evidence", each.kind), f"{max(1, each.size // 1024)} kB"),
            *(each.taken_on, each.added_at, each.added_by),
        )
        for each in found
    ]
    print_tables(table_of([words(f"cli.evidence.column.{name}") for name in columns], rows))


def save(
    ctx: typer.Context,
    task: Task,
    number: Annotated[str, typer.Argument(metavar="NO", help="cli.evidence.arg.number")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="cli.evidence.opt.output")],
) -> None:
    from supervision.queries.evidence import evidence_content, evidence_of
    from supervision.reports.writing import put

    call = call_of(ctx)
    with call.house() as context:
        with context.reading() as reading:
            found = [each for each in evidence_of(reading, task) if each.sha256.startswith(number.lower())]
        if len(found) != 1:
            raise BadInput("no-such-evidence", task=task, value=number)
        content = evidence_content(context, found[0].sha256, call.settings().data_folder)
    put(Path(output), content)
    call.say("written", path=output)
