"""How the rubric's severities, their clocks and the overdue ladder are read (R-7, R-10)."""

from __future__ import annotations

from collections.abc import Mapping

from supervision.domain.course import Level, Terms
from supervision.domain.model import Severity
from supervision.domain.rubric import SeverityTerms
from supervision.domain.rubric_tree import Reader

_SEVERITIES = [severity.value for severity in Severity]


def read_ladder(top: Reader) -> tuple[Level, ...]:
    levels = []
    for each in top.tables_at("overdue_ladder"):
        points = each.number("score_adjustment", least=None)
        if points > 0:
            each.fault("rubric-range", "score_adjustment", "<= 0")
        levels.append(
            Level(
                each.whole("level", 1),
                each.text("code"),
                each.text("name_zh"),
                each.whole("at_late_day", 1),
                points,
                each.text("document"),
                each.texts("notify"),
            )
        )
    days = [level.at_late_day for level in levels]
    if days != sorted(set(days)):
        top.fault("rubric-order", "overdue_ladder", "at_late_day rising")
    return tuple(levels)


def read_severities(top: Reader, ladder: tuple[Level, ...]) -> Mapping[Severity, SeverityTerms]:
    deadlines = top.table_at("deadlines")
    extension = deadlines.table_at("extension")
    days = deadlines.number_by("by_severity", _SEVERITIES)
    longest = extension.number_by("max_days", _SEVERITIES)
    approver = extension.table_at("approver")
    reminder = top.table_at("reminder")
    remind_days, remind = reminder.number_by("days_before_due", _SEVERITIES), reminder.texts("notify")
    rates = top.table_at("lookback").number_by("sample_rate", _SEVERITIES)
    found: dict[Severity, SeverityTerms] = {}
    for each in top.tables_at("severities"):
        code = each.choice("code", _SEVERITIES)
        if each.whole("deadline_days") != days[code]:
            each.fault("rubric-sum", "deadline_days", f"deadlines.by_severity: {days[code]}")
        points = None if each.table.get("default_points") == "max" else each.number("default_points")
        found[Severity(code)] = SeverityTerms(
            Severity(code),
            each.text("name_zh"),
            points,
            each.text("rectify_class"),
            each.text("rectify_class_zh"),
            Terms(int(days[code]), int(longest[code]), approver.text(code), int(remind_days[code]), remind, ladder),
            rates[code],
        )
    for lacking in (each for each in Severity if each not in found):
        top.fault("rubric-missing", "severities", lacking.value)
    return found
