"""How Chinese text is found by the first letters of its pinyin: `ztdr` finds 主题党日."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 200
"""Characters by which something is found: nobody types more."""


@dataclass(frozen=True, slots=True)
class Findable:
    """What a text can be found by: itself in small letters, and the first letters that each character may have."""

    plain: str
    letters: tuple[str, ...]

    def has(self, typed: str) -> bool:
        """Does the text hold what was typed, as it is or as initials?"""
        wanted = typed.strip().lower()
        return not wanted or wanted in self.plain or self._spelled(wanted)

    def begins(self, typed: str) -> bool:
        return self.plain.startswith(typed.strip().lower())

    def _spelled(self, wanted: str) -> bool:
        last = len(self.letters) - len(wanted)
        return any(
            all(letter in self.letters[start + place] for place, letter in enumerate(wanted))
            for start in range(last + 1)
        )


def _letters(text: str) -> list[list[str]]:
    """The first letters of every reading of each character.

    The library's phrase book (44 MB, 140 ms) only chooses among readings; all of them count here, so it stays shut.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    return pinyin(text, style=Style.FIRST_LETTER, heteronym=True, errors=list)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def findable(text: str) -> Findable:
    """Prepare a text for searching; a character with several readings is found by each of them."""
    plain = text[:LONGEST].lower()
    if plain.isascii():
        return Findable(plain, tuple(each for each in plain if each.isalnum()))
    kept = "".join(each for each in plain if each.isalnum())
    return Findable(plain, tuple("".join(readings).lower() for readings in _letters(kept)))
