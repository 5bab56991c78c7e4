"""How long an office's own ledger takes to be read and judged, beside the bare reader: `python -m bench.sheets [ROWS]`.

Processor time and peak memory, each step in a process of its own. Everything else is `__main__`'s question.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import python_calamine
import xlsxwriter

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


def house(path: Path) -> None:
    """Every row understood, compared with what is there, and checked."""
    from supervision.domain.checks.office import Wishes
    from supervision.services.importing import import_bundle, review_table
    from supervision.store.database import Database
    from tests.conftest import SAMPLE, person
    from tests.conftest import house as township

    context = township(Database("sqlite://"))
    import_bundle(context, SAMPLE)
    started = time.process_time()
    review = review_table(person(context, "P000003"), path, Wishes())
    print(f"  (judged in {time.process_time() - started:.2f} s: {dict(review.counts)})")


STEPS: dict[str, Callable[[Path], None]] = {"bare": bare, "grid": grid, "house": house}


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), rows)
        for name in ("台账.xlsx", "台账.csv"):
            for step in STEPS:
                subprocess.run([sys.executable, "-m", "bench.sheets", step, str(Path(folder) / name)], check=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        began = time.process_time()
        STEPS[sys.argv[1]](Path(sys.argv[2]))
        took, peak = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{sys.argv[1]:6} {Path(sys.argv[2]).suffix:6} {took:6.2f} s  {peak} MB")
    else:
        main(int(sys.argv[1]) if len(sys.argv) == 2 else 100_000)
