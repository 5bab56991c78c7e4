"""Letting somebody act in one's post for some days (授权代办), from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.given import day_in
from supervision.cli.printing import plain, print_json, print_tables, table_of


def give(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="cli.delegate.arg.person")],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="cli.delegate.opt.until")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="cli.delegate.opt.reason")],
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="cli.delegate.opt.from")] = None,
) -> None:
    from supervision.domain.period import parse_day
    from supervision.services.delegations import delegate

    call = call_of(ctx)
    with call.house_of_person() as context:
        made = delegate(context, person, parse_day(until), reason, day_in(since))
    facts = {"number": made.delegation_no, "person": f"{made.to_no}/{made.from_no}", "last": made.valid_to}
    call.say("delegate.given", **facts)


def list_(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False) -> None:
    from supervision.queries.delegations import delegations

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        found = delegations(reading)
    if as_json:
        print_json([plain(each) for each in found])
        return
    columns = ("number", "from", "to", "first", "last", "ended", "reason")
    rows = [
        (*(each.delegation_no, each.from_no, each.to_no, each.valid_from, each.valid_to), each.ended_on, each.reason)
        for each in found
    ]
    print_tables(table_of([call.words(f"cli.delegate.column.{name}") for name in columns], rows))


def end(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NO", help="cli.delegate.arg.number")],
) -> None:
    from supervision.services.delegations import end_delegation

    call = call_of(ctx)
    with call.house_of_person() as context:
        end_delegation(context, number)
    call.say("delegate.ended", number=number)
