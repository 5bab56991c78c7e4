"""Which events Prefect hears of: cards issued, months approved and sealed, through whatever door it was done.

They are read from the trail, so an approval given in the terminal is told by the next run. Codes and numbers only; an
event has the same id however often it is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from prefect.events import emit_event
from prefect.variables import Variable

from flows.display import plain_code
from supervision.context import Context
from supervision.domain.permission import Action
from supervision.domain.trail import Entry
from supervision.queries.trail import trail_head, trail_since
from supervision.settings import Settings, enter

EVENTS = {
    Action.SWEEP.value: "supervision.card.issued",
    Action.APPROVE_MONTH.value: "supervision.month.approved",
    Action.RETURN_MONTH.value: "supervision.month.returned",
    Action.SEAL_MONTH.value: "supervision.month.sealed",
}
"""What the trail calls an action, and what an automation hears."""


@contextmanager
def telling_prefect(settings: Settings) -> Iterator[None]:
    """Tell what has happened since it was told last; the first time what happens while this lasts."""
    context = enter(settings)
    try:
        name = f"supervision_told_{plain_code(context.township)}"
        with context.reading() as reading:
            head = trail_head(reading).entries
        if Variable.get(name) is None:
            Variable.set(name, head)
        try:
            yield
        finally:
            _tell(context, name)
    finally:
        context.database.close()


def _tell(context: Context, name: str) -> None:
    told = Variable.get(name)
    begin = told if isinstance(told, int) else 0
    with context.reading() as reading:
        entries, head = trail_since(reading, begin, list(EVENTS)), trail_head(reading).entries
    for entry, own_hash in entries:
        facts = json.loads(entry.facts)
        if entry.action == Action.SWEEP and "card" not in facts:
            continue
        _emit(context.township, entry, facts, own_hash)
    if head != begin:
        Variable.set(name, head, overwrite=True)


def _emit(township: str, entry: Entry, facts: dict[str, object], own_hash: str) -> None:
    kind = "task" if entry.action == Action.SWEEP else "month"
    emit_event(
        event=EVENTS[entry.action],
        resource={"prefect.resource.id": f"supervision.{kind}.{township}.{entry.subject}"},
        payload={"township": township, "subject": entry.subject, "unit": entry.unit, "at": str(entry.at), **facts},
        id=UUID(own_hash[:32]),
    )
