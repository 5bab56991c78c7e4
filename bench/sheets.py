"""How long an office's own ledger takes to come in, beside the bare reader: `python -m bench.sheets [SIZES] [--write]`.

Processor time and peak memory, each step in a process of its own. Everything else is `__main__`'s question.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from bench.child import peak_mb

HEADING = """
| rows | file | step | processor | MB before | MB at the peak | grown by |
| ---: | --- | --- | ---: | ---: | ---: | ---: |
"""
HEAD = ("序号", "村名", "督查时间", "存在问题", "考评项目", "问题等级", "整改责任人", "备注")


def make(folder: Path, rows: int) -> None:
    """The same ledger as .xlsx and as .csv."""
    book = xlsxwriter.Workbook(str(folder / "台账.xlsx"), {"constant_memory": True})
    sheet = book.add_worksheet()
    with (folder / "台账.csv").open("w", encoding="utf-8") as file:
        text = csv.writer(file)
        for number in range(rows + 1):
            row = (number, "石塝村", "2026.6.15", f"第{number}个问题记录不规范", "A02 三个清单", "一般", "", "")
            sheet.write_row(number, 0, row if number else HEAD)
            text.writerow(row if number else HEAD)
    book.close()


def bare(path: Path) -> None:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8") as file:
            list(csv.reader(file))
    else:
        list(python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows())


def grid(path: Path) -> None:
    from supervision.store.sheet_grid import read_grids

    read_grids(path)


def preview(path: Path) -> None:
    """Every row understood, compared with what is there, and checked."""
    from supervision.services.importing import review_table

    with tempfile.TemporaryDirectory() as folder:
        context, wishes = _township(Path(folder))
        _told(lambda: review_table(context, path, wishes))


def whole(path: Path) -> None:
    """The same, then everything written and every task opened, in one transaction."""
    from supervision.services.importing import import_table

    with tempfile.TemporaryDirectory() as folder:
        context, wishes = _township(Path(folder))
        _told(lambda: import_table(context, path, wishes))


def _township(folder: Path) -> tuple[Any, Any]:
    """The sample half-year in a file, and who imports."""
    from supervision.domain.checks.office import Wishes
    from supervision.services.importing import import_bundle
    from supervision.store.database import Database
    from tests.conftest import SAMPLE, person
    from tests.conftest import house as township

    context = township(Database(f"sqlite:///{folder / 'house.db'}"))
    import_bundle(context, SAMPLE)
    return person(context, "P000003"), Wishes(sender="纪检")


def _told(work: Callable[[], Any]) -> None:
    """One line of JSON: seconds of the processor, memory before and at the peak in MB, rows that came in."""
    before, began = peak_mb(), time.process_time()
    done = work()
    counts = getattr(done, "counts", {})
    found = {"seconds": time.process_time() - began, "before": before, "peak": peak_mb(), "new": counts.get("new")}
    print(json.dumps(found))


STEPS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "bare": ("bare reader", lambda path: _told(lambda: bare(path))),
    "grid": ("read", lambda path: _told(lambda: grid(path))),
    "preview": ("read, judge", preview),
    "whole": ("read, judge, write, open tasks", whole),
}


def main(sizes: Sequence[int], write: bool) -> None:
    lines = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), size)
            for name in ("台账.xlsx", "台账.csv"):
                for step, (told, _) in STEPS.items():
                    command = [sys.executable, "-m", "bench.sheets", step, str(Path(folder) / name)]
                    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
                    grown = found["peak"] - found["before"]
                    lines.append(
                        f"| {size:,} | {Path(name).suffix} | {told} | {found['seconds']:.2f} s "
                        f"| {found['before']:.0f} | {found['peak']:.0f} | {grown:.0f} |"
                    )
                    print(lines[-1], flush=True)
    if write:
        here = Path(__file__).parent
        page = (here / "intro-sheets.md").read_text(encoding="utf-8")
        (here / "results-sheets.md").write_text(page + HEADING + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in STEPS:
        STEPS[sys.argv[1]][1](Path(sys.argv[2]))
    else:
        told = [argument for argument in sys.argv[1:] if argument != "--write"]
        main([int(size) for size in (told[0] if told else "10000,30000,100000").split(",")], "--write" in sys.argv)
