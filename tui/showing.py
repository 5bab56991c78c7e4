"""Showing a file to somebody: by the system's own viewer, or as a download in a browser."""

from __future__ import annotations

import atexit
import io
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from textual.app import App

from supervision.domain.errors import BadInput

PATIENCE = 3
"""Seconds in which a viewer that cannot be started says so; some stay until they are closed."""


@cache
def _folder() -> Path:
    """A folder of this program alone, gone when it ends."""
    made = tempfile.mkdtemp(prefix="supervision-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def hand_out(app: App[Any], content: bytes, name: str) -> None:
    """Let the browser keep the file."""
    app.deliver_binary(io.BytesIO(content), save_filename=name)


def view(content: bytes, name: str) -> None:
    """Open a copy with the system's viewer; call it in a thread. Raises BadInput when there is none."""
    copy = _folder() / name
    copy.write_bytes(content)
    if sys.platform == "win32":
        os.startfile(copy)  # noqa: S606 - the name is our own, the kind one of a few
        return
    viewer = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if viewer is None:
        raise BadInput("no-viewer", name=name)
    silent = subprocess.DEVNULL
    started = subprocess.Popen([viewer, str(copy)], stdin=silent, stdout=silent, stderr=silent, start_new_session=True)  # noqa: S603
    try:
        failed = started.wait(PATIENCE) != 0
    except subprocess.TimeoutExpired:
        return
    if failed:
        raise BadInput("no-viewer", name=name)
