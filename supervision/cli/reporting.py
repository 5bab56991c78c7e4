"""Writing work summaries, profiles and sheets, and the list of all documents; what they say is `reports`' question."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.help import PROGRAM
from supervision.cli.printing import plain, print_json, print_tables, table_of
from supervision.domain.period import parse_period

if TYPE_CHECKING:
    from supervision.reports.document import Document, Workbook

Period = Annotated[str, typer.Argument(metavar="PERIOD", help="cli.arg.period")]
Span = Annotated[str, typer.Argument(metavar="SPAN", help="documents.arg.span")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="cli.opt.output-bulletin")]


def list_(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False) -> None:
    """Every document there is: of which spans, as which files, by which command."""
    from supervision.reports.kinds import DOCUMENTS

    call = call_of(ctx)
    words = call.words
    if as_json:
        names = ("code", "command", "formats", "spans", "of_unit")
        print_json([{name: plain(getattr(each, name)) for name in names} for each in DOCUMENTS])
        return
    rows = [
        (
            each.name(words),
            " ".join(words(f"documents.spans.{kind}") for kind in each.spans),
            " ".join(each.formats),
            f"{PROGRAM} {each.command}",
        )
        for each in DOCUMENTS
    ]
    titles = [words(f"documents.list.{name}") for name in ("name", "spans", "formats", "command")]
    print_tables(table_of(titles, rows))
    sys.stderr.write(f"{words('documents.list.how')}\n")


def summary(
    ctx: typer.Context,
    span: Annotated[str, typer.Argument(metavar="SPAN", help="documents.arg.long-span")],
    output: Output,
) -> None:
    from supervision.reports.summary import summary as document

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        content = document(reading, span, call.words)
    _put(call, content, output)


def rewards(ctx: typer.Context, span: Span, output: Output) -> None:
    _sheet(ctx, "rewards", span, output)


def stars(ctx: typer.Context, span: Span, output: Output) -> None:
    _sheet(ctx, "stars", span, output)


def star_notice(ctx: typer.Context, span: Span, output: Output) -> None:
    from supervision.reports.star_notice import star_notice as document

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        content = document(reading, span, call.words)
    _put(call, content, output)


def quotas(ctx: typer.Context, span: Span, output: Output) -> None:
    _sheet(ctx, "quotas", span, output)


def _sheet(ctx: typer.Context, name: str, span: str, output: str) -> None:
    from supervision.reports.month_sheets import SHEETS

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        content = SHEETS[name](reading, span, call.words)
    _put(call, content, output)


def profile(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="UNIT|all", help="summary.arg.unit-or-all")],
    period: Period,
    output: Output,
) -> None:
    """`all` is every unit that the month scores, in one document."""
    from supervision.queries.people import unit_names
    from supervision.reports.profile import every_profile
    from supervision.reports.profile import profile as document

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        code = {name: code for code, name in unit_names(reading).items()}.get(unit, unit)
        if code == "all":
            content = every_profile(reading, parse_period(period), call.words)
        else:
            content = document(reading, code, parse_period(period), call.words)
    _put(call, content, output)


def turnaround(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="cli.arg.unit")],
    output: Output,
) -> None:
    from supervision.queries.people import unit_names
    from supervision.reports.turnaround_file import turnaround_file

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        code = {name: code for code, name in unit_names(reading).items()}.get(unit, unit)
        content = turnaround_file(reading, code, call.words)
    _put(call, content, output)


def _put(call: Call, content: Document | Workbook, output: str) -> None:
    """Write it as the ending of the name says, and say where it lies."""
    from supervision.reports.writing import write

    write(content, Path(output), call.words.lang, call.settings().templates)
    call.say("written", path=output)
