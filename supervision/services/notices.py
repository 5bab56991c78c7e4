"""Telling people: what waits for them, what they have read, how their digests went out.

The facts' own commands write notices beside the facts; here are the ones that follow from the state of things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Table, select
from sqlalchemy.sql import ColumnElement

from supervision.context import Context, Reading, Work
from supervision.domain.checks.limits import CODE_CHARACTERS
from supervision.domain.errors import BadInput
from supervision.domain.model import State
from supervision.domain.permission import Action, Role, check_role
from supervision.domain.texts import entered
from supervision.queries.months import months
from supervision.queries.notices import Digest, contacts, digests_to_send
from supervision.queries.people import check_person_exists
from supervision.queries.recipients import Recipients
from supervision.store.calendar import known_years
from supervision.store.mapping import table_of
from supervision.store.notice_rows import Notice, write_notices
from supervision.store.rows import change_rows, insert_row, remove_rows
from supervision.store.tables.notices import ContactRow, DeliveryRow, DigestRow
from supervision.store.task_rows import TASKS

_CONTACTS = table_of(ContactRow)
_DELIVERIES = table_of(DeliveryRow)
_DIGESTS = table_of(DigestRow)
INBOX = "inbox"
"""The channel that always works: reading in the program itself."""
RETRY_AFTER = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""How long after each failed try the next one comes; after the last, once a day."""
CALENDAR_MONTH = 11
"""The next year's working days are published in November."""

Send = Callable[[str, str, Digest], None]
"""Address, number of the message, digest → sent, or an exception that says why not."""


def tell_what_waits(context: Context) -> int:
    """Tell verifiers of requested closures, the secretary of drafts to sign, the office of a missing calendar year."""
    with context.command(Action.SWEEP) as work:
        recipients = Recipients(work)
        notices = [*_to_verify(work, recipients), *_to_sign(work, recipients), *_calendar(work, recipients)]
        told = write_notices(work.session, work.township, work.now, notices)
        if told:
            work.audit(f"notices:{work.today}", notices=told)
        else:
            work.nothing_to_do()
        return told


def _to_verify(work: Work, recipients: Recipients) -> Iterator[Notice]:
    waiting = work.session.execute(
        select(TASKS.c.task_no, TASKS.c.unit, TASKS.c.owner, TASKS.c.moved_on).where(
            TASKS.c.township == work.township, TASKS.c.state == State.CLOSURE_REQUESTED.value
        )
    )
    for row in waiting:
        for person_no in recipients.staff(Role.INSPECTOR):
            if person_no != row.owner:
                key = f"verify:{row.task_no}@{row.moved_on}"
                yield Notice(person_no, key, "verify", row.unit, {"task": row.task_no, "requested_on": row.moved_on})


def _to_sign(work: Work, recipients: Recipients) -> Iterator[Notice]:
    for line in months(work):
        if line.state == "awaiting_approval":
            for person_no in recipients.staff(Role.TOWNSHIP_SECRETARY):
                key = f"sign:{line.period}:{line.draft_sha}"
                yield Notice(person_no, key, "sign", None, {"period": line.period, "draft": line.draft_sha})


def _calendar(work: Work, recipients: Recipients) -> Iterator[Notice]:
    """From November on: the next year must be officially arranged, or due dates of January may be wrong."""
    year = work.today.year + (1 if work.today.month >= CALENDAR_MONTH else 0)
    if not dict(known_years(work.session)).get(year, False):
        for person_no in recipients.staff(Role.ORGANIZATION_COMMISSIONER, Role.ADMIN):
            yield Notice(person_no, f"calendar:{year}", "calendar", None, {"year": year})


def mark_seen(context: Context, day: date) -> bool:
    """Mark the actor's own digest of a day as read; False when it was."""
    with context.command(Action.READ_NOTICES) as work:
        where = _of(_DIGESTS, work, work.actor.person_no, day)
        if work.session.execute(select(_DIGESTS.c.day).where(*where)).first() is not None:
            work.nothing_to_do()
            return False
        values = {"township": work.township, "person_no": work.actor.person_no, "day": day, "seen_at": work.now}
        insert_row(work.session, _DIGESTS, **values)
        work.audit(f"digest:{work.actor.person_no}:{day}", seen=True)
        return True


