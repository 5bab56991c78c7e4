"""Every key and every computed word of the screens is there, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from supervision.i18n import Words
from tui import app, navigation
from tui.screens.finding_draft import Step

SOURCES = [*Path(app.__file__).parent.rglob("*.py")]
TEXT = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
KEYS = re.findall(r"\bkey\([^()]*(?:\([^()]*\)[^()]*)*?\",\s*\"(\w+)\"", TEXT)
ASKED = {f"tui.key.{says}" for says in KEYS}
"""What `tui.keys.key` asks for; the words that stand in the code as they are, `tests/test_words.py` looks for."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_key_has_its_words(lang: str) -> None:
    words = Words(lang)
    assert len(ASKED) > 30
    assert not [key for key in sorted(ASKED) if words.template(key) is None]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_computed_words_are_there_too(lang: str) -> None:
    words = Words(lang)
    asked = [f"tui.finding.{kind}.{step}" for step in Step if step is not Step.WRITE for kind in ("ask", "find")]
    asked += [f"tui.weekday.{day}" for day in range(1, 8)]
    asked += [f"tui.help.{name}" for name in navigation.LEADS_TO.values() if name not in ("", "SignIn")]
    assert not [key for key in asked if words.template(key) is None]
