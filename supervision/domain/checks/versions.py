"""Which rubric versions of a bundle are new: a version number has one content for ever (E-DUP; R-4)."""

from __future__ import annotations

from collections.abc import Mapping

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.known import Known
from supervision.domain.checks.problems import Problems, shown
from supervision.domain.errors import RowError
from supervision.domain.rubric import Rubric


def check_versions(found: Mapping[str, Rubric], known: Known, problems: Problems) -> Mapping[str, Rubric]:
    """The new versions by file name; the same content again is passed over."""
    have = dict(known.versions())
    new: dict[str, Rubric] = {}
    for file, rubric in found.items():
        if rubric.version not in have:
            new[file] = have[rubric.version] = rubric
        elif have[rubric.version] != rubric:
            problems.append(
                RowError(file, None, "E-DUP", "version", shown(rubric.version), Expected.SAME_CONTENT.value)
            )
    return new
