"""Whether a cadre's targets can be computed (R-39): E-RANGE, E-ZERO-TARGET, and the sum of the weights E-WEIGHTS."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_names
from supervision.domain.checks.typed import Typed
from supervision.domain.model import CadreTarget

WHOLE = Decimal(100)
"""Per cent: what a person's weights sum to."""

Key = tuple[str, str]


def check_targets(
    typed: Typed[CadreTarget], known: Iterable[CadreTarget], register: Register, problems: Problems
) -> None:
    """New rows; the weights over the latest row of each code, known and new together (R-3)."""
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    check_names(typed, "person_no", register.person_names, Expected.KNOWN_PERSON, problems)
    last_line: dict[Key, int] = {}
    doubtful = typed.doubt("person_no", "period")
    wrong: set[Key] = set()
    for line, row in typed.placed("weight"):
        if row.weight <= 0:
            problems.add(typed.table, line, "E-RANGE", "weight", row.weight, Expected.ABOVE, limit=0)
            wrong.add((row.person_no, row.period))
    for line, row in typed.placed("target"):
        if row.target <= 0:
            problems.add(typed.table, line, "E-ZERO-TARGET", "target", row.target, Expected.ABOVE, limit=0)
    for line, row in typed.sound():
        last_line[row.person_no, row.period] = line
    latest = _latest(row for rows in (known, typed.facts) for row in rows if (row.person_no, row.period) in last_line)
    for key, line in last_line.items():
        total = sum(latest[key].values(), Decimal(0))
        if total != WHOLE and key not in wrong and not doubtful(key):
            problems.add(
                typed.table, line, "E-WEIGHTS", "weight", total, Expected.WEIGHT_SUM,
                wanted=WHOLE, person=key[0], period=key[1],
            )  # fmt: skip


def _latest(rows: Iterable[CadreTarget]) -> dict[Key, dict[str, Decimal]]:
    """By person and month the weight of each code's latest row."""
    found: dict[Key, dict[str, Decimal]] = {}
    for row in sorted(rows, key=lambda row: (row.recorded_at, row.row_no)):
        found.setdefault((row.person_no, row.period), {})[row.code] = row.weight
    return found
