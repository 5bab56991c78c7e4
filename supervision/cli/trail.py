"""The trail from the command line: does it hold, is everything as it was at the seals, signing what months rest on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.given import secret_file
from supervision.cli.printing import plain, print_json, print_tables, table_of
from supervision.domain.anchor import grouped, ungrouped
from supervision.domain.errors import BadInput, Broken, NotThisMonth
from supervision.domain.period import parse_period
from supervision.domain.permission import Action

Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]
Period = Annotated[str, typer.Argument(metavar="PERIOD", help="cli.arg.period")]


def verify(ctx: typer.Context, as_json: Json = False) -> None:
    from supervision.queries.anchors import anchor_faults, anchors
    from supervision.queries.trail import trail_break, trail_head
    from supervision.queries.trail_rows import rows_held
    from supervision.reports.row_faults import told_faults, told_rows

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        head, broken = trail_head(reading), trail_break(reading)
        months = len(anchors(reading))
        held = rows_held(reading) if broken is None else None
        faults = list(anchor_faults(reading)) if broken is None else []
    if as_json:
        told = {"seq": broken.seq, "why": broken.why} if broken is not None else None
        found = [plain(fault) for fault in faults]
        print_json(
            {"entries": head.entries, "head": head.hash, "break": told, "anchors": months, "faults": found}
            | {"records": plain(held) if held is not None else None}
        )
    if broken is not None:
        raise Broken("trail-broken", seq=broken.seq, why=call.words.noun("trail_break", broken.why))
    if held is not None and held.faults:
        raise Broken("rows-differ", faults=told_faults(call.words, held.faults))
    if faults:
        raise Broken("anchors-broken", faults=[_told(call, fault.period, fault.what) for fault in faults])
    if not as_json:
        call.print("trail.holds", entries=head.entries, head=head.hash)
        if held is not None:
            sys.stdout.write(f"{told_rows(call.words, held)}\n")
        call.print("trail.anchors-hold", months=months)


def list_(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="cli.trail.arg.text")] = "",
    action: Annotated[str | None, typer.Option("--action", metavar="ACTION", help="cli.trail.opt.action")] = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, max=500, help="cli.trail.opt.last")] = 50,
    as_json: Json = False,
) -> None:
    from supervision.queries.trail_lines import trail_lines, trail_seqs

    call = call_of(ctx)
    if action is not None and action not in set(Action):
        raise BadInput("unknown-action", value=action, allowed=", ".join(sorted(Action)))
    with call.house() as context, context.reading() as reading:
        found = [line for line in trail_lines(reading, trail_seqs(reading, text, action)[:last]) if line is not None]
    if as_json:
        print_json([plain(line) for line in found])
        return
    words = call.words
    rows = []
    for line in found:
        who, action_said = line.name or words.noun("role", line.role), words.noun("action", line.action)
        rows.append((line.seq, f"{line.at:%Y-%m-%d %H:%M}", who, line.actor, action_said, line.subject, line.unit))
    columns = ("seq", "at", "who", "number", "action", "subject", "unit")
    print_tables(table_of([words(f"cli.trail.column.{name}") for name in columns], rows))


PARTS = ("root", "previous", "trail", "result", "rubric", "signature")
"""What an anchor pins beside the kinds of facts."""


def _told(call: Call, period: str, what: str) -> str:
    return f"{period} {call.words.noun('pinned' if what in PARTS else 'file', what)}"


def root(
    ctx: typer.Context,
    period: Period,
    paper: Annotated[str | None, typer.Option("--paper", metavar="ROOT", help="cli.opt.paper")] = None,
    as_json: Json = False,
) -> None:
    from supervision.queries.anchors import pinned

    call = call_of(ctx)
    month = parse_period(period)
    with call.house() as context, context.reading() as reading:
        found = pinned(reading, month)
    if found is None:
        raise NotThisMonth("not-anchored", period=month)
    if paper is not None and ungrouped(paper) != found.root:
        raise Broken("root-differs", period=month, here=grouped(found.root), paper=paper)
    if as_json:
        print_json({"root": found.root, "signed_by": list(found.signed_by), "anchor": plain(found.anchor)})
        return
    sys.stdout.write(f"{grouped(found.root)}\n")
    if paper is not None:
        call.say("trail.root-same", period=month)
    for public in found.signed_by:
        call.say("trail.signed-by", public=public)


def key(
    ctx: typer.Context,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="cli.copies.opt.output")],
) -> None:
    from supervision.services.signing import new_secret

    secret, public = new_secret()
    secret_file(output, f"# public key: {public}\n{secret}\n")
    sys.stdout.write(f"{public}\n")
    call_of(ctx).say("trail.key-made", file=output)


def sign(
    ctx: typer.Context,
    period: Period,
    key: Annotated[str, typer.Option("--key", metavar="FILE", help="cli.opt.signing-key")],
) -> None:
    from supervision.services.signing import sign_month

    call = call_of(ctx)
    month = parse_period(period)
    with call.house() as context:
        public = sign_month(context, month, Path(key))
    call.say("trail.signed", period=month, public=public)
