"""The browser's way in: a ticket for a right password, the same refusal for everything else, an end when one leaves."""

from __future__ import annotations

import asyncio
import time

import pytest
from aiohttp.test_utils import TestServer, unused_port

from supervision.context import Context
from supervision.services.accounts import set_password
from tests.tui.web.conftest import INSPECTOR, PASSWORD, SECRETARY, Browser
from tui.web.gate import Gate
from tui.web.limits import Limits
from tui.web.server import make_app, make_site
from tui.web.tickets import Ticket, Tickets


def test_a_ticket_is_known_again_and_nothing_else_is() -> None:
    now = [1000.0]
    tickets = Tickets(60, lambda: now[0])
    text = tickets.issue("T01", INSPECTOR, 2, "zh")
    ticket = tickets.read(text)
    assert isinstance(ticket, Ticket)
    assert (ticket.whose, ticket.version, ticket.lang) == (("T01", INSPECTOR), 2, "zh")
    told, _, mark = text.partition(".")
    other = tickets.issue("T01", SECRETARY, 2, "zh")
    forged = [
        None,
        "",
        ".",
        text[:-1],
        f"{told}.",
        f"{other.partition('.')[0]}.{mark}",
        f".{mark}",
        f"{text}é",
        text * 9,
    ]
    assert [tickets.read(each) for each in forged] == [None] * len(forged)
    assert Tickets(60, lambda: now[0]).read(text) is None, "another server's"
    now[0] += 60
    assert tickets.read(text) is None, "too old"
    now[0] -= 61
    assert tickets.read(text) is None, "from the future"


def test_a_returned_ticket_counts_no_more() -> None:
    tickets = Tickets(60)
    text, other = tickets.issue("T01", INSPECTOR, 1, "zh"), tickets.issue("T01", INSPECTOR, 1, "zh")
    ticket = tickets.read(text)
    assert ticket is not None
    tickets.take_back(ticket)
    assert tickets.read(text) is None
    assert tickets.read(other) is not None


def test_a_ticket_that_nobody_uses_ends_before_its_life() -> None:
    now = [1000.0]
    tickets = Tickets(100, lambda: now[0], idle=30)
    text = tickets.issue("T01", INSPECTOR, 1, "zh")
    for _ in range(3):
        now[0] += 29
        ticket = tickets.read(text)
        assert ticket is not None
        tickets.used(ticket)
    now[0] += 12
    assert tickets.read(text) is not None
    now[0] += 1
    assert tickets.read(text) is None, "its life is over, however much it is used"
    text = tickets.issue("T01", INSPECTOR, 1, "zh")
    now[0] += 30
    assert tickets.read(text) is None


async def test_the_right_password_gives_a_closed_cookie_and_the_terminal(browser: Browser) -> None:
    assert 'name="password"' in await (await browser.get("/")).text()
    answer = await browser.sign_in()
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    page = await (await browser.get("/")).text()
    assert f'data-session-websocket-url="{browser.origin.replace("http", "ws")}/ws"' in page


async def test_all_failures_read_alike_and_show_no_secret(browser: Browser) -> None:
    tried = [(INSPECTOR, "wrong"), ("nobody", PASSWORD), (SECRETARY, PASSWORD), ("", ""), ("'; --", "\0")]
    pages = []
    for who, password in tried:
        answer = await browser.sign_in(who, password)
        assert answer.status == 401
        assert "Set-Cookie" not in answer.headers
        text = await answer.text()
        assert PASSWORD not in text
        pages.append(text.replace("autofocus", "").replace(who, "") if who.isalnum() else "")
    assert len({page.replace(" ", "") for page in pages if page}) == 1


async def test_what_was_typed_comes_back_as_text(browser: Browser) -> None:
    text = await (await browser.sign_in('"><script>alert(1)</script>', "x")).text()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("limits", [Limits(failure_takes=0.6)])
