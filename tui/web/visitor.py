"""The program of one visitor's process: the terminal of the person whom the server has let in, and of nobody else."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from supervision.settings import read_settings
from tui.app import run

LOOK_EVERY, PATIENCE = 2, 5


def leave_with(server: int) -> None:
    """End this process when the server is gone without having said so (on Windows it ends with the pipe)."""
    while os.getppid() == server:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)


if __name__ == "__main__":
    if sys.platform != "win32":
        threading.Thread(target=leave_with, args=(os.getppid(),), daemon=True).start()
    run(read_settings(), let_in=True)
