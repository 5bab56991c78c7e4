"""Which files a month leaves behind, where they lie, how they are put there. What they say is `supervision.reports`'.

They lie in `documents/<period>/` beside the database, drafts in `draft/` below; names begin with the township's code.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from glob import escape
from pathlib import Path
from urllib.parse import quote

from supervision.context import Context
from supervision.i18n import Words
from supervision.reports.bulletin import bulletin
from supervision.reports.lists import three_lists
from supervision.reports.writing import render
from supervision.settings import Settings

BULLETIN, TEXT, LISTS = "bulletin.docx", "bulletin.md", "lists.xlsx"
ISSUED = (BULLETIN, TEXT, LISTS)


def folder_of(settings: Settings, period: str) -> Path:
    return settings.data_folder / "documents" / period


def drafts(folder: Path) -> Path:
    return folder / "draft"


def named(context: Context, name: str) -> str:
    """The file's name; a township's code is anything somebody typed, so it is quoted."""
    return f"{quote(context.township, safe='')}-{name}"


def there(context: Context, folder: Path) -> tuple[Path, ...]:
    """Those of the month's documents that lie in the folder."""
    return tuple(path for path in (folder / named(context, name) for name in ISSUED) if path.exists())


def missing(context: Context, folder: Path) -> bool:
    return len(there(context, folder)) < len(ISSUED)


def lay_draft(context: Context, period: str, words: Words, folder: Path, templates: Path | None = None) -> None:
    """Write the preview of the bulletin as it would be issued."""
    put(drafts(folder), bulletin_files(context, period, words, templates))


def issue(
    context: Context, period: str, words: Words, folder: Path, *, again: bool, templates: Path | None = None
) -> dict[str, str]:
    """Write the month's documents; their names and sha256. `again`: only those that are gone, people may have edited
    the others since."""
    files = bulletin_files(context, period, words, templates) | lists_file(context, period, words)
    put(folder, {name: data for name, data in files.items() if not (again and (folder / name).exists())})
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def bulletin_files(context: Context, period: str, words: Words, templates: Path | None = None) -> dict[str, bytes]:
    """The bulletin as Word file, by the office's own template where it has one, and as Markdown."""
    with context.reading() as reading:
        content = bulletin(reading, period, words)
    lang = words.lang
    return {named(context, name): render(content, Path(name).suffix, lang, templates) for name in (BULLETIN, TEXT)}


def lists_file(context: Context, period: str, words: Words) -> dict[str, bytes]:
    """The three lists as an Excel file."""
    with context.reading() as reading:
        content = three_lists(reading, period, words)
    return {named(context, LISTS): render(content, Path(LISTS).suffix, words.lang)}


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files whole or not at all; one that says the same already is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        target = folder / name
        if not (target.exists() and target.read_bytes() == data):
            _put(target, data)


def _put(target: Path, data: bytes) -> None:
    """Two runs at once must not write into each other's unfinished file; those of runs that died are cleared away."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileNotFoundError):  # another run has just put this document there and cleared ours away
        unfinished.replace(target)
    for left in target.parent.glob(f".{escape(target.name)}.*.part"):
        left.unlink(missing_ok=True)
