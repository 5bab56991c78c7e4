"""Every word that the screens say is there, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from supervision.i18n import Words
from tui import app, navigation
from tui.screens.finding_draft import Step

SOURCES = [*Path(app.__file__).parent.rglob("*.py")]
TEXT = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
SAID = re.findall(r"[\"'`](tui\.[a-z_]+\.[A-Za-z_0-9-]+)[\"']", TEXT)
KEYS = re.findall(r"\bkey\([^()]*(?:\([^()]*\)[^()]*)*?\",\s*\"(\w+)\"", TEXT)
ASKED = {each for each in SAID if not each.startswith("tui.screens")} | {f"tui.key.{says}" for says in KEYS}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_asked_for_is_in_the_catalogue(lang: str) -> None:
    words = Words(lang)
    assert len(ASKED) > 100
    assert not [key for key in sorted(ASKED) if words.template(key) is None]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_computed_words_are_there_too(lang: str) -> None:
    words = Words(lang)
    asked = [f"tui.finding.{kind}.{step}" for step in Step if step is not Step.WRITE for kind in ("ask", "find")]
    asked += [f"tui.weekday.{day}" for day in range(1, 8)]
    asked += [f"tui.help.{name}" for name in navigation.LEADS_TO.values() if name not in ("", "SignIn")]
    assert not [key for key in asked if words.template(key) is None]
