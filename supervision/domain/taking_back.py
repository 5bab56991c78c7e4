"""When whoever recorded a finding may take it back (撤回): the one thing that a person alone may undo.

A finding taken back is a withdrawn one (R-12). How others withdraw is `rectification`'s question.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from supervision.domain.model import Finding, Move


def bars_taking_back(finding: Finding, moves: Sequence[Move], evidence: int, by: str, today: date) -> str | None:
    """The code of what bars it; None for one's own finding of today that nobody has touched."""
    if finding.found_by != by:
        return "take-back-not-own"
    if finding.recorded_at.date() != today or finding.issued_on != today:
        return "take-back-other-day"
    if moves:
        return "take-back-moved"
    return "take-back-evidence" if evidence else None
