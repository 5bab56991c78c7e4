"""What the server asks of the house, in threads: whose password is right, whose ticket still counts.

At most four passwords are compared at once (each takes 64 MB), and no more than a few wait for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TypeVar

from supervision.context import Context
from supervision.domain.errors import BadInput
from supervision.domain.permission import SYSTEM
from supervision.queries.accounts import password_version, passwords_asked
from supervision.queries.evidence import Evidence
from supervision.queries.people import find_actor
from supervision.services.accounts import SignedIn, change_password, sign_in
from supervision.services.evidence import attach_content, check_attaching
from supervision.settings import Settings, enter, townships_in
from tui.web.limits import Limits
from tui.web.tickets import Ticket

R = TypeVar("R")
DOOR = "web"


class Busy(Exception):
    """Too many passwords wait to be compared."""


class Reception:
    """The house as the server sees it: the townships of the settings and their accounts."""

    def __init__(self, settings: Settings, limits: Limits) -> None:
        """Raises Broken and BadInput as `settings.enter` does, and BadInput where nobody could sign in."""
        known = townships_in(settings)
        chosen = settings.township or next(iter(known), None)
        self._house = enter(replace(settings, person_no=None, township=chosen))
        self.townships = {settings.township: known[settings.township]} if settings.township else known
        if not any(self._asks(code) for code in self.townships):
            raise BadInput("no-accounts")
        self._limits = limits
        self._folder = settings.data_folder
        self._waiting = 0
        self._comparing = ThreadPoolExecutor(limits.comparisons, thread_name_prefix="password")

    def close(self) -> None:
        self._comparing.shutdown(cancel_futures=True)
        self._house.database.close()

    async def sign_in(self, township: str, who: str, password: str) -> SignedIn:
        """Raises NotPermitted as the service does, Busy when too many wait."""
        return await self._compared(lambda: sign_in(self._of(township), who, password, DOOR))

    async def change_password(self, township: str, who: str, old: str, new: str) -> SignedIn:
        """Raises what the service raises, Busy when too many wait."""
        return await self._compared(lambda: change_password(self._of(township), who, old, new, DOOR))

    async def counts(self, ticket: Ticket) -> bool:
        """Is the password with which the ticket was got still in force?"""
        return await asyncio.to_thread(self._version, ticket) == ticket.version

    async def check_upload(self, ticket: Ticket, task_no: str) -> None:
        """Raises BadInput where there is no such task, NotPermitted where it is none of theirs."""
        await asyncio.to_thread(lambda: check_attaching(self._as(ticket), task_no))

    async def attach(self, ticket: Ticket, task_no: str, name: str, data: bytes, taken_on: date | None) -> Evidence:
        """Raises what the service raises."""
        beside = self._folder
        return await asyncio.to_thread(
            lambda: attach_content(self._as(ticket), task_no, name, data, taken_on, beside=beside)
        )

    def _as(self, ticket: Ticket) -> Context:
        """The house for whoever the ticket says, with the post that they have today."""
        house = self._of(ticket.township)
        with house.reading() as reading:
            return house.acting_as(find_actor(reading, ticket.person_no))

    def _version(self, ticket: Ticket) -> int | None:
        with self._of(ticket.township).reading() as reading:
            return password_version(reading, ticket.person_no)

    def _asks(self, township: str) -> bool:
        with self._of(township).reading() as reading:
            return passwords_asked(reading)

    def _of(self, township: str) -> Context:
        return Context(self._house.database, township, SYSTEM, self._house.clock)

    async def _compared(self, call: Callable[[], R]) -> R:
        if self._waiting >= self._limits.comparisons + self._limits.waiting_comparisons:
            raise Busy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._comparing, call)
        finally:
            self._waiting -= 1
