"""Which passwords are taken, and how long one waits after wrong ones. How they are kept: `services.accounts`."""

from __future__ import annotations

import secrets
import unicodedata
from datetime import datetime, timedelta

from supervision.domain.errors import BadInput

FEWEST_CHARACTERS, MOST_CHARACTERS = 10, 200
FEWEST_DIFFERENT = 5
FREE_MISTAKES = 4
"""Wrong passwords in a row before the first wait."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What cannot be taken for one another when it is read from paper."""


def normal(password: str) -> str:
    """The same characters in the same form, whatever keyboard they came from."""
    return unicodedata.normalize("NFC", password)


def check_new(password: str, *known: str) -> None:
    """Raise BadInput for a password that is too short, too uniform, or holds what everybody knows of the person."""
    if not FEWEST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        raise BadInput("password-length", fewest=FEWEST_CHARACTERS, most=MOST_CHARACTERS)
    folded = password.casefold()
    if len(set(folded)) < FEWEST_DIFFERENT or any(each and each.casefold() in folded for each in known):
        raise BadInput("password-guessable", different=FEWEST_DIFFERENT)


def generated() -> str:
    """A random password of 16 letters and digits in four groups (79 bits)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def wait_after(failed: int) -> timedelta:
    """How long no password is right after so many wrong ones in a row: nothing, 1, 2, 4, 8, then 15 minutes."""
    if failed <= FREE_MISTAKES:
        return timedelta()
    return LONGEST_WAIT if failed > FREE_MISTAKES + 4 else FIRST_WAIT * 2 ** (failed - FREE_MISTAKES - 1)


def is_locked(until: datetime | None, now: datetime) -> bool:
    """Does one still wait? A clock that was put back never makes the wait longer than the longest."""
    return until is not None and timedelta() < until - now <= LONGEST_WAIT
