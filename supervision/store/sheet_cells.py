"""How people write a value in the findings sheet, and the text that findings.csv has for it (formats.md, section 2).

A value that has none of the forms stays as it is: then the checks refuse it where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from supervision.domain.model import Severity, Source

Value = object
"""What the spreadsheet reader gives: text, number, truth value, date, moment, time or span."""

_DAY = re.compile(
    r"\s*([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})(日?)\s*"
)
_TIME = re.compile(r"(.*?)[\sT]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*")
_BRACKETS = re.compile(r".*[（(]\s*([^（）()]+?)\s*[）)]\s*", re.DOTALL)
_FIRST_SERIAL, _LAST_SERIAL = 61, 109_574
"""1 March 1900, from which on the 1900 system counts right, to the end of 2199."""

_SEVERITIES = {"轻微": Severity.MINOR, "一般": Severity.GENERAL, "较重": Severity.MAJOR, "严重": Severity.CRITICAL}
_SOURCES = {
    "日常督查": Source.INSPECTION,
    "自查自纠": Source.SELF_CHECK,
    "群众反映": Source.COMPLAINT,
    "述职评议": Source.DEBRIEFING,
    "回头看": Source.LOOKBACK,
}


def text(value: Value) -> str:
    """A text column: a number typed into it is read as its digits."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).replace("\r\n", "\n")


def in_brackets(value: Value) -> str:
    """`石塝村（V03）`: the code in the last brackets decides."""
    found = _BRACKETS.fullmatch(text(value))
    return found.group(1) if found else text(value).strip()


def first_word(value: Value) -> str:
    """`A02 责任、问题、整改三个清单`: the first word decides."""
    return next(iter(text(value).split()), "")


def severity(value: Value) -> str:
    return _SEVERITIES.get(text(value).strip(), text(value))


def source(value: Value) -> str:
    return _SOURCES.get(text(value).strip(), text(value))


def day(value: Value) -> str:
    """A date in any of the customary forms, a date cell, or its serial number."""
    moment = _from_serial(value)
    if moment is not None:
        return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat()
    return _day_of(text(value)) or text(value)


def moment(value: Value) -> str:
    """A date with a time of day, to the minute or second."""
    told = _from_serial(value)
    if told is not None:
        return told.isoformat()
    found = _TIME.fullmatch(text(value))
    on = _day_of(found.group(1)) if found else None
    if found is None or on is None:
        return text(value)
    return f"{on}T{int(found.group(2)):02d}:{found.group(3)}:{found.group(4) or '00'}"


def _day_of(written: str) -> str | None:
    found = _DAY.fullmatch(written)
    if found is None or bool(found.group(5)) is not bool(found.group(7)):
        return None
    month = next(group for group in found.groups()[1:5] if group)
    return f"{found.group(1)}-{int(month):02d}-{int(found.group(6)):02d}"


def _from_serial(value: Value) -> datetime | None:
    """The moment of a date cell or of a plain number that counts days (1900 system), to the second."""
    if isinstance(value, datetime):
        told = value
    elif isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    elif isinstance(value, float | int) and not isinstance(value, bool) and _FIRST_SERIAL <= value < _LAST_SERIAL:
        told = datetime(1899, 12, 30) + timedelta(days=float(value))
    else:
        return None
    try:
        return (told + timedelta(microseconds=500_000)).replace(microsecond=0)
    except OverflowError:
        return None


HEADERS: Mapping[str, tuple[str, Callable[[Value], str]]] = {
    "问题编号": ("finding_no", text),
    "任务编号": ("task_no", text),
    "村（支部）": ("unit", in_brackets),
    "考评项目": ("item", first_word),
    "问题类型": ("problem_type", text),
    "严重程度": ("severity", severity),
    "问题描述": ("facts", text),
    "发现日期": ("found_on", day),
    "下发日期": ("issued_on", day),
    "检查人": ("found_by", in_brackets),
    "整改责任人": ("owner", in_brackets),
    "问题来源": ("source", source),
    "登记时间": ("recorded_at", moment),
}
"""The sheet's headers; 序号 and every other column are ignored."""
