"""What a disk may hold after a power cut: the writes and syncs that SQLite really made, replayed up to each of them.

A write that was synced is there. One that was not is there, is not, or is there in part: sector by sector. What must
hold in each such state is `test_power_cuts`' question.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
NAMES = ("supervision.db", "supervision.db-wal", "supervision.db-journal")
_CALL = re.compile(
    r"^(?:\d+ +)?(?P<name>pwrite64|write|ftruncate|fsync|fdatasync|unlink|openat)\((?P<rest>.*)\) += (?P<result>-?\d+)"
)
_FILE = re.compile(r"^\d+<(?P<path>[^>]*)>")
_DATA = re.compile(r'"(?P<data>(?:\\x[0-9a-f]{2})*)", (?P<size>\d+)(?:, (?P<at>\d+))?$')


@dataclass(frozen=True, slots=True)
class Event:
    """What was done to a file: `write`, `truncate`, `sync`, `unlink`; or `told`: a record was acknowledged."""

    what: str
    name: str
    at: int = 0
    data: bytes = b""


def recorded(folder: Path) -> list[Event]:
    """Run the work under strace; what it did to the database's files, in order."""
    log = folder / "strace.log"
    calls = "trace=pwrite64,write,ftruncate,fsync,fdatasync,unlink"
    subprocess.run(
        [
            *("strace", "-f", "-y", "-xx", "-s", "1000000", "-e", calls, "-e", "signal=none", "-o", str(log)),
            *(sys.executable, "-m", "tests.trust.power_work", str(folder)),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    with log.open(encoding="ascii", errors="replace") as lines:
        return [event for line in lines if (event := _event(line)) is not None]


def _event(line: str) -> Event | None:
    call = _CALL.match(line)
    if call is None or call["result"].startswith("-"):
        return None
    rest = call["rest"]
    if call["name"] == "unlink":
        name = Path(bytes.fromhex(rest.strip('"').replace("\\x", "")).decode()).name
        return Event("unlink", name) if name in NAMES else None
    file = _FILE.match(rest)
    name = Path(_plain(file["path"])).name if file else ""
    if name == "told":
        return Event("told", name, data=_bytes(rest)[0])
    if name not in NAMES:
        return None
    if call["name"] in ("fsync", "fdatasync"):
        return Event("sync", name)
    if call["name"] == "ftruncate":
        return Event("truncate", name, int(rest.rsplit(", ", 1)[1]))
    data, at = _bytes(rest)
    assert len(data) == int(call["result"])
    return Event("write", name, at, data)


def _plain(path: str) -> str:
    """With -xx strace writes paths in hexadecimal too."""
    return bytes.fromhex(path.replace("\\x", "")).decode() if path.startswith("\\x") else path


def _bytes(rest: str) -> tuple[bytes, int]:
    found = _DATA.search(rest)
    assert found is not None, rest[:120]
    return bytes.fromhex(found["data"].replace("\\x", "")), int(found["at"] or 0)


@dataclass(slots=True)
class Disk:
    """The files: what is durable of each, and what was done since its last sync."""

    durable: dict[str, bytearray]
    waiting: dict[str, list[Event]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def take(self, event: Event) -> None:
        match event.what:
            case "told":
                self.told += event.data.decode().split()
            case "sync":
                self.durable[event.name] = self.image(event.name, self.waiting.pop(event.name, []))
            case "unlink":
                self.durable.pop(event.name, None)
                self.waiting.pop(event.name, None)
            case _:
                self.waiting.setdefault(event.name, []).append(event)

    def image(self, name: str, kept: Sequence[Event]) -> bytearray:
        """The file with those of its unsynced changes."""
        made = bytearray(self.durable.get(name, b""))
        for event in kept:
            if event.what == "truncate":
                del made[event.at :]
                continue
            if len(made) < event.at:
                made.extend(bytes(event.at - len(made)))
            made[event.at : event.at + len(event.data)] = event.data
        return made

    def after_cut(self, chance: random.Random | None, all_kept: bool = False) -> dict[str, bytearray]:
        """The files after a cut now: nothing unsynced, all of it, or by chance some of it, torn at sectors."""
        images = {}
        for name in {*self.durable, *self.waiting}:
            waiting = self.waiting.get(name, [])
            if chance is not None:
                waiting = [torn for event in waiting for torn in _torn(event, chance)]
            elif not all_kept:
                waiting = []
            images[name] = self.image(name, waiting)
        return images


def _torn(event: Event, chance: random.Random) -> Iterator[Event]:
    """The write whole, not at all, or some of its sectors."""
    fate = chance.random()
    if fate < 0.4 or event.what == "truncate":
        if fate < 0.7:
            yield event
        return
    if fate < 0.6:
        return
    for start in range(0, len(event.data), SECTOR):
        if chance.random() < 0.5:
            yield Event("write", event.name, event.at + start, event.data[start : start + SECTOR])
