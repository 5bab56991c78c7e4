"""Which working thing stands behind a phrase of the township's half-year summary: its name, commands and screen."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One of the forty (domain.md, part A). `also` are other words of the summary for it."""

    number: int
    phrase: str
    also: Sequence[str]
    zh: str
    en: str
    commands: Sequence[str]
    screen_zh: str
    screen_en: str

    def name(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    def screen(self, lang: str) -> str:
        return self.screen_zh if lang == "zh" else self.screen_en


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    text = files("supervision").joinpath("reports/mechanisms.toml").read_text(encoding="utf-8")
    return tuple(Mechanism(**row) for row in tomllib.loads(text)["mechanism"])


def behind(text: str) -> list[Mechanism]:
    """Those that the words speak of: a phrase, a part of one, or a whole sentence in which one stands."""
    asked = text.strip().casefold()
    return [each for each in mechanisms() if _speaks_of(asked, each)]


def _speaks_of(asked: str, each: Mechanism) -> bool:
    parts = [part for part in each.phrase.replace("……", "；").split("；") if part]
    known = [told.casefold() for told in (*parts, *each.also)]
    return any(asked in told or told in asked for told in (*known, each.phrase)) or asked in each.en.casefold()
