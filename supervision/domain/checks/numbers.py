"""Which rows are new, which are known already, and which use a number twice (E-DUP).

Within a file a number stands once. Between files, and beside what is known, the same row again is passed over in
silence: that is what makes importing twice add nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from supervision.domain.checks.columns import Format
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.typed import Typed


def only_new(
    typed: Typed[Any], form: Format, known: Mapping[Any, Any], problems: Problems
) -> tuple[Typed[Any], set[Any]]:
    """The rows whose number is not known yet, and the numbers that are known with the same content."""
    keys = list(map(form.key, typed.facts))
    if len(set(keys)) == len(keys) and known.keys().isdisjoint(keys):
        return typed, set()
    first_line: dict[Any, int] = {}
    kept: list[int] = []
    wrong: list[int] = []
    same: set[Any] = set()
    for place, (line, fact) in enumerate(typed.placed()):
        key = keys[place]
        if key in first_line:
            wrong.append(line)
            _twice(typed, form, key, line, first_line[key], problems)
        elif key not in known:
            kept.append(place)
        elif known[key] == fact:
            same.add(key)
        else:
            wrong.append(line)
            _differs(typed, form, line, fact, known[key], problems)
        first_line.setdefault(key, line)
    return typed.only(kept, wrong), same


def _twice(typed: Typed[Any], form: Format, key: object, line: int, first: int, problems: Problems) -> None:
    """A month used twice is out of order rather (formats.md); every other number is a duplicate."""
    code = "E-ORDER" if form.name == "months" else "E-DUP"
    problems.add(typed.table, line, code, form.key_column, _text(key), Expected.USED_ONCE, first=first)


def _differs(typed: Typed[Any], form: Format, line: int, fact: Any, known: Any, problems: Problems) -> None:
    names = (each.name for each in fields(fact))
    differs = ", ".join(name for name in names if getattr(known, name) != getattr(fact, name))
    key = _text(form.key(fact))
    problems.add(typed.table, line, "E-DUP", form.key_column, key, Expected.SAME_CONTENT, differs=differs)


def _text(key: object) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
