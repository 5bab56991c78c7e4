"""Which tables there are: the one place that imports every one of them."""

from __future__ import annotations

from sqlmodel import SQLModel

from supervision.store.tables import (
    accounts,
    anchors,
    development,
    evidence,
    facts,
    months,
    notices,
    township,
    trail,
    work,
)

MODULES = (township, accounts, facts, development, work, evidence, months, anchors, notices, trail)
METADATA = SQLModel.metadata
