"""Posts with dates (任职期限), from the command line: giving one, ending it, leaving, the list."""

from __future__ import annotations

from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.given import day_in
from supervision.cli.printing import plain, print_json, print_tables, table_of

Person = Annotated[str, typer.Argument(metavar="PERSON", help="reading.arg.person")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="reading.opt.reason")]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="reading.opt.from")]


def give(
    ctx: typer.Context,
    person: Person,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reading.arg.role")],
    reason: Reason,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="reading.opt.unit")] = None,
    since: Since = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="reading.opt.to")] = None,
) -> None:
    from supervision.services.posts import give_post

    call = call_of(ctx)
    with call.house() as context:
        made = give_post(context, person, role, reason, unit=unit, valid_from=day_in(since), valid_to=day_in(until))
    told = call.words.noun("role", role)
    call.tell(
        "reading.post.given", number=made.post_no, person=person, role=told, first=made.valid_from, last=made.valid_to
    )


def leave(ctx: typer.Context, person: Person, reason: Reason, since: Since = None) -> None:
    from supervision.services.posts import leave_post

    call = call_of(ctx)
    with call.house() as context:
        made = leave_post(context, person, reason, day_in(since))
    call.tell("reading.post.left", number=made.post_no, person=person, first=made.valid_from)


def end(ctx: typer.Context, number: Annotated[str, typer.Argument(metavar="NO", help="reading.arg.number")]) -> None:
    from supervision.services.posts import end_post

    call = call_of(ctx)
    with call.house() as context:
        end_post(context, number)
    call.tell("reading.post.ended", number=number)


def list_(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False) -> None:
    from supervision.queries.posts import posts

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        found = posts(reading)
    if as_json:
        print_json([plain(each) for each in found])
        return
    if not found:
        call.tell("reading.post.none")
        return
    columns = ("number", "person", "role", "unit", "first", "last", "ended", "reason")
    rows = [
        (
            *(each.post_no, each.person_no, words.noun("role", each.role) if each.role else words("reading.left")),
            *(each.unit, each.valid_from, each.valid_to, each.ended_on, each.reason),
        )
        for each in found
    ]
    print_tables(table_of([words(f"reading.column.{name}") for name in columns], rows))
