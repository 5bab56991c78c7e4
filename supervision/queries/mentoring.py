"""What a mentored branch's place was when the pair was made, and what it is now (domain.md, row 37)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from supervision.context import Reading
from supervision.domain.checks.register_kinds import standing
from supervision.domain.period import period_of
from supervision.queries.months import month_result, months
from supervision.store.mapping import PAIRINGS


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """The mentored branch's rank in the month of the pairing and in the last scored month."""

    then_in: str
    then: int
    now_in: str
    now: int

    @property
    def up(self) -> int:
        """Places risen; negative when fallen."""
        return self.then - self.now


def place_changes(reading: Reading) -> Mapping[str, PlaceChange]:
    """By the pair's number; pairs without two ranks to compare are left out."""
    pairs = [
        row for row in standing("pairings", PAIRINGS.read(reading.session, reading.township)) if row.kind == "mentoring"
    ]
    scored = [line.period for line in months(reading) if line.sealed_at is not None or line.draft_sha is not None]
    if not pairs or not scored:
        return {}
    found: dict[str, PlaceChange] = {}
    ranks: dict[str, dict[str, int | None]] = {}
    for pair in pairs:
        since = next((period for period in scored if period >= period_of(pair.valid_from)), None)
        until = scored[-1] if pair.valid_to is None else min(scored[-1], period_of(pair.valid_to))
        for period in (each for each in (since, until) if each in scored):
            if period is not None and period not in ranks:
                ranks[period] = {unit.unit: unit.rank for unit in month_result(reading, period).units}
        then = ranks.get(since or "", {}).get(pair.partner)
        now = ranks.get(until, {}).get(pair.partner)
        if since is not None and then is not None and now is not None:
            found[pair.pairing_no] = PlaceChange(since, then, until, now)
    return found
