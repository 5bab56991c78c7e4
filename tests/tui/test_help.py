"""`?` tells, in both languages, what the screen is for and every key that works on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from supervision.i18n import LANGUAGES, Words
from tests.tui.running import (
    BRANCH_SECRETARY,
    COMMISSIONER,
    INSPECTOR,
    SMALL,
    TOWNSHIP_SECRETARY,
    press,
    terminal,
)
from tests.tui.seen import screens
from tui.app import SupervisionApp
from tui.keys import shown_key
from tui.screens.dialog import Dialog
from tui.screens.help import Help, _twin
from tui.screens.page import Page
from tui.widgets.written import Written

WALKS: dict[str, tuple[tuple[str, ...], ...]] = {
    INSPECTOR: ((), ("i",), ("t", "n")),
    BRANCH_SECRETARY: ((), ("enter",), ("escape", "s", "enter")),
    COMMISSIONER: ((), ("a",)),
    TOWNSHIP_SECRETARY: (("c",), ("b",)),
}
"""Whose screens, after which keys each time, lie on the way of the five jobs of README."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("person", WALKS)
async def test_help_lists_every_key_that_works_here(township: Path, person: str, lang: str) -> None:
    words = Words(lang)
    async with terminal(township, person, lang=lang, size=SMALL) as pilot:
        for keys in WALKS[person]:
            await press(pilot, *keys)
            screen = pilot.app.screen
            wanted = working(screen)
            assert len(wanted) > 5
            await press(pilot, "f1")
            assert isinstance(pilot.app.screen, Help)
            assert told(pilot.app.screen, "#purpose").strip() == words.template(f"tui.help.{type(screen).__name__}")
            rows = told(pilot.app.screen, "#keys").splitlines()
            untold = {(key, says) for key, says in wanted if not listed(rows, key, words(says))}
            assert not untold, type(screen).__name__
            await press(pilot, "escape")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_says_what_it_is_for(lang: str) -> None:
    opened = screens()
    pages, waiting = set(), [Page]
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        pages.add(each.__name__)
    pages &= opened
    assert len(pages) > 20
    assert not [name for name in sorted(pages) if Words(lang).template(f"tui.help.{name}") is None]


def working(screen: Screen[Any]) -> set[tuple[str, str]]:
    """Each key that does something of ours now, and the words it is declared with."""
    found = set()
    for node, binding, enabled, _ in screen.active_bindings.values():
        ours = [kind for kind in type(node).__mro__ if kind.__module__.startswith("tui.")]
        declared = {each.action for kind in ours for each in kind._merged_bindings.key_to_bindings.get(binding.key, ())}
        if enabled and binding.action in declared and not binding.system and binding.id and not _twin(binding.key):
            found.add((shown_key(binding.key), binding.description))
    return found


def listed(rows: list[str], key: str, says: str) -> bool:
    return any(row.endswith(says) and (key in row.split() or "…" in row) for row in rows)


def told(screen: Screen[Any], which: str) -> str:
    return str(screen.query_one(which, Written).content)


def test_no_screen_takes_a_key_that_the_application_keeps_for_itself() -> None:
    kept = {each.key for each in Binding.make_bindings(SupervisionApp.BINDINGS) if each.priority}
    assert {"f9", "f10", "ctrl+p", "ctrl+q"} <= kept
    screens()
    waiting: list[type[Screen[Any]]] = [Page, Dialog]
    lost = []
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        lost += [(each.__name__, taken) for taken in kept & set(each._merge_bindings().key_to_bindings)]
    assert not lost
