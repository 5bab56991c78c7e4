"""A program in a terminal of our own: keys go in, what it paints comes out, each with its moment."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import perf_counter

COLUMNS, LINES = 160, 45
QUIET = 0.06
"""Seconds without a byte after which a frame counts as painted."""
LONGEST = 60.0
_ASKS_SYNC, _SAYS_SYNC, FRAME_END = b"\x1b[?2026$p", b"\x1b[?2026;2$y", b"\x1b[?2026l"
_ASKS_KIND, _SAYS_KIND = b"\x1b[c", b"\x1b[?62;c"


class PseudoTerminal:
    """160 columns and 45 lines; answers what a terminal is asked when a program starts."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        own = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **environment}
        own.pop("NO_COLOR", None)
        self.begun = perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), own)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.painted = bytearray()
        self.alive = True

    def _read(self, wait: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], wait)
        if not ready:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            data = b""
        self.alive = bool(data)
        self.painted += data
        if _ASKS_SYNC in data:
            os.write(self._fd, _SAYS_SYNC)
        if _ASKS_KIND in data:
            os.write(self._fd, _SAYS_KIND)
        return data

    def until(self, text: str | bytes, since: float | None = None) -> float:
        """Seconds from `since` (from the start) until this has been painted; what was painted before is forgotten.

        Raises RuntimeError when the program ends or nothing of it comes within a minute.
        """
        begun = self.begun if since is None else since
        wanted = text.encode() if isinstance(text, str) else text
        while self.alive and perf_counter() - begun < LONGEST:
            if wanted in self.painted:
                self.painted.clear()
                return perf_counter() - begun
            self._read(0.02)
        raise RuntimeError(f"{wanted!r} never came; last painted: {bytes(self.painted[-400:])!r}")

    def rest(self, seconds: float = 0.5) -> None:
        """Let it paint for so long (a blinking caret never ends)."""
        begun = perf_counter()
        while perf_counter() - begun < seconds:
            self._read(0.02)
        self.painted.clear()

    def send(self, keys: bytes) -> float:
        """Press keys; the moment at which they were pressed."""
        os.write(self._fd, keys)
        return perf_counter()

    def painted_after(self, keys: bytes) -> float:
        """Seconds from pressing to the last byte of the frame that follows."""
        self.painted.clear()
        begun, last = self.send(keys), None
        while perf_counter() - begun < LONGEST:
            if self._read(0.004):
                last = perf_counter()
            elif last is not None and perf_counter() - last > QUIET:
                return last - begun
        raise RuntimeError("nothing was painted")

    def cpu(self) -> float:
        """Seconds of processor time so far, of all threads; neighbours on the machine disturb them little."""
        spent = 0
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with suppress(FileNotFoundError), open(f"/proc/{self.pid}/task/{thread}/schedstat") as file:
                spent += int(file.read().split()[0])
        return spent / 1e9

    def megabytes(self) -> float:
        """Resident memory."""
        with open(f"/proc/{self.pid}/status") as file:
            told = next(line for line in file if line.startswith("VmRSS"))
        return int(told.split()[1]) / 1024

    def close(self) -> None:
        os.kill(self.pid, signal.SIGTERM)
        while self._read(1.0):
            pass
        os.waitpid(self.pid, 0)
        os.close(self._fd)
