"""Who may do what: action → role → reach. Whether a task's state allows it is the question of `rectification`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from supervision.domain.errors import NotPermitted
from supervision.domain.model import MoveKind


class Role(StrEnum):
    """The township's posts, and `system` for the clock and the local operator."""

    ADMIN = "admin"
    COUNTY_VIEWER = "county_viewer"
    TOWNSHIP_SECRETARY = "township_secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    ORGANIZATION_COMMISSIONER = "organization_commissioner"
    DISCIPLINE_SECRETARY = "discipline_secretary"
    PARTY_OFFICE_CLERK = "party_office_clerk"
    INSPECTOR = "inspector"
    LEADER = "leader"
    BRANCH_SECRETARY = "branch_secretary"
    VILLAGE_CLERK = "village_clerk"
    CADRE = "cadre"
    SYSTEM = "system"


class Action(StrEnum):
    """Every command of the house. The first fourteen are the moves of a task."""

    ACKNOWLEDGE = "acknowledge"
    FILE_PLAN = "file_plan"
    START = "start"
    REQUEST_CLOSURE = "request_closure"
    RETURN_CLOSURE = "return_closure"
    CLOSE = "close"
    REOPEN = "reopen"
    DISPUTE = "dispute"
    UPHOLD_DISPUTE = "uphold_dispute"
    REJECT_DISPUTE = "reject_dispute"
    SUSPEND = "suspend"
    RESUME = "resume"
    GRANT_EXTENSION = "grant_extension"
    WITHDRAW = "withdraw"
    RECORD_FINDING = "record_finding"
    TAKE_BACK = "take_back"
    OPEN_TASKS = "open_tasks"
    IMPORT_RECORDS = "import_records"
    SET_UP = "set_up"
    BACK_UP = "back_up"
    RUN_MONTH = "run_month"
    APPROVE_MONTH = "approve_month"
    RETURN_MONTH = "return_month"
    SEAL_MONTH = "seal_month"
    PUBLISH_MONTH = "publish_month"
    DECIDE_PROPOSAL = "decide_proposal"
    SWEEP = "sweep"
    DELIVER = "deliver"
    READ_NOTICES = "read_notices"
    START_PUBLICITY = "start_publicity"
    FILE_APPEAL = "file_appeal"
    DECIDE_APPEAL = "decide_appeal"
    RECORD_LOOKBACK = "record_lookback"
    ATTACH_EVIDENCE = "attach_evidence"
    ISSUE_PAPER = "issue_paper"
    RECORD_ACTIVITY = "record_activity"
    RECORD_MEASURE = "record_measure"
    RECORD_RATING = "record_rating"
    RECORD_RESPONSIBILITY = "record_responsibility"
    RECORD_GUIDANCE = "record_guidance"
    RECORD_MEETING = "record_meeting"
    RECORD_TURNAROUND = "record_turnaround"
    RECORD_PAIRING = "record_pairing"
    RECORD_DEVELOPMENT = "record_development"
    RECORD_MEMBERS = "record_members"
    RECORD_TOWNSHIP = "record_township"
    RECORD_CAUSE = "record_cause"
    RECORD_DECISION = "record_decision"
    READ_MEMBERS = "read_members"
    SIGN_IN = "sign_in"
    SET_PASSWORD = "set_password"  # noqa: S105
    CHANGE_PASSWORD = "change_password"  # noqa: S105
    DELEGATE = "delegate"
    REVISE_RUBRIC = "revise_rubric"
    PRINT_FORM = "print_form"
    GIVE_POST = "give_post"
    SET_VISIBILITY = "set_visibility"


class Reach(StrEnum):
    """How far a permission goes."""

    TOWNSHIP = "township"
    OWN_UNIT = "own_unit"


_BRANCH = {Role.BRANCH_SECRETARY: Reach.OWN_UNIT, Role.VILLAGE_CLERK: Reach.OWN_UNIT}
_SECRETARY = {Role.BRANCH_SECRETARY: Reach.OWN_UNIT}
_INSPECTOR = {Role.INSPECTOR: Reach.TOWNSHIP}
_COMMISSIONER = {Role.ORGANIZATION_COMMISSIONER: Reach.TOWNSHIP}
_DEPUTY = {Role.DEPUTY_SECRETARY: Reach.TOWNSHIP}
_APPROVER = {Role.TOWNSHIP_SECRETARY: Reach.TOWNSHIP}
_SYSTEM = {Role.SYSTEM: Reach.TOWNSHIP}
_CLERK = {Role.PARTY_OFFICE_CLERK: Reach.TOWNSHIP}
_LEADERS = (
    _APPROVER | _DEPUTY | _COMMISSIONER | {Role.LEADER: Reach.TOWNSHIP, Role.DISCIPLINE_SECRETARY: Reach.TOWNSHIP}
)
"""Township leaders, each of whom is instructor of a village."""

