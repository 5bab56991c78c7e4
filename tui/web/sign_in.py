"""Coming in and going out: the sign-in page, the page for a new password, the way out."""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus

from aiohttp import web

from supervision.domain.checks.characters import refused_character
from supervision.domain.errors import BadInput, NotPermitted, SupervisionError
from supervision.i18n import Words
from supervision.services.accounts import SignedIn
from tui.web.pages import page, words_of
from tui.web.reception import Busy
from tui.web.site import SITE, Site

_LOG = logging.getLogger("tui.web.server")
REFUSALS = {NotPermitted: HTTPStatus.UNAUTHORIZED, BadInput: HTTPStatus.BAD_REQUEST}


class Form:
    """What stands in a form, and the page that it came from."""

    def __init__(self, request: web.Request, given: dict[str, str], name: str) -> None:
        self.site: Site = request.app[SITE]
        self.name = name
        self.given = given
        self.words = words_of(request, given.get("lang"), self.site.settings.lang)
        only = next(iter(self.site.reception.townships))
        self.township = given.get("township", only)

    def __getitem__(self, field: str) -> str:
        return self.given.get(field, "")

    def page(self, trouble: str = "", status: HTTPStatus = HTTPStatus.OK, *, hint: str = "") -> web.Response:
        """The page with what was typed; never with a password in it."""
        return page(
            self.name,
            self.words,
            status,
            townships=self.site.reception.townships,
            township=self.township,
            who=self["who"] if refused_character(self["who"]) is None else "",  # never shown back unseen
            trouble=trouble,
            hint=hint,
        )


async def _read(request: web.Request, name: str) -> Form:
    given = await request.post() if request.method == "POST" else {}
    return Form(request, {field: value for field, value in given.items() if isinstance(value, str)}, name)


async def show_sign_in(request: web.Request) -> web.Response:
    return (await _read(request, "sign-in")).page()


async def show_password(request: web.Request) -> web.Response:
    return (await _read(request, "password")).page()


async def sign_in(request: web.Request) -> web.Response:
    """The ticket, if the password is right. Every failure takes the same time and is told in the same words."""
    form = await _read(request, "sign-in")
    begun = asyncio.get_running_loop().time()
    try:
        _known(form)
        signed_in = await form.site.reception.sign_in(form.township, form["who"], form["password"])
    except (SupervisionError, Busy) as error:
        return await _refused(form, error, begun)
    if signed_in.must_change:
        form.name = "password"
        return form.page(hint=form.words("tui.web.must_change"))
    return _let_in(form, signed_in)


async def change_password(request: web.Request) -> web.Response:
    """A ticket for the new password; all earlier tickets of the person end."""
    form = await _read(request, "password")
    begun = asyncio.get_running_loop().time()
    try:
        _known(form)
        if form["new"] != form["again"]:
            raise BadInput("passwords-differ")
        reception = form.site.reception
        signed_in = await reception.change_password(form.township, form["who"], form["password"], form["new"])
    except (SupervisionError, Busy) as error:
        return await _refused(form, error, begun)
    whose = form.township, signed_in.actor.person_no
    await form.site.end_visits(lambda each: each.whose == whose)
    return _let_in(form, signed_in)


async def sign_out(request: web.Request) -> web.Response:
    """The ticket counts no more; terminals that are open with it end."""
    site = request.app[SITE]
    ticket = site.ticket_of(request)
    if ticket is not None:
        site.tickets.take_back(ticket)
        await site.end_visits(lambda each: each == ticket)
    answer = web.HTTPSeeOther("/")
    answer.del_cookie(site.cookie, path="/", httponly=True, samesite="Strict", secure=site.gate.secure)
    return answer


def _known(form: Form) -> None:
    if form.township not in form.site.reception.townships:
        raise NotPermitted("sign-in-refused")


def _let_in(form: Form, signed_in: SignedIn) -> web.Response:
    site, person_no = form.site, signed_in.actor.person_no
    text = site.tickets.issue(form.township, person_no, signed_in.version, form.words.lang)
    _LOG.info("signed in: %s %s", form.township, person_no)
    answer = web.HTTPSeeOther("/")
    life, secure = int(site.limits.life), site.gate.secure
    answer.set_cookie(site.cookie, text, max_age=life, path="/", httponly=True, samesite="Strict", secure=secure)
    return answer


async def _refused(form: Form, error: SupervisionError | Busy, begun: float) -> web.Response:
    """The page again; after a wrong password not before the time that every failure takes."""
    words: Words = form.words
    if isinstance(error, Busy):
        response = form.page(words("tui.web.busy"), HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = "10"
        return response
    if isinstance(error, NotPermitted):
        _LOG.warning("sign-in refused")
        rest = begun + form.site.limits.failure_takes - asyncio.get_running_loop().time()
        await asyncio.sleep(max(0.0, rest))
    status = REFUSALS.get(type(error), HTTPStatus.SERVICE_UNAVAILABLE)
    return form.page(words.error(error.code, error.facts), status)
