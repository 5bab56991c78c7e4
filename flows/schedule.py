"""What runs when, in the township's time zone: the one table. What each run does is its own module's question.

Times say only when somebody looks; what there is to do is chosen by state in our tables: a missed time loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One row: the flow's name, its time (cron), the command that does the same with Prefect stopped.

    `duties` are told under `flows.duty.<code>`.
    """

    name: str
    cron: str
    command: str
    duties: tuple[str, ...]


SCHEDULE: tuple[Scheduled, ...] = (
    Scheduled("tick", "30 0 * * *", "run tick", ("tasks", "cards", "look-backs", "waiting", "months", "calendar")),
    Scheduled("backup", "0 2 * * *", "backup", ("backup",)),
    Scheduled("deliver", "*/15 8-18 * * *", "run deliver", ("digests",)),
)
"""A tick is run besides whenever `supervision serve` starts: what was missed is not left until the next night."""
