"""Which tables there are: the one place that imports every one of them."""

from __future__ import annotations

from sqlmodel import SQLModel

from supervision.store.columns import told_to_postgresql
from supervision.store.tables import (
    accounts,
    anchors,
    choices,
    decisions,
    delegations,
    development,
    evidence,
    facts,
    findings,
    importing,
    inspection,
    months,
    notices,
    papers,
    posts,
    registers,
    steps,
    township,
    trail,
    work,
)

MODULES = (
    township,
    choices,
    accounts,
    posts,
    delegations,
    findings,
    facts,
    development,
    registers,
    decisions,
    work,
    evidence,
    papers,
    months,
    steps,
    anchors,
    notices,
    importing,
    inspection,
    trail,
)
METADATA = told_to_postgresql(SQLModel.metadata)
