"""How the figures are told: a table on the screen, a JSON file, a page for the repository."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.measure import Measured
from supervision.store.database import sqlite_module

HERE = Path(__file__).parent
HEADS = ("step", "findings", "amount", "house", "raw", "ratio", "CPU ratio", "goal", "met", "peak MB", "raw MB")


def machine() -> str:
    """What the figures were measured on; no names, no paths."""
    model = "unknown processor"
    about = Path("/proc/cpuinfo")
    if about.exists():
        lines = about.read_text().splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    python = ".".join(map(str, sys.version_info[:3]))
    sqlite = sqlite_module().sqlite_version
    return f"{os.cpu_count()} × {model}, {platform.system()}, Python {python}, SQLite {sqlite}"


def cells(one: Measured) -> tuple[str, ...]:
    step = one.step
    goal = "" if step.limit is None else f"≤ {step.limit * 1000:g} ms" if step.looks else f"≤ {step.limit:g}"
    return (
        f"{step.code} {step.name}",
        f"{one.size:,}",
        f"{one.amount:,}" if one.amount else "",
        _time(one.seconds, one),
        _time(one.raw_seconds, one),
        _ratio(one.ratio),
        _ratio(one.cpu_ratio),
        goal,
        {None: "", True: "yes", False: "NO"}[one.met],
        f"{one.peak_mb:.0f}",
        "" if one.raw_peak_mb is None else f"{one.raw_peak_mb:.0f}",
    )


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _time(seconds: float | None, one: Measured) -> str:
    if seconds is None:
        return ""
    return f"{seconds * 1000:.2f} ms" if one.step.looks else f"{seconds:.3f} s"


def show(console: Console, measured: list[Measured]) -> None:
    table = Table(title=machine(), title_justify="left")
    for place, head in enumerate(HEADS):
        table.add_column(head, justify="left" if place == 0 else "right")
    for one in measured:
        table.add_row(*cells(one))
    console.print(table)


def write_json(measured: list[Measured]) -> str:
    """Every figure; the file's name within the repository."""
    out = HERE / "out" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    rows = [asdict(one) | {"ratio": one.ratio, "cpu_ratio": one.cpu_ratio, "met": one.met} for one in measured]
    told = {"machine": machine(), "on": date.today().isoformat(), "measured": rows}
    out.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return str(out.relative_to(HERE.parent))


def write_page(measured: list[Measured]) -> str:
    """The table as Markdown; the file's name within the repository."""
    page = HERE / "results.md"
    rows = [HEADS, ("---", *["---:"] * (len(HEADS) - 1)), *map(cells, measured)]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    intro = (HERE / "intro.md").read_text(encoding="utf-8")
    page.write_text(f"{intro}\n{machine()}; {date.today().isoformat()}.\n\n{table}\n", encoding="utf-8")
    return str(page.relative_to(HERE.parent))
