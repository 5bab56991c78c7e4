"""Which registers (台账) there are: of each its numbers, who may enter it, what its columns name and what it refuses.

Its columns are in `columns_of_registers` and `columns_of_development`. How a kind is added: docs/registers.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.commitments import check_commitments, check_contacts, check_meetings, check_visits
from supervision.domain.checks.decided import check_causes, check_class_decisions, check_terms
from supervision.domain.checks.development import (
    check_economy,
    check_filings,
    check_member_points,
    check_milestones,
    check_projects,
    check_reserves,
    check_township_activities,
)
from supervision.domain.checks.duties import check_duties, check_pairings, check_steps
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register
from supervision.domain.checks.typed import Typed
from supervision.domain.permission import Action

Check = Callable[[Typed[Any], Sequence[Any], Register, Problems], None]
"""New rows, the known rows of the same register, what rows may name, and where wrong places go."""


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """One register. `day` is when the matter was, never after it was recorded; None where it may lie ahead.

    `names` says what a column names: `unit`, `person`, `scope`, `task` or another register. `is_open` tells on a day
    whether something is still to be done about a row. `masked` columns are never shown in lists.
    """

    name: str
    prefix: str
    action: Action
    day: str | None
    names: Mapping[str, str] = field(default_factory=dict)
    check: Check | None = None
    is_open: Callable[[Any, date], bool] | None = None
    masked: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The column that numbers its rows."""
        return FORMATS[self.name].key_columns[0]


_UNIT: Mapping[str, str] = {"unit": "unit"}

REGISTERS: Mapping[str, RegisterKind] = {
    kind.name: kind
    for kind in (
        RegisterKind(
            "responsibilities", "ZR", Action.RECORD_RESPONSIBILITY, None,
            {"unit": "unit", "person_no": "person", "scope": "scope"}, check_duties,
            lambda row, day: row.valid_from <= day and (row.valid_to is None or day <= row.valid_to),
        ),
        RegisterKind(
            "guidance_visits", "ZD", Action.RECORD_GUIDANCE, "on", {"unit": "unit", "instructor": "person"},
            check_visits, lambda row, day: row.follow_up_on is not None and row.followed_up_on is None,
        ),
        RegisterKind(
            "meetings", "HY", Action.RECORD_MEETING, "on", {"unit": "unit", "chair": "person"}, check_meetings
        ),
        RegisterKind(
            "commitments", "CN", Action.RECORD_MEETING, "made_on",
            {"unit": "unit", "responsible": "person", "meeting_no": "meetings", "item": "scope"}, check_commitments,
            lambda row, day: row.done_on is None or row.done_on > day,
        ),
        RegisterKind("turnaround_steps", "ZZ", Action.RECORD_TURNAROUND, "on", {"unit": "unit"}, check_steps),
        RegisterKind(
            "pairings", "JD", Action.RECORD_PAIRING, None, {"unit": "unit", "person_no": "person"}, check_pairings,
            lambda row, day: row.valid_from <= day and (row.valid_to is None or day <= row.valid_to),
        ),
        RegisterKind(
            "contacts", "LX", Action.RECORD_PAIRING, "on", {"unit": "unit", "pairing_no": "pairings"}, check_contacts
        ),
        RegisterKind("projects", "XM", Action.RECORD_DEVELOPMENT, None, _UNIT, check_projects),
        RegisterKind(
            "milestones", "XJ", Action.RECORD_DEVELOPMENT, "on", {**_UNIT, "project_no": "projects"}, check_milestones
        ),
        RegisterKind("economy", "JJ", Action.RECORD_DEVELOPMENT, None, _UNIT, check_economy),
        RegisterKind("highlights", "LD", Action.RECORD_DEVELOPMENT, "recognised_on", _UNIT),
        RegisterKind("recruitment", "FZ", Action.RECORD_MEMBERS, "on", _UNIT),
        RegisterKind(
            "reserves", "HB", Action.RECORD_MEMBERS, "since", {**_UNIT, "mentor": "person"}, check_reserves,
            lambda row, day: row.until is None or day <= row.until,
        ),
        RegisterKind(
            "member_points", "JF", Action.RECORD_MEMBERS, None, _UNIT, check_member_points, masked=frozenset(("name",))
        ),
        RegisterKind(
            "filings", "BA", Action.RECORD_TOWNSHIP, "appointed_on", {**_UNIT, "person_no": "person"}, check_filings,
            lambda row, day: row.filed_on is None,
        ),
        RegisterKind(
            "township_activities", "HD", Action.RECORD_TOWNSHIP, "held_on", {**_UNIT, "person_no": "person"},
            check_township_activities,
        ),
        RegisterKind(
            "root_causes", "ZJ", Action.RECORD_CAUSE, "on", {"unit": "unit", "task_no": "task"}, check_causes
        ),
        RegisterKind(
            "class_decisions", "LB", Action.RECORD_DECISION, "decided_on", {"unit": "unit", "decided_by": "person"},
            check_class_decisions,
            lambda row, day: row.valid_from <= day and (row.valid_to is None or day <= row.valid_to),
        ),
        RegisterKind("township_terms", "SD", Action.RECORD_DECISION, "decided_on", {}, check_terms),
    )
}  # fmt: skip
"""Every register, in an order in which each only names earlier ones."""


def replaced(rows: Sequence[Any]) -> set[str]:
    """The numbers of rows that a later row supersedes."""
    return {row.supersedes for row in rows if getattr(row, "supersedes", None) is not None}


def standing(name: str, rows: Sequence[Any]) -> list[Any]:
    """The rows of a register that no later row supersedes."""
    gone, key = replaced(rows), REGISTERS[name].key
    return [row for row in rows if getattr(row, key) not in gone]
