"""What was in order during a visit: remembered for the day on this computer, no record of the township.

Only findings are facts; what was checked and found in order leaves no trace in scores, trail or documents.
"""

from __future__ import annotations

from datetime import date

from tui.drafts import Drafts

VISITS = "visit:"


def ok_of(drafts: Drafts, unit: str, today: date) -> list[str]:
    """The items marked as in order today."""
    kept = drafts.shared().find(f"{VISITS}{unit}")
    if kept is None or kept.content.get("day") != today.isoformat():
        return []
    marked = kept.content.get("ok")
    return [str(code) for code in marked] if isinstance(marked, list) else []


def visits_under_way(drafts: Drafts, today: date) -> dict[str, int]:
    """The visits of today by name, and how many items are in order."""
    names = drafts.shared().forms(VISITS)
    found = {name: ok_of(drafts, name.removeprefix(VISITS), today) for name in names}
    return {name: len(marked) for name, marked in found.items() if marked}
