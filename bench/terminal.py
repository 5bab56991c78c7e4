"""How quick the terminal is: `python -m bench terminal --rows 1000,100000,1000000 [--write]`.

A real process in a terminal of its own; a frame is painted when its last byte has come. The goals are the project's.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, sleep

from rich.console import Console
from rich.table import Table

from bench.many_tasks import EVERY, RARE, TODAY, make_tasks
from bench.pseudo_terminal import FRAME_END, LINES, PseudoTerminal

SECRETARY = "P000001"
DOWN, UP, PAGE, BACK, TOP, BOTTOM = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~", b"g", b"G"
KEYS, PAGES, CHANGES = 200, 120, 8
SUMS = 4.0
"""Seconds until the sums of the first screen have come at a million tasks."""
WHOLE = 100_000
"""From so many rows on the larger size's goals hold."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds by the clock; `cpu` by the processor, each key's share of all."""

    p50: float
    p95: float
    p99: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One size. Milliseconds, megabytes; `search` counts from the last key and holds the 150 ms of patience."""

    rows: int
    first_paint: float
    first_cpu: float
    board_rows: float
    start_cpu: float
    list_rows: float
    whole_order: float
    down: Spread
    page: Spread
    bottom: float
    search_rare: float
    search_common: float
    others: float
    others_most: float
    memory: float


