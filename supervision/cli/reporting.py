"""Writing documents of longer periods: the half-year's summary. What they say is `supervision.reports`' question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supervision.cli.call import call_of


def summary(
    ctx: typer.Context,
    span: Annotated[str, typer.Argument(metavar="YEAR-H1|YEAR-H2", help="summary.arg.span")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="cli.opt.output-bulletin")],
) -> None:
    from supervision.reports.summary import summary as document
    from supervision.reports.writing import write

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        content = document(reading, span, call.words)
    write(content, Path(output), call.words.lang, call.settings().templates)
    call.say("written", path=output)
