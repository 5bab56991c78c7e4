"""The colours: three themes in turn, and words that can be read in each."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from tests.tui.running import INSPECTOR, press, terminal
from tui.theme import THEMES

READABLE = 4.5
"""The contrast of text that WCAG 2 asks for at least; 7 where high contrast is promised."""


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio of two colours, 1 to 21."""

    def luminance(text: str) -> float:
        parts = (part / 255 for part in Color.parse(text).rgb)
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.name))
def test_words_can_be_read_on_their_ground(theme: Theme) -> None:
    wanted = 7.0 if theme.name == "stark" else READABLE
    words = {"foreground": theme.foreground, "quiet": theme.variables["quiet"], "warning": theme.warning}
    words |= {"error": theme.error, "success": theme.success, "primary": theme.primary}
    for name, colour in words.items():
        assert contrast(str(colour), str(theme.surface)) >= wanted, name
    cursor = (theme.variables["block-cursor-foreground"], theme.variables["block-cursor-background"])
    assert contrast(*cursor) >= wanted


async def test_f10_goes_through_all_colours_and_round_again(township: Path) -> None:
    async with terminal(township, INSPECTOR) as pilot:
        seen = [pilot.app.theme]
        for _ in THEMES:
            await press(pilot, "f10")
            seen.append(pilot.app.theme)
    assert seen == [*(theme.name for theme in THEMES), THEMES[0].name]
