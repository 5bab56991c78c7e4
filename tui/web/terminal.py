"""The terminal in the browser: its page, its socket, its downloads. Only for somebody with a ticket in force."""

from __future__ import annotations

import asyncio
import json
import logging
from http import HTTPStatus

from aiohttp import WSCloseCode, WSMsgType, hdrs, web
from aiohttp.helpers import content_disposition_header

from supervision.i18n import Words
from tui.web.gate import is_socket
from tui.web.limits import Full
from tui.web.pages import page
from tui.web.sign_in import show_sign_in
from tui.web.site import SITE, Site
from tui.web.visit import Visit

_LOG = logging.getLogger("tui.web.server")
FONT_SIZES = (10, 32)


async def show(request: web.Request) -> web.Response:
    """The page with the terminal; without a ticket the sign-in page, without a free place what to do."""
    site = request.app[SITE]
    ticket = await site.visitor(request)
    if ticket is None:
        return await show_sign_in(request)
    words = Words(ticket.lang)
    if not site.places.left_for(ticket.whose):
        return page("full", words, HTTPStatus.SERVICE_UNAVAILABLE, most=site.limits.visits_of_one)
    own = site.gate.origin_of(request) or site.gate.address
    asked = request.query.get("fontsize", "")
    font_size = max(FONT_SIZES[0], min(FONT_SIZES[1], int(asked))) if asked.isdecimal() and len(asked) < 4 else 16
    return page("terminal", words, socket=f"{own.replace('http', 'ws', 1)}/ws", font_size=font_size)


async def connect(request: web.Request) -> web.StreamResponse:
    """The socket of one terminal: a process begins with it and ends with it."""
    site = request.app[SITE]
    ticket = await site.visitor(request)
    if ticket is None or not is_socket(request):
        raise web.HTTPForbidden
    try:
        with site.places.taken_by(ticket.whose):
            socket = web.WebSocketResponse(heartbeat=15, max_msg_size=site.limits.message_bytes)
            await socket.prepare(request)
            visit = Visit(site.settings, ticket, site.limits, socket, site.files)
            site.visits[visit] = socket
            try:
                await visit.start(*site.limits.size(request.query.get("width"), request.query.get("height")))
                _LOG.info("terminal opened: %s %s", *ticket.whose)
                await _until_over(site, visit, socket)
            finally:
                try:
                    await visit.end()
                    await socket.close()
                finally:
                    del site.visits[visit]
                _LOG.info("terminal closed: %s %s", *ticket.whose)
            return socket
    except Full:
        raise web.HTTPServiceUnavailable from None


async def _until_over(site: Site, visit: Visit, socket: web.WebSocketResponse) -> None:
    """Until the browser leaves, the process ends, another password is given, or the time is over."""
    waiting = [
        asyncio.ensure_future(each) for each in (_listen(site, visit, socket), visit.ended(), _void(site, visit))
    ]
    try:
        await asyncio.wait(waiting, timeout=site.limits.life, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _void(site: Site, visit: Visit) -> None:
    """Until the password with which the visitor came in is in force no more, whoever changed it, and where."""
    while await site.reception.counts(visit.ticket):
        await asyncio.sleep(site.limits.look_again)


async def _listen(site: Site, visit: Visit, socket: web.WebSocketResponse) -> None:
    """Hand on what the browser says, until it says nothing more or nobody types for long."""
    clock, idle = asyncio.get_running_loop().time, site.limits.idle
    try:
        async with asyncio.timeout(idle) as patience:
            async for message in socket:
                if message.type is WSMsgType.TEXT and await _handed_on(message.data, visit, socket):
                    patience.reschedule(clock() + idle)
                    site.tickets.used(visit.ticket)
    except TimeoutError:
        pass
    except (ValueError, RecursionError):
        await socket.close(code=WSCloseCode.POLICY_VIOLATION)


async def _handed_on(text: str, visit: Visit, socket: web.WebSocketResponse) -> bool:
    """True for what somebody typed or did. Raises ValueError for what no page of ours says."""
    match json.loads(text):
        case ["stdin", str(typed)]:
            await visit.type(typed)
            return True
        case ["resize", {"width": int(width), "height": int(height)}]:
            await visit.set_terminal_size(width, height)
        case ["ping", str(number)] if len(number) < 40:
            await socket.send_json(["pong", number])
        case ["focus"]:
            await visit.focus()
        case ["blur"]:
            await visit.blur()
        case _:
            raise ValueError(text[:20])
    return False


async def download(request: web.Request) -> web.StreamResponse:
    """A file that a terminal of this very person hands over: always saved, never shown."""
    site = request.app[SITE]
    ticket = await site.visitor(request)
    try:
        found = await site.files.get_download_metadata(request.match_info["key"])
    except KeyError:
        raise web.HTTPNotFound from None
    if ticket is None or not isinstance(found.app_service, Visit) or found.app_service.ticket.whose != ticket.whose:
        raise web.HTTPNotFound
    response = web.StreamResponse()
    response.content_type = "application/octet-stream"
    response.headers[hdrs.CONTENT_DISPOSITION] = content_disposition_header("attachment", filename=found.file_name)
    await response.prepare(request)
    async for chunk in site.files.download(found.delivery_key):
        await response.write(chunk)
    await response.write_eof()
    return response
