"""Is it really the person whom `--as` names? Asked on every database but a demonstration's (`services.accounts`).

Without `--as` it is the local operator, whom nobody asks: the clock, copies and upgrades must go on by themselves.
"""

from __future__ import annotations

import sys
from getpass import getpass
from typing import TYPE_CHECKING

from supervision.domain.errors import BadInput, NotPermitted
from supervision.i18n import Words
from supervision.settings import password_file

if TYPE_CHECKING:
    from supervision.context import Context

DOOR = "cli"


def show_who(words: Words, context: Context) -> None:
    """Raises NotPermitted for a wrong password or a first one that is still to be changed, BadInput without any."""
    from supervision.domain.permission import SYSTEM
    from supervision.queries.accounts import anybody_has_one, passwords_asked
    from supervision.services.accounts import sign_in

    house, person = context.acting_as(SYSTEM), context.actor
    with house.reading() as reading:
        asked, anybody = passwords_asked(reading), anybody_has_one(reading)
    if not asked:
        return
    if not anybody:
        raise NotPermitted("no-passwords-yet")
    if sign_in(house, person.person_no, _password(words, person.name), DOOR).must_change:
        raise NotPermitted("password-must-change")


def _password(words: Words, name: str) -> str:
    file = password_file()
    if file is not None:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadInput("password-needed", person=name)
    return getpass(words("cli.account.own", name=name))