async def test_a_failure_takes_its_time_whether_or_not_there_is_such_a_person(browser: Browser) -> None:
    times = []
    for who in (INSPECTOR, "nobody"):
        begun = time.perf_counter()
        await browser.sign_in(who, "wrong password")
        times.append(time.perf_counter() - begun)
    assert min(times) >= 0.6
    assert abs(times[0] - times[1]) < 0.6  # a busy machine hashes slowly; without the wait the two would be 0 and 1


@pytest.mark.parametrize("limits", [Limits(failure_takes=0, comparisons=1, waiting_comparisons=1)])
async def test_a_crowd_at_the_door_is_told_to_wait(browser: Browser) -> None:
    answers = await asyncio.gather(*(browser.sign_in("nobody", "x") for _ in range(6)))
    told = sorted(answer.status for answer in answers)
    assert told[0] == 401
    assert told[-1] == 503
    assert "401" not in str(told[2:]), "one is compared and one waits"


async def test_a_given_password_is_changed_before_anything_opens(browser: Browser, guarded: Context) -> None:
    given = set_password(guarded, SECRETARY)
    answer = await browser.sign_in(SECRETARY, given)
    assert answer.status == 200
    assert "Set-Cookie" not in answer.headers
    assert "只有您自己知道" in await answer.text()
    fields = {"who": SECRETARY, "password": given}
    assert (await browser.post("/password", **fields, new="明月清风-8899-xy", again="other")).status == 400
    assert (await browser.post("/password", **fields, new="short", again="short")).status == 400
    answer = await browser.post("/password", **fields, new="明月清风-8899-xy", again="明月清风-8899-xy")
    assert answer.status == 303
    assert "websocket" in await (await browser.get("/")).text()


async def test_a_new_password_ends_the_tickets_of_the_old_one(browser: Browser, guarded: Context) -> None:
    await browser.sign_in()
    set_password(guarded, INSPECTOR)
    assert 'name="password"' in await (await browser.get("/")).text()


async def test_signing_out_returns_the_ticket(browser: Browser) -> None:
    await browser.sign_in()
    kept = {cookie.key: cookie.value for cookie in browser.session.cookie_jar}
    assert (await browser.post("/sign-out")).status == 303
    assert 'name="password"' in await (await browser.get("/")).text()
    browser.session.cookie_jar.update_cookies(kept)
    assert 'name="password"' in await (await browser.get("/")).text()


async def test_pages_speak_the_language_of_the_browser(browser: Browser) -> None:
    assert "Sign in" in await (await browser.get("/", **{"Accept-Language": "fr, en-GB;q=0.9, zh;q=0.1"})).text()
    assert "登录" in await (await browser.get("/", **{"Accept-Language": "de"})).text()
    assert "Sign in" in await (await browser.get("/?lang=en", **{"Accept-Language": "zh"})).text()
    assert "登录" in await (await browser.get("/?lang=%3Cx%3E")).text()


async def test_behind_a_proxy_the_cookie_is_for_tls_only(browser: Browser) -> None:
    """The proxy speaks to us in plain text and says under which name the browser came."""
    name = "supervision.example.cn"
    port = unused_port()
    site = make_site(browser.site.settings, Gate("127.0.0.1", port, f"https://{name}"), port, browser.site.limits)
    server = TestServer(make_app(site), host="127.0.0.1", port=port)
    await server.start_server()
    headers = {"Host": name, "Origin": f"https://{name}"}
    fields = {"who": INSPECTOR, "password": PASSWORD}
    url = f"http://127.0.0.1:{port}"
    answer = await browser.session.post(f"{url}/sign-in", data=fields, headers=headers, allow_redirects=False)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-supervision=")
    assert "Secure" in cookie
    assert "Strict-Transport-Security" in answer.headers
    sent = {**headers, "Cookie": cookie.partition(";")[0]}
    assert f'"wss://{name}/ws"' in await (await browser.session.get(f"{url}/", headers=sent)).text()
    async with browser.session.ws_connect(f"{url}/ws", headers=sent) as socket:
        assert await asyncio.wait_for(socket.receive_bytes(), 10)
    assert (await browser.session.get(f"{url}/")).status == 421
    await server.close()
    site.reception.close()
