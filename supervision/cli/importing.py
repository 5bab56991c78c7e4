"""Importing a bundle or one file of it from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.printing import print_json, print_tables, table_of

if TYPE_CHECKING:
    from supervision.services.importing import ImportReport


def import_records(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="cli.arg.path")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.opt.dry-run")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.services.importing import import_bundle

    call = call_of(ctx)
    with call.house() as context:
        report = import_bundle(context, Path(path), dry_run=dry_run)
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
