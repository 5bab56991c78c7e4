"""Whether new rows can still count: what was recorded before the last seal would be known to no month (E-SEAL)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.typed import Typed


def check_after_seal(rows: Typed[Any], sealed_until: datetime, problems: Problems) -> None:
    """Refuse every new row recorded before `sealed_until`: each month takes what came after the seal before it."""
    for line, fact in rows.placed(*FORMATS[rows.table.name].key_columns, "recorded_at"):
        recorded_at = getattr(fact, "recorded_at", None)
        if recorded_at is not None and recorded_at < sealed_until:
            problems.add(
                rows.table, line, "E-SEAL", "recorded_at", recorded_at, Expected.AFTER_SEAL, sealed_at=sealed_until
            )
