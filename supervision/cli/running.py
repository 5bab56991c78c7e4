"""Running months and days: through Prefect, or the same as plain calls.

Flows and this command line are doors of the same house and strangers to each other: the flows are found by name, when
one of these commands is given.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.given import moment_in, past_day_in, periods_in
from supervision.cli.printing import print_json
from supervision.cli.progress import Progress
from supervision.domain.errors import BadInput, Broken


def flows(module: str = "flows.entry") -> Any:
    """A module of the flows, their entrance first of all. Raises Broken when they are not installed."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name not in ("flows", module):
            raise
        raise Broken("no-flows") from error


def run_month(
    ctx: typer.Context,
    period: Annotated[str, typer.Argument(metavar="PERIOD[..PERIOD]", help="cli.arg.periods")],
    at: Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="cli.opt.at")] = None,
    approve_as: Annotated[str | None, typer.Option("--approve-as", metavar="PERSON", help="cli.opt.approve-as")] = None,
    no_prefect: Annotated[bool, typer.Option("--no-prefect", help="cli.opt.no-prefect")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    call = call_of(ctx)
    periods, moment = periods_in(period), moment_in(at)
    if moment is not None and len(periods) > 1:
        raise BadInput("one-moment-many-months")
    check_approver(call, approve_as)
    run = flows().run_months_plain if no_prefect else flows().run_months
    with Progress(call.words) as progress:
        outcomes = run(call.settings(), periods, moment, approve_as, progress.on_step)
    if as_json:
        print_json([_told(each) for each in outcomes])
    tell_outcomes(call, outcomes)


def check_approver(call: Call, approve_as: str | None) -> None:
    """Whoever is said to sign must be here."""
    if approve_as is not None:
        with replace(call, person_no=approve_as).house():
            pass


def _told(outcome: Any) -> dict[str, object]:
    return {
        "period": outcome.period,
        "finished": outcome.finished,
        "waiting_for": outcome.waiting_for,
        "digest": outcome.digest,
        "draft": outcome.draft,
        "documents": [path.as_posix() for path in outcome.documents],
        "changed": outcome.changed,
    }


def tell_outcomes(call: Call, outcomes: Sequence[Any]) -> None:
    """One line a month: how far it has come, and what is to be done next."""
    for each in outcomes:
        if each.waiting_for is not None:
            call.say("run.waiting", period=each.period)
        else:
            call.say("run.done" if each.changed else "run.unchanged", period=each.period)


def run_daily(
    ctx: typer.Context,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.opt.on")] = None,
    no_prefect: Annotated[bool, typer.Option("--no-prefect", help="cli.opt.no-prefect")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    call = call_of(ctx)
    settings = call.settings()
    day = past_day_in(on, settings.clock()().date())
    run = flows("flows.daily").run_daily if no_prefect else flows().run_daily
    outcome = run(settings, day)
    if as_json:
        print_json({"day": outcome.day, "opened": outcome.opened, "cards": outcome.cards})
    call.say("run.daily", day=outcome.day, opened=outcome.opened, cards=outcome.cards)
