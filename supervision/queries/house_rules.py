"""With which rules and channels the township works: rubric versions, calendar, contacts. What they say: `law`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from supervision.context import Reading
from supervision.domain.visibility import Ranking
from supervision.queries.calendar import CalendarYear, calendar_years
from supervision.queries.choices import ranking_choice
from supervision.queries.law import law
from supervision.store.mapping import table_of
from supervision.store.tables.notices import ContactRow
from supervision.store.tables.township import RubricRow

_RUBRICS = table_of(RubricRow)
_CONTACTS = table_of(ContactRow)


@dataclass(frozen=True, slots=True)
class RubricVersion:
    """One version; `months` have pinned it."""

    version: int
    label: str
    name_zh: str
    name_en: str
    items: int
    recorded_at: datetime
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """How many people are reached by a channel: never their addresses."""

    channel: str
    active: int
    people: int


@dataclass(frozen=True, slots=True)
class HouseRules:
    rubrics: tuple[RubricVersion, ...]
    years: tuple[CalendarYear, ...]
    channels: tuple[Channel, ...]
    people: int
    ranking: Ranking


def house_rules(reading: Reading) -> HouseRules:
    """Everything that the settings page shows of the township."""
    rules = law(reading)
    own = _RUBRICS.c.township == reading.township
    recorded = dict(
        reading.session.execute(select(_RUBRICS.c.version, _RUBRICS.c.recorded_at).where(own)).tuples().all()
    )
    versions = tuple(
        RubricVersion(
            version,
            rubric.label,
            rubric.name_zh,
            rubric.name_en,
            len(rubric.items),
            recorded[version],
            tuple(month.period for month in rules.months if month.rubric_version == version),
        )
        for version, rubric in sorted(rules.rubrics.items(), reverse=True)
    )
    ranking, _ = ranking_choice(reading)
    years = tuple(calendar_years(reading))
    with reading.whole():
        return HouseRules(versions, years, tuple(_channels(reading)), _people(reading), ranking)


def _channels(reading: Reading) -> list[Channel]:
    rows = reading.session.execute(
        select(_CONTACTS.c.channel, func.sum(case((_CONTACTS.c.active, 1), else_=0)), func.count())
        .where(_CONTACTS.c.township == reading.township)
        .group_by(_CONTACTS.c.channel)
        .order_by(_CONTACTS.c.channel)
    )
    return [Channel(channel, int(active or 0), count) for channel, active, count in rows]


def _people(reading: Reading) -> int:
    people = select(func.count(func.distinct(_CONTACTS.c.person_no))).where(
        _CONTACTS.c.township == reading.township, _CONTACTS.c.active
    )
    return int(reading.session.execute(people).scalar_one())
