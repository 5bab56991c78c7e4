"""Who may sign in with a password: giving one, and the list of those who have one. Nothing secret is an argument."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.printing import print_json, print_tables, table_of
from supervision.domain.errors import BadInput

if TYPE_CHECKING:
    from supervision.queries.accounts import AccountLine


def set_(
    ctx: typer.Context,
    person_no: Annotated[str, typer.Argument(metavar="PERSON", help="cli.arg.account")],
    generate: Annotated[bool, typer.Option("--generate", help="cli.opt.generate")] = False,
) -> None:
    from supervision.services.accounts import set_password
    from supervision.settings import actor

    call = call_of(ctx)
    with call.house() as context:
        person = actor(context, person_no)
        chosen = set_password(context, person_no, None if generate else _typed(call, person.name))
    if generate:
        sys.stdout.write(f"{chosen}\n")
    call.say("account.set", person=person_no, name=person.name)


def start(ctx: typer.Context) -> None:
    from supervision.services.accounts import first_passwords

    call, count = call_of(ctx), 0
    with call.house() as context:
        for person, chosen in first_passwords(context):
            sys.stdout.write(f"{person.person_no}\t{person.name}\t{chosen}\n")
            sys.stdout.flush()
            count += 1
    call.say("account.started" if count else "account.all-have", count=count)


def _typed(call: Call, name: str) -> str:
    """What is typed twice, unseen; one line of a pipe. Raises BadInput when the two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass(call.words("cli.account.ask", name=name))
    if getpass(call.words("cli.account.again")) != first:
        raise BadInput("passwords-differ")
    return first


def list_(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False) -> None:
    from supervision.queries.accounts import accounts

    call = call_of(ctx)
    words = call.words
    with call.house() as context, context.reading() as reading:
        lines = accounts(reading)
    if as_json:
        print_json(lines)
    elif lines:
        titles = [words(f"cli.account.{name}") for name in ("person", "name", "role", "state", "changed")]
        rows = (
            (
                line.person_no,
                line.name,
                words.noun("role", line.role),
                _state(call, line),
                f"{line.changed_at:%Y-%m-%d}",
            )
            for line in lines
        )
        print_tables(table_of(titles, rows))
    else:
        call.say("account.none")


def _state(call: Call, line: AccountLine) -> str:
    """Whether a new password is due, or how long one must wait."""
    from supervision.domain.passwords import is_locked

    if is_locked(line.locked_until, call.settings().clock()()):
        return call.words("cli.account.locked", until=line.locked_until)
    return call.words("cli.account.must-change") if line.must_change else call.words("cli.account.in-force")