def set_contact(context: Context, person_no: str, channel: str, address: str | None) -> None:
    """Set (or, without an address, remove) where a person is reached. The address is a secret: never in the trail."""
    with context.command(Action.SET_UP) as work:
        check_person_exists(work, person_no)
        name = entered("channel", channel, label=True)
        if len(name) > CODE_CHARACTERS:
            raise BadInput("text-too-long", field="channel", length=len(name), limit=CODE_CHARACTERS)
        if name == INBOX:
            raise BadInput("channel-reserved", channel=INBOX)
        where = (
            _CONTACTS.c.township == work.township,
            _CONTACTS.c.person_no == person_no,
            _CONTACTS.c.channel == name,
        )
        remove_rows(work.session, _CONTACTS, where)
        if address is not None:
            values = {"township": work.township, "person_no": person_no, "channel": name}
            insert_row(work.session, _CONTACTS, **values, address=entered("address", address), active=True)
        work.audit(f"contact:{person_no}:{name}", set=address is not None)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round of delivery did."""

    sent: int
    failed: int


def deliver(context: Context, send: Send) -> Sent:
    """Send every digest that has not gone out yet, each by each of its person's channels; a dead one stops no other.

    The sending itself is outside any transaction. A crash between sending and marking sends the same message again,
    under the same number: at least once, and shown once. Raises NotPermitted before anything is looked at.
    """
    check_role(context.actor, Action.DELIVER)
    with context.reading() as reading:
        due = [(digest, contact) for digest in digests_to_send(reading) for contact in contacts(reading, digest)]
    sent = failed = 0
    for digest, contact in due:
        number = f"{context.township}-{digest.person_no}-{digest.day}-{contact.channel}"
        error: str | None = None
        try:
            send(contact.address, number, digest)
        except Exception as problem:  # whatever a channel raises: it is written down, and the others go on
            error = f"{type(problem).__name__}: {problem}"[:400]
        _mark(context, digest, contact.channel, error)
        sent, failed = sent + (error is None), failed + (error is not None)
    return Sent(sent, failed)


def retry_failed(context: Context) -> int:
    """Let every failed delivery be tried at the next round, whenever its turn would have been; how many."""
    with context.command(Action.DELIVER) as work:
        failed = (_DELIVERIES.c.township == work.township, _DELIVERIES.c.state == "failed")
        count = len(work.session.execute(select(_DELIVERIES.c.person_no).where(*failed)).all())
        if not count:
            work.nothing_to_do()
            return 0
        change_rows(work.session, _DELIVERIES, failed, next_try_at=work.now)
        work.audit(f"retry:{work.today}", deliveries=count)
        return count


def _mark(context: Context, digest: Digest, channel: str, error: str | None) -> None:
    with context.command(Action.DELIVER) as work:
        where = (*_of(_DELIVERIES, work, digest.person_no, digest.day), _DELIVERIES.c.channel == channel)
        row = work.session.execute(select(_DELIVERIES.c.attempts, _DELIVERIES.c.state).where(*where)).first()
        attempts = (row.attempts if row else 0) + 1
        values = {
            "state": "sent" if error is None else "failed",
            "attempts": attempts,
            "last_error": error,
            "next_try_at": None if error is None else _next_try(work.now, attempts),
            "sent_at": work.now if error is None else None,
        }
        if row is None:
            key = {"township": work.township, "person_no": digest.person_no, "day": digest.day, "channel": channel}
            insert_row(work.session, _DELIVERIES, **key, **values)
        else:
            change_rows(work.session, _DELIVERIES, where, **values)
        work.audit(f"digest:{digest.person_no}:{digest.day}:{channel}", sent=error is None, attempts=attempts)


def _next_try(now: datetime, attempts: int) -> datetime:
    return now + RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]


def _of(table: Table, reading: Reading, person_no: str, day: date) -> tuple[ColumnElement[bool], ...]:
    return (table.c.township == reading.township, table.c.person_no == person_no, table.c.day == day)
