"""How many faults were survived, by place and kind; told at the end of the run, be it in one process or in several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest


@dataclass(slots=True)
class Tally:
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def survived(self, place: str, fault: str) -> None:
        self.counts[place, fault] += 1

    def lines(self) -> list[str]:
        rows = [f"{number:5}  {place}, {fault}" for (place, fault), number in sorted(self.counts.items())]
        return [*rows, f"{sum(self.counts.values()):5}  faults survived"]


WHOLE = pytest.StashKey[Tally]()


@pytest.fixture(scope="session")
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """Counts the faults survived. A worker of pytest-xdist has no terminal and hands its counts over."""
    counted = Tally()
    yield counted
    config = request.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["survived"] = [[*told, number] for told, number in counted.counts.items()]
    else:
        config.stash[WHOLE] = counted


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    whole = node.config.stash.setdefault(WHOLE, Tally())
    for place, fault, number in getattr(node, "workeroutput", {}).get("survived", ()):
        whole.counts[place, fault] += number


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    whole = config.stash.get(WHOLE, Tally())
    if whole.counts:
        terminalreporter.write_line("\n" + "\n".join(whole.lines()))
