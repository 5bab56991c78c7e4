"""What the house answers to many mistakes, as it was read and approved: a change of any answer is seen as a change.

`SNAPSHOTS=write` writes the answers anew; then read the difference before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from supervision.domain.errors import RowError

FOLDER = Path(__file__).parent / "answers"


def approve(name: str, lines: Iterable[str]) -> None:
    """Assert that these are the lines of that file."""
    path, text = FOLDER / f"{name}.txt", "".join(f"{line}\n" for line in lines)
    if os.environ.get("SNAPSHOTS") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()


def answer(error: RowError) -> str:
    """One refusal in one line: where, what, what was there, what was expected."""
    place = f"{error.file}:{error.line or ''}"
    facts = " ".join(f"{name}={value}" for name, value in error.facts)
    told = (place, error.column, error.code, f"“{error.value}”" if error.value is not None else None)
    return " ".join(each for each in (*told, f"→ {error.expected}" if error.expected else None, facts) if each)
