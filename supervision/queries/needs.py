"""What something that needs a person looks like. What needs whom now is `agenda`: it asks half the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MOST = 20
"""Nobody acts on more than these before the list is read again."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do. `kind` says what it is; `subject` is a task's number, a month, a kind of activity or a day.

    `late_days` and `due` tell how pressing it is; `text` is what people wrote or the name of the thing.
    """

    kind: str
    subject: str
    unit: str = ""
    text: str = ""
    due: date | None = None
    late_days: int = 0
    count: int = 0
