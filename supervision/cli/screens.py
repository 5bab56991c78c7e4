"""Opening the terminal UI. It is another door of the house: found by its name, when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import typer

from supervision.cli.call import call_of
from supervision.domain.errors import Broken

if TYPE_CHECKING:
    from supervision.settings import Settings


def tui(ctx: typer.Context) -> None:
    open_screens(call_of(ctx).settings())


def open_screens(settings: Settings) -> None:
    """Until the person leaves it. Raises Broken when it is not installed."""
    try:
        screens = importlib.import_module("tui.app")
    except ModuleNotFoundError as error:
        if error.name not in ("tui", "tui.app"):
            raise
        raise Broken("no-terminal-ui") from error
    screens.run(settings)
