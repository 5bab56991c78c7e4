"""Notices: written with the fact, one digest a person and day, sent at least once, a dead channel stops nothing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from supervision.context import Context
from supervision.domain.permission import Action
from supervision.queries.notices import Digest, channels_of, deliveries, inbox
from supervision.services.cards import sweep
from supervision.services.notices import deliver, mark_seen, set_contact, tell_what_waits
from supervision.services.tasks import open_tasks
from supervision.store.notice_rows import NOTICES, Notice, write_notices
from tests.conftest import fixed, person

BRANCH = "P000018"


def at(context: Context, day: date) -> Context:
    return Context(context.database, context.township, context.actor, fixed(datetime(day.year, day.month, day.day, 8)))


def run_days(context: Context, *days: date) -> None:
    for day in days:
        here = at(context, day)
        open_tasks(here, day)
        sweep(here, day)
        tell_what_waits(here)


def notices(context: Context) -> int:
    with context.reading() as reading:
        return reading.session.execute(select(func.count()).select_from(NOTICES)).scalar_one()


def test_a_second_sweep_tells_nobody_again(sample: Context) -> None:
    run_days(sample, date(2026, 4, 20))
    told = notices(sample)
    assert told > 0
    run_days(sample, date(2026, 4, 20))
    assert notices(sample) == told


def test_missed_days_are_made_up_with_the_same_cards(sample: Context, half_year: Context) -> None:
    """The cards of half a year are the same whether the sweep ran monthly or once, months later."""
    from supervision.store.mapping import table_of
    from supervision.store.tables.work import CardRow

    cards = table_of(CardRow)
    columns = (cards.c.task_no, cards.c.round, cards.c.level, cards.c.reached_on)
    run_days(sample, date(2026, 6, 30))
    with sample.reading() as once, half_year.reading() as monthly:
        rows = set(once.session.execute(select(*columns)))
        assert rows == set(monthly.session.execute(select(*columns)))
    assert len(rows) > 20


def test_everything_of_a_day_is_one_digest_a_person(sample: Context) -> None:
    run_days(sample, date(2026, 6, 15))
    with at(sample, date(2026, 6, 15)).reading() as reading:
        found = inbox(reading, "P000003")
    assert [digest.day for digest in found] == [date(2026, 6, 15)]
    assert len(found[0].items) > 1


def test_what_comes_after_a_digest_went_out_waits_for_the_next(sample: Context) -> None:
    set_contact(sample, "P000003", "mail", "json://localhost/inbox")
    run_days(sample, date(2026, 6, 14))
    here = at(sample, date(2026, 6, 14))
    assert deliver(here, lambda address, number, digest: None).sent == 1
    with here.reading() as reading:
        assert [digest.day for digest in inbox(reading, "P000003")] == [date(2026, 6, 14)]
    with here.command(Action.SWEEP) as work:
        write_notices(work.session, "T01", here.clock(), [Notice("P000003", "sign:x", "sign")])
        work.audit("notices")
    with at(sample, date(2026, 6, 15)).reading() as reading:
        assert [digest.day for digest in inbox(reading, "P000003")] == [date(2026, 6, 15), date(2026, 6, 14)]


def test_a_dead_channel_is_tried_again_and_stops_no_other(sample: Context) -> None:
    set_contact(sample, "P000003", "dead", "json://user:secret@localhost/a")
    set_contact(sample, "P000003", "mail", "json://localhost/b")
    run_days(sample, date(2026, 6, 15))
    here = at(sample, date(2026, 6, 15))
    seen: list[tuple[str, str]] = []

    def send(address: str, number: str, digest: Digest) -> None:
        seen.append((address, number))
        if address.endswith("/a"):
            raise OSError("no route")

    first = deliver(here, send)
    assert (first.sent, first.failed) == (1, 1)
    assert (deliver(here, send).sent, len(seen)) == (0, 2)
    later = Context(sample.database, "T01", sample.actor, fixed(datetime(2026, 6, 15, 8, 6)))
    assert deliver(later, send).failed == 1
    with later.reading() as reading:
        lines = {line.channel: line for line in deliveries(reading)}
    assert (lines["dead"].state, lines["dead"].attempts, lines["dead"].last_error) == ("failed", 2, "OSError: no route")
    assert lines["mail"].state == "sent"


def test_a_crash_between_sending_and_marking_sends_the_same_number_again(sample: Context) -> None:
    set_contact(sample, "P000003", "mail", "json://localhost/b")
    run_days(sample, date(2026, 6, 15))
    here = at(sample, date(2026, 6, 15))
    numbers: list[str] = []

    class Killed(BaseException):
        pass

    def send(address: str, number: str, digest: Digest) -> None:
        numbers.append(number)
        if len(numbers) == 1:
            raise Killed

    with pytest.raises(Killed):
        deliver(here, send)
    deliver(here, send)
    assert len(numbers) == 2
    assert len(set(numbers)) == 1


def test_addresses_are_shown_to_nobody(sample: Context) -> None:
    set_contact(sample, "P000003", "mail", "mailtos://user:secret@example.org")
    with sample.reading() as reading:
        assert channels_of(reading) == [("P000003", "mail", "mailtos")]


def test_a_digest_is_read_once(sample: Context) -> None:
    run_days(sample, date(2026, 6, 15))
    here = person(at(sample, date(2026, 6, 15)), "P000003")
    assert mark_seen(here, date(2026, 6, 15))
    assert not mark_seen(here, date(2026, 6, 15))
    with here.reading() as reading:
        assert inbox(reading, "P000003")[0].seen_at is not None
