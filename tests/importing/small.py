"""A small bundle with every table, valid as it stands; tests change one cell and look what is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import supervision.sample
from supervision.domain.checks.check_bundle import Checked, check_bundle
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.known import Known
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.errors import BadFile, RowError
from supervision.domain.rubric import Rubric
from supervision.domain.workdays import Workdays
from supervision.store.bundle import read_bundle
from supervision.store.rubrics import read_rubric

SAMPLE = Path(next(iter(supervision.sample.__path__)))
TOWNSHIP = SAMPLE / "sanghe-2026H1"

Rows = dict[str, list[dict[str, str]]]

_TEXT = {
    "calendar": "2026-01-01,off",
    "months": """
        2026-01,2026-01-01T08:00:00,2026-02-05T17:00:00,1
        2026-02,2026-02-01T08:00:00,2026-03-05T17:00:00,1
        2026-03,2026-03-01T08:00:00,,1""",
    "units": """
        V01,2020-01-01,杨桥村,village,48,3,2020-01-01,
        V02,2020-01-01,万冲村,village,6,0,2020-01-01,2026-03-20
        N01,2020-01-01,乡机关党支部,non_village,24,2,2026-01-01,""",
    "people": """
        P01,周启明,township_secretary,
        P02,何静,deputy_secretary,
        P03,沈志远,organization_commissioner,
        P04,顾晨,inspector,
        P05,罗平,inspector,
        P06,程国安,branch_secretary,V01
        P07,吴喆水,village_clerk,V01
        P08,王安涛,cadre,V01
        P09,储长明,branch_secretary,V02""",
    "findings": """
        W01,Z01,V01,A02,清单未更新,general,整改清单未更新,2026-01-10,2026-01-12,P04,P08,inspection,2026-01-12T09:00:00
        W02,Z02,V01,E03,合同未公开,critical,合同发包未公开,2026-01-12,2026-01-12,P04,P06,complaint,2026-01-12T10:00:00
        W03,Z03,V02,B08,要素不全,minor,记录缺议题,2026-02-02,2026-02-02,P05,P09,self_check,2026-02-02T10:00:00""",
    "moves": """
        M01,Z01,1,acknowledge,2026-01-13,P07,,,,,2026-01-13T09:00:00
        M02,Z01,2,file_plan,2026-01-14,P06,,,,方案,2026-01-14T09:00:00
        M03,Z01,3,grant_extension,2026-01-15,P03,,,3,,2026-01-15T09:00:00
        M04,Z01,4,start,2026-01-15,P06,,,,,2026-01-15T10:00:00
        M05,Z01,5,request_closure,2026-01-19,P06,,,,,2026-01-19T09:00:00
        M06,Z01,6,close,2026-01-20,P04,,,,,2026-01-20T09:00:00
        M07,Z02,1,acknowledge,2026-01-12,P07,,,,,2026-01-12T11:00:00
        M08,Z02,2,start,2026-01-13,P07,,,,,2026-01-13T11:00:00
        M09,Z02,3,request_closure,2026-01-20,P06,,,,,2026-01-20T11:00:00
        M10,Z02,4,close,2026-01-21,P04,P05,P02,,,2026-01-21T11:00:00
        M11,Z03,1,dispute,2026-02-03,P09,,,,,2026-02-03T11:00:00""",
    "activities": """
        H01,V01,theme_day,2026-01-05,,48,40,,2026-01-06T09:00:00
        H02,V01,group_meeting,2026-01-06,3,,,,2026-01-06T10:00:00
        H03,V01,heart_talk,2026-01-07,,,,,2026-01-07T10:00:00""",
    "measures": """
        S01,V01,collective_operating_income_ytd,2026-01,1.98,60,2026-01-31T15:00:00
        S02,V01,reserve_cadres_on_file,2026-03,2,,2026-03-31T15:00:00
        S03,V01,project_milestones_done_over_due,2026-01,0,0,2026-01-31T15:00:00""",
    "ratings": """
        R01,V01,C01,2026-01,P04,2.5,,2026-02-01T10:00:00
        R02,V01,C01,2026-01,P05,3,表现突出,2026-02-01T10:00:00""",
    "bonuses": """
        B01,V01,J01,county,经验,2026-01-20,2026-01-21T10:00:00
        B02,V01,J06,,,2026-01-20,2026-01-21T10:00:00""",
    "vetoes": "X01,V02,V01,2026-01-02,2026-01-12,2026-01-12T16:00:00",
    "cadre_targets": """
        G01,V01,P08,2026-01,G1,60,10,10,2026-01-31T16:00:00
        G02,V01,P08,2026-01,G2,40,20,10,2026-01-31T16:00:00""",
    "turnarounds": """
        E01,V02,enter,2026-01-13,T06,,,,2026-01-14T09:00:00
        E02,V02,acceptance,2026-04-18,,72,20,6,2026-04-19T09:00:00""",
    "lookbacks": "L01,Z01,2026-02-24,P05,held,2026-02-24T16:00:00",
    "projects": "XM01,V01,industry,桑枝加工厂,380000,E02,2026-01-05T09:00:00",
    "milestones": """
        JD01,V01,XM01,厂房封顶,planned,2026-01-05,2026-03-20,,2026-01-05T09:00:00
        JD02,V01,XM01,厂房封顶,slipped,2026-02-10,2026-04-20,连续阴雨,2026-02-10T09:00:00""",
    "economy": """
        JJ01,V01,target,2026-12,60,,,2026-01-05T09:00:00
        JJ02,V01,income,2026-01,1.98,0.5,乡三资平台,2026-01-31T15:00:00""",
    "recruitment": "FZ01,V01,F001,潘某,applicant,2026-01-10,2026-01-12T09:00:00",
    "filings": "BA01,V01,P06,1968,2026-01-05,2026-01-20,2026-01-20T09:00:00",
    "reserves": "HB01,V01,汪某,2025-06-01,,P03,已参加县级培训,2026-01-05T09:00:00",
    "highlights": "LD01,V01,积分超市,county,2026-02-01,县委组织部简报,2026-02-02T09:00:00",
    "member_points": "JF01,V01,D001,程某,2026-03,M1,28,2026-03-31T09:00:00",
    "township_activities": "HD01,leader_lecture,2026-02-01,P02,V01,乡村治理,2026-02-01T17:00:00",
    "responsibilities": """
        ZR01,V01,*,first_responsible,,,,P06,2026-01-01,,,2026-01-05T09:00:00
        ZR02,,*,deputy_in_charge,党建日常工作,农业农村,每月1次,P02,2026-01-01,2026-06-30,,2026-01-05T09:00:00
        ZR03,,*,deputy_in_charge,党建日常工作,农业农村,每月1次,P02,2026-01-01,2026-03-31,ZR02,2026-04-01T09:00:00""",
    "guidance_visits": "ZD01,V01,P02,2026-02-03,记录不全,补齐三会一课记录,2026-02-20,,,2026-02-03T17:00:00",
    "meetings": "HY01,org_work_meeting,,2026-02-02,二月组织工作例会,P02,14,12,,2026-02-02T17:00:00",
    "commitments": "CN01,meeting,HY01,V01,更新公开栏,P06,2026-02-02,2026-02-28,2026-02-20,已更新,A02,,2026-02-20T17:00:00",  # noqa: E501
    "turnaround_steps": "ZZ01,V02,first_secretary,2026-01-20,程某,派驻第一书记,,2026-01-20T17:00:00",
    "pairings": """
        JDX1,four_helps,V01,P08,汪家屋汪某户,2026-01-05,,,2026-01-05T09:00:00
        JDX2,mentoring,V01,,V02,2026-01-05,,,2026-01-05T09:00:00""",
    "contacts": "LX01,V01,JDX1,2026-02-06,,2026-02-06T17:00:00",
    "root_causes": "ZJ01,V02,Z03,responsibility,记录人没有明确,2026-02-03,,2026-02-03T09:00:00",
    "class_decisions": "LB01,V02,lagging,2026-02-02,P01,信访矛盾突出,2026-02-02,,,2026-02-02T17:00:00",
    "township_terms": "SD01,reserves_per_village,3,2026-01-05,乡党委会议确定,,2026-01-05T09:00:00",
}


def columns(table: str) -> list[str]:
    return [column.name for column in FORMATS[table].columns]


def small() -> Rows:
    """The bundle's rows by table."""
    rows: Rows = {}
    for table, text in _TEXT.items():
        cells = csv.reader(line.strip() for line in text.strip().splitlines())
        rows[table] = [dict(zip(columns(table), row, strict=True)) for row in cells]
    return rows


