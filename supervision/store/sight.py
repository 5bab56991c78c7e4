"""Which rows of a table a reader sees. Every statement of a limited look meets narrowed tables, however it is written.

A statement's tables are put in front of it as named queries (WITH) of the same names, which hold only the rows that the
reader may see. Who may see what is the question of `domain.visibility`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from supervision.domain.errors import NotPermitted
from supervision.domain.visibility import Extent, Subject, readers

OPTION = "sight"
_OF_UNIT = "t.unit = :unit"
_OR_TOWNSHIP = "(t.unit = :unit OR t.unit IS NULL)"
_OF_TASK = (
    "EXISTS (SELECT 1 FROM {main}finding f WHERE f.township = t.township AND f.task_no = t.task_no AND f.unit = :unit)"
)
_OF_FORM = (
    "EXISTS (SELECT 1 FROM {main}inspection_form f"
    " WHERE f.township = t.township AND f.number = t.number AND f.unit = :unit)"
)
_OWN_ENTRIES = "(t.unit = :unit OR t.actor = :person)"
_OWN = "t.person_no = :person"
_NOTHING = "1 = 0"

GUARDED: Mapping[Subject, Mapping[str, str]] = {
    Subject.TASKS: {
        **dict.fromkeys(("finding", "task", "card", "inspection_form", "root_cause"), _OF_UNIT),
        **dict.fromkeys(("move", "attachment", "lookback", "lookback_draw", "issued_paper"), _OF_TASK),
        "inspection_form_done": _OF_FORM,
    },
    Subject.RECORDS: dict.fromkeys(("activity", "measure", "rating", "bonus", "veto"), _OF_UNIT),
    Subject.SCORES: dict.fromkeys(("item_score", "score_line"), _OF_UNIT),
    Subject.RANKING: {"scorecard": _OF_UNIT},
    Subject.PROPOSALS: dict.fromkeys(("consequence", "proposal"), _OF_UNIT),
    Subject.APPEALS: {"appeal": _OF_UNIT},
    Subject.TARGETS: dict.fromkeys(("cadre_target", "cadre_score"), _OF_UNIT),
    Subject.MEMBERS: dict.fromkeys(("member_points", "recruitment_stage", "reserve", "filing"), _OF_UNIT),
    Subject.REGISTERS: {
        **dict.fromkeys(("guidance_visit", "turnaround_event", "turnaround_step", "pairing", "pair_contact"), _OF_UNIT),
        **dict.fromkeys(("project", "milestone_event", "economy_figure", "highlight", "class_decision"), _OF_UNIT),
        **dict.fromkeys(("responsibility", "meeting", "commitment", "township_activity"), _OR_TOWNSHIP),
    },
    Subject.TRAIL: {"trail": _OWN_ENTRIES},
    Subject.NOTICES: dict.fromkeys(("notice", "digest", "delivery"), _OWN),
    Subject.ACCOUNTS: dict.fromkeys(("account", "contact"), _OWN),
}
"""Tables by subject, and which rows are a unit's own. A table that is not here is the whole township's."""

OPEN = frozenset(
    (
        *("township", "unit", "person", "rubric", "calendar_day", "calendar_year", "month", "step"),
        *(
            "anchor",
            "anchor_signature",
            "delegation",
            "post",
            "township_choice",
            "import_mapping",
            "import_reference",
            "township_term",
        ),
    )
)
"""Tables of which everybody in the township sees every row: who there is, which rules hold, where the months stand."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader sees, by subject; a subject that is not named is seen whole. None: nothing of it."""

    unit: str | None
    person_no: str
    role: str
    extents: Mapping[Subject, Extent | None]

    def narrowing(self) -> dict[str, tuple[Subject, str]]:
        """Table → its subject and the condition on its rows."""
        return {
            table: (subject, _condition(own, extent))
            for subject, extent in self.extents.items()
            for table, own in GUARDED.get(subject, {}).items()
        }


def _condition(own: str, extent: Extent | None) -> str:
    if extent is None:
        return _NOTHING
    return _OWN if extent is Extent.PERSON else own


def sight_of(session: Session) -> Sight | None:
    """What the session's reader sees; None: everything."""
    found: Sight | None = session.connection().get_execution_options().get(OPTION)
    return found


def look_with(session: Session, sight: Sight | None) -> None:
    """From now on the session's statements meet only what this reader sees (None: everything)."""
    session.connection().execution_options(**{OPTION: sight})


_TABLES = frozenset(table for tables in GUARDED.values() for table in tables)
_MENTIONED = re.compile(rf"\b({'|'.join(sorted(_TABLES, key=len, reverse=True))})\b")
_READ_FROM = r'(?:FROM|JOIN|,)\s+"?{}"?\b(?!\s*\.)'
_FREE = re.compile(r":(unit|person)\b")


def narrow(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> tuple[str, Any]:
    """The statement on narrowed tables. Raises NotPermitted where its reader may read nothing of a subject."""
    sight: Sight | None = connection.get_execution_options().get(OPTION)
    verb = statement.lstrip("( \n")[:6].upper()
    if sight is None or not verb.startswith(("SELECT", "WITH")):
        return statement, parameters
    narrowing = sight.narrowing()
    named = [table for table in dict.fromkeys(_MENTIONED.findall(statement)) if table in narrowing]
    for table in named:
        subject, condition = narrowing[table]
        if condition == _NOTHING and re.search(_READ_FROM.format(table), statement):
            raise NotPermitted("may-not-read", subject=subject, role=sight.role, who=readers(subject))
    if not named:
        return statement, parameters
    main = "main." if connection.dialect.name == "sqlite" else ""
    heads = ", ".join(
        f"{table} AS NOT MATERIALIZED (SELECT * FROM {main}{table} t WHERE {narrowing[table][1].format(main=main)})"
        for table in named
    )
    head, own = _with_values(heads, sight, positional=connection.dialect.positional)
    rest = statement.lstrip()[4:] if verb.startswith("WITH") else statement
    joined = f"WITH {head}, {rest}" if verb.startswith("WITH") else f"WITH {head} {statement}"
    if isinstance(own, dict):
        return joined, {**(parameters or {}), **own}
    return joined, (*own, *(parameters or ()))


def _with_values(heads: str, sight: Sight, *, positional: bool) -> tuple[str, tuple[str | None, ...] | dict[str, Any]]:
    """The named queries with the driver's marks, and their values: never the values in the text itself."""
    values = {"unit": sight.unit, "person": sight.person_no}
    if not positional:
        return _FREE.sub(r"%(sight_\1)s", heads), {f"sight_{name}": value for name, value in values.items()}
    own: list[str | None] = []

    def mark(found: re.Match[str]) -> str:
        own.append(values[found.group(1)])
        return "?"

    return _FREE.sub(mark, heads), tuple(own)
