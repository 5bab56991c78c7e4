"""Pictures of the main screens as SVG, in Chinese (dark) and English (light): `python -m tui.pictures [folder]`.

They show the database and the day of the environment, for example that of the demonstration.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from textual.pilot import Pilot

from supervision.domain.permission import Role
from supervision.queries.people import people
from supervision.queries.worklist import unit_loads
from supervision.settings import Settings, enter, read_settings
from tui import guard, overlay, wrap
from tui.app import SupervisionApp
from tui.svg import mended
from tui.theme import INK, PAPER

FOLDER = Path("docs/pictures")
SIZE = (118, 33)


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be seen: whose screen, after which keys."""

    name: str
    role: str | None
    keys: tuple[str, ...] = ()


PICTURES = (
    Picture("sign-in", None),
    Picture("inspector", Role.INSPECTOR),
    Picture("finding", Role.INSPECTOR, ("n", *"v03", "enter", *"b08", "enter", "3", "enter")),
    Picture("visit", Role.INSPECTOR, ("i", *"v08", "enter", "o", "o")),
    Picture("records", Role.PARTY_OFFICE_CLERK, ("e", "left_square_bracket")),
    Picture("turnaround", Role.PARTY_OFFICE_CLERK, ("e", "5")),
    Picture("import", Role.PARTY_OFFICE_CLERK, ("M",)),
    Picture("registers", Role.PARTY_OFFICE_CLERK, ("Z",)),
    Picture("register", Role.PARTY_OFFICE_CLERK, ("Z", "down", "enter")),
    Picture("economy", Role.TOWNSHIP_SECRETARY, ("I",)),
    Picture("effect", Role.TOWNSHIP_SECRETARY, ("I", "equals_sign", "h")),
    Picture("branch", Role.BRANCH_SECRETARY),
    Picture("task", Role.BRANCH_SECRETARY, ("enter",)),
    Picture("overdue", Role.TOWNSHIP_SECRETARY),
    Picture("scoreboard", Role.TOWNSHIP_SECRETARY, ("s",)),
    Picture("scorecard", Role.TOWNSHIP_SECRETARY, ("s", *["down"] * 6, "enter")),
    Picture("bulletin", Role.TOWNSHIP_SECRETARY, ("b",)),
    Picture("documents", Role.ORGANIZATION_COMMISSIONER, ("O", "down")),
    Picture("tasks", Role.BRANCH_SECRETARY, ("a", "space", "space", "space", "m")),
    Picture("filter", Role.ORGANIZATION_COMMISSIONER, ("a", "f")),
    Picture("comparison", Role.TOWNSHIP_SECRETARY, ("s", *["down"] * 4, "d")),
    Picture("what-if", Role.TOWNSHIP_SECRETARY, ("s", "end", "up", "w")),
    Picture("month", Role.TOWNSHIP_SECRETARY, ("c",)),
    Picture("proposals", Role.TOWNSHIP_SECRETARY, ("R", "right_square_bracket")),
    Picture("trail", Role.ORGANIZATION_COMMISSIONER, ("y", "v")),
    Picture("people", Role.ORGANIZATION_COMMISSIONER, ("P",)),
    Picture("delegations", Role.TOWNSHIP_SECRETARY, ("W",)),
    Picture("settings", Role.ORGANIZATION_COMMISSIONER, ("comma",)),
    Picture("rubric", Role.ORGANIZATION_COMMISSIONER, ("K", "down")),
    Picture("form-entry", Role.INSPECTOR, ("J", *"v03", "enter", "1", "space", "2")),
    Picture("inbox", Role.BRANCH_SECRETARY, ("x", "escape", "x")),
)


def whose(settings: Settings) -> dict[str, str]:
    """Somebody for each role; the branch is the one with most overdue tasks."""
    with enter(settings).reading() as reading:
        busiest = [load.unit for load in unit_loads(reading)]
        everybody = people(reading)
    everybody.sort(key=lambda person: busiest.index(person.unit) if person.unit in busiest else len(busiest))
    return {person.role: person.person_no for person in reversed(everybody)}


async def settled(pilot: Pilot[None]) -> None:
    """Everything asked for has come."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def draw(settings: Settings, picture: Picture, theme: str) -> str:
    """The picture as SVG."""
    app = SupervisionApp(settings)
    app.theme = theme
    app.animation_level = "none"
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for pressed in picture.keys:
            await pilot.press(pressed)
            await settled(pilot)
        return mended(app.export_screenshot(title=app.words("tui.brand_long")))


def main(folder: Path) -> None:
    """Draw every picture in both languages."""
    guard.install()
    wrap.install()
    overlay.install()
    settings = read_settings()
    persons = whose(settings)
    folder.mkdir(parents=True, exist_ok=True)
    for lang, theme in (("zh", INK.name), ("en", PAPER.name)):
        for picture in PICTURES:
            person_no = persons[picture.role] if picture.role is not None else None
            own = replace(settings, lang=lang, person_no=person_no)
            svg = asyncio.run(draw(own, picture, theme))
            (folder / f"{picture.name}-{lang}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
