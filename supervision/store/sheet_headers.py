"""What senders call the columns of each kind; the words are data (`headers.toml`). The table: `sheet_tables`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from supervision.domain.checks.columns import FORMATS
from supervision.i18n import LANGUAGES, Words

_FILE = Path(__file__).with_name("headers.toml")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_UNIT = re.compile(r"[(\[]\s*(?:单位[::]?)?\s*(万元|元|%|人|个|次|天|yuan)\s*[)\]]$")
_ENDING = re.compile(r"[(\[][^()\[\]]*[)\]]$")


@dataclass(frozen=True, slots=True)
class Headers:
    """Everything of `headers.toml`. `columns` is by kind and folded header, `words` by column and folded word."""

    columns: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    same: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, Mapping[str, str]]
    units: Mapping[str, Mapping[str, str]]
    people: frozenset[str]
    items: frozenset[str]
    replaces: frozenset[str]
    beside: Mapping[str, Mapping[str, tuple[str, ...]]]
    senders: Mapping[str, Mapping[str, Mapping[str, str]]]


@cache
def headers() -> Headers:
    """The vocabulary, read once."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    columns = {}
    for kind in FORMATS:
        block = told.get(kind, {})
        own = {folded(title): column.name for column in FORMATS[kind].columns for title in _titles(column.name)}
        columns[kind] = own | {folded(name): column for column, names in block.items() for name in (*names, column)}
    words = {
        column: {folded(word): code for code, several in codes.items() for word in (*several, code)}
        for column, codes in told["_words"].items()
    }
    for column in (each for form in FORMATS.values() for each in form.columns):
        for code in column.choices or ():
            for word in _choice_words(column.name, code):
                words.setdefault(column.name, {}).setdefault(folded(word), code)
    same = {kind: tuple(names) for kind, names in told["_same"].items()}
    people, items, replaces = (frozenset(told[name]) for name in ("_people", "_items", "_replaces"))
    beside = {kind: {other: tuple(names) for other, names in own.items()} for kind, own in told["_beside"].items()}
    numbers, units, senders = told["_numbers"], told["_unit"], told["_senders"]
    return Headers(columns, words, same, numbers, units, people, items, replaces, beside, senders)


def _titles(column: str) -> list[str]:
    """What our own tables call the column."""
    return [Words(lang).noun("column", column) for lang in LANGUAGES]


def _choice_words(column: str, code: str) -> list[str]:
    """What our own registers call a choice."""
    told = (Words(lang).template(f"registers.choice.{column}.{code}") for lang in LANGUAGES)
    return [each for each in told if each]


def plain(text: str) -> str:
    """Full-width digits, letters and signs as half-width ones; what nobody sees left out."""
    return unicodedata.normalize("NFKC", text.translate(_UNSEEN)).strip()


def folded(header: object) -> str:
    """A header as it is compared: without blanks, line breaks, case, and marks at its end."""
    return "".join(plain(str(header)).split()).lower().rstrip(":*")


def unit_in(header: str) -> str | None:
    """The unit that a header names in brackets at its end: `经营性收入（万元）`."""
    found = _UNIT.search("".join(plain(header).split()))
    return found.group(1) if found else None


def column_of(kind: str, header: str) -> str | None:
    """Which column of the kind a header means; a bracket at its end may be left out."""
    known, told = headers().columns[kind], folded(header)
    return known.get(told) or known.get(_ENDING.sub("", told))
