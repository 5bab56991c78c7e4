"""What changed between two rubrics, item by item: what came, went or reads otherwise, and what a month can now give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from supervision.domain.rubric import Rubric
from supervision.domain.rubric_cells import Cell, findings_shown, lines_shown, plain, shown

What = Literal["added", "removed", "changed"]
_SHOWN = {"typical_findings": findings_shown, "evidence": lines_shown}


@dataclass(frozen=True, slots=True)
class Change:
    """One place: `subject` is an item or a row by its code (or empty), `path` the setting; None where there is none."""

    what: What
    subject: str
    name: str
    path: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class MonthPoints:
    """The most points of all items that are due in a calendar month."""

    month: int
    old: Decimal
    new: Decimal


def rubric_changes(old: Mapping[str, object], new: Mapping[str, object]) -> list[Change]:
    """Items first; a change of the version number alone is none."""
    changes = [each for each in _tables(old, new, "") if each.path != "rubric.version"]
    return sorted(changes, key=lambda each: not each.path.startswith("items"))


def month_points(old: Rubric, new: Rubric) -> list[MonthPoints]:
    return [MonthPoints(month, _most(old, month), _most(new, month)) for month in range(1, 13)]


def _most(rubric: Rubric, month: int) -> Decimal:
    due = (item.max for item in rubric.items if month in rubric.settlement_months.get(item.period, ()))
    return sum(due, Decimal(0))


def _tables(
    old: Mapping[str, object], new: Mapping[str, object], path: str, subject: str = "", name: str = ""
) -> Iterator[Change]:
    for key in {**old, **new}:
        yield from _values(old.get(key), new.get(key), f"{path}.{key}".lstrip("."), subject, name)


def _values(old: object, new: object, path: str, subject: str, name: str) -> Iterator[Change]:
    if plain(old) == plain(new):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _tables(old, new, path, subject, name)
        return
    before, after = _by_code(old), _by_code(new)
    if before and after:
        for code in {**before, **after}:
            yield from _rows(before.get(code), after.get(code), path, code)
        return
    what: What = "added" if old is None else "removed" if new is None else "changed"
    yield Change(what, subject, name, path, _told(old, path), _told(new, path))


def _rows(old: Mapping[str, object] | None, new: Mapping[str, object] | None, path: str, code: str) -> Iterator[Change]:
    row = new or old or {}
    name = str(row.get("name_zh") or row.get("zh") or "")
    if old is not None and new is not None:
        yield from _tables(old, new, path, code, name)
    else:
        told = str(shown(row.get("max", row.get("points", row.get("weight", "")))))
        what: What = "added" if old is None else "removed"
        yield Change(what, code, name, path, told if old is not None else None, told if new is not None else None)


def _by_code(value: object) -> dict[str, Mapping[str, object]]:
    """The rows of a list by their code; empty for any other value."""
    if not isinstance(value, list) or not all(isinstance(each, Mapping) and "code" in each for each in value):
        return {}
    return {str(each["code"]): each for each in value}


def _told(value: object, path: str) -> str | None:
    if value is None:
        return None
    showing = _SHOWN.get(path.rpartition(".")[2], shown)
    cell: Cell = showing(value)
    return str(cell)
