"""The cookie by which a browser shows that somebody has signed in: what stands in it, and that nobody else wrote it.

The secret lives as long as the server: after a restart everybody signs in anew.
"""

from __future__ import annotations

import binascii
import hmac
import json
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import astuple, dataclass

LONGEST = 1000
"""Characters of a ticket; nothing longer is looked at."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who signed in, with which of their passwords, when. `number` is the ticket's own."""

    township: str
    person_no: str
    version: int
    lang: str
    issued: int
    number: str

    @property
    def whose(self) -> tuple[str, str]:
        return self.township, self.person_no


class Tickets:
    """Issues tickets and knows its own again."""

    def __init__(self, life: float, clock: Callable[[], float] = time.time, *, idle: float | None = None) -> None:
        self._secret = secrets.token_bytes(32)
        self._life = life
        self._idle = life if idle is None else idle
        self._clock = clock
        self._used: dict[str, float] = {}
        self._returned: dict[str, int] = {}

    def issue(self, township: str, person_no: str, version: int, lang: str) -> str:
        ticket = Ticket(township, person_no, version, lang, int(self._clock()), secrets.token_hex(8))
        self.used(ticket)
        told = urlsafe_b64encode(json.dumps(astuple(ticket)).encode())
        return f"{told.decode()}.{self._mark(told)}"

    def read(self, text: str | None) -> Ticket | None:
        """The ticket, unless it is not ours, too old, not used for long, or was returned."""
        if not text or len(text) > LONGEST or not text.isascii():
            return None
        told, _, mark = text.partition(".")
        if not hmac.compare_digest(mark, self._mark(told.encode())):
            return None
        try:
            ticket = Ticket(*json.loads(urlsafe_b64decode(told)))
        except (binascii.Error, ValueError, TypeError):
            return None
        return ticket if self._in_force(ticket) else None

    def used(self, ticket: Ticket) -> None:
        """Somebody is there who does something with it."""
        now = self._clock()
        self._used = {number: at for number, at in self._used.items() if now - at < self._life}
        self._used[ticket.number] = now

    def take_back(self, ticket: Ticket) -> None:
        """From now on it counts no more."""
        oldest = self._clock() - self._life
        self._returned = {number: issued for number, issued in self._returned.items() if issued > oldest}
        self._returned[ticket.number] = ticket.issued

    def _in_force(self, ticket: Ticket) -> bool:
        now = self._clock()
        idle = now - self._used.get(ticket.number, ticket.issued)
        fresh = 0 <= now - ticket.issued < self._life and idle < self._idle
        return fresh and ticket.number not in self._returned

    def _mark(self, told: bytes) -> str:
        return hmac.digest(self._secret, told, "sha256").hex()
