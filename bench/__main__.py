"""How fast the house is beside the bare database: `python -m bench [--sizes 1000,10000] [--steps S1,S3] [--write]`.

What is done is in `house` and `raw`, how it is measured in `measure`, how it is told in `told`. The terminal is
measured by `python -m bench terminal`, the keys that findings take by `python -m bench keys`, a county by
`python -m bench county`, what limited reading costs by `python -m bench reading`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench.measure import Bench, Measured
from bench.steps import STEPS, Step
from bench.told import show, write_json, write_page

WIDTH = 132
"""Of the table in a file; a terminal has its own."""


def main() -> None:
    if sys.argv[1:2] == ["terminal"]:
        from bench.terminal import main as measure_terminal

        measure_terminal(sys.argv[2:])
        return
    if sys.argv[1:2] == ["keys"]:
        from bench.keys import main as count_keys

        count_keys(sys.argv[2:])
        return
    if sys.argv[1:2] == ["reading"]:
        from bench.reading import main as measure_reading

        measure_reading(sys.argv[2:])
        return
    if sys.argv[1:2] == ["county"]:
        from bench.county import main as measure_county

        measure_county(sys.argv[2:])
        return
    arguments = _arguments()
    chosen = [step for step in STEPS if step.code in arguments.steps]
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    measured = _measure(arguments.sizes, chosen, console)
    show(console, measured)
    console.print(f"JSON: {write_json(measured)}")
    if arguments.write:
        console.print(f"page: {write_page(measured)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="The house beside the bare database.")
    codes = sorted({step.code for step in STEPS})
    parser.add_argument("--sizes", type=_sizes, default=[1000, 10000], help="findings, e.g. 1000,10000,100000")
    parser.add_argument("--steps", type=_codes, default=codes, help=f"some of {','.join(codes)}")
    parser.add_argument("--write", action="store_true", help="also write the table to bench/results.md")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(part.replace("k", "000")) for part in text.split(",")]


def _codes(text: str) -> list[str]:
    wanted = [part.strip().upper() for part in text.split(",")]
    unknown = set(wanted) - {step.code for step in STEPS}
    if unknown:
        raise argparse.ArgumentTypeError(f"no such step: {', '.join(sorted(unknown))}")
    return wanted


def _measure(sizes: list[int], steps: list[Step], console: Console) -> list[Measured]:
    measured: list[Measured] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=len(sizes) * len(steps))
        for size in sizes:
            bench = Bench(size, Path(folder), lambda doing: progress.update(bar, description=doing))
            for step in steps:
                measured.append(bench.measure(step))
                progress.advance(bar)
    return measured


if __name__ == "__main__":
    main()
