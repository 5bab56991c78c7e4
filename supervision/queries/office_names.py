"""Whom and what a name in an office's own table means: people, units and items, where it can mean only one.

How the other cells are written is `store.sheet_values`' question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from supervision.context import Reading
from supervision.domain.model import Person
from supervision.queries.law import law
from supervision.store.mapping import PEOPLE, UNITS
from supervision.store.sheet_headers import headers, plain

_BRACKETS = re.compile(r"(.*?)\(\s*([^()]+?)\s*\)")
_BODY = re.compile(r"(?:中共)?(.+?)(?:党支部|党总支|支部委员会|总支部委员会|支部|党委)")
_FIRST_WORD = frozenset(("code", "criterion", "dimension"))


class Ambiguous(Exception):
    """The name may mean several; `candidates` are their codes with what tells them apart."""

    def __init__(self, candidates: Iterable[str]) -> None:
        super().__init__()
        self.candidates = tuple(candidates)


class OfficeNames:
    """The township's people, units and items by name. A name nobody has stays as it is: the checks refuse it."""

    def __init__(self, reading: Reading) -> None:
        rules = law(reading)
        self._people = {each.person_no: each for each in PEOPLE.read(reading.session, reading.township)}
        self._units = {each.unit: each.name for each in UNITS.read(reading.session, reading.township)}
        self._items = {item.code: item.name_zh for item in rules.rubrics[rules.latest_version].items}
        self._names = defaultdict[str, list[Person]](list)
        for person in self._people.values():
            self._names[plain(person.name)].append(person)
        self._unit_names = _inverted(self._units, lambda name: (plain(name), _body(plain(name))))
        self._item_names = _inverted(self._items, lambda name: (plain(name),))

    def of(self, column: str, text: str, unit: str | None) -> str:
        """The code that a text of this column means in a row about `unit`. Raises Ambiguous."""
        if not text:
            return text
        if column == "unit":
            return self._one(text, self._units, self._unit_names, _body(plain(text)))
        if column in headers().people:
            return self._person(text, unit)
        if column in headers().items:
            return self._one(text, self._items, self._item_names, "".join(text.split()[:1]))
        return text.split()[0] if column in _FIRST_WORD else text

    def secretary(self, unit: str) -> str:
        """Who answers for a unit's findings when the table does not say: its secretary, if there is one only."""
        found = [
            each.person_no for each in self._people.values() if each.unit == unit and each.role == "branch_secretary"
        ]
        return found[0] if len(found) == 1 else ""

    def item_name(self, item: str) -> str:
        return self._items.get(item, "")

    def _one(self, text: str, codes: Mapping[str, str], names: Mapping[str, set[str]], other: str) -> str:
        told = plain(text)
        bracket = _BRACKETS.fullmatch(told)
        for each in (told, bracket.group(2) if bracket else "", bracket.group(1).strip() if bracket else "", other):
            if each in codes:
                return each
            found = names.get(each, set())
            if len(found) == 1:
                return next(iter(found))
            if found:
                raise Ambiguous(f"{codes[code]}({code})" for code in sorted(found))
        return text

    def _person(self, text: str, unit: str | None) -> str:
        told = plain(text)
        bracket = _BRACKETS.fullmatch(told)
        for each in (told, bracket.group(2) if bracket else ""):
            if each in self._people:
                return each
        found = self._names.get(told) or self._names.get(bracket.group(1).strip() if bracket else "", [])
        for wanted in (unit, None):
            near = [person for person in found if person.unit == wanted]
            if len(near) == 1:
                return near[0].person_no
        if len(found) > 1:
            raise Ambiguous(f"{each.name}({each.person_no})" for each in found)
        return found[0].person_no if found else text


def _body(name: str) -> str:
    found = _BODY.fullmatch(name)
    return found.group(1) if found else name


def _inverted(names: Mapping[str, str], forms: Callable[[str], Iterable[str]]) -> dict[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for code, name in names.items():
        for form in forms(name):
            found[form].add(code)
    return found
