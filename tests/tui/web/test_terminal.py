"""A visitor's process: whose it is, what it sees, how many there are, how large, and when it ends."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSServerHandshakeError

from supervision.context import Context
from supervision.services.accounts import set_password
from tests.tui.web.conftest import INSPECTOR, SECRETARY, Browser
from tui.web.limits import Limits


async def begun(socket: Any) -> dict[str, str]:
    """What the process says that it sees."""
    return dict(json.loads(await asyncio.wait_for(socket.receive_bytes(), 10))["environment"])


async def refused(browser: Browser, **headers: str) -> int:
    with pytest.raises(WSServerHandshakeError) as error:
        async with browser.terminal(**headers):
            pass
    return error.value.status


async def until(condition: Any, seconds: float = 5) -> None:
    for _ in range(int(seconds * 50)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("not in time")


def test_sizes_stay_within_bounds() -> None:
    size = Limits().size
    assert size("120", "36") == (120, 36)
    assert size(20_000, 20_000) == (300, 120)
    assert size(-1, 0) == size(None, "x") == size("1e9", "٣") == (40, 12)


async def test_no_terminal_without_a_ticket_or_from_another_page(browser: Browser) -> None:
    assert await refused(browser) == 403
    await browser.sign_in()
    assert await refused(browser, Origin="http://evil.example") == 403
    assert await refused(browser, Origin="null") == 403
    assert await refused(browser, Host="evil.example") == 421
    assert (await browser.get("/ws")).status == 403
    assert not browser.site.visits


async def test_a_process_is_the_visitors_and_sees_only_what_it_needs(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET_OF_THE_SERVER", "x")
    monkeypatch.setenv("SUPERVISION_PERSON", SECRETARY)
    await browser.sign_in()
    async with browser.terminal("width=100000&height=36&person=P000001&SUPERVISION_PERSON=P000001") as socket:
        seen = await begun(socket)
    assert (seen["SUPERVISION_PERSON"], seen["SUPERVISION_TOWNSHIP"]) == (INSPECTOR, "T01")
    assert (seen["COLUMNS"], seen["ROWS"]) == ("300", "36")
    assert "A_SECRET_OF_THE_SERVER" not in seen
    assert len(seen) < 25


async def test_typed_text_arrives_whole_and_sizes_clamped(browser: Browser) -> None:
    await browser.sign_in()
    async with browser.terminal() as socket:
        await begun(socket)
        await socket.send_json(["stdin", "安全出口堵塞 𠮷"])
        assert (await socket.receive_bytes()).decode() == "安全出口堵塞 𠮷"
        await socket.send_json(["resize", {"width": 9999, "height": 1}])
        assert json.loads(await socket.receive_bytes()) == {"type": "resize", "width": 300, "height": 12}
        await socket.send_json(["stdin", "open javascript:alert(1)"])
        await socket.send_json(["stdin", "open https://example.cn/x"])
        told = [await socket.receive() for _ in range(3)]
        assert [message.data for message in told if isinstance(message.data, str)] == [
            '["open_url", {"url": "https://example.cn/x", "new_tab": true}]'
        ]


@pytest.mark.parametrize(
    "text", ["{", '["run", "x"]', '["resize", {"width": "1"}]', '["stdin", 5]', "[" * 100_000, "5"]
)
async def test_what_no_page_of_ours_says_ends_the_terminal(browser: Browser, text: str) -> None:
    await browser.sign_in()
    async with browser.terminal() as socket:
        await begun(socket)
        await socket.send_str(text)
        await asyncio.wait_for(socket.receive(), 5)
        assert socket.close_code == 1008
    await until(lambda: not browser.site.visits)


@pytest.mark.parametrize("limits", [Limits(ending=1, visits_of_one=2)])
async def test_one_person_has_so_many_terminals_and_places_come_free(browser: Browser) -> None:
    await browser.sign_in()
    async with browser.terminal() as first, browser.terminal() as second:
        for socket in (first, second):
            await begun(socket)
        assert await refused(browser) == 503
        page = await browser.get("/")
        assert page.status == 503
        assert "窗口已满" in await page.text()
    await until(lambda: not browser.site.visits)
    async with browser.terminal() as socket:
        assert await begun(socket)


@pytest.mark.parametrize("limits", [Limits(ending=1, visits=1)])
async def test_all_together_have_so_many_terminals(browser: Browser) -> None:
    assert not browser.site.places._taken
    with browser.site.places.taken_by(("T01", SECRETARY)):
        await browser.sign_in()
        assert await refused(browser) == 503
    async with browser.terminal() as socket:
        assert await begun(socket)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("typed", ["x", "hang", "leave"])
async def test_no_process_stays_when_the_socket_is_closed_or_the_process_leaves(browser: Browser, typed: str) -> None:
    await browser.sign_in()
    async with browser.terminal() as socket:
        await begun(socket)
        (visit,) = browser.site.visits
        pid = visit.pid
        assert pid is not None
        await socket.send_json(["stdin", typed])
        if typed == "leave":
            await asyncio.wait_for(socket.receive(), 5)
            assert socket.closed
    await until(lambda: not browser.site.visits and not alive(pid))


@pytest.mark.parametrize(("limits", "types"), [(Limits(ending=1, idle=0.5), False), (Limits(ending=1, life=1), True)])
async def test_a_terminal_ends_when_nobody_types_and_when_its_time_is_over(browser: Browser, types: bool) -> None:
    await browser.sign_in()
    async with browser.terminal() as socket:
        await begun(socket)
        for _ in range(100):
            if types and not socket.closed:
                await socket.send_json(["stdin", "x"])
            else:
                await socket.send_json(["ping", "1"])
            if (await socket.receive()).type.name in ("CLOSE", "CLOSED", "CLOSING"):
                break
            await asyncio.sleep(0.05)
        assert socket.closed
    await until(lambda: not browser.site.visits)
    asked = 'name="password"' in await (await browser.get("/")).text()
    assert asked, "whoever sits down at the machine later does not come in"


@pytest.mark.parametrize("limits", [Limits(ending=1, look_again=0.1)])
async def test_another_password_given_anywhere_ends_what_is_open(browser: Browser, guarded: Context) -> None:
    await browser.sign_in()
    async with browser.terminal() as socket:
        await begun(socket)
        set_password(guarded, INSPECTOR)
        while not socket.closed:
            await asyncio.wait_for(socket.receive(), 5)
    await until(lambda: not browser.site.visits)


async def test_signing_out_closes_what_is_open(browser: Browser) -> None:
    await browser.sign_in()
    async with browser.terminal() as socket:
        await begun(socket)
        await browser.post("/sign-out")
        await asyncio.wait_for(socket.receive(), 5)
        assert socket.closed
    await until(lambda: not browser.site.visits)


async def test_a_download_belongs_to_the_person_whose_terminal_offers_it(browser: Browser) -> None:
    await browser.sign_in()
    async with browser.terminal() as socket:
        await begun(socket)
        (visit,) = browser.site.visits
        await browser.site.files.create_download(
            app_service=visit,
            delivery_key="k1",
            file_name='通报"\r\nX: y.docx',
            open_method="browser",
            mime_type="text/html",
        )
        assert (await browser.get("/download/k2")).status == 404
        kept = dict(browser.session.cookie_jar.filter_cookies(browser.origin))  # type: ignore[arg-type]
        browser.session.cookie_jar.clear()
        assert (await browser.get("/download/k1")).status == 404
        browser.session.cookie_jar.update_cookies(kept)
        await browser.site.files.chunk_received("k1", b"content")
        await browser.site.files.chunk_received("k1", b"")
        answer = await browser.get("/download/k1")
        assert await answer.read() == b"content"
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "X" not in answer.headers


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
def test_a_terminal_leaves_when_the_server_is_gone() -> None:
    child = "import os; from tui.web import visitor; visitor.LOOK_EVERY = 0.1; visitor.leave_with(os.getppid())"
    parent = (
        f"import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', {child!r}]).pid, flush=True); input()"
    )
    process = subprocess.Popen([sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    time.sleep(1)
    assert alive(pid)
    process.kill()
    process.communicate()
    for _ in range(100):
        if not alive(pid) or "Z" in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]:
            return
        time.sleep(0.05)
    raise AssertionError("still there")
