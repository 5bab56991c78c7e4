"""How a step is measured: from a copy of its starting database, in a process of its own, the median of three."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.inputs import make_bundle
from bench.steps import BEFORE, SIDES, Step

ROUNDS = 3
LONG_SECONDS = 15
"""A step that takes longer is measured once."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One step at one size. Seconds and megabytes; `amount` is how many findings, moves or rows there were.

    `cpu` are the processor's seconds, which neighbours on the machine disturb less than the clock's.
    """

    size: int
    step: Step
    amount: int
    rounds: int
    seconds: float
    raw_seconds: float | None
    cpu: float
    raw_cpu: float | None
    peak_mb: float
    raw_peak_mb: float | None

    @property
    def ratio(self) -> float | None:
        return None if self.raw_seconds is None else self.seconds / self.raw_seconds

    @property
    def cpu_ratio(self) -> float | None:
        return None if self.raw_cpu is None or self.step.looks else self.cpu / self.raw_cpu

    @property
    def met(self) -> bool | None:
        """Is the goal met? None where there is none."""
        figure = self.seconds if self.step.looks else self.ratio
        return None if self.step.limit is None or figure is None else figure <= self.step.limit


class Bench:
    """One size: its records, and the databases from which steps start, each made once."""

    def __init__(self, size: int, folder: Path, say: Callable[[str], None]) -> None:
        self.size = size
        self.folder = folder / str(size)
        self.say = say
        say(f"{size:,}: records")
        make_bundle(size, self.folder)

    def measure(self, step: Step) -> Measured:
        sides = SIDES[:1] if step.alone else SIDES
        runs: dict[str, list[dict[str, Any]]] = {side: [] for side in sides}
        for turn in range(ROUNDS):
            for side in sides:
                self.say(f"{self.size:,}: {step.code} {step.name}, {side}, {turn + 1}")
                runs[side].append(self._run(side, step.function, self._copy(side, step.start)))
            if max(run[0]["seconds"] for run in runs.values()) > LONG_SECONDS:
                break
        typical = {side: median(_seconds(run, step) for run in found) for side, found in runs.items()}
        cpu = {side: median(run["cpu"] for run in found) for side, found in runs.items()}
        peak = {side: max(run["peak_mb"] for run in found) for side, found in runs.items()}
        amount = 0 if step.looks else int(runs["house"][0]["answer"])
        return Measured(
            self.size,
            step,
            amount,
            len(runs["house"]),
            typical["house"],
            typical.get("raw"),
            cpu["house"],
            cpu.get("raw"),
            peak["house"],
            peak.get("raw"),
        )

    def _stage(self, side: str, stage: str) -> Path:
        """The database at a stage of the work."""
        before, _ = BEFORE[stage]
        if before is None:
            side = "house"
        elif side == "raw" and stage == "closing":
            return self._stage(side, "moved")
        file = self.folder / f"{side}-{stage}.db"
        if not file.exists():
            self.say(f"{self.size:,}: {side} up to {stage}")
            made = self.folder / "making.db"
            if before is not None:
                shutil.copyfile(self._stage(side, before), made)
            self._run(side, BEFORE[stage][1], made)
            made.rename(file)
        return file

    def _copy(self, side: str, stage: str) -> Path:
        copy = self.folder / "measured.db"
        shutil.copyfile(self._stage(side, stage), copy)
        return copy

    def _run(self, side: str, function: str, database: Path) -> dict[str, Any]:
        command = [sys.executable, "-m", "bench.child", side, function, str(database), str(self.folder)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
        return json.loads(done.stdout) if done.stdout else {}


def _seconds(run: dict[str, Any], step: Step) -> float:
    return float(run["answer"] if step.looks else run["seconds"])
