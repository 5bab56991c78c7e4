"""Which database, day, language and person a door works with: the only reader of environment, clock and time zone.

The database is imported when somebody opens it: help and errors must not wait for SQLAlchemy.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from supervision.domain.errors import BadInput, Broken
from supervision.domain.period import parse_day
from supervision.domain.permission import SYSTEM, Actor
from supervision.i18n import LANGUAGES, Words

if TYPE_CHECKING:
    from supervision.context import Context
    from supervision.store.database import Database

DEFAULT_DATABASE = "supervision.db"
DEFAULT_ZONE = "Asia/Shanghai"
SHOWN_TOWNSHIPS = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What a door was started with. `today` fixes the date; None means the clock's."""

    database_url: str
    lang: str
    today: date | None
    person_no: str | None
    zone: ZoneInfo
    township: str | None

    @property
    def words(self) -> Words:
        return Words(self.lang)

    def clock(self) -> Callable[[], datetime]:
        """The local moment, without zone; a fixed date keeps the time of the day."""
        return self._wall if self.today is None else self.clock_from(None)

    def clock_from(self, last: datetime | None) -> Callable[[], datetime]:
        """The clock of a fixed day on which `last` was done already: it never goes back, and stops at midnight.

        Whoever records at half past three on a day that stands still may go on the next morning.
        """
        day, begun = self.today or self._wall().date(), self._wall()
        start = datetime.combine(day, begun.time())
        first = max(start, last or start)
        midnight = datetime.combine(day, time.max).replace(microsecond=0)
        return lambda: min(first + (self._wall() - begun), midnight)

    def _wall(self) -> datetime:
        return datetime.now(self.zone).replace(tzinfo=None, microsecond=0)

    @property
    def data_folder(self) -> Path:
        """Where files beside the database go: its own folder for SQLite; else the one named, else the current one.

        Read from the address alone: the terminal asks for it before its first paint, and SQLAlchemy comes after that.
        """
        scheme, named, rest = self.database_url.partition("://")
        file = scheme if not named else rest.removeprefix("/").partition("?")[0]
        if (not named or scheme.partition("+")[0] == "sqlite") and file:
            return Path(file).parent
        return Path(os.environ.get("SUPERVISION_FOLDER", ""))

    @property
    def templates(self) -> Path | None:
        """The office's own Word templates: in the folder named, else in `templates` beside the database."""
        named = os.environ.get("SUPERVISION_TEMPLATES")
        folder = Path(named) if named else self.data_folder / "templates"
        return folder if named or folder.is_dir() else None


def read_settings(
    *,
    db: str | None = None,
    lang: str | None = None,
    today: str | None = None,
    person_no: str | None = None,
    township: str | None = None,
) -> Settings:
    """Arguments first, then environment, then defaults. Raises BadInput for a value that is none."""
    environment = os.environ
    chosen = wanted_language(lang)
    if chosen not in LANGUAGES:
        raise BadInput("bad-language", value=chosen, allowed=LANGUAGES)
    day = today or environment.get("SUPERVISION_TODAY") or None
    zone = environment.get("SUPERVISION_TIME_ZONE") or DEFAULT_ZONE
    try:
        return Settings(
            database_url=db or environment.get("SUPERVISION_DATABASE_URL") or DEFAULT_DATABASE,
            lang=chosen,
            today=parse_day(day) if day else None,
            person_no=person_no or environment.get("SUPERVISION_PERSON") or None,
            zone=ZoneInfo(zone),
            township=township or environment.get("SUPERVISION_TOWNSHIP") or None,
        )
    except ZoneInfoNotFoundError as error:
        raise BadInput("bad-time-zone", value=zone) from error


def wanted_language(lang: str | None = None) -> str:
    """The language asked for, by argument or environment; else Chinese, unless the system says English."""
    environment = os.environ
    system = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return lang or environment.get("SUPERVISION_LANG") or ("en" if system.lower().startswith("en") else "zh")


def switched_on(name: str) -> bool:
    """Is this switch of the environment set, to anything but 0?"""
    return os.environ.get(name, "0") not in ("", "0")


def opened(settings: Settings) -> Database:
    """The database itself, whatever is in it; who opens it closes it."""
    from supervision.store.database import Database

    return Database(settings.database_url)


def townships_in(settings: Settings) -> dict[str, str]:
    """Code → name of the townships in the database, whatever its release; none when it is missing or empty."""
    from supervision.context import Context
    from supervision.queries.people import townships
    from supervision.store.schema import revision

    database = opened(settings)
    try:
        if (database.path is not None and not database.path.exists()) or revision(database) is None:
            return {}
        with Context(database, "", SYSTEM, settings.clock()).reading() as reading:
            return townships(reading)
    finally:
        database.close()


def enter(settings: Settings) -> Context:
    """Open the house for the person named in the settings, or for the local operator.

    Raises Broken when the database is not there or not of this release, BadInput when the person is unknown.
    """
    from supervision.context import Context
    from supervision.store.schema import check_shape

    database = opened(settings)
    if database.path is not None and not database.path.exists():
        raise Broken("database-missing", database=str(database.path))
    check_shape(database)
    context = Context(database, "", SYSTEM, settings.clock())
    township = _township(context, settings.township)
    context = Context(database, township, SYSTEM, _clock_of(context, township, settings))
    return context if settings.person_no is None else context.acting_as(actor(context, settings.person_no))


def _clock_of(context: Context, township: str, settings: Settings) -> Callable[[], datetime]:
    if settings.today is None:
        return settings.clock()
    from supervision.context import Context
    from supervision.queries.trail import last_on

    with Context(context.database, township, SYSTEM, context.clock).reading() as reading:
        return settings.clock_from(last_on(reading, settings.today))


def actor(context: Context, person_no: str) -> Actor:
    """The person with that number as somebody who acts; `P000002/P000001` acts in the post of another.

    Raises BadInput when there is none, NotPermitted without a delegation that holds today.
    """
    from supervision.queries.delegations import acting

    with context.reading() as reading:
        return acting(reading, person_no)


def _township(context: Context, wanted: str | None) -> str:
    from supervision.queries.people import is_township, townships

    with context.reading() as reading:
        if wanted is not None and is_township(reading, wanted):
            return wanted
        known = townships(reading)
    if wanted is None and len(known) == 1:
        return next(iter(known))
    told = [f"{code} {name}" for code, name in islice(known.items(), SHOWN_TOWNSHIPS)]
    if len(known) > SHOWN_TOWNSHIPS:
        told.append("…")
    if wanted is None:
        raise BadInput("which-township", count=len(known), allowed=told)
    raise BadInput("unknown-township", value=wanted, allowed=told)


def signing_key() -> Path | None:
    """The file with the secret that signs sealed months; None where nobody signs on this machine."""
    named = os.environ.get("SUPERVISION_SIGNING_KEY")
    return Path(named) if named else None


def password_file() -> Path | None:
    """The file with the password of the person whom `--as` names, for commands that nobody types."""
    named = os.environ.get("SUPERVISION_PASSWORD_FILE")
    return Path(named) if named else None


def backup_key() -> str | None:
    """The public half (age1…) of the key that copies are encrypted to; None where they are not."""
    return os.environ.get("SUPERVISION_BACKUP_KEY") or None


def at_start_of(day: date) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(day, time())


def with_person(settings: Settings, person_no: str) -> Settings:
    return replace(settings, person_no=person_no)
