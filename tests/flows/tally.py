"""How many faults were survived, by place and kind; told at the end of the run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def survived(self, place: str, fault: str) -> None:
        self.counts[place, fault] += 1

    def lines(self) -> list[str]:
        rows = [f"{number:5}  {place}, {fault}" for (place, fault), number in sorted(self.counts.items())]
        return [*rows, f"{sum(self.counts.values()):5}  faults survived"]
