"""What the house knows of a sender's tables: its saved mappings, and which of its rows came in already."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from supervision.context import Reading
from supervision.store.mapping import table_of
from supervision.store.sheet_headers import headers
from supervision.store.tables.importing import ImportMappingRow, ImportReferenceRow

_MAPPINGS = table_of(ImportMappingRow)
_REFERENCES = table_of(ImportReferenceRow)


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """One form of one sender: header → column. `saved_at` is None for those that come with the house."""

    sender: str
    kind: str
    columns: Mapping[str, str]
    saved_at: datetime | None


def saved_mappings(reading: Reading, sender: str | None = None) -> list[SavedMapping]:
    """The mappings that come with the house, then the saved ones, the newest last; of one sender or of all."""
    chosen = select(_MAPPINGS.c.sender, _MAPPINGS.c.kind, _MAPPINGS.c.columns, _MAPPINGS.c.saved_at).where(
        _MAPPINGS.c.township == reading.township
    )
    if sender is not None:
        chosen = chosen.where(_MAPPINGS.c.sender == sender)
    found = [
        SavedMapping(name, kind, columns, None)
        for name, kinds in headers().senders.items()
        for kind, columns in kinds.items()
        if sender in (None, name)
    ]
    rows = reading.session.execute(chosen.order_by(_MAPPINGS.c.saved_at, _MAPPINGS.c.sender, _MAPPINGS.c.headers))
    return [*found, *(SavedMapping(row.sender, row.kind, json.loads(row.columns), row.saved_at) for row in rows)]


def mapping_of(reading: Reading, sender: str | None) -> dict[str, dict[str, str]]:
    """By kind, what this sender's headers mean; where two saved forms differ, the newer one decides."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for saved in saved_mappings(reading, sender) if sender is not None else ():
        found[saved.kind].update(saved.columns)
    return dict(found)


def references_of(reading: Reading, sender: str | None, kind: str) -> dict[str, str]:
    """The sender's own numbers that came in already, and the numbers they got."""
    if sender is None:
        return {}
    rows = reading.session.execute(
        select(_REFERENCES.c.reference, _REFERENCES.c.number).where(
            _REFERENCES.c.township == reading.township, _REFERENCES.c.sender == sender, _REFERENCES.c.kind == kind
        )
    )
    return {row.reference: row.number for row in rows}
