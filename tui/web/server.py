"""The terminal in browsers: where the server begins and ends, and which addresses it answers.

    serve(settings, "127.0.0.1", 8000, None, told)      called by `supervision web`

Of `textual_serve` only its protocol, script and font are used: its own server asks nobody who they are.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path

from aiohttp import web

from supervision.domain.errors import Broken
from supervision.settings import Settings
from tui.web import sign_in, terminal
from tui.web.addresses import UPLOADS
from tui.web.gate import Gate
from tui.web.limits import Limits, Places
from tui.web.reception import Reception
from tui.web.site import SITE, Site
from tui.web.tickets import Tickets
from tui.web.upload import show_upload, upload

OWN_FILES = Path(__file__).with_name("static")
THEIR_FILES = ("js/textual.js", "css/xterm.css", "fonts/RobotoMono-VariableFont_wght.ttf")


def make_site(settings: Settings, gate: Gate, port: int, limits: Limits | None = None) -> Site:
    """Raises BadInput where nobody has a password."""
    limits = limits or Limits()
    cookie = "__Host-supervision" if gate.secure else f"supervision-{port}"
    tickets = Tickets(limits.life, idle=limits.idle)
    return Site(settings, gate, limits, Reception(settings, limits), tickets, Places(limits), cookie)


def make_app(site: Site) -> web.Application:
    """Every address that is answered."""
    app = web.Application(middlewares=[site.gate.guard], client_max_size=site.limits.form_bytes)
    app[SITE] = site
    app.on_response_prepare.append(site.gate.close_up)
    app.on_shutdown.append(_close)
    app.add_routes(
        [
            web.get("/", terminal.show),
            web.get("/ws", terminal.connect),
            web.get("/download/{key:[0-9a-zA-Z-]{1,64}}", terminal.download),
            web.post("/sign-in", sign_in.sign_in),
            web.post("/sign-out", sign_in.sign_out),
            web.get(UPLOADS + "{task:[^/]{1,60}}", show_upload),
            web.post(UPLOADS + "{task:[^/]{1,60}}", upload),
            web.get("/password", sign_in.show_password),
            web.post("/password", sign_in.change_password),
            *(web.get(f"/static/{path.name}", _file(path)) for path in _files()),
        ]
    )
    return app


def _files() -> list[Path]:
    theirs = Path(str(files("textual_serve"))) / "static"
    return [*sorted(OWN_FILES.iterdir()), *(theirs / name for name in THEIR_FILES)]


def _file(path: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    return answer


async def _close(app: web.Application) -> None:
    await app[SITE].end_visits(lambda _: True)


def serve(settings: Settings, host: str, port: int, behind_proxy: str | None, told: Callable[[str], None]) -> None:
    """Answer browsers until somebody stops it.

    Raises BadInput for an address that would be unsafe, Broken for a port in use.
    """
    gate = Gate(host, port, behind_proxy)
    site = make_site(settings, gate, port)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        asyncio.run(_run(make_app(site), host, port, lambda: told(gate.address)))
    except OSError as error:
        raise Broken("web-port", host=host, port=port, reason=error.strerror) from error
    finally:
        site.reception.close()


async def _run(app: web.Application, host: str, port: int, ready: Callable[[], None]) -> None:
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C raises KeyboardInterrupt
            loop.add_signal_handler(told, over.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        ready()
        await over.wait()
    finally:
        await runner.cleanup()
