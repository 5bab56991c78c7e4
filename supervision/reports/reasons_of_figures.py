"""How lines that come from activities, metrics and ratings read (R-15, R-17, R-18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from supervision.domain.model import Activity
from supervision.domain.period import first_day, last_day, month_number, window
from supervision.reports import shown
from supervision.reports.reason import Reason, Sayer


def _quota_short(of: Reason) -> str:
    name, _, span = of.line.source.rpartition("@")
    kind, _, group = name.partition(":")
    first, _, last = span.partition("..")
    required = Decimal(of.params["required"])
    short = -of.line.points / Decimal(of.params["deduct_per_missing"])
    held = _held(of, kind, first, last, int(group) if group else None)
    return of.say(
        "quota_short",
        span=shown.months(of.words, first, last),
        activity=shown.known(of.words, f"nouns.activity_type.{kind}", kind),
        group=of.say("group", group=group) if group else "",
        required=shown.figure(required),
        credit=shown.figure(required - short),
        short=shown.figure(short),
        records=_records(of, held),
    )


def _attendance_low(of: Reason) -> str:
    months = window(of.sources.period, of.own_item.period)
    held = _held(of, of.params["activity_type"], months[0], months[-1], None)
    return of.say(
        "attendance_low",
        activity=shown.known(of.words, f"nouns.activity_type.{of.params['activity_type']}", of.params["activity_type"]),
        floor=shown.percent(Fraction(of.params["attendance_floor"])),
        records=_records(of, held),
    )


def _held(of: Reason, kind: str, first: str, last: str, group: int | None) -> list[Activity]:
    since, until = first_day(first), last_day(last)
    held = of.sources.activities.get((of.unit.unit, kind), ())
    return [row for row in held if since <= row.held_on <= until and (group is None or row.group_no == group)]


def _records(of: Reason, held: Sequence[Activity]) -> str:
    """What is on record, with what made an activity count for less: a late entry, few people."""
    if not held:
        return of.say("no_record")
    told = []
    for row in held:
        text = of.say("held", on=of.day(row.held_on), number=row.activity_no)
        if row.expected:
            share = shown.percent(Fraction(row.attended or 0, row.expected))
            text += of.say("attended", attended=row.attended or 0, expected=row.expected, share=share)
        if (row.recorded_at.date() - row.held_on).days > of.sources.rubric.late_record.grace_days:
            text += of.say("entered", on=of.day(row.recorded_at.date()))
        told.append(text)
    return of.say("on_record", records=shown.listed(of.words, told))


def _target_short(of: Reason) -> str:
    told = {"tasks": _settled, "cadre_targets": _completion, "measures": _measured}[of.params["source"]](of)
    earned = of.own_item.max + of.line.points
    if earned == 0:
        return of.say("target_zero", told=told, below=shown.percent(Fraction(of.params["zero_below"])))
    full = shown.percent(Fraction(of.params["full_at"]))
    return of.say("target_part", told=told, full=full, earned=shown.points(earned))


def _settled(of: Reason) -> str:
    due = of.unit.metrics.findings_due
    rate = of.unit.metrics.on_time_closure_rate or Fraction(0)
    return of.say("settled", due=due, on_time=shown.figure(rate * due), share=shown.percent(rate))


def _completion(of: Reason) -> str:
    done = of.sources.completions.get(of.unit.unit, {})
    each = [of.say("completed", name=of.person(person), share=shown.percent(share)) for person, share in done.items()]
    mean = sum(done.values(), Fraction(0)) / max(1, len(done))
    return of.say("completion", share=shown.percent(mean), each=shown.listed(of.words, each))


def _measured(of: Reason) -> str:
    metric = of.params["metric"]
    row = of.sources.measures[of.unit.unit, metric]
    name = shown.known(of.words, f"nouns.measure.{metric}", metric)
    whole = of.params.get("target_value") or row.denominator or Decimal(0)
    pace = of.params.get("pace")
    wanted = Fraction(whole) * (Fraction(pace[month_number(of.sources.period) - 1]) if pace else 1)
    facts = {
        "metric": name,
        "done": shown.figure(row.numerator),
        "wanted": shown.figure(wanted),
        "share": shown.percent(Fraction(row.numerator) / wanted) if wanted else "—",
        "number": row.measure_no,
    }
    if not pace:
        return of.say("measured", **facts)
    share = shown.percent(Fraction(pace[month_number(of.sources.period) - 1]))
    unit = shown.known(of.words, f"reports.unit.{of.params.get('unit')}", of.params.get("unit") or "")
    return of.say("measured_pace", whole=shown.figure(whole), pace=share, unit=unit, **facts)


def _target_empty(of: Reason) -> str:
    metric = of.line.source
    return of.say("target_empty", metric=shown.known(of.words, f"nouns.measure.{metric}", metric))


def _rating(of: Reason) -> str:
    rows = of.sources.ratings.get((of.unit.unit, of.own_item.code), ())
    told = [
        of.say(
            "rated" if row.comment is None else "rated_comment",
            name=of.person(row.rater),
            value=shown.figure(row.value),
            comment=row.comment or "",
        )
        for row in rows
    ]
    return of.say("rating", each=shown.joined(of.words, told), mean=shown.points(of.own_item.max + of.line.points))


SAYERS: Mapping[str, Sayer] = {
    "quota_short": _quota_short,
    "attendance_low": _attendance_low,
    "target_short": _target_short,
    "target_empty": _target_empty,
    "rating": _rating,
}
