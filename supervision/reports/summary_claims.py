"""What a work summary says of each claim of the customary text that a register holds; a register lacking is said.

What is counted for each is `queries.work_registers`' question.
"""

from __future__ import annotations

from collections.abc import Mapping

from supervision.domain.period import period_of
from supervision.queries.work_done import WorkDone
from supervision.reports import shown
from supervision.reports.traced import Teller

CLAIMS: Mapping[str, str] = {
    "priorities": "register commitments list",
    "debriefing": "register commitments list",
    "studied": "register meetings list",
    "meetings": "register meetings list",
    "institute_held": "quotas {last}",
    "lecturers": "lectures {last}",
    "recruits": "recruits list",
    "pairings": "register contacts list",
    "governance": "projects --on {until}",
    "follow_up": "register guidance_visits list",
    "highlights": "highlights --on {until}",
    "cadres": "cadres {last}",
    "reserves": "reserves --on {until}",
    "filings": "filings --on {until}",
    "causes": "register root_causes list",
    "stars": "report stars {span} -o stars.xlsx",
    "models": "register pairings list",
    "monthly": "month status",
    "classes": "scores {last}",
}
"""Claim → the command that shows its numbers."""


def claim(name: str, facts: WorkDone, teller: Teller) -> str:
    """Its sentence, or that nothing is recorded of it."""
    numbers = facts.registers.claims[name]
    words, until = teller.words, facts.effect.until
    if not any(numbers.values()):
        return words("summary.claim.none", what=words(f"summary.claim_of.{name}"))
    source = CLAIMS[name].format(
        last=facts.scored[-1] if name == "classes" else period_of(until), until=until, span=facts.span
    )
    return teller.say(f"claim.{name}", source, numbers, during=shown.during(words, facts.span, until))
