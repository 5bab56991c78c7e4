"""Showing a file to somebody: by the system's own viewer, or as a download in a browser; and the browser's way back."""

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
from urllib.parse import quote

from textual.app import App

from supervision.domain.errors import BadInput
from tui.web.addresses import UPLOADS

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


def ask_for_files(app: App[Any], task_no: str) -> None:
    """In a browser: open the page on which files of the visitor's own machine are handed in for a task."""
    app.open_url(UPLOADS + quote(task_no, safe=""), new_tab=True)


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
