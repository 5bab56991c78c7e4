"""Which templates there are and which fields each of them may and must have."""

from __future__ import annotations

from collections.abc import Mapping

ALWAYS = frozenset({"mark"})
"""`mark` stands on every page of what is not final: a template without it would hide a draft."""

FORMS: Mapping[str, tuple[str, ...]] = {
    "rectification_notice": (
        *("issuer", "number", "unit", "found_on", "found_by", "source", "finding_no", "task_no", "item", "problem"),
        *("severity", "facts", "due", "days", "owner", "day"),
    ),
    "closure_form": (
        *("number", "task_no", "finding_no", "unit", "owner", "problem", "facts", "due", "requested_on", "measures"),
        *("evidence", "verified", "verifier", "closed_on", "publicity", "issuer", "day"),
    ),
    "extension_decision": (
        *("issuer", "number", "unit", "task_no", "finding_no", "problem", "original_due", "new_due", "days", "reason"),
        *("approver", "decided_on", "day"),
    ),
    "supervision_order": (
        *("issuer", "number", "unit", "opening", "colour", "task_no", "problem", "facts", "source", "owner"),
        *("way_up", "demand", "original_due", "due", "late_days", "day"),
    ),
    "interview_notice": (
        *("issuer", "number", "unit", "opening", "colour", "person", "reason", "task_no", "facts", "original_due"),
        *("due", "late_days", "demand", "way_up", "day"),
    ),
    "accountability_proposal": (
        *("issuer", "number", "unit", "opening", "task_no", "owner", "problem", "facts", "source", "severity"),
        *("original_due", "due", "late_days", "moves", "reason", "way_up", "day"),
    ),
}
"""Forms: the whole wording stands in the template, these are its fields."""
OPTIONAL = frozenset({"found_by", "item", "severity", "source", "publicity", "day", "moves", "reason", "way_up"})
BODIES = ("plain", "bulletin")
"""Templates into which a whole document is written at `body`."""
KINDS = (*BODIES, *FORMS)


def known_fields(kind: str) -> frozenset[str]:
    return ALWAYS | frozenset(FORMS.get(kind, ("body",)))


def needed_fields(kind: str) -> frozenset[str]:
    return known_fields(kind) - OPTIONAL
