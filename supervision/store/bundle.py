"""How a folder, or one file of it, becomes a Bundle. Nothing is judged here but whether files can be read.

The forms of a file are the questions of `bundle_csv` and `bundle_xlsx`; what rows must say is `domain.checks`'.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from supervision.domain.checks.bundle import Bundle, Table
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.limits import CSV_BYTES, RUBRIC_BYTES, XLSX_BYTES
from supervision.domain.checks.problems import bad_file
from supervision.domain.errors import BadFile, RowError
from supervision.domain.rubric import Rubric
from supervision.store.bundle_csv import read_csv
from supervision.store.bundle_file import decode, read_bytes
from supervision.store.bundle_xlsx import read_xlsx
from supervision.store.rubrics import read_rubric

RUBRICS = "rubric*.yaml"
SHEET = "findings.xlsx"
CSV_FILES = {f"{name}.csv": name for name in FORMATS}


def read_bundle(path: Path) -> Bundle:
    """The bundle at `path`: a folder, or a single file of one (a workbook may have any name).

    Raises BadFile when there is nothing to read at `path`; a single file that cannot be read is among the `problems`,
    so that `check_bundle` tells everything at once.
    """
    try:
        place = path.expanduser().resolve(strict=True)
        partial = not place.is_dir()
        files = [place] if partial else sorted(place.iterdir())
    except (OSError, RuntimeError, ValueError) as wrong:
        raise bad_file(path.name, Expected.PATH, value=path.name) from wrong
    reading = _Reading()
    for file in files:
        kind = _kind(file.name, alone=partial)
        if kind is not None:
            reading.take(file, kind)
        elif partial:
            raise bad_file(file.name, Expected.FILE_NAME, names=", ".join((*CSV_FILES, SHEET, RUBRICS)))
        else:
            reading.ignored.append(file.name)
    return reading.bundle(partial)


def has_bundle_name(path: Path) -> bool:
    """Is this a folder, or named like a file of a bundle? Any other table is an office's own."""
    return not path.is_file() or _kind(path.name, alone=False) is not None


def _kind(name: str, *, alone: bool) -> str | None:
    """The table that a file of this name holds, `rubric`, or None."""
    if fnmatchcase(name, RUBRICS):
        return "rubric"
    if name == SHEET or (alone and name.lower().endswith(".xlsx")):
        return "findings"
    return CSV_FILES.get(name)


@dataclass(slots=True)
class _Reading:
    tables: dict[str, Table] = field(default_factory=dict)
    rubrics: dict[str, str] = field(default_factory=dict)
    versions: dict[str, Rubric] = field(default_factory=dict)
    problems: list[RowError] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    ignored: list[str] = field(default_factory=list)

    def take(self, file: Path, kind: str) -> None:
        """Read one file; what is wrong with it as such is kept for later."""
        try:
            if kind == "rubric":
                text = decode(read_bytes(file, RUBRIC_BYTES), file.name)
                self.rubrics[file.name] = text
                self.versions[file.name] = read_rubric(text, file.name)
            elif file.suffix.lower() == ".xlsx":
                self.tables[file.name] = read_xlsx(read_bytes(file, XLSX_BYTES), file.name)
            else:
                self.tables[file.name] = read_csv(read_bytes(file, CSV_BYTES), file.name, FORMATS[kind])
        except BadFile as wrong:
            self.problems += wrong.errors
            self.unreadable.add(kind)

    def bundle(self, partial: bool) -> Bundle:
        return Bundle(
            tables=self.tables,
            rubrics=self.rubrics,
            versions=self.versions,
            partial=partial,
            problems=tuple(self.problems),
            unreadable=frozenset(self.unreadable),
            ignored=tuple(self.ignored),
        )
