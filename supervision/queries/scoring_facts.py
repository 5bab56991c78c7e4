"""What a month is computed from: every fact of the township, grouped by unit once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from supervision.context import Reading
from supervision.domain.checks.columns_of_development import DEVELOPMENT
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.facts import TownshipFacts, gather
from supervision.domain.result import MonthResult
from supervision.store.mapping import KINDS
from supervision.store.result_rows import read_figures

_NOT_SCORED = {"people", *REGISTERS, *(form.name for form in DEVELOPMENT)}


def township_facts(reading: Reading) -> TownshipFacts:
    """All facts of the township, of any date; the rules themselves choose what counts (R-3)."""

    def rows() -> Iterator[Any]:
        for kind in KINDS.values():
            if kind.name not in _NOT_SCORED:
                yield from kind.read(reading.session, reading.township)

    return gather(rows())


def sealed_before(reading: Reading, period: str) -> list[MonthResult]:
    """What the sealed months before `period` came to, oldest first: figures only, no later month asks for more."""
    return read_figures(reading.session, reading.township, period)
