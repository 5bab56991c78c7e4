"""A month's steps one by one: where it stands, scoring, signing, returning, sealing. All at once is `running`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.given import moment_in
from supervision.cli.printing import plain, print_blocks, print_json
from supervision.domain.errors import NotThisMonth
from supervision.domain.period import parse_period

if TYPE_CHECKING:
    from supervision.context import Context
    from supervision.queries.months import MonthLine

Period = Annotated[str, typer.Argument(metavar="PERIOD", help="cli.arg.period")]


def status(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(metavar="PERIOD", help="cli.arg.period-or-all")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.queries.months import month_line, months, steps_done
    from supervision.reports.tables import month_status

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        lines = months(reading) if period is None else [month_line(reading, parse_period(period))]
        steps = {line.period: steps_done(reading, line.period) for line in lines}
    if as_json:
        print_json([{**plain(line), "steps": plain(steps[line.period])} for line in lines])
    else:
        print_blocks(call.words.lang, month_status(lines, call.words))


def score(
    ctx: typer.Context,
    period: Period,
    at: Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="cli.opt.at")] = None,
) -> None:
    from supervision.services.months import score_month

    call = call_of(ctx)
    moment = moment_in(at)
    with call.house() as context:
        before = _line(context, period)
        sha = score_month(context, period, moment or before.planned_seal_at or context.clock())
        line = _line(context, period)
    if not _said_final(call, before):
        signed = line.approved_at is not None
        call.say("month.still-approved" if signed else "month.scored", period=period, draft=sha)


def approve(
    ctx: typer.Context,
    period: Period,
    draft: Annotated[str | None, typer.Option("--draft", metavar="SHA256", help="cli.opt.draft")] = None,
    no_continue: Annotated[bool, typer.Option("--no-continue", help="cli.opt.no-continue")] = False,
) -> None:
    from supervision.cli.ticking import go_on
    from supervision.services.months import approve_month

    call = call_of(ctx)
    with call.house_of_person() as context:
        line = _line(context, period)
        signed = draft or line.draft_sha
        if signed is None:
            raise NotThisMonth("nothing-to-approve", period=period, state=line.state)
        approve_month(context, period, signed)
    if not _said_final(call, line):
        again = line.approved_at is not None
        call.say("month.still-approved" if again else "month.approved", period=period, draft=signed)
    if not no_continue:
        go_on(call, period)


def return_(
    ctx: typer.Context,
    period: Period,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.opt.reason")],
) -> None:
    from supervision.services.months import return_month

    call = call_of(ctx)
    with call.house_of_person() as context:
        return_month(context, parse_period(period), reason)
    call.say("month.returned", period=period)


def seal(ctx: typer.Context, period: Period) -> None:
    from supervision.services.months import seal_month

    call = call_of(ctx)
    with call.house() as context:
        line = _line(context, period)
        sha = seal_month(context, period)
    if not _said_final(call, line):
        call.say("month.sealed", period=period, digest=sha)


def _said_final(call: Call, line: MonthLine) -> bool:
    """Say of a month that was sealed before that it stays as it is."""
    if line.sealed_at is None:
        return False
    call.say("month.sealed-before", period=line.period, sealed_at=line.sealed_at, digest=line.digest)
    return True


def _line(context: Context, period: str) -> MonthLine:
    from supervision.queries.months import month_line

    with context.reading() as reading:
        return month_line(reading, parse_period(period))
