"""In a real Chromium: a finding with Chinese text from an input method is recorded and listed; a file is handed in.

Pictures are kept where SUPERVISION_PICTURES says; docs/pictures/browser-zh.png is one of them.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest
from aiohttp.test_utils import unused_port

from supervision.context import Context
from supervision.queries.courses import finding_of
from supervision.queries.evidence import evidence_of
from supervision.queries.worklist import TaskFilter, task_page
from tests.conftest import by_day
from tests.services.test_evidence import PNG, task_of
from tests.tui.running import TODAY
from tests.tui.web.chromium import PROGRAM, Page, chromium
from tests.tui.web.conftest import INSPECTOR, PASSWORD

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(PROGRAM is None, reason="no chromium here: install one (Debian: apt install chromium)"),
]
KIND = "通道堵塞"
FACTS = "安全出口堆放杂物，喆字牌塝边门被锁𠮷"
FORM = "document.querySelector('[name={}]').value = {!r}"


@pytest.fixture
async def address(guarded: Context) -> AsyncIterator[str]:
    """The server as `supervision web` starts it, in a process of its own."""
    port = unused_port()
    environment = {
        **os.environ,
        "SUPERVISION_DATABASE_URL": str(guarded.database.path),
        "SUPERVISION_TODAY": TODAY,
        "SUPERVISION_TIME_ZONE": by_day(),
    }
    program = Path(sys.executable).with_name("supervision")
    process = subprocess.Popen([program, "web", "--port", str(port)], env=environment, stderr=subprocess.DEVNULL)
    for _ in range(100):
        with suppress(OSError):
            urlopen(f"http://127.0.0.1:{port}/").close()
            break
        await asyncio.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    assert process.wait(15) == 0


async def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("SUPERVISION_PICTURES"):
        await page.picture(Path(folder) / f"{name}.png")


async def sign_in(page: Page, address: str, password: str) -> None:
    await page.open(f"{address}/?lang=zh")
    await page.value(FORM.format("who", INSPECTOR))
    await page.value(FORM.format("password", password))
    await page.value("document.querySelector('form').requestSubmit()")


async def keys(page: Page, *names: str) -> None:
    for name in names:
        await page.key(name)
        await asyncio.sleep(0.35)


async def test_a_finding_is_recorded_in_chinese_and_seen_in_the_list(
    guarded: Context, address: str, tmp_path: Path
) -> None:
    async with chromium(tmp_path / "profile") as page:
        await sign_in(page, address, "wrong password")
        await page.until("document.querySelector('.trouble') !== null")
        await picture(page, "sign-in")
        await sign_in(page, address, PASSWORD)
        await page.shows("待核验销号")
        await picture(page, "day")
        await keys(page, "n", *"v03", "Enter", *"b08", "Enter", "0", "Enter")
        await page.compose(KIND)
        await keys(page, "Tab", "Tab")
        await page.compose(FACTS)
        await page.shows(FACTS)
        await picture(page, "finding")
        await keys(page, "F2")
        await page.shows("WT-2026-07-001")
        finding = await recorded(guarded)
        await keys(page, "F8")
        await page.shows("待核验销号")
        await keys(page, "a")
        await page.shows(KIND)
        await picture(page, "list")
        assert finding == (KIND, FACTS, INSPECTOR)
        assert all(each.split("/")[2] == address.split("/")[2] for each in page.addresses), page.addresses
        assert not [each for each in page.complaints if "Security Policy" in each]


async def test_a_photograph_of_this_machine_is_chosen_and_seen_with_its_task(
    guarded: Context, address: str, tmp_path: Path
) -> None:
    task, photograph = task_of(guarded), tmp_path / "整改后 ‘塝’ 𠮷.png"
    photograph.write_bytes(PNG)
    async with chromium(tmp_path / "profile") as page:
        await sign_in(page, address, PASSWORD)
        await page.shows("待核验销号")
        await keys(page, "a", "/")
        await page.compose(task)
        await page.shows("共 1 条")
        await keys(page, "Enter", "Enter")
        await page.shows("整改时限")
        await keys(page, "e")
        async with page.opened_tab(f"{address}/upload/{task}") as tab:
            await tab.until("document.querySelector('input[type=file]') !== null")
            await tab.value("document.querySelector('button').click()")
            assert await tab.value("document.querySelector('input[type=file]').validity.valueMissing")
            await tab.choose("input[type=file]", photograph)
            await tab.value(FORM.format("taken_on", "2026-07-05"))
            await picture(tab, "upload")
            await tab.value("document.querySelector('button').click()")
            await tab.until("document.querySelector('[role=status]') !== null")
            assert photograph.name in await tab.value("document.querySelector('[role=status]').textContent")
            await picture(tab, "uploaded")
            assert all(each.startswith((address, "data:")) for each in tab.addresses), tab.addresses
            assert not [each for each in tab.complaints if "Security Policy" in each]
        await page.shows(photograph.name)
        await picture(page, "task-with-evidence")
    with guarded.reading() as reading:
        (kept,) = evidence_of(reading, task)
    assert (kept.name, kept.kind, kept.added_by) == (photograph.name, "png", INSPECTOR)
    assert kept.taken_on == date(2026, 7, 5)


async def recorded(house: Context) -> tuple[str, str, str]:
    """Kind, facts and finder of the newest finding of the unit."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        with house.reading() as reading:
            lines = task_page(reading, TaskFilter(units=("V03",)), limit=200)
            new = [line.task_no for line in lines if line.task_no.startswith("ZG-2026-07")]
            if new:
                finding = finding_of(reading, new[0])
                return finding.problem_type, finding.facts, finding.found_by
        await asyncio.sleep(0.2)
    raise AssertionError("nothing was recorded")
