"""What people are told: one's own inbox, how digests went out, and where people are reached."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from supervision.cli.call import call_of
from supervision.cli.printing import plain, print_json, print_tables, print_text, table_of
from supervision.cli.running import flows
from supervision.domain.checks.characters import visible

Person = Annotated[str, typer.Argument(metavar="PERSON", help="cli.arg.person")]
Channel = Annotated[str, typer.Argument(metavar="CHANNEL", help="cli.arg.channel")]


def inbox(
    ctx: typer.Context,
    read: Annotated[bool, typer.Option("--read", help="cli.opt.read")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.queries.notices import inbox as digests
    from supervision.queries.people import unit_names
    from supervision.reports.digests import item_lines
    from supervision.services.notices import mark_seen

    call = call_of(ctx)
    with call.house_of_person() as context:
        with context.reading() as reading:
            found = digests(reading, context.actor.person_no)
            units = unit_names(reading)
        if read:
            for each in found:
                mark_seen(context, each.day)
    if as_json:
        print_json([plain(each) for each in found])
        return
    for each in found:
        call.print("notices.read" if each.seen_at or read else "notices.unread", day=each.day, count=len(each.items))
        for line in item_lines(each, units, call.words):
            print_text(f"  {visible(line)}")
    if not found:
        call.print("notices.none")


def sent(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False) -> None:
    from supervision.queries.notices import deliveries

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        lines = deliveries(reading)
    if as_json:
        print_json([plain(line) for line in lines])
        return
    words = call.words
    columns = ("person", "day", "channel", "state", "attempts", "sent-at", "next-try", "error")
    rows = [
        (
            line.person_no,
            line.day,
            line.channel,
            words.noun("delivery_state", line.state),
            line.attempts,
            line.sent_at,
            line.next_try_at,
            line.last_error,
        )
        for line in lines
    ]
    print_tables(table_of([words(f"cli.notices.{name}") for name in columns], rows))


def retry(ctx: typer.Context) -> None:
    from supervision.services.notices import retry_failed

    call = call_of(ctx)
    with call.house() as context:
        count = retry_failed(context)
    sent_now = flows("flows.delivery").run_deliver(call.settings())
    call.say("notices.retried", count=count, sent=sent_now.sent, failed=sent_now.failed)


def contact_set(
    ctx: typer.Context,
    person: Person,
    channel: Channel,
    address: Annotated[str | None, typer.Argument(metavar="ADDRESS", help="cli.arg.address")] = None,
) -> None:
    from supervision.services.notices import set_contact
    from supervision.settings import actor

    call = call_of(ctx)
    secret = address if address is not None else _asked(call.words("cli.contact.ask"))
    channels = flows("flows.channels")
    channels.check_address(secret)
    with call.house() as context:
        actor(context, person)
        set_contact(context, person, channel, secret)
    call.say("contact.set", person=person, channel=channel, kind=channels.kind_of(secret))


def _asked(prompt: str) -> str:
    """An address may hold a password: typed unseen, or read from a pipe, it is in no history of commands."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{prompt} ", stream=sys.stderr)
    return sys.stdin.readline().strip()


def contact_remove(ctx: typer.Context, person: Person, channel: Channel) -> None:
    from supervision.services.notices import set_contact

    call = call_of(ctx)
    with call.house() as context:
        set_contact(context, person, channel, None)
    call.say("contact.removed", person=person, channel=channel)


def contact_list(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False
) -> None:
    from supervision.queries.notices import channels_of

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        found = channels_of(reading)
    if as_json:
        print_json([{"person": person, "channel": channel, "kind": kind} for person, channel, kind in found])
        return
    print_tables(table_of([call.words(f"cli.notices.{name}") for name in ("person", "channel", "kind")], found))