def as_csv(table: str, rows: Iterable[dict[str, str]], names: list[str] | None = None) -> str:
    made = io.StringIO()
    writer = csv.DictWriter(made, names or columns(table), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue()


def write(folder: Path, rows: Rows) -> Path:
    folder.mkdir(exist_ok=True)
    for table, found in rows.items():
        (folder / f"{table}.csv").write_text(as_csv(table, found), encoding="utf-8")
    return folder


@cache
def rubric() -> Rubric:
    return read_rubric((SAMPLE / "rubric.yaml").read_text(encoding="utf-8"), "rubric.yaml")


@cache
def workdays() -> Workdays:
    with (SAMPLE / "calendar.csv").open(encoding="utf-8") as file:
        special = {date.fromisoformat(row["date"]): row["kind"] == "work" for row in csv.DictReader(file)}
    return Workdays(special, frozenset({2025, 2026}))


def fresh() -> Known:
    """A database with nothing in it."""
    return Known(rubric(), workdays())


def stored(checked: Checked) -> Known:
    """A database after importing into a fresh one."""
    days = {day.date: day.kind == "work" for day in checked.new["calendar"]}
    facts = {name: rows for name, rows in checked.new.items() if name != "calendar" and name not in REGISTERS}
    registers = {name: checked.new[name] for name in REGISTERS}
    return Known(rubric(), workdays(), special_days=days, registers=registers, **facts)


def check(path: Path, known: Known | None = None) -> Checked:
    return check_bundle(read_bundle(path), known or fresh())


def refused(path: Path, known: Known | None = None) -> list[RowError]:
    """What is told about a bundle that is refused."""
    with pytest.raises(BadFile) as caught:
        check(path, known)
    return list(caught.value.errors)


def told(error: RowError) -> tuple[str, int | None, str, str | None, str | None]:
    return error.file, error.line, error.code, error.column, error.value


Change = Callable[[Rows], object]


def refused_after(folder: Path, change: Change, known: Known | None = None) -> list[RowError]:
    """What is told about the small bundle after a change."""
    rows = small()
    change(rows)
    return refused(write(folder / "bundle", rows), known)
