"""One visitor's terminal: a process of its own, started without a shell, that sees only the environment it needs."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from importlib.metadata import version
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from supervision.settings import Settings
from tui.web.addresses import UPLOADS
from tui.web.limits import Limits
from tui.web.tickets import Ticket

COMMAND = (sys.executable, "-P", "-m", "tui.web.visitor")
HANDED_ON = (
    *("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TZDIR", "TMPDIR"),
    *("SYSTEMROOT", "WINDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
    *("SUPERVISION_FOLDER", "SUPERVISION_TIME_ZONE"),
)
"""What a terminal gets of the server's environment."""


def environment(settings: Settings, ticket: Ticket, size: tuple[int, int]) -> dict[str, str]:
    """Everything that a visitor's process sees. Who it is for comes from the ticket, never from the browser."""
    kept = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    day = {} if settings.today is None else {"SUPERVISION_TODAY": settings.today.isoformat()}
    return {
        **kept,
        **day,
        "SUPERVISION_DATABASE_URL": settings.database_url,
        "SUPERVISION_TOWNSHIP": ticket.township,
        "SUPERVISION_PERSON": ticket.person_no,
        "SUPERVISION_LANG": ticket.lang,
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_FPS": "60",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "TERM_PROGRAM_VERSION": version("textual-serve"),
        "COLUMNS": str(size[0]),
        "ROWS": str(size[1]),
    }


class Visit(AppService):
    """The process and the socket that it talks to. `textual_serve` knows how they talk; the rest is ours."""

    def __init__(
        self, settings: Settings, ticket: Ticket, limits: Limits, socket: web.WebSocketResponse, files: DownloadManager
    ) -> None:
        async def close() -> None:
            await socket.close()

        super().__init__(
            "", write_bytes=socket.send_bytes, write_str=socket.send_str, close=close, download_manager=files
        )
        self.settings = settings
        self.ticket = ticket
        self.limits = limits
        self.command_line = COMMAND

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        size = self.limits.size(width, height)
        process = await asyncio.create_subprocess_exec(
            *self.command_line,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,  # its notes are in a file beside the database
            env=environment(self.settings, self.ticket, size),
        )
        process.stderr = asyncio.StreamReader()  # `run` reads one
        process.stderr.feed_eof()
        self._process, self._stdin = process, process.stdin
        return process

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    async def ended(self) -> None:
        """Wait until the process has nothing more to say."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def type(self, text: str) -> None:
        await self.send_bytes(text.encode("utf-8", "ignore"))

    async def set_terminal_size(self, width: int, height: int) -> None:
        await super().set_terminal_size(*self.limits.size(width, height))

    async def on_meta(self, data: bytes) -> None:
        """Hand on what the process asks of the browser; of addresses only those of the web and our upload pages."""
        asked: Mapping[str, object] = json.loads(data)
        url = str(asked.get("url", ""))
        ours = url.startswith(UPLOADS) and not urlsplit(url).netloc
        if asked["type"] != "open_url" or ours or urlsplit(url).scheme in ("http", "https"):
            await super().on_meta(data)

    async def end(self) -> None:
        """Ask the process to leave; end it when it does not."""
        process = self._process
        if process is None:
            return
        try:
            await asyncio.wait_for(self.stop(), self.limits.ending)
        except TimeoutError:
            pass
        finally:
            if process.returncode is None:
                try:
                    await asyncio.wait_for(process.wait(), self.limits.ending)
                except TimeoutError:
                    process.kill()
                    await process.wait()
