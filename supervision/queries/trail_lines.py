"""The trail as people read it: newest first, by person or subject. Whether it holds is `trail`'s question."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from supervision.context import Reading
from supervision.store.mapping import PEOPLE, table_of
from supervision.store.tables.trail import TrailRow

_TRAIL = table_of(TrailRow)
_PEOPLE = PEOPLE.table


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry with the name of whoever acted; `facts` is canonical JSON."""

    seq: int
    at: datetime
    actor: str
    name: str
    role: str
    action: str
    subject: str
    unit: str | None
    facts: str
    hash: str


def trail_seqs(reading: Reading, text: str = "", action: str | None = None) -> Sequence[int]:
    """The numbers of the entries, newest first: all (they have no gaps), or those whose subject, unit or person fits
    and whose action is that one.
    """
    own = _TRAIL.c.township == reading.township
    if action is not None:
        own = own & (_TRAIL.c.action == action)
    elif not text:
        last = reading.session.execute(select(func.max(_TRAIL.c.seq)).where(own)).scalar() or 0
        return range(last, 0, -1)
    named = select(_PEOPLE.c.person_no).where(
        _PEOPLE.c.township == reading.township,
        or_(_PEOPLE.c.name.contains(text, autoescape=True), _PEOPLE.c.person_no == text),
    )
    fits = or_(
        _TRAIL.c.subject.icontains(text, autoescape=True),
        _TRAIL.c.actor.in_(named),
        _TRAIL.c.actor == text,
        _TRAIL.c.unit == text,
    )
    return array(
        "q", reading.session.execute(select(_TRAIL.c.seq).where(own, fits).order_by(_TRAIL.c.seq.desc())).scalars()
    )


def trail_lines(reading: Reading, seqs: Sequence[int]) -> list[TrailLine | None]:
    """The entries with these numbers, in their order. At most a few hundred at once."""
    columns = (_TRAIL.c[name] for name in ("role", "action", "subject", "unit", "facts", "hash"))
    statement = (
        select(_TRAIL.c.seq, _TRAIL.c.at, _TRAIL.c.actor, func.coalesce(_PEOPLE.c.name, ""), *columns)
        .select_from(
            _TRAIL.outerjoin(
                _PEOPLE, (_PEOPLE.c.township == _TRAIL.c.township) & (_PEOPLE.c.person_no == _TRAIL.c.actor)
            )
        )
        .where(_TRAIL.c.township == reading.township, _TRAIL.c.seq.in_(list(seqs)))
    )
    found = {row[0]: TrailLine(*row) for row in reading.session.execute(statement)}
    return [found.get(seq) for seq in seqs]
