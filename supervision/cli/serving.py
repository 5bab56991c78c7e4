"""One process that does everything by itself: Prefect's server, the schedule, the runs. And what the schedule is."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.printing import print_json, print_tables, table_of
from supervision.cli.running import flows


def serve(
    ctx: typer.Context,
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="cli.opt.port")] = 4200,
) -> None:
    call = call_of(ctx)

    def say(what: str, **facts: object) -> None:
        call.say(f"serve.{what}", **facts)
        sys.stderr.flush()

    flows("flows.serving").serve(call.settings(), say, port)
    call.say("serve.stopped")


def schedule(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False) -> None:
    call = call_of(ctx)
    words = call.words
    zone = call.settings().zone.key
    rows = flows("flows.schedule").SCHEDULE
    if as_json:
        print_json([{"name": row.name, "cron": row.cron, "zone": zone, "command": row.command} for row in rows])
        return
    titles = [words(f"cli.schedule.{name}") for name in ("name", "when", "does", "command")]
    told = [
        (row.name, words(f"flows.when.{row.name}"), words(f"flows.duty.{duty}"), f"supervision {row.command}")
        for row in rows
        for duty in row.duties
    ]
    print_tables(table_of(titles, told))
    call.say("schedule.zone", zone=zone)
