"""Handing in evidence from a browser: a page of its own for one task, only for whoever has signed in.

The person is the ticket's, never the form's; whether they may is asked in the core, by the same service as everywhere.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import date
from http import HTTPStatus

from aiohttp import BodyPartReader, MultipartReader, hdrs, web
from aiohttp.http_exceptions import HttpProcessingError

from supervision.domain.errors import BadInput, NotPermitted, SupervisionError
from supervision.i18n import Words
from tui.web.pages import page
from tui.web.sign_in import show_sign_in
from tui.web.site import SITE, Site
from tui.web.tickets import Ticket

_LOG = logging.getLogger("tui.web.server")
DAY_BYTES = 40
NAME_LENGTH = 200
REFUSALS = {NotPermitted: HTTPStatus.FORBIDDEN, BadInput: HTTPStatus.BAD_REQUEST}


class TooMuch(Exception):
    """More, or longer, than one form may hold."""


async def show_upload(request: web.Request) -> web.Response:
    """The page for the task that the address names; whether it is theirs is said before anything is sent."""
    site = request.app[SITE]
    ticket = await site.visitor(request)
    if ticket is None:
        return await show_sign_in(request)
    try:
        await site.reception.check_upload(ticket, request.match_info["task"])
    except SupervisionError as error:
        return _page(request, ticket, trouble=_told(ticket, error), status=_status(error))
    return _page(request, ticket)


async def upload(request: web.Request) -> web.Response:
    """Keep each file that was sent; what was refused is told beside what was kept."""
    site = request.app[SITE]
    ticket = await site.visitor(request)
    if ticket is None:
        raise web.HTTPForbidden
    if not request.content_type.startswith("multipart/") or request.content_length is None:
        raise web.HTTPBadRequest
    if request.content_length > site.limits.upload_bytes:
        raise web.HTTPRequestEntityTooLarge(site.limits.upload_bytes, request.content_length)
    kept: list[str] = []
    try:
        async with site.uploading, asyncio.timeout(site.limits.upload_time):
            await _keep_all(site, ticket, request, kept)
    except (TooMuch, ValueError, TimeoutError, HttpProcessingError):
        return _page(request, ticket, kept, Words(ticket.lang)("upload.malformed"), HTTPStatus.BAD_REQUEST)
    except SupervisionError as error:
        return _page(request, ticket, kept, _told(ticket, error), _status(error))
    if not kept:
        return _page(request, ticket, kept, Words(ticket.lang)("upload.nothing"), HTTPStatus.BAD_REQUEST)
    return _page(request, ticket, kept)


async def _keep_all(site: Site, ticket: Ticket, request: web.Request, kept: list[str]) -> None:
    """Raises what the service raises, TooMuch and ValueError for a form that no page of ours sends."""
    task, day = request.match_info["task"], None
    await site.reception.check_upload(ticket, task)
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if isinstance(part, MultipartReader) or len(kept) == site.limits.files:
            raise TooMuch
        if part.name == "taken_on":
            typed = (await _read(part, DAY_BYTES)).decode().strip()
            day = date.fromisoformat(typed) if typed else None
        elif part.name == "file" and part.filename:
            data = await _read(part, site.limits.file_bytes)
            added = await site.reception.attach(ticket, task, _base_name(part.filename), data, day)
            kept.append(added.name)
            _LOG.info("evidence handed in: %s %s", *ticket.whose)


async def _read(part: BodyPartReader, most: int) -> bytes:
    """A little more than may be at most, so that the service says what is too large; never the rest."""
    data = bytearray()
    while len(data) <= most and (piece := await part.read_chunk()):
        data += piece
    return bytes(data)


def _base_name(told: str) -> str:
    """What the file was called, without the folders that some browsers tell."""
    return told.replace("\\", "/").rpartition("/")[2][:NAME_LENGTH]


def _told(ticket: Ticket, error: SupervisionError) -> str:
    return Words(ticket.lang).error(error.code, error.facts)


def _status(error: SupervisionError) -> HTTPStatus:
    return REFUSALS.get(type(error), HTTPStatus.SERVICE_UNAVAILABLE)


def _page(
    request: web.Request,
    ticket: Ticket,
    kept: list[str] | None = None,
    trouble: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> web.Response:
    task, words = request.match_info["task"], Words(ticket.lang)
    response = page("upload", words, status, task=task, path=request.rel_url.raw_path, kept=kept or (), trouble=trouble)
    if request.method == "POST" and trouble:
        response.headers[hdrs.CONNECTION] = "close"  # what was not read is not waited for
        response.force_close()
    return response
