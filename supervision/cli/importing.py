"""Importing from the command line: a bundle, one file of it, or a table of an office's own (`own_tables`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.own_tables import MAPPINGS, Given, import_own, list_mappings
from supervision.cli.printing import print_json, print_tables, table_of
from supervision.cli.progress import Progress

if TYPE_CHECKING:
    from supervision.services.importing import ImportReport


def import_records(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="cli.arg.path")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.opt.dry-run")] = False,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="importing.opt.kind")] = None,
    sender: Annotated[str | None, typer.Option("--sender", metavar="NAME", help="importing.opt.sender")] = None,
    maps: Annotated[list[str] | None, typer.Option("--map", metavar="HEADER=COLUMN", help="importing.opt.map")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="importing.opt.sheet")] = None,
    hidden: Annotated[str | None, typer.Option("--hidden", metavar="read|skip", help="importing.opt.hidden")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="importing.opt.year")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="PERIOD", help="importing.opt.period")] = None,
    save: Annotated[bool, typer.Option("--save-mapping", help="importing.opt.save-mapping")] = False,
    errors: Annotated[str | None, typer.Option("--errors-to", metavar="FILE", help="importing.opt.errors-to")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.services.importing import import_bundle, is_own_table

    call = call_of(ctx)
    place = Path(path)
    given = Given(kind, sender, maps or [], sheet, hidden, year, period, save, errors)
    if path == MAPPINGS and not place.exists():
        list_mappings(call, as_json)
    elif given.anything or is_own_table(place):
        import_own(call, place, given, dry_run, as_json)
    else:
        with call.house() as context, Progress(call.words) as progress:
            progress.tell("importing.reading")
            report = import_bundle(context, place, dry_run=dry_run, watcher=progress.on_rows)
        _tell(call, report, as_json)


def _tell(call: Call, report: ImportReport, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "new": report.new,
                "same": report.same,
                "rubrics": report.rubrics,
                "ignored": report.ignored,
                "guessed_years": report.guessed_years,
                "dry_run": report.dry_run,
                "changed": report.changed,
            }
        )
    else:
        _print(call, report)
    tell_report(call, report)


def _print(call: Call, report: ImportReport) -> None:
    words = call.words
    titles = [words("cli.import.file"), words("cli.import.new"), words("cli.import.same")]
    names = list(dict.fromkeys((*report.new, *report.same)))
    rows = [(words.noun("file", name), report.new.get(name, 0), report.same.get(name, 0)) for name in names]
    rows.extend((name, 1, 0) for name in report.rubrics)
    if rows:
        print_tables(table_of(titles, rows))


def tell_report(call: Call, report: ImportReport) -> None:
    """What a person should know beside the counts."""
    if report.ignored:
        call.say("import.ignored", names=report.ignored)
    if report.guessed_years:
        call.say("import.guessed-years", years=report.guessed_years)
    if report.dry_run:
        call.say("import.dry-run")
    else:
        call.say("import.done" if report.changed else "import.unchanged")
