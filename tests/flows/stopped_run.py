"""A tick through Prefect that cannot write its documents: `python -m tests.flows.stopped_run DATABASE`.

What the run's page shows is printed as one line.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

from flows.current import working_for
from flows.entry import prefect_at_work
from tests.flows.standing import settings_of


def main(database: str) -> None:
    settings = settings_of(Path(database), datetime(2026, 2, 10, 9))
    (Path(database).parent / "documents").write_text("a file where a folder must be", encoding="utf-8")
    with prefect_at_work(settings), working_for(settings, lambda step: None):
        from flows.scheduled import tick

        state = tick(return_state=True)
    print(json.dumps([state.type.value, state.message]))


if __name__ == "__main__":
    main(*sys.argv[1:])
