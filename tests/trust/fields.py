"""Every text field that a command of the house takes, found by looking at the services; and a call that each works in.

A new command or field that nobody added here makes `test_hostile_texts` fail. The strings are `hostile`'s question.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import supervision.services
from supervision.context import Context
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.model import MoveKind, Severity
from supervision.domain.permission import Action
from supervision.i18n import Words
from supervision.services.activities import NewActivity
from supervision.services.appeals import NewAppeal
from supervision.services.findings import NewFinding
from supervision.services.lookbacks import NewLookback
from supervision.services.measures import NewMeasure
from supervision.services.ratings import NewRating
from supervision.services.rectification import NewMove
from tests.conftest import SECRETARY, person
from tests.importing.small import small

INSPECTOR, CLERK, COMMISSIONER, BRANCH = "P000005", "P000008", "P000003", "P000021"
DAY = date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Call:
    """A command that works as it stands: who gives it, and with what. One argument at a time is made hostile.

    `refused` is the code with which this one is refused as it stands, after its texts were looked at.
    """

    who: str | None
    arguments: Mapping[str, Any]
    refused: str | None = None

    def with_text(self, path: tuple[str, ...], text: str) -> dict[str, Any]:
        """The arguments with this text in one field."""
        name, *inner = path
        old = self.arguments.get(name)
        if not inner:
            return {**self.arguments, name: text}
        if isinstance(old, Mapping):
            return {**self.arguments, name: {**old, inner[0]: text}}
        if isinstance(old, list):
            return {**self.arguments, name: [replace(old[0], **{inner[0]: text})]}
        return {**self.arguments, name: replace(old, **{inner[0]: text})}  # type: ignore[type-var]


@dataclass(frozen=True, slots=True)
class Field:
    """One text field of one command."""

    command: str
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        return ".".join((self.command, *self.path))


def commands() -> dict[str, Callable[..., Any]]:
    """Every public function of the services that is given a context."""
    found = {}
    for module in pkgutil.iter_modules(supervision.services.__path__):
        services = importlib.import_module(f"supervision.services.{module.name}")
        for name, function in inspect.getmembers(services, inspect.isfunction):
            own = function.__module__ == services.__name__ and not name.startswith("_")
            if own and "context" in inspect.signature(function).parameters:
                found[f"{module.name}.{name}"] = function
    return found


def takes_text(hint: Any) -> bool:
    return hint is str or str in get_args(hint)


def fields_of(command: str, function: Callable[..., Any]) -> Iterator[Field]:
    for name, hint in get_type_hints(function).items():
        records = [each for each in (hint, *get_args(hint)) if dataclasses.is_dataclass(each)]
        if name == "return":
            continue
        if takes_text(hint):
            yield Field(command, (name,))
        for record in records:
            for inner, own in get_type_hints(record).items():
                if takes_text(own):
                    yield Field(command, (name, inner))


COMMENT = {"number": "CN00002", "item": "A03", "severity": Severity.MINOR, "words": Words("zh")}
"""A comment of the debriefing that becomes a finding."""


def register_calls() -> Iterator[tuple[str, Call]]:
    """Entering a row into each register, as the small bundle has one."""
    rows = small()
    for name, kind in REGISTERS.items():
        row = {key: value for key, value in rows[name][0].items() if value and key not in (kind.key, "recorded_at")}
        who = SECRETARY if kind.action is Action.RECORD_DECISION else CLERK
        yield f"registers.record.{name}", Call(who, {"name": name, "values": {**row, **_here(name)}})


def _here(name: str) -> Mapping[str, str]:
    """What the small bundle's rows are called in the sample township."""
    known = {
        "root_causes": {"unit": "V01", "task_no": "Z2604-000001", "on": "2026-06-20"},
        "class_decisions": {"decided_by": SECRETARY, "supersedes": ""},
        "responsibilities": {"person_no": "P000013", "duty": "dual_duty", "valid_from": "2026-06-20"},
        "guidance_visits": {"instructor": "P000002"},
        "meetings": {"chair": "P000002"},
        "commitments": {"responsible": "P000013", "meeting_no": "HY00001"},
        "turnaround_steps": {"unit": "V08"},
        "pairings": {"person_no": "P000014"},
        "contacts": {"pairing_no": "JD00005"},
        "filings": {"person_no": "P000014"},
        "milestones": {"project_no": "XM-2026-01-001", "milestone": "二期封顶", "due_on": "2026-07-20"},
        "reserves": {"mentor": "P000011"},
        "township_activities": {"person_no": "P000002"},
        "economy": {"figure": "income", "period": "2026-06", "source": "乡三资平台", "subsidy": "0"},
        "recruitment": {"candidate_no": "F9901", "stage": "applicant", "on": "2026-06-20"},
        "member_points": {"member_no": "V01-900", "period": "2026-06"},
    }
    return known.get(name, {})


def register_fields() -> Iterator[Field]:
    for name, kind in REGISTERS.items():
        for column in FORMATS[name].columns:
            if column.name not in (kind.key, "recorded_at"):
                yield Field(f"registers.record.{name}", ("values", column.name))


