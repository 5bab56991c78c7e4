"""Who answers for a matter of a unit on a day: one name, the reason, and the way up."""

from __future__ import annotations

from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.given import day_in
from supervision.cli.printing import plain, print_json, print_tables, table_of


def who(
    ctx: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="registers.arg.item")],
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="registers.opt.unit")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="registers.opt.on")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.queries.answering import who_answers
    from supervision.queries.people import unit_names
    from supervision.reports.register_sheet import reason_of

    call, day = call_of(ctx), day_in(on)
    words = call.words
    with call.house() as context, context.reading() as reading:
        found = who_answers(reading, unit, item, day or reading.today)
        names = unit_names(reading)
    if as_json:
        print_json([plain(each) for each in found])
        return
    titles = [words(f"registers.column.{name}") for name in ("step", "person", "role", "reason")]
    rows = [
        (place, each.name, words.noun("role", each.role), reason_of(each, names, words))
        for place, each in enumerate(found, 1)
    ]
    print_tables(table_of(titles, rows))
