"""What the registers show to be missing on a day: vacant duties, villages nobody guided, lacking turnaround papers."""

from __future__ import annotations

from datetime import date

from supervision.cli.call import Call
from supervision.cli.printing import print_json, print_tables, table_of
from supervision.domain.period import period_of


def gaps(call: Call, on: date | None, *, as_json: bool) -> None:
    """One table of everything that is lacking."""
    from supervision.queries.answering import vacant_duties
    from supervision.queries.guidance import guidance_of
    from supervision.queries.turnaround_files import turnaround_papers
    from supervision.reports.register_sheet import choice_name

    words = call.words
    with call.house() as context, context.reading() as reading:
        day = on or reading.today
        found = [
            ("responsibilities", each.name or words("registers.township"), choice_name(words, "duty", each.duty))
            for each in vacant_duties(reading, day)
        ]
        found += [
            ("guidance_visits", each.name, words("registers.gap.guidance", made=each.made, due=each.due))
            for each in guidance_of(reading, period_of(day))
            if each.missing
        ]
        found += [
            ("turnaround_steps", papers.file.name, f"{choice_name(words, 'step', lack.step)} {lack.on}")
            for papers in turnaround_papers(reading).values()
            for lack in papers.lacking
        ]
    if as_json:
        print_json([{"register": register, "unit": unit, "lacking": lacking} for register, unit, lacking in found])
        return
    titles = [words(f"registers.column.{name}") for name in ("register", "unit", "lacking")]
    print_tables(table_of(titles, [(words.noun("file", register), unit, lack) for register, unit, lack in found]))
