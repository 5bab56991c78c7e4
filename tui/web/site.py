"""What all pages share: the gate, the reception, tickets and places, the terminals that are open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web
from textual_serve.download_manager import DownloadManager

from supervision.settings import Settings
from tui.web.gate import Gate
from tui.web.limits import Limits, Places
from tui.web.reception import Reception
from tui.web.tickets import Ticket, Tickets
from tui.web.visit import Visit


@dataclass(slots=True)
class Site:
    """One running server."""

    settings: Settings
    gate: Gate
    limits: Limits
    reception: Reception
    tickets: Tickets
    places: Places
    cookie: str
    files: DownloadManager = field(default_factory=DownloadManager)
    uploading: asyncio.Semaphore = field(init=False)
    visits: dict[Visit, web.WebSocketResponse] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.uploading = asyncio.Semaphore(self.limits.uploads)

    def ticket_of(self, request: web.Request) -> Ticket | None:
        return self.tickets.read(request.cookies.get(self.cookie))

    async def visitor(self, request: web.Request) -> Ticket | None:
        """Whoever the cookie says, if they signed in with the password that is in force."""
        ticket = self.ticket_of(request)
        if ticket is None or not await self.reception.counts(ticket):
            return None
        self.tickets.used(ticket)
        return ticket

    async def end_visits(self, chosen: Callable[[Ticket], bool]) -> None:
        """Close the terminals that were opened with such a ticket."""
        sockets = [socket for visit, socket in self.visits.items() if chosen(visit.ticket)]
        await asyncio.gather(*(socket.close() for socket in sockets))


SITE: web.AppKey[Site] = web.AppKey("site", Site)
