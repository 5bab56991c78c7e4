"""What the township has set itself (乡级设定): a figure or wording in force on a day, or else the default.

Which terms there are and what each is without a decision: `domain.local_terms`.
"""

from __future__ import annotations

from datetime import date

from supervision.context import Reading
from supervision.domain.checks.register_kinds import standing
from supervision.domain.local_terms import TERMS
from supervision.store.mapping import TOWNSHIP_TERMS


def figure(reading: Reading, term: str, day: date | None = None) -> int:
    """A number that the township sets."""
    said = wording(reading, term, day)
    return int(said) if said is not None else TERMS[term] or 0


def wording(reading: Reading, term: str, day: date | None = None) -> str | None:
    """What the newest decision says by that day; None while there is none."""
    rows = TOWNSHIP_TERMS.read(reading.session, reading.township, TOWNSHIP_TERMS.table.c.term == term)
    known = [row for row in standing("township_terms", rows) if row.decided_on <= (day or reading.today)]
    newest = max(known, key=lambda row: (row.decided_on, row.term_no), default=None)
    return newest.setting if newest is not None else None
