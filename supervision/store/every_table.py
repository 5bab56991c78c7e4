"""Which tables there are: the one place that imports every one of them."""

from __future__ import annotations

from sqlmodel import SQLModel

from supervision.store.tables import (
    accounts,
    anchors,
    delegations,
    development,
    evidence,
    facts,
    importing,
    inspection,
    months,
    notices,
    papers,
    registers,
    township,
    trail,
    work,
)

MODULES = (
    township,
    accounts,
    delegations,
    facts,
    development,
    registers,
    work,
    evidence,
    papers,
    months,
    anchors,
    notices,
    importing,
    inspection,
    trail,
)
METADATA = SQLModel.metadata
