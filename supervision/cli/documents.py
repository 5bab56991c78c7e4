"""Writing a month's bulletin and the three lists into files. What they say is `supervision.reports`' question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.domain.period import parse_period

Period = Annotated[str, typer.Argument(metavar="PERIOD", help="cli.arg.period")]


def bulletin(
    ctx: typer.Context,
    period: Period,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="cli.opt.output-bulletin")],
    for_public: Annotated[bool, typer.Option("--public", help="cli.opt.public")] = False,
) -> None:
    from supervision.reports.bulletin import bulletin as document
    from supervision.reports.bulletin import public_bulletin
    from supervision.reports.redaction import public_name
    from supervision.reports.writing import write

    call = call_of(ctx)
    month = parse_period(period)
    with call.house() as context, context.reading() as reading:
        content = document(reading, month, call.words)
        for_all = public_bulletin(reading, month, call.words) if for_public else None
    write(content, Path(output), call.words.lang, call.settings().templates)
    call.say("written", path=output)
    if for_all is not None:
        beside = public_name(Path(output), call.words)
        write(for_all, beside, call.words.lang, call.settings().templates)
        call.say("written", path=str(beside))


def lists(
    ctx: typer.Context,
    span: Annotated[str, typer.Argument(metavar="SPAN", help="documents.arg.span")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="cli.opt.output-lists")],
) -> None:
    from supervision.reports.lists import three_lists
    from supervision.reports.writing import write

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        content = three_lists(reading, span, call.words)
    write(content, Path(output), call.words.lang, call.settings().templates)
    call.say("written", path=output)
