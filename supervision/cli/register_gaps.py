"""What the registers show to be missing on a day, as one table. What that is: `reports.register_gaps`."""

from __future__ import annotations

from datetime import date

from supervision.cli.call import Call
from supervision.cli.printing import print_json, print_tables, table_of


def gaps(call: Call, on: date | None, *, as_json: bool) -> None:
    """One table of everything that is lacking."""
    from supervision.reports.register_gaps import register_gaps

    words = call.words
    with call.house() as context, context.reading() as reading:
        found = register_gaps(reading, on or reading.today, words)
    if as_json:
        print_json([{"register": each.register, "unit": each.name, "lacking": each.lacking} for each in found])
        return
    titles = [words(f"registers.column.{name}") for name in ("register", "unit", "lacking")]
    print_tables(table_of(titles, [(words.noun("file", each.register), each.name, each.lacking) for each in found]))
