"""How long a county takes to close a month, on two workers: `python -m bench county [--sizes 100,300,1000] [--write]`.

Which county that is, is `county_house`'s question; which processes work, `county_machines`'.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.county_house import APPROVER, CLOSING, NOW, digests, found
from bench.county_machines import ROOT, WORKERS, Watch, machines
from bench.told import HERE, machine
from flows.county import shards_for
from tests.postgres import ABSENT, administer, programs, throw_away_server

SETTINGS = ("shared_buffers=512MB", "max_wal_size=4GB")
ENVIRONMENT = {"SUPERVISION_TODAY": NOW.date().isoformat(), "SUPERVISION_LANG": "en"}
HEADS = (
    "townships", "rows", "how", "shards", "time", "a township", "in townships", "Prefect and starts",
    "workers CPU", "server CPU", "workers MB", "server MB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Closed:
    """One county's month. `in_townships` are the seconds that townships took, added up over the workers.

    `workers_cpu` and the megabytes are those of the workers with every run below them.
    """

    townships: int
    rows: int
    how: str
    shards: int
    seconds: float
    in_townships: float
    workers_cpu: float
    server_cpu: float
    workers_mb: float
    server_mb: float

    @property
    def overhead(self) -> float:
        """The share of the workers' time in which no township was worked on: starts, waits, Prefect itself."""
        return 1 - self.in_townships / (self.seconds * WORKERS)


def main(given: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench county", description=__doc__)
    parser.add_argument("--sizes", default="100,300,1000", help="townships, e.g. 100,300,1000")
    parser.add_argument("--plain", default="100", help="sizes at which plain calls are measured besides; may be empty")
    parser.add_argument("--write", action="store_true", help="also write the table to bench/results-county.md")
    arguments = parser.parse_args(given)
    sizes, plain = (_numbers(text) for text in (arguments.sizes, arguments.plain))
    closed = []
    with tempfile.TemporaryDirectory(prefix="county-") as folder, throw_away_server(_programs(), *SETTINGS) as server:
        for number, (size, through_prefect) in enumerate([*((n, False) for n in plain), *((n, True) for n in sizes)]):
            place = Path(folder) / str(number)
            place.mkdir()
            closed.append(_close(server, size, place, through_prefect=through_prefect))
            print(" | ".join(_cells(closed[-1])), flush=True)
    _write(closed, page=arguments.write)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part]


def _programs() -> Path:
    bin_folder = programs()
    if bin_folder is None:
        sys.exit(ABSENT)
    return bin_folder


def _close(server: str, size: int, folder: Path, *, through_prefect: bool) -> Closed:
    name = f"county_{folder.name}"
    rows = found(server, name, size, folder)
    house = f"{server}/{name}"
    try:
        if through_prefect:
            measured = _on_workers(server, house, size, rows, folder)
        else:
            measured = _plain(house, size, rows, folder)
        assert len(digests(house, size)) == 1
    finally:
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")
    return measured


def _plain(house: str, size: int, rows: int, folder: Path) -> Closed:
    environment = {**os.environ, **ENVIRONMENT, "SUPERVISION_DATABASE_URL": house, "SUPERVISION_FOLDER": str(folder)}
    seconds, outcomes = _run(environment, folder, "--no-prefect", "--jobs", str(WORKERS))
    return Closed(size, rows, "plain", 1, seconds, sum(each["seconds"] for each in outcomes), 0, 0, 0, 0)


def _on_workers(server: str, house: str, size: int, rows: int, folder: Path) -> Closed:
    administer(server, f"CREATE DATABASE prefect_{folder.name}")
    with machines(house, f"{server}/prefect_{folder.name}", folder, ENVIRONMENT) as running:
        watch = Watch(running)
        with watch.watching():
            seconds, outcomes = _run(dict(running.environment), folder, "--on-workers", "--jobs", "1")
    administer(server, f"DROP DATABASE prefect_{folder.name} WITH (FORCE)")
    return Closed(
        size, rows, "two workers", shards_for(size), seconds, sum(each["seconds"] for each in outcomes),
        watch.workers_cpu, watch.server_cpu, watch.workers_mb, watch.server_mb,
    )  # fmt: skip


def _run(environment: dict[str, str], folder: Path, *how: str) -> tuple[float, list[dict[str, Any]]]:
    command = (sys.executable, "-c", "from supervision.cli.app import main; main()")
    wish = ("run", "county", CLOSING, "--approve-as", APPROVER, "--json", *how)
    begun = perf_counter()
    done = subprocess.run(
        (*command, *wish), env={**environment, "PYTHONPATH": str(ROOT)}, cwd=folder, check=True, capture_output=True
    )
    return perf_counter() - begun, json.loads(done.stdout)


def _cells(one: Closed) -> tuple[str, ...]:
    prefect = one.how != "plain"
    return (
        f"{one.townships:,}",
        f"{one.rows:,}",
        one.how,
        str(one.shards) if prefect else "",
        f"{one.seconds:.0f} s",
        f"{one.seconds / one.townships * 1000:.0f} ms",
        f"{one.in_townships:.0f} s",
        f"{one.overhead:.0%}",
        f"{one.workers_cpu:.0f} s" if prefect else "",
        f"{one.server_cpu:.0f} s" if prefect else "",
        f"{one.workers_mb:.0f}" if prefect else "",
        f"{one.server_mb:.0f}" if prefect else "",
    )


def _write(closed: list[Closed], *, page: bool) -> None:
    told = {"machine": machine(), "on": date.today().isoformat()}
    (HERE / "out").mkdir(exist_ok=True)
    figures = {**told, "measured": [asdict(one) | {"overhead": one.overhead} for one in closed]}
    (HERE / "out" / "county.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if page:
        rows = [HEADS, ("---:",) * len(HEADS), *map(_cells, closed)]
        table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
        intro = (HERE / "intro-county.md").read_text(encoding="utf-8")
        text = f"{intro}\n{told['machine']}; {told['on']}.\n\n{table}\n"
        (HERE / "results-county.md").write_text(text, encoding="utf-8")
