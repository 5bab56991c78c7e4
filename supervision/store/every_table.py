"""Which tables there are: the one place that imports every one of them."""

from __future__ import annotations

from sqlmodel import SQLModel

from supervision.store.tables import facts, months, notices, township, trail, work

MODULES = (township, facts, work, months, notices, trail)
METADATA = SQLModel.metadata
