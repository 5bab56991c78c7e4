"""How the words of a command line become options: where global ones may stand, and what a value must look like."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from supervision.domain.errors import BadInput
from supervision.domain.period import parse_day, parse_period, shift

GLOBAL_OPTIONS = ("--db", "--lang", "--as", "--township")
END_OF_OPTIONS = "--"


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The same command line with the global options in front. Raises BadInput for one without a value."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for each in waiting:
        if each == END_OF_OPTIONS:
            rest.extend((each, *waiting))
        elif each in GLOBAL_OPTIONS:
            value = next(waiting, None)
            if value is None:
                raise BadInput("option-without-value", option=each)
            front.append(f"{each}={value}")
        elif each.partition("=")[0] in GLOBAL_OPTIONS:
            front.append(each)
        else:
            rest.append(each)
    return [*front, *rest]


def language_in(arguments: Iterable[str]) -> str | None:
    """What --lang says in a hoisted command line."""
    said = [each.partition("=")[2] for each in arguments if each.startswith("--lang=")]
    return said[-1] if said else None


def periods_in(text: str) -> list[str]:
    """One month, or all from the first to the last of 2026-01..2026-06. Raises BadInput."""
    first, dots, last = text.partition("..")
    if not dots:
        return [parse_period(first)]
    begin, end = parse_period(first), parse_period(last)
    if end < begin:
        raise BadInput("bad-periods", value=text)
    found = [begin]
    while found[-1] < end:
        found.append(shift(found[-1], 1))
    return found


def day_in(text: str | None) -> date | None:
    """A day such as 2026-03-05. Raises BadInput."""
    return parse_day(text) if text is not None else None


def past_day_in(text: str | None, today: date) -> date | None:
    """A day that has begun: nothing can be done as of a later one. Raises BadInput."""
    day = day_in(text)
    if day is not None and day > today:
        raise BadInput("day-in-future", day=day, today=today)
    return day


def moment_in(text: str | None) -> datetime | None:
    """A local moment such as 2026-03-05T17:00. Raises BadInput for a day alone or one with a zone."""
    try:
        moment = datetime.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise BadInput("bad-moment", value=text) from error
    if moment is not None and text is not None and (moment.tzinfo is not None or ":" not in text):
        raise BadInput("bad-moment", value=text)
    return moment


def one_of(text: str, allowed: Iterable[str]) -> str:
    """The text when it is one of these. Raises BadInput."""
    choices = [str(each) for each in allowed]
    if text not in choices:
        raise BadInput("bad-choice", value=text, allowed=choices)
    return text


def secret_file(name: str, text: str) -> None:
    """Write a secret to a new file that only its owner reads. Raises BadInput where one is or none can be."""
    try:
        handle = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise BadInput("cannot-write", value=name, reason=os.strerror(error.errno or 0)) from error
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(text)
