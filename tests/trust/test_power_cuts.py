"""Power cuts at every write of SQLite: what was acknowledged is there, the file is sound, the trail holds.

How the states come about is `power`'s question. SUPERVISION_POWER_CUTS sets how many (heavy; 250000 take some hours).
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from supervision.domain.trail import first_break
from supervision.services.importing import import_bundle
from supervision.store.database import Database, sqlite_module
from tests.conftest import house
from tests.importing.small import small, write
from tests.trust.power import Disk, Event, recorded
from tests.trust.power_work import CLERK

CUTS = int(os.environ.get("SUPERVISION_POWER_CUTS", "10000"))

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="writes are seen by strace, which is not here")


def begun(folder: Path) -> dict[str, bytearray]:
    """A small township in one file, and what that file holds."""
    rows = small()
    rows["people"].append({"person_no": CLERK, "name": "夏雨薇", "role": "party_office_clerk", "unit": ""})
    database = Database(str(folder / "supervision.db"))
    import_bundle(house(database), write(folder / "bundle", rows))
    database.close()
    assert not (folder / "supervision.db-wal").exists()
    return {"supervision.db": bytearray((folder / "supervision.db").read_bytes())}


def fault(folder: Path, images: dict[str, bytearray], told: list[str]) -> str | None:
    """What is wrong with the database that the machine finds when it starts again; None if nothing is."""
    for name in ("supervision.db-shm", "supervision.db-wal", "supervision.db-journal"):
        (folder / name).unlink(missing_ok=True)
    for name, data in images.items():
        (folder / name).write_bytes(data)
    try:
        with closing(sqlite_module().connect(folder / "supervision.db")) as connection:
            return _fault_in(connection, set(told))
    except sqlite_module().DatabaseError as error:
        return f"damaged: {error}"


def _fault_in(connection: Any, told: set[str]) -> str | None:
    found = connection.execute("PRAGMA quick_check").fetchone()[0]
    if found != "ok":
        return f"damaged: {found}"
    there = {row[0] for row in connection.execute("SELECT activity_no FROM activity")}
    there |= {row[0] for row in connection.execute("SELECT measure_no FROM measure")}
    if lost := told - there:
        return f"lost: {sorted(lost)}"
    columns = "seq, at, actor, role, action, subject, unit, facts, rows, previous, hash"
    rows = connection.execute(f"SELECT {columns} FROM trail ORDER BY seq").fetchall()
    if first_break((seq, datetime.fromisoformat(at), *rest) for seq, at, *rest in rows) is not None:
        return "the trail is broken"
    audited = {row[5] for row in rows if row[4] in ("record_activity", "record_measure")}
    written = {number for number in there if number.startswith(("HD-", "ZB-"))}
    return None if audited == written else "a record without its entry in the trail"


def cut_everywhere(folder: Path, start: dict[str, bytearray], events: list[Event], cuts: int) -> Counter[str]:
    """After every event: nothing unsynced, everything, and by chance some of it, so that there are so many cuts."""
    disk, chance, counts = Disk(start), random.Random(20260707), Counter[str]()
    each = max(1, round(cuts / len(events)) - 2)
    for number, event in enumerate(events):
        disk.take(event)
        states = [disk.after_cut(None), disk.after_cut(None, all_kept=True)]
        states += [disk.after_cut(chance) for _ in range(each)] if disk.waiting else []
        for images in states:
            counts["states"] += 1
            wrong = fault(folder, images, disk.told)
            assert wrong is None, f"after event {number} ({event.what} of {event.name}): {wrong}"
    counts["acknowledged"] = len(disk.told)
    counts["syncs"] = sum(event.what == "sync" for event in events)
    counts["writes"] = sum(event.what == "write" for event in events)
    return counts


@pytest.mark.heavy
def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path) -> None:
    start = begun(tmp_path)
    events = recorded(tmp_path)
    place = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else tmp_path
    folder = place / f"power-{os.getpid()}"
    folder.mkdir()
    try:
        counts = cut_everywhere(folder, dict(start), events, CUTS)
        with pytest.raises(AssertionError, match=r"lost|damaged"):  # a disk that only says that it has synced
            cut_everywhere(folder, dict(start), [event for event in events if event.what != "sync"], CUTS)
    finally:
        shutil.rmtree(folder)
    print(
        f"power cuts: {counts['states']} states after {counts['writes']} writes and {counts['syncs']} syncs, "
        f"{counts['acknowledged']} commands acknowledged, 0 lost, 0 damaged, trail holds in each"
    )
    assert counts["acknowledged"] == 40
    assert counts["states"] >= CUTS / 2


def test_what_a_cut_must_not_do_is_seen(tmp_path: Path) -> None:
    start = begun(tmp_path)
    folder = tmp_path / "again"
    folder.mkdir()
    assert fault(folder, start, []) is None
    assert fault(folder, start, ["HD-2026-07-001"]) == "lost: ['HD-2026-07-001']"
    damaged = bytearray(start["supervision.db"])
    damaged[4096 * 3 : 4096 * 4] = bytes(4096)
    assert str(fault(folder, {"supervision.db": damaged}, [])).startswith("damaged")
