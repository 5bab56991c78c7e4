"""Where a person's own views of the tasks are kept: one small file beside the database. They are nobody's record."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from supervision.context import Context
from tui.screens.task_choice import TaskChoice, choice_of

NAME = "supervision-views.json"
AT_MOST = 40
LONGEST = 40
"""Characters of a view's name."""
Views = dict[str, TaskChoice]


def _whose(context: Context) -> str:
    return f"{context.township}/{context.actor.person_no}"


def _everything(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # views are a convenience: a lost or damaged file is an empty one
    return found if isinstance(found, dict) else {}


def read_views(context: Context, folder: Path) -> Views:
    """The views of whoever is signed in, in the order in which they were made."""
    own = _everything(folder).get(_whose(context))
    if not isinstance(own, dict):
        return {}
    choices = ((str(name)[:LONGEST], choice_of(kept)) for name, kept in own.items())
    return {name: choice for name, choice in choices if choice is not None}


def write_views(context: Context, folder: Path, views: Views) -> None:
    """Keep these views instead; those of other people stay."""
    newest = list(views.items())[-AT_MOST:]
    everything = _everything(folder) | {_whose(context): {name[:LONGEST]: choice.kept() for name, choice in newest}}
    handle, part = tempfile.mkstemp(dir=folder, prefix=f".{NAME}")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(everything, file, ensure_ascii=False, indent=1)
    os.replace(part, folder / NAME)
