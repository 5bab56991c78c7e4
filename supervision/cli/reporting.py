"""Writing a half-year's summary, a village's profile, a month's sheets; what they say is `reports`' question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.domain.period import parse_period

Period = Annotated[str, typer.Argument(metavar="PERIOD", help="cli.arg.period")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="cli.opt.output-bulletin")]


def summary(
    ctx: typer.Context,
    span: Annotated[str, typer.Argument(metavar="YEAR-H1|YEAR-H2", help="summary.arg.span")],
    output: Output,
) -> None:
    from supervision.reports.summary import summary as document
    from supervision.reports.writing import write

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        content = document(reading, span, call.words)
    write(content, Path(output), call.words.lang, call.settings().templates)
    call.say("written", path=output)


def rewards(ctx: typer.Context, period: Period, output: Output) -> None:
    _sheet(ctx, "rewards", period, output)


def stars(ctx: typer.Context, period: Period, output: Output) -> None:
    _sheet(ctx, "stars", period, output)


def quotas(ctx: typer.Context, period: Period, output: Output) -> None:
    _sheet(ctx, "quotas", period, output)


def _sheet(ctx: typer.Context, name: str, period: str, output: str) -> None:
    from supervision.reports.month_sheets import SHEETS
    from supervision.reports.writing import write

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        content = SHEETS[name](reading, parse_period(period), call.words)
    write(content, Path(output), call.words.lang, call.settings().templates)
    call.say("written", path=output)


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
    from supervision.reports.writing import write

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        code = {name: code for code, name in unit_names(reading).items()}.get(unit, unit)
        if code == "all":
            content = every_profile(reading, parse_period(period), call.words)
        else:
            content = document(reading, code, parse_period(period), call.words)
    write(content, Path(output), call.words.lang, call.settings().templates)
    call.say("written", path=output)


def turnaround(
    ctx: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="cli.arg.unit")],
    output: Output,
) -> None:
    from supervision.queries.people import unit_names
    from supervision.reports.turnaround_file import turnaround_file
    from supervision.reports.writing import write

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        code = {name: code for code, name in unit_names(reading).items()}.get(unit, unit)
        content = turnaround_file(reading, code, call.words)
    write(content, Path(output), call.words.lang, call.settings().templates)
    call.say("written", path=output)
