"""What the registers and lists come to in a span, counted for its work summary; tasks and activities: `work_done`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision.context import Reading
from supervision.domain.period import period_of
from supervision.domain.result import MonthResult, UnitResult
from supervision.queries.cadres import cadres
from supervision.queries.lists_of_people import highlights_of, recruits, reserve_list, secretaries
from supervision.queries.months import months
from supervision.queries.projects import ProjectLine
from supervision.queries.register_figures import contacts_figures
from supervision.queries.registers import register_rows
from supervision.queries.township_quotas import leader_lectures

FIVE = 5
"""The most stars that there are (五星)."""
INSTITUTE = "practice_institute_activity"
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class WorkRegisters:
    """By claim of the customary summary: name of the number → how many. All zero where nothing is recorded."""

    claims: Mapping[str, Counts]


def work_registers(
    reading: Reading,
    since: date,
    until: date,
    results: Mapping[str, MonthResult],
    shown_projects: Sequence[ProjectLine],
) -> WorkRegisters:
    """Every claim of the days `since` to `until`; `results` are the scored months among them."""
    last = period_of(until)
    return WorkRegisters(
        {
            **_promised(reading, until),
            **_met(reading, since, until),
            "lecturers": _lecturers(reading, last),
            "recruits": {"candidates": len(recruits(reading, on=until))},
            "pairings": _paired(reading, last),
            "governance": _governance(shown_projects),
            "follow_up": _followed(reading, since, until),
            "highlights": _highlights(reading, since, until),
            "cadres": {"cadres": len(cadres(reading, last))},
            **_people(reading, until),
            "causes": {
                "causes": len({row.task_no for row in _within(register_rows(reading, "root_causes"), since, until)})
            },
            "models": {"pairs": _mentoring(reading, until)},
            **_months(reading, results),
        }
    )


def _within(rows: Sequence[Any], since: date, until: date, day: str = "on") -> list[Any]:
    return [row for row in rows if since <= getattr(row, day) <= until]


def _promised(reading: Reading, until: date) -> Mapping[str, Counts]:
    """Priorities and commitments of the debriefing of the whole year so far, and those done: both are of a year."""
    made = _within(register_rows(reading, "commitments"), date(until.year, 1, 1), until, "made_on")
    told: dict[str, Counts] = {}
    for claim, origin in (("priorities", "work_plan"), ("debriefing", "debriefing")):
        own = [row for row in made if row.origin == origin]
        told[claim] = {"made": len(own), "done": sum(row.done_on is not None and row.done_on <= until for row in own)}
    return told


def _met(reading: Reading, since: date, until: date) -> Mapping[str, Counts]:
    """The township's own meetings by kind; the institute's activities."""
    own = [row for row in _within(register_rows(reading, "meetings"), since, until) if row.unit is None]
    kinds = Counter(row.kind for row in own)
    held = _within(register_rows(reading, "township_activities"), since, until, "held_on")
    return {
        "studied": {"studied": kinds["committee_party_study"]},
        "meetings": {
            "meetings": kinds["org_work_meeting"],
            "training": kinds["training"],
            "exchange": kinds["exchange"],
        },
        "institute_held": {"held": sum(row.type == INSTITUTE for row in held)},
    }


def _lecturers(reading: Reading, last: str) -> Counts:
    lines = leader_lectures(reading, last)
    return {"leaders": len(lines), "missing": sum(line.missing > 0 for line in lines)}


def _paired(reading: Reading, last: str) -> Counts:
    """Households paired in the last month, and those contacted in it."""
    told = contacts_figures(reading, last).values()
    return {"pairs": sum(int(planned or 0) for _, planned in told), "met": sum(int(met) for met, _ in told)}


def _governance(shown_projects: Sequence[ProjectLine]) -> Counts:
    own = [line for line in shown_projects if line.project.kind == "governance"]
    return {
        "projects": len(own),
        "milestones": sum(len(line.milestones) for line in own),
        "done": sum(line.done for line in own),
    }


def _followed(reading: Reading, since: date, until: date) -> Counts:
    """Visits after which something was to be followed up by the last day, and those where that was not done."""
    visits = _within(register_rows(reading, "guidance_visits"), since, until)
    due = [row for row in visits if row.follow_up_on is not None and row.follow_up_on <= until]
    return {"due": len(due), "undone": sum(row.followed_up_on is None or row.followed_up_on > until for row in due)}


def _highlights(reading: Reading, since: date, until: date) -> Counts:
    """Each matter once, at its highest level."""
    found = highlights_of(reading, (period_of(since), period_of(until)))
    return {"count": len(found), "branches": len({row.unit for row in found})}


def _people(reading: Reading, until: date) -> Mapping[str, Counts]:
    filed, reserved = secretaries(reading, on=until), reserve_list(reading, on=until)
    return {
        "reserves": {
            "reserves": sum(len(line.on_file) for line in reserved),
            "mentored": sum(len(line.on_file) - len(line.without_mentor) for line in reserved),
            "short": sum(line.missing > 0 for line in reserved),
        },
        "filings": {
            "secretaries": len(filed),
            "unfiled": sum(each.line.filing.filed_on is None or each.line.filing.filed_on > until for each in filed),
        },
    }


def _mentoring(reading: Reading, until: date) -> int:
    rows = [row for row in register_rows(reading, "pairings") if row.kind == "mentoring" and row.valid_from <= until]
    return sum(row.valid_to is None or row.valid_to >= until for row in rows)


def _months(reading: Reading, results: Mapping[str, MonthResult]) -> Mapping[str, Counts]:
    """Months scored and those told in a bulletin, what they proposed, and how the last one classes the branches."""
    proposed = sum(len(unit.consequences) for result in results.values() for unit in result.units)
    sealed = sum(line.sealed_at is not None for line in months(reading) if line.period in results)
    classes: Counter[str | None] = Counter()
    if results:
        classes.update(unit.group_class for unit in results[max(results)].units)
    rated = [unit.stars.stars for unit in _last_rated(results) if unit.stars is not None]
    return {
        "monthly": {"months": len(results), "bulletins": sealed, "proposals": proposed},
        "stars": {"rated": len(rated), "top": rated.count(FIVE)},
        "classes": {"advanced": classes["advanced"], "lagging": classes["lagging"]},
    }


def _last_rated(results: Mapping[str, MonthResult]) -> Sequence[UnitResult]:
    """The units of the last month at whose end stars were given."""
    for period in sorted(results, reverse=True):
        rated = [unit for unit in results[period].units if unit.stars is not None and unit.quarter is not None]
        if rated:
            return rated
    return ()
