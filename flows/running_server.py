"""Is `supervision serve` running for this database, where, and how is one let in: its lock, its note and its secret.

All three lie in Prefect's own folder beside the database. How a server is started is `server`'s question.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flows.server import answers
from supervision.domain.errors import Refused

LOCK, NOTE, SECRET = "serve.lock", "serve.url", "serve.secret"
_USER = "supervision"
_OWNER_ONLY = 0o600


@contextmanager
def the_only_one(home: Path) -> Iterator[None]:
    """Hold the place while this block lasts; a process that dies gives it up. Raises Refused when it is held."""
    lock = FileLock(home / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Refused("already-serving", address=_noted(home) or "?", folder=str(home)) from error
    try:
        yield
    finally:
        (home / NOTE).unlink(missing_ok=True)
        lock.release()


def note_address(home: Path, api_url: str) -> None:
    """Let other commands of this database find the server."""
    (home / NOTE).write_text(api_url, encoding="utf-8")


def running_server(home: Path) -> str | None:
    """The address of the server that serves this database now, None when none does."""
    api_url = _noted(home)
    return api_url if api_url is not None and answers(api_url) else None


def secret_of(home: Path) -> str:
    """What the server asks everybody for: drawn once, in a file that only its owner reads."""
    path = home / SECRET
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{_USER}:{secrets.token_urlsafe(24)}")
    return path.read_text(encoding="ascii")


def _noted(home: Path) -> str | None:
    try:
        return (home / NOTE).read_text(encoding="utf-8") or None
    except FileNotFoundError:
        return None
