"""A real Chromium without a window, driven by its DevTools socket: keys, composed Chinese text, files, pictures."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse
from aiohttp.test_utils import unused_port

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--lang=zh-CN"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-default-browser-check"),
)
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
KEYS = {"Enter": 13, "Tab": 9, "Escape": 27, "F2": 113, "F4": 115, "F8": 119, "ArrowDown": 40}


class Page:
    """One tab: what is asked of it, and every address it asked for itself."""

    def __init__(self, socket: ClientWebSocketResponse, session: ClientSession, port: int) -> None:
        self._socket, self._session, self._port = socket, session, port
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.addresses: list[str] = []
        self.complaints: list[str] = []
        self._output = bytearray()

    async def listen(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if "id" in told:
                self._waiting.pop(told["id"]).set_result(told)
            elif told["method"] == "Network.requestWillBeSent":
                self.addresses.append(told["params"]["request"]["url"])
            elif told["method"] == "Network.webSocketCreated":
                self.addresses.append(told["params"]["url"])
            elif told["method"] == "Network.webSocketFrameReceived" and told["params"]["response"]["opcode"] == 2:
                self._output += base64.b64decode(told["params"]["response"]["payloadData"])
            elif told["method"] == "Log.entryAdded":
                self.complaints.append(told["params"]["entry"]["text"])

    async def ask(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        told = await asyncio.wait_for(self._waiting[number], 30)
        return dict(told.get("result", told))

    async def value(self, expression: str) -> Any:
        told = await self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return told.get("result", {}).get("value")

    async def until(self, expression: str, seconds: float = 20) -> None:
        for _ in range(int(seconds * 10)):
            if await self.value(expression):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"not in time: {expression}")

    async def shows(self, text: str, seconds: float = 20) -> None:
        """Wait until the terminal has been sent this text; what was sent before is forgotten."""
        for _ in range(int(seconds * 10)):
            if text in _ESCAPES.sub("", self._output.decode("utf-8", "ignore")):
                self._output.clear()
                await asyncio.sleep(0.5)  # until it is painted
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"not in time: {text}")

    async def open(self, address: str) -> None:
        await self.ask("Page.navigate", url=address)
        await self.until("document.readyState == 'complete' && location.href != 'about:blank'")

    async def key(self, name: str) -> None:
        code = KEYS.get(name, ord(name.upper()[0]))
        text = {"text": name} if len(name) == 1 else {"text": "\r"} if name == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            extra = text if kind == "keyDown" else {}
            await self.ask("Input.dispatchKeyEvent", type=kind, key=name, windowsVirtualKeyCode=code, **extra)

    async def compose(self, text: str) -> None:
        """As an input method does: a key that it takes, letters being composed, then the Chinese text at once."""
        await self.ask("Input.dispatchKeyEvent", type="rawKeyDown", key="Process", windowsVirtualKeyCode=229)
        await self.ask("Input.imeSetComposition", text="pin yin", selectionStart=7, selectionEnd=7)
        await self.ask("Input.insertText", text=text)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", key="Process", windowsVirtualKeyCode=229)

    async def choose(self, field: str, *files: Path) -> None:
        """As somebody does in the window for choosing files, which has no window here."""
        told = await self.ask("Runtime.evaluate", expression=f"document.querySelector({field!r})")
        chosen = await self.ask(
            "DOM.setFileInputFiles", files=list(map(str, files)), objectId=told["result"]["objectId"]
        )
        assert "error" not in chosen, chosen

    @asynccontextmanager
    async def opened_tab(self, address: str) -> AsyncIterator[Page]:
        """The tab that this one opened at an address which begins so."""
        async with _listened(self._session, self._port, address) as tab:
            yield tab

    async def picture(self, path: Path) -> None:
        told = await self.ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(told["data"]))


@asynccontextmanager
async def chromium(profile: Path, size: tuple[int, int] = (1280, 800)) -> AsyncIterator[Page]:
    """A browser with a fresh profile; it and all its children are gone at the end."""
    assert PROGRAM is not None
    port = unused_port()
    place = (f"--remote-debugging-port={port}", f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}")
    process = subprocess.Popen(
        [PROGRAM, *OPTIONS, *place, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        async with ClientSession() as session, _listened(session, port, "about:blank") as page:
            yield page
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


@asynccontextmanager
async def _listened(session: ClientSession, port: int, address: str) -> AsyncIterator[Page]:
    async with session.ws_connect(await _tab(session, port, address), max_msg_size=0) as socket:
        page = Page(socket, session, port)
        listening = asyncio.create_task(page.listen())
        for domain in ("Page", "Network", "Runtime", "Log"):
            await page.ask(f"{domain}.enable")
        yield page
        listening.cancel()


async def _tab(session: ClientSession, port: int, address: str) -> str:
    for _ in range(150):
        with suppress(ClientError):
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                for tab in await answer.json():
                    if tab["type"] == "page" and tab["url"].startswith(address):
                        return str(tab["webSocketDebuggerUrl"])
        await asyncio.sleep(0.1)
    raise AssertionError(f"chromium shows no {address}")