@dataclass(frozen=True, slots=True)
class House:
    """The township that calls are made in, and the numbers that some calls need."""

    context: Context
    appeal: tuple[str, str, str, str]
    appeal_no: str
    own_task: str
    moving: NewMove
    moved_by: str
    draft: str
    proposal: tuple[str, str, str]
    form: str
    delegation: str
    looked_at: str
    home: Path
    post: str

    def calls(self) -> dict[str, Call]:
        unit, section, source, secretary = self.appeal
        finding = NewFinding("V03", "B08", "纪实逾期补录", Severity.MINOR, "记录晚了", BRANCH, DAY)
        june = NewAppeal("2026-06", unit, section, source, "已在期限内办结")
        period, of_unit, code = self.proposal
        decided = {"period": period, "unit": of_unit, "code": code, "decision": "refuse", "note": "会议未通过"}
        metric = "paired_households_contacted_over_planned"
        return {
            "activities.record_activity": Call(CLERK, {"new": NewActivity("V03", "theme_day", DAY, None, "9", "8")}),
            "appeals.decide_appeal": Call(
                SECRETARY, {"appeal_no": self.appeal_no, "upheld": False, "answer": "事实清楚"}
            ),
            "appeals.file_appeal": Call(secretary, {"new": june}),
            "appeals.start_publicity": Call(COMMISSIONER, {"period": "2026-06"}),
            "delegations.delegate": Call(
                INSPECTOR, {"to_no": "P000006", "valid_to": date(2026, 7, 9), "reason": "外出学习"}
            ),
            "delegations.end_delegation": Call(INSPECTOR, {"number": self.delegation}),
            "evidence.attach_content": Call(
                INSPECTOR,
                {"task_no": self.own_task, "name": "a.pdf", "data": b"%PDF-1.7 evidence", "beside": self.home},
            ),
            "evidence.check_attaching": Call(INSPECTOR, {"task_no": self.own_task}),
            "findings.record_finding": Call(INSPECTOR, {"new": finding}),
            "inspection_forms.print_form": Call(INSPECTOR, {"unit": "V03", "period": "2026-07"}),
            "inspection_forms.settle_form": Call(INSPECTOR, {"number": self.form, "with_findings": []}),
            "lookbacks.record_lookback": Call("P000006", {"new": NewLookback(self.looked_at, "held")}),
            "measures.record_measure": Call(CLERK, {"new": NewMeasure("V03", metric, "2026-06", "7", "9")}),
            "members.read_members": Call(CLERK, {"unit": "V01", "period": "2026-03"}),
            "months.approve_month": Call(
                SECRETARY, {"period": "2026-06", "draft_sha": self.draft}, "publicity-running"
            ),
            "months.open_month": Call(None, {"period": "2026-06"}),
            "months.propose_consequences": Call(None, {"period": "2026-05"}),
            "months.return_month": Call(SECRETARY, {"period": "2026-06", "reason": "数据有误"}),
            "notices.set_contact": Call(None, {"person_no": INSPECTOR, "channel": "mail", "address": "a@example.org"}),
            "posts.end_post": Call(None, {"number": self.post}),
            "posts.give_post": Call(
                None, {"person_no": "P000018", "role": "branch_secretary", "reason": "主持支部工作", "unit": "V03"}
            ),
            "posts.leave_post": Call(None, {"person_no": "P000018", "reason": "调离"}),
            "proposals.decide": Call(SECRETARY, decided),
            "ratings.record_rating": Call(INSPECTOR, {"new": NewRating("V03", "C01", "2026-06", "3", "群众认可")}),
            "rectification.move_task": Call(self.moved_by, {"new": self.moving}),
            "rectification.move_tasks": Call(self.moved_by, {"moves": [self.moving]}),
            "rectification.take_back": Call(INSPECTOR, {"task_no": self.own_task, "note": "录错了"}),
            "register_measures.settle_measures": Call(CLERK, {"period": "2026-06"}),
            **dict(register_calls()),
            "findings.record_comment": Call(COMMISSIONER, COMMENT),
        }

    def give(self, command: str, who: str | None, arguments: Mapping[str, Any]) -> Any:
        """Give the command, by name."""
        context = self.context if who is None else person(self.context, who)
        function = commands()[".".join(command.split(".")[:2])]
        return function(context, **arguments)


EXCUSED: Mapping[str, str] = {
    "accounts.": "passwords and names at the sign-in: their own door, `test_hostile_doors`",
    "registers.record.values": "column by column of each register",
    "evidence.attach.task_no": "handed on to `attach_content`",
    "backup.back_up.public": "a key, refused unless it is one: tests/services/test_copies",
    "importing.": "files: every cell of a bundle and of an own table in `test_hostile_doors`",
    "months.publish_month": "documents that the flows made",
    "months.score_month": "a period that the flows take from the list of months",
    "months.seal_month": "a period that the flows take from the list of months",
    "papers.issue_paper": "a paper that the course of the task calls for, chosen from a list",
    "registers.record.name": "a register chosen from a closed list",
    "signing.sign_month": "a period that has an anchor, and a file",
}
"""What is not tried here, and why; a prefix stands for all that begins so."""


def excused(name: str) -> bool:
    prefixes = (each for each in EXCUSED if each.endswith("."))
    whole = name in EXCUSED or ".".join(name.split(".")[:2]) in EXCUSED
    return whole or any(name.startswith(each) for each in prefixes) or name.endswith(".command_id")


def all_fields() -> list[Field]:
    """Every text field of every command, registers column by column."""
    found = [field for command, function in commands().items() for field in fields_of(command, function)]
    return [*found, *register_fields()]


def move(task_no: str, kind: MoveKind) -> NewMove:
    return NewMove(task_no, kind, note="已按要求整改")
