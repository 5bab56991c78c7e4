"""Opening the house for the terminal: the first thing that happens in a thread, after the first paint.

This module brings SQLAlchemy and all screens with it, so nothing that is drawn first may import it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from supervision.context import Context
from supervision.domain.permission import Actor
from supervision.domain.posts import LEFT
from supervision.queries.accounts import anybody_has_one, passwords_asked
from supervision.queries.delegations import acting
from supervision.queries.people import PersonLine, people, township_name
from supervision.settings import Settings, enter
from tui.pinyin import Findable, findable


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who may sign in, and what finds them."""

    person: PersonLine
    found_by: Findable


@dataclass(frozen=True, slots=True)
class Opened:
    """The house as found: who is in already because the settings name them, else who could come in."""

    context: Context
    township_name: str
    people: tuple[Somebody, ...]
    signed_in: Actor | None
    passwords: bool
    """Is a password asked for?"""
    anybody: bool
    """Has anybody one?"""


def open_house(settings: Settings, let_in: bool = False) -> Opened:
    """Whoever the settings name is in without a password in a demonstration, or when `let_in`.

    Raises Broken or BadInput as `settings.enter` does.
    """
    context = enter(replace(settings, person_no=None))
    with context.reading() as reading:
        name, passwords = township_name(reading), passwords_asked(reading)
        anybody = anybody_has_one(reading)
        named = None if settings.person_no is None else acting(reading, settings.person_no)
        if named is not None and (let_in or not passwords):
            return Opened(context, name, (), named, passwords, anybody)
        here = (each for each in people(reading) if each.role != LEFT)
        coming = (each for each in here if named is None or each.person_no == named.person_no)
        return Opened(context, name, tuple(_somebody(person) for person in coming), None, passwords, anybody)


def _somebody(person: PersonLine) -> Somebody:
    return Somebody(person, findable(f"{person.name} {person.unit_name or ''} {person.person_no}"))


def actor_of(person: PersonLine) -> Actor:
    """The chosen person as somebody who acts."""
    return Actor(person.person_no, person.name, person.role, person.unit)
