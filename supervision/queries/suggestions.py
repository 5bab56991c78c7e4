"""What an error in a candidate's stages would be as a finding. Whether it becomes one, an inspector decides."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.context import Reading
from supervision.domain.errors import BadInput
from supervision.domain.local_terms import RECRUITMENT_ITEM, RECRUITMENT_PROBLEM
from supervision.domain.model import Severity
from supervision.domain.recruitment import Candidate
from supervision.queries.law import law
from supervision.queries.lists_of_people import recruits
from supervision.queries.people import units


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A finding on C03 that nobody has recorded; its facts are put in words by whoever shows it."""

    candidate: Candidate
    unit: str
    item: str
    problem_type: str
    severity: Severity
    owner: str


def suggestion(reading: Reading, candidate_no: str) -> Suggestion:
    """For one candidate. Raises BadInput for an unknown one, and where nothing is wrong."""
    found = next((each for each in recruits(reading) if each.candidate_no == candidate_no), None)
    if found is None:
        raise BadInput("unknown-candidate", value=candidate_no)
    if not found.faults:
        raise BadInput("candidate-in-order", value=candidate_no)
    item = law(reading).timeline(reading.today).rubric_at(reading.today).item(RECRUITMENT_ITEM)
    severity = dict(item.typical_findings).get(RECRUITMENT_PROBLEM, Severity.MAJOR)
    owner = next((line.secretary_no for line in units(reading) if line.unit == found.unit), None)
    return Suggestion(found, found.unit, item.code, RECRUITMENT_PROBLEM, severity, owner or "")
