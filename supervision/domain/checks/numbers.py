"""Which rows are new, which are known already, and which use a number twice (E-DUP).

Within a file a number stands once. Between files, and beside what is known, the same row again is passed over in
silence: that is what makes importing twice add nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from supervision.domain.checks.column_kinds import Format
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.typed import Broken, Typed

READABLE: frozenset[str] = frozenset()


def only_new(
    typed: Typed[Any], form: Format, known: Mapping[Any, Any], problems: Problems
) -> tuple[Typed[Any], set[Any]]:
    """The rows whose number is not known yet, and the numbers that are known with the same content."""
    keys = list(map(form.key, typed.facts))
    if not typed.broken and len(set(keys)) == len(keys) and known.keys().isdisjoint(keys):
        return typed, set()
    unread = {row.line: row.unread for row in typed.broken}
    first_line: dict[Any, int] = {}
    sound: list[tuple[int, Any]] = []
    broken = [row for row in typed.broken if not row.unread.isdisjoint(form.key_columns)]
    same: set[Any] = set()
    for line, fact in typed.placed(*form.key_columns):
        key, lost = form.key(fact), unread.get(line, READABLE)
        if key in first_line:
            _twice(typed, form, key, line, first_line[key], problems)
            lost |= {form.key_columns[0]}
        elif key in known:
            differs = _differing(fact, known[key], lost)
            if not differs:
                same.add(key)
                first_line[key] = line
                continue
            _differs(typed, form, key, line, differs, problems)
            lost |= {form.key_columns[0]}
        first_line.setdefault(key, line)
        if lost:
            broken.append(Broken(line, fact, lost))
        else:
            sound.append((line, fact))
    broken.sort(key=lambda row: row.line)
    return Typed(typed.table, [line for line, _ in sound], [fact for _, fact in sound], broken), same


def _differing(fact: Any, known: Any, unread: frozenset[str]) -> list[str]:
    """In which columns that could be read the two say something else."""
    if fact == known:
        return []
    names = (each.name for each in fields(fact) if each.name not in unread)
    return [name for name in names if getattr(known, name) != getattr(fact, name)]


def _twice(typed: Typed[Any], form: Format, key: object, line: int, first: int, problems: Problems) -> None:
    """A month used twice is out of order rather (formats.md); every other number is a duplicate."""
    code = "E-ORDER" if form.name == "months" else "E-DUP"
    problems.add(typed.table, line, code, form.key_columns[0], _text(key), Expected.USED_ONCE, first=first)


def _differs(typed: Typed[Any], form: Format, key: object, line: int, differs: list[str], problems: Problems) -> None:
    told = ", ".join(differs)
    problems.add(typed.table, line, "E-DUP", form.key_columns[0], _text(key), Expected.SAME_CONTENT, differs=told)


def _text(key: object) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
