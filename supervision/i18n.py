"""How codes become words. Which codes there are is everybody else's question; the law speaks no language.

A key is `catalogue.rest`; each catalogue is a gettext file under `locale/`, complete in Chinese and in English
(`make words` compiles them, a test compares them).
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("zh", "en")
LOCALE = Path(__file__).with_name("locale")
_NOUN_OF_TYPE = {
    **{"MoveKind": "move", "State": "state", "Severity": "severity", "Role": "role", "Action": "action"},
    "Subject": "subject",
}
_NOUN_OF_FACT = {
    "role": ("role",),
    "approver": ("role",),
    "action": ("action",),
    "state": ("month_state", "proposal_state", "appeal_state"),
    "field": ("column",),
}
"""Which facts of a refusal are codes: by their type, or as plain text by the fact's name."""


@lru_cache(maxsize=64)
def _catalogue(lang: str, name: str) -> gettext.NullTranslations:
    """An empty one where there is no such file: looked for once, not once a word."""
    return gettext.translation(name, LOCALE, languages=[lang], fallback=True)


class _Told(str):
    """A fact in its sentence; `{count:task|tasks}` is the first word for one, else the second."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        one, several, many = spec.partition("|")
        if not several:
            return super().__format__(spec)
        return one if self == "1" else many


class Words:
    """The words of one language. Facts are put in as they are: they are data, never templates."""

    __slots__ = ("lang",)

    def __init__(self, lang: str) -> None:
        """`lang` is `zh` or `en`. Raises ValueError for any other."""
        if lang not in LANGUAGES:
            raise ValueError(lang)
        self.lang = lang

    def __call__(self, key: str, /, **facts: object) -> str:
        """The sentence of `key` with its facts; the key itself where a catalogue lacks it (a test finds that)."""
        template = self.template(key)
        if template is None:
            return key
        told = {name: _Told(self.shown(value)) for name, value in facts.items()}
        return template.format_map(told) if facts else template

    def template(self, key: str) -> str | None:
        """The catalogue's entry as written, None where there is none."""
        name = key.partition(".")[0]
        found = _catalogue(self.lang, name).gettext(key)
        return None if found == key else found

    def noun(self, kind: str, code: object) -> str:
        """The name of a code of the domain, such as noun("state", State.CLOSED)."""
        return self(f"nouns.{kind}.{self.shown(code)}")

    def error(self, code: str, facts: Mapping[str, object]) -> str:
        """The sentence of a refusal; facts that are codes of the domain are told by their names."""
        return self(f"errors.{code}", **{name: self._named(name, value) for name, value in facts.items()})

    def _named(self, fact: str, value: object) -> object:
        if isinstance(value, tuple | list):
            return [self._named(fact, each) for each in value]
        own = _NOUN_OF_TYPE.get(type(value).__name__)
        kinds = (own,) if own else _NOUN_OF_FACT.get(fact, ())
        named = (self.template(f"nouns.{kind}.{self.shown(value)}") for kind in kinds)
        return next((name for name in named if name is not None), value)

    def shown(self, value: object) -> str:
        """A fact as people of this language read it."""
        match value:
            case None:
                return "—"
            case Enum():
                return str(value.value)
            case datetime():
                return f"{value:%Y-%m-%d %H:%M}"
            case date():
                return value.isoformat()
            case Decimal():
                return f"{value:f}"
            case str():
                return value
            case Iterable():
                return ("、" if self.lang == "zh" else ", ").join(self.shown(each) for each in value)
            case _:
                return str(value)
