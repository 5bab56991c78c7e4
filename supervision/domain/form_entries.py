"""What is typed from a paper form (督查检查表): `7 2`, `7 y 公开栏未更新`, `7:general:facts`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from supervision.domain.errors import BadInput
from supervision.domain.model import Severity

GRADES: Mapping[str, Severity] = {
    **{grade.value: grade for grade in Severity},
    **dict(zip(("轻微", "一般", "较重", "严重"), Severity, strict=True)),
    **dict(zip("qyjz", Severity, strict=True)),
    **dict(zip("mgjc", Severity, strict=True)),
}
"""A severity by its code, its name, or one letter of either language."""
_ENTRY = re.compile(r"\s*([0-9]{1,3})\s*(?:[:：\s]\s*(.*))?", re.DOTALL)
_USUAL = re.compile(r"[0-9]{1,2}")
_OWN = re.compile(r"(\S+?)\s*[:：\s]\s*(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A row's number, and either the number of a usual finding or a severity with the facts in one's own words."""

    row: int
    usual: int | None = None
    severity: Severity | None = None
    facts: str = ""


def read_entry(text: str) -> FormEntry:
    """Raises BadInput for what is neither."""
    found = _ENTRY.fullmatch(text)
    rest = (found.group(2) or "").strip() if found else ""
    if found is None or not rest:
        raise BadInput("form-entry", value=text)
    if _USUAL.fullmatch(rest):
        return FormEntry(int(found.group(1)), usual=int(rest))
    own = _OWN.fullmatch(rest)
    if own is None or own.group(1).lower() not in GRADES:
        raise BadInput("form-entry", value=text)
    return FormEntry(int(found.group(1)), severity=GRADES[own.group(1).lower()], facts=own.group(2).strip())


def row_in(text: str) -> int | None:
    """The row that somebody is typing about, as soon as it can be told."""
    found = re.match(r"\s*([0-9]{1,3})", text)
    return int(found.group(1)) if found else None
