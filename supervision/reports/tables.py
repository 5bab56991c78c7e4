"""Which tables the bulletin and the command line share, made from read models. `terminal.show` prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from supervision.domain.result import Consequence, Figure, MonthResult, UnitResult
from supervision.domain.rubric import Rubric
from supervision.i18n import Words
from supervision.queries.months import MonthLine
from supervision.queries.worklist import TaskLine
from supervision.reports import shown
from supervision.reports.document import Cell, Column, Kind, Table
from supervision.reports.explain import Explained

_ON_ONE_PAGE = 25
_SHARES = frozenset({"on_time_closure_rate"})
_SCORES = frozenset({"final_score", "quarter_average"})


def ranking(result: MonthResult, before: MonthResult | None, words: Words) -> Table:
    """考评排名: base, bonus and adjustments beside the final they make, best first; stars and class if any."""
    ranked = sorted((unit for unit in result.units if unit.rank is not None), key=lambda unit: (unit.rank, unit.unit))
    earlier = {unit.unit: unit for unit in before.units} if before is not None else {}
    wanted: list[tuple[str, float, Kind]] = [
        ("rank", 11, "centred"),
        ("village", 20, "centred"),
        ("final", 17.5, "number"),
        ("change", 15.5, "number"),
        ("rank_change", 17.5, "centred"),
        ("base", 16, "number"),
        ("bonus", 12, "number"),
        ("adjustments", 13, "number"),
    ]
    if any(unit.cap_lines for unit in ranked):
        wanted.append(("caps", 14, "number"))
    if any(unit.stars is not None for unit in ranked):
        wanted.append(("stars", 14, "centred"))
    if any(unit.group_class is not None for unit in ranked):
        wanted.append(("class", 16, "centred"))
    names = [name for name, _, _ in wanted]
    rows = (_ranking_row(unit, earlier.get(unit.unit), words) for unit in ranked)
    cells = tuple(tuple(row[name] for name in names) for row in rows)
    return Table(_columns("ranking", wanted, words), cells, together=len(cells) <= _ON_ONE_PAGE)


def _ranking_row(unit: UnitResult, earlier: UnitResult | None, words: Words) -> dict[str, Cell]:
    caps = sum((line.points for line in unit.cap_lines), Decimal(0))
    return {
        "rank": unit.rank,
        "village": unit.name,
        "final": unit.final,
        "change": shown.signed(unit.final - earlier.final) if earlier is not None else "—",
        "rank_change": _rank_change(unit, words),
        "base": unit.base,
        "bonus": unit.bonus,
        "adjustments": unit.adjustments,
        "caps": caps,
        "stars": words(f"reports.stars.{unit.stars.stars}") if unit.stars is not None else "",
        "class": words.noun("class", unit.group_class) if unit.group_class is not None else "",
    }


def _rank_change(unit: UnitResult, words: Words) -> str:
    up = unit.metrics.rank_change_up
    if up is None:
        return "—"
    if up == 0:
        return words("reports.ranking.same")
    return words("reports.ranking.up" if up > 0 else "reports.ranking.down", places=abs(up))


def because(figures: Sequence[tuple[str, Figure]], words: Words) -> str:
    """The figures that triggered a rule, in words: 最终得分94.84分、排名2."""
    told = []
    for metric, value in figures:
        name = words.noun("metric", metric)
        own = f"reports.because.{metric}"
        key = own if words.template(own) is not None else "reports.because"
        told.append(name if isinstance(value, bool) else words(key, metric=name, value=_figure(metric, value)))
    return shown.listed(words, told)


def _figure(metric: str, value: Decimal | Fraction | int) -> str:
    if metric in _SHARES:
        return shown.percent(Fraction(value))
    if metric in _SCORES and isinstance(value, Decimal):
        return shown.points(value)
    return shown.figure(value)


def result_of(one: Consequence, rubric: Rubric, words: Words) -> str:
    """What a rule proposes: its amount and pay coefficient where it has any."""
    rule = rubric.rule(one.code)
    told = []
    if one.amount is not None:
        told.append(words("reports.consequence.amount", amount=one.amount))
    if rule is not None and rule.pay_coefficient is not None:
        told.append(words("reports.consequence.pay", coefficient=shown.figure(rule.pay_coefficient)))
    return shown.listed(words, told)


def consequences(result: MonthResult, rubric: Rubric, words: Words) -> Table:
    """奖惩建议: rule, unit, result and the figures that triggered it, in the rubric's order."""
    order = {rule.code: place for place, rule in enumerate((*rubric.rewards, *rubric.penalties))}
    found = [(one, unit) for unit in result.units for one in unit.consequences]
    found.sort(key=lambda pair: (order.get(pair[0].code, len(order)), pair[1].rank or 0, pair[1].unit))
    rows = tuple(
        (
            words.noun("consequence", one.kind),
            f"{one.code} {_rule_name(one.code, rubric, words)}",
            unit.name,
            result_of(one, rubric, words),
            because(one.because, words),
        )
        for one, unit in found
    )
    wanted: list[tuple[str, float, Kind]] = [
        ("kind", 14, "centred"),
        ("rule", 40, "text"),
        ("unit", 24, "text"),
        ("result", 32, "text"),
        ("because", 60, "text"),
    ]
    return Table(_columns("consequence", wanted, words), rows)


