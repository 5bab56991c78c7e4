"""Evidence from a browser: kept for the person of the ticket, refused for others, other pages and what is too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from aiohttp import FormData

from supervision.context import Context
from supervision.queries.evidence import Evidence, evidence_of
from supervision.services.accounts import change_password, set_password
from tests.services.test_evidence import PNG, task_of
from tests.tui.web.conftest import PASSWORD, SECRETARY, Browser


async def send(browser: Browser, task: str, *files: tuple[str, bytes], origin: str = "own", day: str = "") -> Any:
    form = FormData(quote_fields=False)  # as browsers write names
    form.add_field("taken_on", day)
    for name, content in files:
        form.add_field("file", content, filename=name, content_type="image/png")
    headers = {"Origin": browser.origin if origin == "own" else origin}
    return await browser.session.post(f"{browser.origin}/upload/{task}", data=form, headers=headers)


def kept(context: Context, task: str) -> list[Evidence]:
    with context.reading() as reading:
        return evidence_of(reading, task)


async def test_a_visitor_hands_in_files_of_their_own_machine(browser: Browser, guarded: Context) -> None:
    task = task_of(guarded)
    await browser.sign_in()
    shown = await (await browser.get(f"/upload/{task}")).text()
    assert 'enctype="multipart/form-data"' in shown
    assert task in shown
    answer = await send(browser, task, ("folder/现场 <b>.png", PNG), day="2026-07-05")
    assert answer.status == 200
    assert "现场 &lt;b&gt;.png" in await answer.text()
    (only,) = kept(guarded, task)
    assert (only.name, only.kind, only.taken_on) == ("现场 <b>.png", "png", date(2026, 7, 5))
    assert only.added_by == "P000005"


async def test_nothing_is_kept_for_others_from_elsewhere_or_beyond_the_limits(
    browser: Browser, guarded: Context
) -> None:
    task = task_of(guarded)
    assert (await send(browser, task, ("a.png", PNG))).status == 403
    assert 'name="password"' in await (await browser.get(f"/upload/{task}")).text()
    await browser.sign_in()
    assert (await send(browser, task, ("a.png", PNG), origin="http://evil.example")).status == 403
    assert (await send(browser, "Z0000-000000", ("a.png", PNG))).status == 400
    assert (await send(browser, task, ("a.png", b"MZ not a picture"))).status == 400
    assert (await send(browser, task, ("a.png", PNG), day="yesterday")).status == 400
    assert (await send(browser, task)).status == 400
    browser.site.limits = replace(browser.site.limits, upload_bytes=100)
    assert (await send(browser, task, ("a.png", PNG))).status == 413
    assert kept(guarded, task) == []


async def test_whose_task_it_is_not_is_told_so_before_anything_is_sent(browser: Browser, guarded: Context) -> None:
    change_password(guarded, SECRETARY, set_password(guarded, SECRETARY), PASSWORD, "test")
    task = task_of(guarded)
    await browser.sign_in(who=SECRETARY)
    assert (await browser.get(f"/upload/{task}")).status == 403
    assert (await send(browser, task, ("a.png", PNG))).status == 403
    assert kept(guarded, task) == []


async def test_a_terminal_may_open_our_upload_page_and_no_other_address_of_ours(browser: Browser) -> None:
    await browser.sign_in()
    async with browser.terminal() as socket:
        await socket.receive_bytes()
        for url in ("/sign-out", "//evil.example/upload/", "javascript:alert(1)", "/upload/Z1"):
            await socket.send_json(["stdin", f"open {url}"])
        opened = []
        for _ in range(5):
            message = await socket.receive()
            if isinstance(message.data, str):
                opened.append(message.json())
    assert opened == [["open_url", {"url": "/upload/Z1", "new_tab": True}]]