PERMISSIONS: Mapping[Action, Mapping[Role, Reach]] = {
    Action.ACKNOWLEDGE: _BRANCH,
    Action.FILE_PLAN: _BRANCH,
    Action.START: _BRANCH,
    Action.REQUEST_CLOSURE: _SECRETARY,
    Action.RETURN_CLOSURE: _INSPECTOR,
    Action.CLOSE: _INSPECTOR,
    Action.REOPEN: _INSPECTOR,
    Action.DISPUTE: _SECRETARY,
    Action.UPHOLD_DISPUTE: _COMMISSIONER,
    Action.REJECT_DISPUTE: _COMMISSIONER,
    Action.SUSPEND: _DEPUTY,
    Action.RESUME: _COMMISSIONER,
    Action.GRANT_EXTENSION: _COMMISSIONER | _DEPUTY | _APPROVER,
    Action.WITHDRAW: _COMMISSIONER,
    Action.RECORD_FINDING: _INSPECTOR | _COMMISSIONER | _CLERK,
    Action.TAKE_BACK: _INSPECTOR | _COMMISSIONER | _CLERK,
    Action.OPEN_TASKS: _COMMISSIONER | _CLERK | _SYSTEM,
    Action.IMPORT_RECORDS: _CLERK | _COMMISSIONER | _SYSTEM,
    Action.SET_UP: _SYSTEM | {Role.ADMIN: Reach.TOWNSHIP},
    Action.BACK_UP: _SYSTEM | {Role.ADMIN: Reach.TOWNSHIP},
    Action.RUN_MONTH: _COMMISSIONER | _CLERK | _SYSTEM,
    Action.APPROVE_MONTH: _APPROVER,
    Action.RETURN_MONTH: _APPROVER,
    Action.SEAL_MONTH: _APPROVER | _COMMISSIONER | _SYSTEM,
    Action.PUBLISH_MONTH: _COMMISSIONER | _CLERK | _SYSTEM,
    Action.DECIDE_PROPOSAL: _APPROVER,
    Action.SWEEP: _COMMISSIONER | _CLERK | _SYSTEM,
    Action.DELIVER: _SYSTEM,
    Action.READ_NOTICES: dict.fromkeys(Role, Reach.TOWNSHIP),
    Action.START_PUBLICITY: _COMMISSIONER | _APPROVER,
    Action.FILE_APPEAL: _SECRETARY,
    Action.DECIDE_APPEAL: _COMMISSIONER | _APPROVER,
    Action.RECORD_LOOKBACK: _INSPECTOR,
    Action.ISSUE_PAPER: _INSPECTOR | _COMMISSIONER | _CLERK | _DEPUTY | _APPROVER | _SYSTEM,
    Action.ATTACH_EVIDENCE: _BRANCH | _INSPECTOR | _COMMISSIONER | _CLERK,
    Action.RECORD_ACTIVITY: _BRANCH | _CLERK,
    Action.RECORD_MEASURE: _CLERK | _COMMISSIONER,
    Action.RECORD_RATING: _INSPECTOR | {Role.LEADER: Reach.TOWNSHIP},
    Action.RECORD_RESPONSIBILITY: _CLERK | _COMMISSIONER,
    Action.RECORD_GUIDANCE: _LEADERS | _INSPECTOR | _CLERK,
    Action.RECORD_MEETING: _BRANCH | _CLERK | _COMMISSIONER,
    Action.RECORD_TURNAROUND: _BRANCH | _LEADERS | _CLERK,
    Action.RECORD_PAIRING: _BRANCH | _CLERK | _COMMISSIONER,
    Action.RECORD_DEVELOPMENT: _BRANCH | _CLERK | _COMMISSIONER,
    Action.RECORD_MEMBERS: _BRANCH | _CLERK | _COMMISSIONER,
    Action.RECORD_TOWNSHIP: _CLERK | _COMMISSIONER,
    Action.RECORD_CAUSE: _BRANCH | _INSPECTOR | _CLERK | _COMMISSIONER,
    Action.RECORD_DECISION: _COMMISSIONER | _APPROVER,
    Action.READ_MEMBERS: _BRANCH | _CLERK | _COMMISSIONER | _DEPUTY | _APPROVER,
    Action.SIGN_IN: dict.fromkeys(Role, Reach.TOWNSHIP),
    Action.SET_PASSWORD: _SYSTEM | {Role.ADMIN: Reach.TOWNSHIP},
    Action.CHANGE_PASSWORD: dict.fromkeys(Role, Reach.TOWNSHIP),
    Action.REVISE_RUBRIC: _COMMISSIONER | _CLERK | _SYSTEM,
    Action.PRINT_FORM: _INSPECTOR | _COMMISSIONER | _CLERK | _SYSTEM,
    Action.GIVE_POST: _SYSTEM | {Role.ADMIN: Reach.TOWNSHIP},
    Action.SET_VISIBILITY: _APPROVER | _COMMISSIONER | _SYSTEM,
    Action.DELEGATE: dict.fromkeys(
        set(Role) - {Role.SYSTEM, Role.ADMIN, Role.CADRE, Role.COUNTY_VIEWER}, Reach.TOWNSHIP
    ),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a person in a post, or the system. `unit` is None for township staff.

    `in_post_of`: whose post it is, where somebody else has lent it for some days (授权代办).
    """

    person_no: str
    name: str
    role: str
    unit: str | None = None
    in_post_of: str | None = None


SYSTEM = Actor("SYSTEM", "system", Role.SYSTEM)


def roles_for(action: Action) -> tuple[Role, ...]:
    """Who could do this, for the sentence that tells somebody who cannot."""
    return tuple(PERMISSIONS[action])


def move_action(move: MoveKind) -> Action:
    return Action(move.value)


def check_role(actor: Actor, action: Action) -> None:
    """Raise NotPermitted unless the actor's role has this action at all."""
    if actor.role not in PERMISSIONS[action]:
        raise NotPermitted("role-may-not", action=action.value, role=actor.role, who=roles_for(action))


def check_reach(actor: Actor, action: Action, unit: str | None) -> None:
    """Raise NotPermitted unless the actor may do this to that unit (None: to the township as a whole)."""
    check_role(actor, action)
    reach = PERMISSIONS[action][Role(actor.role)]
    if reach is Reach.OWN_UNIT and actor.unit != unit:
        raise NotPermitted("not-own-unit", action=action.value, unit=unit, own_unit=actor.unit)
