"""The working-day calendar from the command line: which days are special, and taking years anew from the library."""

from __future__ import annotations

from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.printing import plain, print_json, print_tables, table_of
from supervision.domain.errors import BadInput

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""What the library of holidays can say something about."""


def show(
    ctx: typer.Context,
    year: Annotated[int | None, typer.Argument(metavar="YEAR", help="cli.arg.year-or-all")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.queries.calendar import calendar_years

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        years = [each for each in calendar_years(reading) if year in (None, each.year)]
    if as_json:
        print_json(
            [
                {
                    "year": each.year,
                    "official": each.official,
                    "days": {plain(day): "work" if works else "off" for day, works in each.special},
                }
                for each in years
            ]
        )
    elif year is None:
        rows = [(each.year, words(_standing(each.official)), len(each.special)) for each in years]
        print_tables(table_of([words(f"cli.calendar.{name}") for name in ("year", "standing", "days")], rows))
    else:
        days = [(day, words.noun("day", "work" if works else "off")) for each in years for day, works in each.special]
        print_tables(table_of([words("cli.calendar.date"), words("cli.calendar.kind")], days))
    for each in years:
        if not each.official:
            call.say("calendar.guessed", year=each.year)
    if not years and year is not None:
        call.say("calendar.unknown", year=year)


def _standing(official: bool) -> str:
    return "cli.calendar.official" if official else "cli.calendar.expected"


def refresh(
    ctx: typer.Context,
    years: Annotated[list[int], typer.Argument(metavar="YEAR...", help="cli.arg.years")],
) -> None:
    from supervision.services.setup import refresh_calendar

    call = call_of(ctx)
    for year in years:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise BadInput("bad-year", value=year, first=FIRST_YEAR, last=LAST_YEAR)
    with call.house() as context:
        official = refresh_calendar(context, years)
    for year in sorted(set(years)):
        call.say("calendar.refreshed" if year in official else "calendar.guessed", year=year)
