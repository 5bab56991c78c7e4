"""Under which name and in which folder a document is written. What it says and how: `supervision.reports`."""

from __future__ import annotations

import os
from pathlib import Path

from supervision.domain.errors import BadInput
from supervision.reports.writing import put

FOLDER = "documents"
LONGEST = 60
"""Characters of a name before its suffix: three bytes each still fit every file system."""
_NEVER_EDITED = ".pdf"
_KEPT = "-_（）〔〕·"


def folder_of(data_folder: Path) -> Path:
    """The folder that is offered: beside the database, told absolutely."""
    return (data_folder / FOLDER).resolve()


def file_name(title: str, suffix: str) -> str:
    """A document's title as the name of a file on every system."""
    safe = "".join(each if each.isalnum() or each in _KEPT else "_" for each in title)
    short = "_".join(filter(None, safe.split("_")))[:LONGEST]
    return f"{short or FOLDER}{suffix}"


def lay_down(typed: str, name: str, data: bytes, offered: Path) -> Path:
    """Write into the folder that was typed; where the file lies now.

    What lies there under that name and says something else may have been edited by hand: it stays, and the new file is
    numbered. Only the folder that was `offered` is made where it lacks. Raises BadInput where it cannot be written.
    """
    folder = Path(typed).expanduser().absolute()
    try:
        if folder == offered:
            folder.mkdir(parents=True, exist_ok=True)
        place = _free(folder / name, data)
    except (OSError, RuntimeError, ValueError) as error:
        why = os.strerror(error.errno or 0) if isinstance(error, OSError) else str(error)
        raise BadInput("cannot-write", value=str(folder), reason=why) from error
    put(place, data)
    return place.resolve()


def _free(wanted: Path, data: bytes) -> Path:
    """The name itself, or with the first number under which nothing else lies."""
    place, number = wanted, 1
    while wanted.suffix != _NEVER_EDITED and place.exists() and place.read_bytes() != data:
        number += 1
        place = wanted.with_stem(f"{wanted.stem}-{number}")
    return place
