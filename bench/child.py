"""One measurement in a process of its own, so that nothing is warm and the peak of memory is its own.

    python -m bench.child SIDE FUNCTION DATABASE FOLDER

prints one JSON line. What is measured when is `measure`'s question.
"""

from __future__ import annotations

import gc
import json
import re
import resource
import sys
from pathlib import Path
from time import perf_counter, process_time

from bench import house, raw
from supervision.context import Context


def peak_mb() -> float:
    """The most memory this process has held; Linux tells it without the parent's, other systems roughly."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
        if found:
            return int(found.group(1)) / 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def main(side: str, function: str, database: str, folder: str) -> None:
    file = Path(database)
    if function == "found":
        house.found(file, Path(folder))
        return
    room = house.open_house(file) if side == "house" else raw.open_raw(file)
    work = getattr(house if side == "house" else raw, function)
    gc.collect()
    idle, cpu, begun = peak_mb(), process_time(), perf_counter()
    answer = work(room, Path(folder))
    seconds = perf_counter() - begun
    told = {"answer": answer, "seconds": seconds, "cpu": process_time() - cpu, "idle_mb": idle, "peak_mb": peak_mb()}
    print(json.dumps(told))
    (room.database if isinstance(room, Context) else room).close()


if __name__ == "__main__":
    main(*sys.argv[1:])
