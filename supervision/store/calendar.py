"""Where the special days come from (R-2): the library `holidays`, China, kept in a table that people may edit.

What working days mean is `domain.workdays`' question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlmodel import Session

from supervision.domain.workdays import Workdays
from supervision.store.database import lock
from supervision.store.mapping import table_of, write_rows
from supervision.store.rows import insert_row, remove_rows
from supervision.store.tables.township import CalendarDayRow, CalendarYearRow

_DAYS = table_of(CalendarDayRow)
_YEARS = table_of(CalendarYearRow)


@lru_cache(maxsize=32)
def library_year(year: int) -> tuple[Mapping[date, bool], bool]:
    """Special days of a year (True: make-up weekend day, False: free weekday), and whether it is officially arranged.

    China publishes each year's make-up days the November before: a year with none has only expected holidays.
    """
    import holidays  # only new years ask for it, and it takes as long to load as everything else here

    china = holidays.country_holidays("CN", years=year)
    special = {day: False for day in china if day.year == year and day.weekday() < 5}
    makeup = {day for day in china.weekend_workdays if day.year == year}
    special.update(dict.fromkeys(makeup, True))
    return special, bool(makeup)


def hold_calendar(session: Session) -> None:
    """PostgreSQL: wait for other townships that write the calendar; all of them share it. SQLite has one writer."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        lock(connection, "calendar")


def add_years(session: Session, years: Iterable[int]) -> None:
    """Put the library's days of those years into the table that it lacks."""
    if set(years) - set(dict(known_years(session))):
        hold_calendar(session)  # then looked at once more: another township may just have added them
        write_years(session, sorted(set(years) - set(dict(known_years(session)))))


def write_years(session: Session, years: Iterable[int]) -> None:
    """Put the library's days of these years into the table, in place of what stood there."""
    for year in years:
        special, official = library_year(year)
        replace_year(session, year, special, official)


def replace_year(session: Session, year: int, special: Mapping[date, bool], official: bool) -> None:
    """Let a year's special days be exactly these."""
    remove_rows(session, _DAYS, (_DAYS.c.day.between(date(year, 1, 1), date(year, 12, 31)),))
    remove_rows(session, _YEARS, (_YEARS.c.year == year,))
    insert_row(session, _YEARS, year=year, official=official)
    rows = [{"day": day, "kind": "work" if works else "off"} for day, works in sorted(special.items())]
    write_rows(session, _DAYS, rows)


def special_days(session: Session) -> dict[date, bool]:
    """Every special day of the table (True: make-up weekend day, False: free weekday)."""
    return {day: kind == "work" for day, kind in session.execute(select(_DAYS.c.day, _DAYS.c.kind))}


def read_workdays(session: Session) -> Workdays:
    """The working days as the table has them."""
    return Workdays(
        special_days(session),
        frozenset(session.execute(select(_YEARS.c.year).where(_YEARS.c.official)).scalars()),
    )


def workdays_with(session: Session, years: Iterable[int]) -> Workdays:
    """The working days of the table, for years that it lacks those of the library; nothing is written."""
    special = special_days(session)
    known = dict(known_years(session))
    for year in set(years) - set(known):
        found, known[year] = library_year(year)
        special.update(found)
    return Workdays(special, frozenset(year for year, official in known.items() if official))


def known_years(session: Session) -> Iterator[tuple[int, bool]]:
    """Every year in the table, and whether it is officially arranged."""
    return ((year, official) for year, official in session.execute(select(_YEARS).order_by(_YEARS.c.year)))
