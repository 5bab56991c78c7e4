"""For the processes of `serve_quarter`: the township's clock stands on the day that a file names.

Python imports this by itself in every process whose path holds this folder: `supervision serve`, its server and its
flow runs. Only the clock is another one; everything else is what an office runs.
"""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from supervision.settings import Settings

DAY_FILE = Path(os.environ["SUPERVISION_TEST_DAY_FILE"])


def clock(settings: Settings) -> Callable[[], datetime]:
    """Nine in the morning of the file's day, and as many seconds as it has been that day."""

    def now() -> datetime:
        begun = datetime.fromisoformat(DAY_FILE.read_text(encoding="utf-8").strip())
        passed = max(0.0, time.time() - DAY_FILE.stat().st_mtime)
        return begun + timedelta(hours=9, seconds=int(passed))

    return now


Settings.clock = clock  # type: ignore[method-assign]
