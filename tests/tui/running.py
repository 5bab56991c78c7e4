"""How a test runs the terminal: a fixed day, a fixed size, and patience until no thread works any more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

from supervision.settings import read_settings
from tests.conftest import by_day
from tui import guard, overlay, wrap
from tui.app import SupervisionApp

TODAY = "2026-07-07"
TOASTED = 0.02
"""Seconds until a notice has been put on the screen."""
WIDE, SMALL = (140, 40), (80, 24)

INSPECTOR, COMMISSIONER, TOWNSHIP_SECRETARY = "P000005", "P000003", "P000001"
BRANCH_SECRETARY, CLERK = "P000061", "P000008"
"""昝胜春 of N01 乡机关党支部, which has an overdue task on the fixed day; 夏雨薇."""


@asynccontextmanager
async def terminal(
    database: Path | str,
    person: str | None = INSPECTOR,
    *,
    lang: str = "zh",
    size: tuple[int, int] = WIDE,
    today: str = TODAY,
) -> AsyncIterator[Pilot[None]]:
    """The application as `run` starts it, with one person in it."""
    guard.install()
    wrap.install()
    overlay.install()
    settings = read_settings(db=str(database), lang=lang, today=today, person_no=person)
    app = SupervisionApp(replace(settings, zone=ZoneInfo(by_day())))
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing works any more, twice in a row: a finished command may bring a screen that reads anew."""
    idle = 0
    for _ in range(200):
        await pilot.pause()
        idle = idle + 1 if all(worker.is_finished for worker in pilot.app.workers) else 0
        if idle == 2:
            break
    await pilot.pause(TOASTED)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each after the last one has had its effect. `"text:v03"` types a text."""
    for key in keys:
        for each in key.removeprefix("text:") if key.startswith("text:") else [key]:
            await pilot.press(each)
        await settled(pilot)


def seen(pilot: Pilot[Any]) -> str:
    """The text on the screen, line by line."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
