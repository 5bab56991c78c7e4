"""Which versions of the rubric there are, what a version or a file says, and what it would change.

What a rubric means is `domain.rubric_loading`'s question; storing a new version `services.rubrics`'.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.checks.limits import CSV_BYTES
from supervision.domain.errors import BadFile, BadInput
from supervision.domain.rubric import Rubric
from supervision.domain.rubric_content import content_sha
from supervision.domain.rubric_diff import Change, MonthPoints, month_points, rubric_changes
from supervision.domain.rubric_lint import lint
from supervision.domain.rubric_lint_bands import Lint
from supervision.domain.rubric_loading import load_rubric
from supervision.domain.rubric_sheets import at_cells, tree_of
from supervision.domain.rubric_tree import Table
from supervision.queries.law import law
from supervision.store.bundle_file import decode, read_bytes
from supervision.store.mapping import table_of
from supervision.store.rubrics import read_rubric, read_tree
from supervision.store.sheet_grid import read_grids
from supervision.store.tables.township import RubricRow

RUBRICS = table_of(RubricRow)
_TEXTS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class RubricText:
    """One rubric, as its tree and as what it means; `name` is its version or its file."""

    name: str
    tree: Table
    rubric: Rubric

    @property
    def sha(self) -> str:
        return content_sha(self.tree)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One stored version; `months` have pinned it, `in_force` judges today."""

    version: int
    name_zh: str
    items: int
    source: str
    recorded_at: datetime
    months: tuple[str, ...]
    in_force: bool
    sha: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rubrics side by side."""

    old: RubricText
    new: RubricText
    changes: tuple[Change, ...]
    points: tuple[MonthPoints, ...]


@dataclass(frozen=True, slots=True)
class RubricReview:
    """What importing a file would do: `version` is the number it would get, None where nothing is new."""

    comparison: Comparison
    lints: tuple[Lint, ...]
    version: int | None

    @property
    def errors(self) -> int:
        return sum(each.severity == "error" for each in self.lints)


def in_force(reading: Reading) -> int:
    """The version that judges today."""
    return law(reading).timeline(reading.today).rubric_at(reading.today).version


def rubric_versions(reading: Reading) -> list[VersionLine]:
    """Every stored version, newest first."""
    rules, today = law(reading), in_force(reading)
    columns = (RUBRICS.c.version, RUBRICS.c.source, RUBRICS.c.recorded_at)
    rows = reading.session.execute(select(*columns).where(RUBRICS.c.township == reading.township))
    lines = []
    for row in sorted(rows, key=lambda row: int(row.version), reverse=True):
        rubric = rules.rubrics[row.version]
        months = tuple(month.period for month in rules.months if month.rubric_version == row.version)
        sha = stored_rubric(reading, row.version).sha
        lines.append(
            VersionLine(
                row.version, rubric.name_zh, len(rubric.items), row.source, row.recorded_at, months,
                row.version == today, sha,
            )
        )  # fmt: skip
    return lines


def stored_rubric(reading: Reading, version: int) -> RubricText:
    """One stored version. Raises BadInput when there is none."""
    where = (RUBRICS.c.township == reading.township, RUBRICS.c.version == version)
    row = reading.session.execute(select(RUBRICS.c.text, RUBRICS.c.source).where(*where)).first()
    if row is None:
        raise BadInput("unknown-rubric", value=version, allowed=sorted(law(reading).rubrics))
    return RubricText(str(version), read_tree(row.text, row.source), read_rubric(row.text, row.source))


def rubric_named(reading: Reading, name: str) -> RubricText:
    """A version by its number, or the rubric of a file."""
    return stored_rubric(reading, int(name)) if name.isdecimal() else rubric_in(Path(name))


def rubric_in(path: Path) -> RubricText:
    """The rubric in a file: an Excel table (考评细则) or YAML. Raises BadFile with the cell or line of every fault."""
    if path.suffix.lower() in _TEXTS:
        text = decode(read_bytes(path, CSV_BYTES), path.name)
        return RubricText(path.name, read_tree(text, path.name), read_rubric(text, path.name))
    grids = read_grids(path)
    tree = tree_of(grids, path.name)
    try:
        return RubricText(path.name, tree, load_rubric(tree, path.name))
    except BadFile as wrong:
        raise at_cells(wrong, grids, path.name) from wrong


def compare(old: RubricText, new: RubricText) -> Comparison:
    changes = tuple(rubric_changes(old.tree, new.tree))
    return Comparison(old, new, changes, tuple(month_points(old.rubric, new.rubric)))


def lints_of(found: RubricText) -> tuple[Lint, ...]:
    return tuple(lint(found.rubric, found.tree))


def review_rubric(reading: Reading, path: Path) -> RubricReview:
    """What a file would change against the version in force; a stored version itself is never changed."""
    new, rules = rubric_in(path), law(reading)
    known = {stored_rubric(reading, version).sha for version in rules.rubrics}
    version = None if new.sha in known else max(new.rubric.version, rules.latest_version + 1)
    return RubricReview(compare(stored_rubric(reading, in_force(reading)), new), lints_of(new), version)