def measure(file: Path, rows: int) -> Figures:
    """One run of the terminal over a database."""
    environment = {
        "SUPERVISION_DATABASE_URL": str(file),
        "SUPERVISION_TODAY": TODAY.isoformat(),
        "SUPERVISION_PERSON": SECRETARY,
        "SUPERVISION_LANG": "zh",
    }
    terminal = PseudoTerminal([sys.executable, "-m", "tui"], environment)
    try:
        first = terminal.until(FRAME_END)
        first_cpu = terminal.cpu()
        board = terminal.until("堵塞")  # stands in rows alone
        cpu = terminal.cpu()
        terminal.rest(1.0)
        listed = terminal.until("BT-", terminal.send(b"a"))
        begun = perf_counter() - listed
        whole = terminal.until(f"{rows:,}", begun) if rows > 128 else listed
        terminal.rest(SUMS)  # the board behind is still adding up
        down = _spread(terminal, (DOWN, UP), KEYS, rows - 1)
        terminal.send(TOP)
        terminal.rest()
        page = _spread(terminal, (PAGE, BACK), PAGES, rows // LINES - 1)
        bottom = terminal.painted_after(BOTTOM)
        terminal.rest()
        memory = terminal.megabytes()
        rare = _search(terminal, RARE, f"共 {-(-rows // EVERY):,} 条")
        common = _search(terminal, "堵塞", "BT-")
        memory = max(memory, terminal.megabytes())
        others = sorted(_another_writes(terminal, file, place) for place in range(CHANGES))
        ms = 1000.0
        return Figures(
            rows, first * ms, first_cpu * ms, board * ms, cpu * ms, listed * ms, whole * ms, down, page, bottom * ms,
            rare * ms, common * ms, others[CHANGES // 2] * ms, others[-1] * ms, memory,
        )  # fmt: skip
    finally:
        terminal.close()


def _spread(terminal: PseudoTerminal, there_and_back: tuple[bytes, bytes], count: int, room: int) -> Spread:
    """The same key again and again; at the end of the list the way back."""
    times = []
    begun = terminal.cpu()
    for place in range(count):
        times.append(terminal.painted_after(there_and_back[place // room % 2]) * 1000)
        sleep(0.02)
    cpu = (terminal.cpu() - begun) * 1000 / count
    times.sort()
    return Spread(*(times[min(count - 1, int(count * share))] for share in (0.5, 0.95, 0.99)), cpu)


def _search(terminal: PseudoTerminal, typed: str, seen: str) -> float:
    """Seconds from the last key of the search to its first rows."""
    terminal.send(b"/")
    terminal.rest()
    for letter in typed[:-1]:
        terminal.send(letter.encode())
        sleep(0.05)
    took = terminal.until(seen, terminal.send(typed[-1].encode()))
    terminal.rest(1.0)
    terminal.send(b"\x7f" * len(typed))
    terminal.rest(3.0)
    terminal.send(b"\r")
    terminal.rest()
    return took


def _another_writes(terminal: PseudoTerminal, file: Path, place: int) -> float:
    """Seconds from another process's commit until the row at the top of the list is painted anew."""
    terminal.send(TOP)
    terminal.rest(3.0 + place / CHANGES)
    connection = sqlite3.connect(file)
    (number,) = connection.execute(
        "SELECT task_no FROM task WHERE due IS NOT NULL AND state <> 'closed' ORDER BY due, id LIMIT 1"
    ).fetchone()
    with connection:
        severity = "minor" if place % 2 else "critical"
        connection.execute("UPDATE task SET severity = ? WHERE task_no = ?", (severity, number))
    begun = perf_counter()
    connection.close()
    return terminal.until(number, begun)


Row = tuple[str, str, Callable[[Figures], float], tuple[float, float] | None]
ROWS: tuple[Row, ...] = (
    ("first paint", "ms", lambda each: each.first_paint, None),
    ("  processor", "ms", lambda each: each.first_cpu, (300, 300)),
    ("rows of the first screen", "ms", lambda each: each.board_rows, (300, 350)),
    ("  processor", "ms", lambda each: each.start_cpu, None),
    ("rows of all tasks", "ms", lambda each: each.list_rows, (300, 350)),
    ("order of all of them", "ms", lambda each: each.whole_order, None),
    ("key p50", "ms", lambda each: each.down.p50, (10, 10)),
    ("key p95", "ms", lambda each: each.down.p95, None),
    ("key p99", "ms", lambda each: each.down.p99, (35, 35)),
    ("  processor a key", "ms", lambda each: each.down.cpu, (5, 5)),
    ("page p50", "ms", lambda each: each.page.p50, (25, 25)),
    ("page p95", "ms", lambda each: each.page.p95, None),
    ("page p99", "ms", lambda each: each.page.p99, (55, 55)),
    ("  processor a page", "ms", lambda each: each.page.cpu, (12, 12)),
    ("to the last row", "ms", lambda each: each.bottom, None),
    ("search, a rare word", "ms", lambda each: each.search_rare, (250, 400)),
    ("search, a common word", "ms", lambda each: each.search_common, (250, 400)),
    ("another's change seen, p50", "ms", lambda each: each.others, None),
    ("another's change seen, longest of 8", "ms", lambda each: each.others_most, (1500, 1500)),
    ("memory", "MB", lambda each: each.memory, (75, 90)),
)


def table(measured: list[Figures]) -> Table:
    shown = Table(title="The terminal, 160 × 45; a mark says whether the goal is met")
    shown.add_column("")
    for each in measured:
        shown.add_column(f"{each.rows:,} tasks", justify="right")
    for name, unit, figure, goals in ROWS:
        cells = [name]
        for each in measured:
            goal = None if goals is None else goals[each.rows > WHOLE]
            value = figure(each)
            mark = "" if goal is None else f" {'✓' if value <= goal else '×'} {goal:g}"
            cells.append(f"{value:.1f} {unit}{mark}")
        shown.add_row(*cells)
    return shown


def page(measured: list[Figures]) -> str:
    """The figures as a page of Markdown."""
    head = ["", *(f"{each.rows:,} tasks" for each in measured)]
    rows = [head, ["---", *("---:" for _ in measured)]]
    for name, unit, figure, goals in ROWS:
        cells = [name.strip() if not name.startswith(" ") else f"– {name.strip()}"]
        for each in measured:
            goal = "" if goals is None else f" (≤ {goals[each.rows > WHOLE]:g})"
            cells.append(f"{figure(each):.1f} {unit}{goal}")
        rows.append(cells)
    load = os.getloadavg()[1]
    said = f"{INTRO}\n\nThe machine's load over the last five minutes was {load:.1f} on {os.cpu_count()} cores.\n\n"
    return said + "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


INTRO = """# The terminal

`python -m bench terminal --rows 1000,100000,1000000 --write`: a real process in a terminal of 160 × 45, every task open
(the worst case of the lists), signed in as the township's secretary. Times run from a key to the frame's last byte;
`search` counts from the last letter and holds the 150 ms that the search waits for another one. Goals in brackets.
Neighbours on the machine disturb times; the processor's milliseconds are steadier."""
PAGE_FILE = Path(__file__).with_name("terminal.md")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench terminal", description=__doc__)
    parser.add_argument("--rows", default="1000,100000", help="open tasks, e.g. 1000,100000,1000000")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--write", action="store_true", help="also write the table to bench/terminal.md")
    chosen = parser.parse_args(arguments)
    measured: list[Figures] = []
    console = Console()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for rows in [int(part.replace("k", "000")) for part in chosen.rows.split(",")]:
            file = Path(folder) / f"{rows}.db"
            with console.status(f"{rows:,} tasks"):
                make_tasks(file, rows)
                measured.append(measure(file, rows))
    console.print(table(measured))
    if chosen.json is not None:
        chosen.json.write_text(json.dumps([asdict(each) for each in measured], indent=1), encoding="utf-8")
    if chosen.write:
        PAGE_FILE.write_text(page(measured), encoding="utf-8")
