"""What one person's digest of a day says, as plain text for any channel. Who is told what is `services.notices`'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from supervision.i18n import Words
from supervision.queries.notices import Digest, Item

ORDER = ("sign", "card", "appeal", "verify", "remind", "appeal_answered", "decided", "published", "calendar")
"""The kinds of notice, most urgent first."""
_CODES = {"level": "level", "answer": "appeal_state", "decided": "proposal_state"}
"""Facts that are codes of the domain, and the kind of noun that names them."""


@dataclass(frozen=True, slots=True)
class Message:
    """A title of one line and a plain text of several."""

    title: str
    body: str


def digest_message(digest: Digest, township: str, units: Mapping[str, str], words: Words, number: str = "") -> Message:
    """All items of the day; `units` names the units, `number` tells a receiver that a message came twice."""
    greeting = words("reports.digest.greeting", day=digest.day, count=len(digest.items))
    lines = [greeting, *item_lines(digest, units, words), words("reports.digest.end")]
    if number:
        lines.append(words("reports.digest.number", number=number))
    title = words("reports.digest.title", township=township, day=digest.day, count=len(digest.items))
    return Message(title, "\n".join(lines))


def item_lines(digest: Digest, units: Mapping[str, str], words: Words) -> Iterator[str]:
    """One line an item, the most urgent kinds first."""
    items = sorted(digest.items, key=lambda item: (_urgency(item.kind), item.unit or "", item.key))
    for place, item in enumerate(items, start=1):
        yield words("reports.digest.line", place=place, text=told(item, digest.day, units, words))


def told(item: Item, day: date, units: Mapping[str, str], words: Words) -> str:
    """One item in words."""
    facts = {name: _shown(name, value, words) for name, value in item.facts.items()}
    unit = units.get(item.unit or "", item.unit or "")
    return words(f"reports.digest.{item.kind}", unit=unit, day=day, **facts)


def _shown(name: str, value: object, words: Words) -> str:
    if name == "draft":
        return str(value)[:16]
    return words.noun(_CODES[name], value) if name in _CODES else words.shown(value)


def _urgency(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)