def _rule_name(code: str, rubric: Rubric, words: Words) -> str:
    rule = rubric.rule(code)
    return shown.named(words, rule) if rule is not None else ""


def tasks(lines: Sequence[TaskLine], unit_names: Mapping[str, str], words: Words) -> Table:
    """A list of tasks as of today, such as the overdue ones: due date, late days, card, owner."""
    wanted: list[tuple[str, float, Kind]] = [
        ("task", 26, "text"),
        ("unit", 20, "text"),
        ("severity", 13, "centred"),
        ("problem", 40, "text"),
        ("owner", 16, "centred"),
        ("state", 20, "centred"),
        ("due", 22, "date"),
        ("late", 13, "number"),
        ("card", 20, "centred"),
    ]
    rows = tuple(
        (
            line.task_no,
            unit_names.get(line.unit, line.unit),
            words.noun("severity", line.severity),
            line.problem_type,
            line.owner,
            words.noun("state", line.state),
            line.due,
            line.late_days or None,
            shown.known(words, f"nouns.level.{line.level}", line.level) if line.level else "",
        )
        for line in lines
    )
    return Table(_columns("task", wanted, words), rows)


def month_status(lines: Sequence[MonthLine], words: Words) -> Table:
    """Where each month stands: state, rubric version, draft or seal, digest."""
    wanted: list[tuple[str, float, Kind]] = [
        ("period", 16, "centred"),
        ("state", 22, "centred"),
        ("rubric", 12, "centred"),
        ("opened", 32, "text"),
        ("sealed", 32, "text"),
        ("digest", 34, "text"),
    ]
    rows = tuple(
        (
            line.period,
            words.noun("month_state", line.state),
            line.rubric_version,
            words.shown(line.opened_at),
            words.shown(line.sealed_at or line.seal_at or line.planned_seal_at),
            (line.digest or line.draft_sha or "")[:16],
        )
        for line in lines
    )
    return Table(_columns("month", wanted, words), rows)


def score(unit: UnitResult, explained: Sequence[Explained], words: Words) -> Table:
    """得分明细: every line that took or gave points, its item, and why."""
    earned = {item.code: item.earned for item in unit.items}
    wanted: list[tuple[str, float, Kind]] = [
        ("item", 32, "text"),
        ("max", 14, "number"),
        ("earned", 16, "number"),
        ("points", 16, "number"),
        ("why", 78, "text"),
    ]
    rows: list[tuple[Cell, ...]] = []
    told: set[str] = set()
    for each in explained:
        if each.item is None:
            rows.append((words(f"reports.score.{_section(unit, each)}"), None, None, _points(each), each.text))
            continue
        first = each.item.code not in told
        told.add(each.item.code)
        name = f"{each.item.code} {shown.named(words, each.item)}"
        figures = (each.item.max, earned[each.item.code]) if first else (None, None)
        rows.append((name, *figures, _points(each), each.text))
    return Table(_columns("score", wanted, words), tuple(rows))


def _section(unit: UnitResult, each: Explained) -> str:
    if each.line in unit.bonus_lines:
        return "bonus"
    return "adjustments" if each.line in unit.adjustment_lines else "caps"


def _points(each: Explained) -> str:
    return shown.signed(each.line.points)


def _columns(table: str, wanted: Sequence[tuple[str, float, Kind]], words: Words) -> tuple[Column, ...]:
    return tuple(Column(words(f"reports.{table}.{name}"), width, kind) for name, width, kind in wanted)
