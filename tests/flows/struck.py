"""What the fault matrix strikes: February, January closed, the last tick on 2 March; how outcomes are compared.

What strikes it is `test_faults`' question, where it lies that of `places`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from flows.entry import run_months_plain
from flows.tick import run_tick
from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.queries.months import MonthLine, month_line
from supervision.queries.trail import trail_break
from supervision.queries.trail_rows import rows_held
from supervision.services.importing import import_bundle
from supervision.services.months import approve_month
from supervision.services.setup import set_up
from supervision.settings import Settings, enter
from supervision.store.database import Database
from tests.conftest import NOW, SECRETARY, TOWNSHIP, TOWNSHIP_NAME, fixed, person
from tests.flows.dying import Boundaries, Watch, started
from tests.flows.places import CLOCK, NO_CONTENT, Content, Copy, Place
from tests.flows.standing import some_villages

MONTH = "2026-02"
JANUARY_CLOSED, LAST_SEEN = datetime(2026, 2, 6, 9), datetime(2026, 3, 2, 9)
BACK_AGAIN = datetime(2026, 3, 6, 9)
"""February was to be sealed on 5 March at 17:00, the last of three days without power."""
JUST_DUE, HOUR = datetime(2026, 3, 5, 17, 30), timedelta(hours=1)
AT_ALL = Boundaries.at_commits_and_files

Work = Callable[[Settings], None]


def begun(url: str, folder: Path) -> None:
    """January closed, February's records there; the last tick was on 2 March."""
    copy = Copy(url, folder)
    database = Database(url)
    set_up(database, TOWNSHIP, TOWNSHIP_NAME, fixed(NOW))
    import_bundle(Context(database, TOWNSHIP, SYSTEM, fixed(NOW)), some_villages(folder / "bundle"))
    database.close()
    run_months_plain(copy.at(JANUARY_CLOSED), ["2026-01"], approve_as=SECRETARY)
    run_tick(copy.at(LAST_SEEN))


def close(settings: Settings) -> None:
    run_months_plain(settings, [MONTH], approve_as=SECRETARY)


def catch_up(settings: Settings) -> None:
    """The tick after the missed days, the secretary's signature, the next tick."""
    run_tick(settings)
    context = enter(settings)
    with context.reading() as reading:
        line = month_line(reading, MONTH)
    if line.state == "awaiting_approval" and line.draft_sha is not None:
        approve_month(person(context, SECRETARY), MONTH, line.draft_sha)
    context.database.close()
    run_tick(settings)


def whole(copy: Copy, without: Mapping[str, set[str]] = NO_CONTENT) -> Content:
    """Everything that is there; the trail unbroken."""
    context = enter(copy.at(NOW))
    with context.reading() as reading:
        assert trail_break(reading) is None
        assert rows_held(reading).faults == ()
    context.database.close()
    return copy.content(without)


@lru_cache
def undisturbed(place: Place, work: Work, moment: datetime, *, timeless: bool = False) -> tuple[Content, range]:
    """What the work leaves, and the boundaries it passes."""
    with place.copy() as copy:
        passed = started(lambda: work(copy.at(moment)), Boundaries(), AT_ALL).outcome()
        return whole(copy, CLOCK if timeless else NO_CONTENT), range(1, passed + 1)


def struck(copy: Copy, work: Work, moment: datetime, boundaries: Boundaries, watch: Watch = AT_ALL) -> int:
    return started(lambda: work(copy.at(moment)), boundaries, watch).outcome()


def standing(copy: Copy) -> MonthLine:
    context = enter(copy.at(NOW))
    with context.reading() as reading:
        found = month_line(reading, MONTH)
    context.database.close()
    return found
