"""Who acts, when, in which transaction: the one way in to the database for everything above the store.

    with context.reading() as reading: ...            looks, changes nothing
    with context.command(Action.X) as work: ...       one transaction, the role checked, the trail written

A command that wrote nothing to the trail is not committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from supervision.domain.errors import Broken, Conflict, NotPermitted
from supervision.domain.permission import SYSTEM, Action, Actor, check_reach, check_role
from supervision.domain.result import MonthResult
from supervision.domain.trail import canonical
from supervision.domain.visibility import Extent, Ranking, Subject, as_seen, narrowed, refuse_unless_seen
from supervision.store.choices import read_ranking
from supervision.store.database import Database
from supervision.store.posts_held import check_post
from supervision.store.sight import Sight, look_with, sight_of
from supervision.store.standing_in import stands_in
from supervision.store.steps import is_done, mark_done
from supervision.store.told import begin_telling
from supervision.store.trail_rows import Event, Told, append_entries


@dataclass(slots=True)
class Reading:
    """One look at one township. `now` is the local moment at which it began; it does not move.

    Every statement meets only the rows that the actor may see (`domain.visibility`), unless it is asked `whole`.
    """

    session: Session
    township: str
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def own_only(self) -> bool:
        """Does this reader see the own unit only? Lists say so then."""
        return self.extent(Subject.TASKS) is not Extent.ALL

    def extent(self, subject: Subject) -> Extent | None:
        """How far this look sees of a subject; None: nothing. A command sees all: its action is asked."""
        sight = sight_of(self.session)
        return Extent.ALL if sight is None else sight.extents.get(subject, Extent.ALL)

    def check_readable(self, subject: Subject, unit: str | None = None) -> None:
        """Raise NotPermitted unless the reader may see the subject of that unit (None: of the township as a whole)."""
        refuse_unless_seen(self.actor, subject, self.extent(subject), unit)

    def as_seen(self, result: MonthResult) -> MonthResult:
        """A month as far as this look sees it."""
        sight = sight_of(self.session)
        return result if sight is None else as_seen(result, self.actor, sight.extents)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All rows, for a figure that needs every unit; whoever asks gives out only what the reader may see."""
        before = sight_of(self.session)
        look_with(self.session, None)
        try:
            yield
        finally:
            look_with(self.session, before)


@dataclass(slots=True)
class Work(Reading):
    """One command under way."""

    action: Action
    events: list[Event] = field(default_factory=list)
    unchanged: bool = False

    def check_unit(self, unit: str | None) -> None:
        """Raise NotPermitted unless the actor may do this to that unit (None: to the township as a whole)."""
        check_reach(self.actor, self.action, unit)

    def audit(self, subject: str, unit: str | None = None, **facts: object) -> None:
        """Tell the trail what is done to which subject. Facts are codes, numbers and dates, never texts."""
        self.events.append(Event(subject, unit, canonical(facts)))

    def take_step(self, period: str, phase: str, shard: str = "") -> bool:
        """Mark a step of a month's cycle as done by this command; False when it was done before."""
        if is_done(self.session, self.township, period, phase, shard):
            return False
        mark_done(self.session, self.township, period, phase, self.now, shard)
        return True

    def nothing_to_do(self) -> None:
        """Say that the command found everything done already: it changes nothing and leaves no trail."""
        self.unchanged = True


class Context:
    """A township's database as one actor sees it at the time of `clock` (local moments)."""

    __slots__ = ("actor", "clock", "database", "township")

    def __init__(self, database: Database, township: str, actor: Actor, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.township = township
        self.actor = actor
        self.clock = clock

    def acting_as(self, actor: Actor) -> Context:
        """The same house for somebody else."""
        return Context(self.database, self.township, actor, self.clock)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        with self.database.reading() as session:
            reading = Reading(session, self.township, self.actor, self.clock())
            _check_post(reading)
            look_with(session, _sight(reading))
            yield reading

    @contextmanager
    def command(self, action: Action, *, command_id: str | None = None) -> Iterator[Work]:
        """Run one command: all of it is committed, or nothing.

        Raises NotPermitted when the role does not have the action or the post is not lent any more, Conflict when
        `command_id` was used before.
        """
        check_role(self.actor, action)
        with self.database.writing(self.township) as session:
            work = Work(session, self.township, self.actor, self.clock(), action)
            _check_post(work)
            changes = begin_telling(session)
            yield work
            if work.unchanged and not work.events:
                session.rollback()
                return
            if not work.events:
                raise Broken("no-trail", action=action.value)
            try:
                told = Told(work.now, self.actor.person_no, self.actor.role, action.value, changes.text())
                append_entries(session, self.township, told, work.events, command_id)
            except IntegrityError as error:
                raise Conflict("command-repeated", command_id=command_id) from error


def _sight(reading: Reading) -> Sight | None:
    """Which rows this reader sees; None: all of them."""
    actor = reading.actor
    if not narrowed(actor, Ranking.OWN):
        return None
    ranking, _ = read_ranking(reading.session, reading.township)
    return Sight(actor.unit, actor.person_no, actor.role, narrowed(actor, ranking))


def _check_post(reading: Reading) -> None:
    """A post is held on its days and no other; so is one that somebody lent (任职期限、授权代办)."""
    actor, giver = reading.actor, reading.actor.in_post_of
    if actor == SYSTEM:
        return
    session, township, day = reading.session, reading.township, reading.today
    check_post(session, township, giver or actor.person_no, (actor.role, actor.unit), day)
    if giver is not None and not stands_in(session, township, actor.person_no, giver, day):
        raise NotPermitted("no-delegation", person=actor.name, giver=giver, day=day)
