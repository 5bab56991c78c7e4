"""Running a month, or the day's round, for every township of the database. One township's is `running`'s."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated, Any

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.given import moment_in
from supervision.cli.printing import print_json
from supervision.cli.progress import Progress
from supervision.cli.running import check_approver, flows

_ENTRY = "flows.county_entry"


def run_county(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(metavar="PERIOD", help="cli.arg.period-or-day")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="cli.opt.at")] = None,
    approve_as: Annotated[str | None, typer.Option("--approve-as", metavar="PERSON", help="cli.opt.approve-as")] = None,
    shards: Annotated[int | None, typer.Option("--shards", min=1, metavar="N", help="cli.opt.shards")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, metavar="N", help="cli.opt.jobs")] = None,
    on_workers: Annotated[bool, typer.Option("--on-workers", help="cli.opt.on-workers")] = False,
    no_prefect: Annotated[bool, typer.Option("--no-prefect", help="cli.opt.no-prefect")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    call = call_of(ctx)
    house = flows(_ENTRY)
    through_prefect = {"shards": shards, "on_workers": on_workers}
    run, more = (house.run_county_plain, {}) if no_prefect else (house.run_county, through_prefect)
    if approve_as is not None:
        from supervision.settings import townships_in

        for township in townships_in(call.settings()):
            check_approver(replace(call, township=township), approve_as)
    outcomes: dict[str, Any] = {}
    with Progress(call.words) as progress:

        def on_township(outcome: Any, name: str, done: int, total: int) -> None:
            outcomes[outcome.township] = outcome
            progress.on_township(f"{outcome.township} {name}", done, total)
            if outcome.reason is not None:
                call.say("county.failed", township=outcome.township, name=name, reason=outcome.reason)

        try:
            run(call.settings(), period, moment_in(at), approve_as, on_township, jobs=jobs, **more)
        finally:
            _tell(call, outcomes, as_json=as_json)


def _tell(call: Call, outcomes: dict[str, Any], *, as_json: bool) -> None:
    """How far they came, also where the run was broken off."""
    if as_json:
        print_json([outcomes[code] for code in sorted(outcomes)])
    states = Counter(outcome.state for outcome in outcomes.values())
    changed = sum(outcome.changed for outcome in outcomes.values())
    call.say("county.done", done=states["done"], waiting=states["waiting"], failed=states["failed"], changed=changed)
