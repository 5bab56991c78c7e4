"""Opening the terminal UI, here or in browsers. It is another door of the house: found by its name, when asked for."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from supervision.cli.call import call_of
from supervision.domain.errors import BadInput, Broken

if TYPE_CHECKING:
    from supervision.settings import Settings


def tui(ctx: typer.Context) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("no-terminal-here")
    open_screens(call_of(ctx).settings())


def web(
    ctx: typer.Context,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="cli.opt.host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=1, max=65535, help="cli.opt.port")] = 8000,
    behind_proxy: Annotated[
        str | None, typer.Option("--behind-proxy", metavar="URL", help="cli.opt.behind-proxy")
    ] = None,
) -> None:
    call = call_of(ctx)
    door = _door("tui.web.server")
    door.serve(call.settings(), host, port, behind_proxy, lambda url: call.say("web.open", url=url))


def open_screens(settings: Settings) -> None:
    """Until the person leaves it. Raises Broken when it is not installed."""
    _door("tui.app").run(settings)


def _door(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in ("tui", name):
            raise
        raise Broken("no-terminal-ui") from error
