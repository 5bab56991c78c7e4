"""Opening the house for the terminal: the first thing that happens in a thread, after the first paint.

This module brings SQLAlchemy and all screens with it, so nothing that is drawn first may import it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from supervision.context import Context
from supervision.domain.permission import Actor
from supervision.queries.people import PersonLine, find_actor, people, township_name
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


def open_house(settings: Settings) -> Opened:
    """Raises Broken or BadInput as `settings.enter` does."""
    context = enter(replace(settings, person_no=None))
    with context.reading() as reading:
        name = township_name(reading)
        if settings.person_no is not None:
            return Opened(context, name, (), find_actor(reading, settings.person_no))
        return Opened(context, name, tuple(_somebody(person) for person in people(reading)), None)


def _somebody(person: PersonLine) -> Somebody:
    return Somebody(person, findable(f"{person.name} {person.unit_name or ''} {person.person_no}"))


def actor_of(person: PersonLine) -> Actor:
    """The chosen person as somebody who acts."""
    return Actor(person.person_no, person.name, person.role, person.unit)
