"""What the schedule does, by hand and without Prefect: tick, digests, backup; and what follows a signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.given import day_in
from supervision.cli.printing import plain, print_json
from supervision.cli.running import flows, tell_outcomes


def run_tick(
    ctx: typer.Context,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.opt.on")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    call = call_of(ctx)
    outcome = flows("flows.tick").run_tick(call.settings(), day_in(on))
    if as_json:
        data = plain(outcome)
        months = [{name: each[name] for name in ("period", "finished", "waiting_for")} for each in data["months"]]
        print_json({**data, "months": months})
    call.say("run.daily", day=outcome.day, opened=outcome.opened, cards=outcome.cards)
    if outcome.begun:
        call.say("run.begun", periods=outcome.begun)
    call.say("run.told", count=outcome.told)
    tell_outcomes(call, outcome.months)


def run_deliver(ctx: typer.Context) -> None:
    call = call_of(ctx)
    sent = flows("flows.delivery").run_deliver(call.settings())
    call.say("run.delivered", sent=sent.sent, failed=sent.failed)


def backup(ctx: typer.Context) -> None:
    from supervision.services.backup import back_up
    from supervision.settings import backup_key

    call = call_of(ctx)
    with call.house() as context:
        path = back_up(context, public=backup_key(), beside=call.settings().data_folder)
    call.say("backup.done", path=path)


def go_on(call: Call, period: str) -> None:
    """What follows a signature: seal, publish, propose; then the next months that are over. The house acts."""
    settings = replace(call.settings(), person_no=None)
    outcomes: Sequence[Any] = flows().run_months_plain(settings, [period])
    tell_outcomes(call, outcomes)
    if all(each.finished for each in outcomes):
        tell_outcomes(call, flows("flows.tick").catch_up(settings))
