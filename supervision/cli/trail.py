"""Checking the trail from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.printing import print_json
from supervision.domain.errors import Broken


def verify(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False) -> None:
    from supervision.queries.trail import trail_break, trail_head

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        head, broken = trail_head(reading), trail_break(reading)
    if as_json:
        told = {"seq": broken.seq, "why": broken.why} if broken is not None else None
        print_json({"entries": head.entries, "head": head.hash, "break": told})
    if broken is not None:
        raise Broken("trail-broken", seq=broken.seq, why=call.words.noun("trail_break", broken.why))
    if not as_json:
        call.print("trail.holds", entries=head.entries, head=head.hash)
