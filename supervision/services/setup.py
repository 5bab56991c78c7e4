"""Setting up a township: its database, its first rubric, the years of its working-day calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from importlib.resources import files

from sqlalchemy import select

from supervision.context import Context
from supervision.domain.permission import SYSTEM, Action
from supervision.store.calendar import add_years, hold_calendar, known_years, write_years
from supervision.store.choices import CHOICES, DEMONSTRATION
from supervision.store.database import Database
from supervision.store.mapping import table_of
from supervision.store.rows import insert_row
from supervision.store.rubrics import read_rubric, rubric_sha
from supervision.store.schema import migrate
from supervision.store.tables.township import RubricRow, TownshipRow

_TOWNSHIPS = table_of(TownshipRow)
_RUBRICS = table_of(RubricRow)
YEARS_BACK, YEARS_AHEAD = 1, 1


def default_rubric() -> str:
    """The text of the rubric that ships with the program."""
    return files("supervision").joinpath("sample/rubric.yaml").read_text(encoding="utf-8")


def set_up(
    database: Database, township: str, name: str, clock: Callable[[], datetime], *, demonstration: bool = False
) -> bool:
    """Create or upgrade the database and the township in it; False when everything was there already.

    Only a new township can be a `demonstration`, in which nobody is asked for a password.
    """
    changed = migrate(database)
    context = Context(database, township, SYSTEM, clock)
    with context.command(Action.SET_UP) as work:
        known = work.session.execute(select(_TOWNSHIPS.c.township).where(_TOWNSHIPS.c.township == township)).first()
        if known is not None:
            work.nothing_to_do()
            return changed
        text = default_rubric()
        rubric = read_rubric(text, "rubric.yaml")
        insert_row(work.session, _TOWNSHIPS, township=township, name=name, created_at=work.now)
        insert_row(
            work.session,
            _RUBRICS,
            township=township,
            version=rubric.version,
            sha256=rubric_sha(text),
            text=text,
            source="rubric.yaml",
            recorded_at=work.now,
        )
        if demonstration:
            insert_row(
                work.session, CHOICES, township=township, name=DEMONSTRATION, value="yes", set_at=work.now, version=1
            )
        years = range(work.today.year - YEARS_BACK, work.today.year + YEARS_AHEAD + 1)
        add_years(work.session, years)
        work.audit(township, rubric=rubric.label, years=list(years), demonstration=demonstration)
        return True


def refresh_calendar(context: Context, years: Iterable[int]) -> list[int]:
    """Take the working days of these years anew from the library; the years that are now officially arranged."""
    with context.command(Action.SET_UP) as work:
        wanted = sorted(set(years))
        hold_calendar(work.session)
        write_years(work.session, wanted)
        work.audit("calendar", years=wanted)
        return [year for year, official in known_years(work.session) if official and year in wanted]
