"""One terminal among those of a person: a lock that is held while it runs, and free after a crash, however it died."""

from __future__ import annotations

import uuid
from pathlib import Path

from filelock import FileLock, Timeout

FOLDER = "supervision-seats"


class Seat:
    """`name` is this terminal's alone. Its lock goes with the process."""

    def __init__(self, beside: Path) -> None:
        self.name = uuid.uuid4().hex
        self._place = _place(beside, self.name)
        self._place.parent.mkdir(mode=0o700, exist_ok=True)
        self._lock = FileLock(self._place, timeout=0, thread_local=False)
        self._lock.acquire()

    def leave(self) -> None:
        """The terminal ends in order."""
        self._lock.release()
        self._place.unlink(missing_ok=True)


def is_taken(beside: Path, name: str) -> bool:
    """Does the terminal of that name still run? The lock of one that died is tidied away."""
    place = _place(beside, name)
    if not place.exists():
        return False
    try:
        with FileLock(place, timeout=0, thread_local=False):
            pass
    except Timeout:
        return True
    place.unlink(missing_ok=True)
    return False


def _place(beside: Path, name: str) -> Path:
    return beside / FOLDER / f"{name}.lock"
