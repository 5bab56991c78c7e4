"""Which steps there are, what each starts from, and the goal it has (the figures of the design's performance page)."""

from __future__ import annotations

from dataclasses import dataclass

SIDES = ("house", "raw")


@dataclass(frozen=True, slots=True)
class Step:
    """One measured function, of the same name in `house` and `raw`. `start` is the stage of the database it needs.

    `looks`: the function gives its own median, in seconds, instead of being timed. `limit` is a ratio, for a look
    seconds. `alone`: there is nothing raw to compare with.
    """

    code: str
    name: str
    function: str
    start: str
    limit: float | None = None
    looks: bool = False
    alone: bool = False


STEPS = (
    Step("S1", "import findings, open tasks", "import_findings", "founded", 4),
    Step("S2", "moves with history", "import_moves", "issued", 5),
    Step("S2", "one move, one transaction", "single_moves", "issued", looks=True, alone=True),
    Step("S3", "overdue, first page of 50", "overdue_page", "moved", 0.001, looks=True),
    Step("S3", "counts of open tasks", "counts", "moved", looks=True),
    Step("S3", "counts by unit", "loads", "moved", looks=True),
    Step("S4", "month scored and sealed", "close_month", "closing", 10),
    Step("S5", "three lists to .xlsx", "write_ledger", "issued", 1.1),
)

BEFORE = {
    "founded": (None, "found"),
    "issued": ("founded", "import_findings"),
    "moved": ("issued", "import_moves"),
    "closing": ("moved", "seal_earlier_months"),
}
"""Stage → the stage before it and the function that leads from there. Raw work has no months before the last."""
