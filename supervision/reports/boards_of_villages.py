"""Boards of villages: collective economy, projects, imbalance, effect of rectification, the township's own quotas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from supervision.domain.effect import Effect
from supervision.domain.projects import Milestone
from supervision.domain.township_quotas import QuotaStand
from supervision.i18n import Words
from supervision.queries.economy import EconomyLine
from supervision.queries.effect import Effectiveness
from supervision.queries.imbalance import Imbalance, VillageBalance
from supervision.queries.projects import ProjectLine
from supervision.queries.quotas import Cell, Quotas
from supervision.queries.township_quotas import LeaderLectures
from supervision.reports.boards import Board, Row, amount, days, rate, titled
from supervision.reports.shown import figure, listed, named


def economy_board(lines: Sequence[EconomyLine], period: str, words: Words) -> Board:
    """Who is behind the pace stands first; the gap is in 万元."""
    ordered = sorted(lines, key=lambda line: (-(line.economy.gap or 0), line.unit))
    behind = [line.name for line in ordered if line.economy.behind]
    told = words("indicators.economy.behind", count=len(behind), names=listed(words, behind))
    none = words("indicators.economy.on_pace")
    return Board(
        "economy",
        words("indicators.economy.title", period=period),
        titled(words, "village", "baseline", "target", "income", "paced", "gap", "of_target", "month"),
        tuple(_economy_row(line, words) for line in ordered),
        frozenset(range(1, 7)),
        (told if behind else none, words("indicators.economy.subsidies")),
        words("indicators.economy.empty"),
    )


def _economy_row(line: EconomyLine, words: Words) -> Row:
    year = line.economy
    cells = (
        line.name,
        amount(year.baseline),
        amount(year.target),
        amount(year.amount),
        amount(year.paced),
        amount(year.gap) if year.behind else "",
        rate(year.share),
        year.period or "—",
    )
    detail = []
    for month in year.months:
        parts = [words("indicators.economy.month", period=month.period, amount=amount(month.amount))]
        if month.subsidy:
            parts.append(words("indicators.economy.subsidy", amount=amount(month.subsidy)))
        if month.corrected:
            parts.append(words("indicators.economy.corrected", was=listed(words, [amount(x) for x in month.corrected])))
        if month.source:
            parts.append(month.source)
        detail.append("  ".join(parts))
    series = tuple((month.period[5:], float(month.amount)) for month in year.months)
    return Row(line.unit, cells, "bad" if year.behind else "", tuple(detail), series)


def projects_board(lines: Sequence[ProjectLine], names: Mapping[str, str], today: date, words: Words) -> Board:
    late = sum(len(line.late(today)) for line in lines)
    return Board(
        "projects",
        words("indicators.projects.title"),
        titled(words, "project", "village", "kind", "budget", "milestones", "next", "due"),
        tuple(_project_row(line, names, today, words) for line in lines),
        frozenset((3, 4)),
        (words("indicators.projects.late", count=late),) if late else (),
        words("indicators.projects.empty"),
    )


def _project_row(line: ProjectLine, names: Mapping[str, str], today: date, words: Words) -> Row:
    project, following = line.project, line.following
    cells = (
        project.name,
        names.get(project.unit, project.unit),
        words.noun("project_kind", project.kind),
        amount(project.budget) if project.budget is not None else "",
        f"{line.done}/{len(line.milestones)}",
        following.name if following else words("indicators.projects.finished"),
        f"{following.due}" if following else "",
    )
    detail = tuple(text for each in line.milestones for text in _milestone(each, today, words))
    tone = "bad" if line.late(today) else "good" if following is None else ""
    return Row(project.project_no, cells, tone, detail)


def _milestone(each: Milestone, today: date, words: Words) -> Iterator[str]:
    sign = "✓" if each.done_on else "×" if each.late(today) else "·"
    done = f"  {words('indicators.projects.done', day=each.done_on)}" if each.done_on else ""
    yield f"{sign} {each.due}  {each.name}{done}"
    for slip in each.slips:
        told = words("indicators.projects.slip", was=slip.was, now=slip.now, day=slip.decided_on, reason=slip.reason)
        yield f"    {told}"


def imbalance_board(found: Imbalance, words: Words) -> Board:
    """A line for each village by rank; the spreads stand as remarks."""
    names = {category.code: named(words, category) for category in found.categories}
    spreads = tuple(
        words(
            "indicators.imbalance.category", name=names[code], span=amount(each.span), deviation=amount(each.deviation)
        )
        for code, each in found.by_category.items()
    )
    whole = found.finals
    first = (
        words(
            "indicators.imbalance.finals", span=amount(whole.span), deviation=amount(whole.deviation),
            lowest=amount(whole.lowest), highest=amount(whole.highest), mean=amount(whole.mean),
        )
        if whole
        else words("indicators.imbalance.empty")
    )  # fmt: skip
    return Board(
        "imbalance",
        words("indicators.imbalance.title", period=found.period),
        (*titled(words, "village", "final"), *(category.code for category in found.categories),
         *titled(words, "weakest", "secretary_age")),
        tuple(_balance_row(each, names, words) for each in found.villages),
        frozenset(range(1, 2 + len(names))) | {3 + len(names)},
        (first, *spreads),
        words("indicators.imbalance.empty"),
    )  # fmt: skip


def _balance_row(each: VillageBalance, names: Mapping[str, str], words: Words) -> Row:
    shares = tuple(rate(share.share) for share in each.shares)
    weak = f"{each.weakest} {names[each.weakest]}" if each.weakest else "—"
    age = "—" if each.secretary_age is None else f"{each.secretary_age}"
    cells = (each.name, f"{each.final}", *shares, weak, f"{age}▲" if each.elder else age)
    detail = tuple(f"{share.code} {names[share.code]}  {rate(share.share)}" for share in each.shares)
    return Row(each.unit, cells, "", detail)


def effect_board(found: Effectiveness, words: Words) -> Board:
    """The township first, then every unit; the page for the county."""
    rows = [Row("", (words("indicators.effect.township"), *_effect_cells(found.township)), "bold")]
    rows += [Row(each.unit, (each.name, *_effect_cells(each.effect))) for each in found.units]
    remark = words("indicators.effect.span", since=found.since, until=found.until)
    return Board(
        "effect",
        words("indicators.effect.title", span=found.span),
        titled(
            words, "unit", "issued", "closed", "closure_rate", "on_time", "mean_days", "returned_rate", "rebound_rate"
        ),
        tuple(rows),
        frozenset(range(1, 8)),
        (remark, words("indicators.effect.meaning")),
    )


def _effect_cells(each: Effect) -> tuple[str, ...]:
    return (
        str(each.issued),
        str(each.closed),
        rate(each.closure_rate),
        rate(each.on_time_share),
        days(each.mean_days),
        rate(each.returned_rate),
        rate(each.rebound_rate),
    )


def grid_board(grid: Quotas, words: Words) -> Board:
    """Every unit beside every kind of activity: ✓, or how many are lacking (× once the time has passed)."""
    rows = tuple(Row(row.unit, (row.name, *(_grid_cell(cell) for cell in row.cells))) for row in grid.rows)
    kinds = tuple(f"{kind.item} {words.noun('activity_type', kind.type)}" for kind in grid.kinds)
    title = words("indicators.grid.title", period=grid.period)
    return Board("grid", title, (*titled(words, "unit"), *kinds), rows, remarks=(words("indicators.grid.legend"),))


def _grid_cell(cell: Cell | None) -> str:
    if cell is None:
        return "—"
    return f"{'×' if cell.over else '·'}−{figure(cell.missing)}" if cell.missing else "✓"


def quotas_board(found: Sequence[QuotaStand], names: Mapping[str, str], today: date, words: Words) -> Board:
    """Q01 to Q08; `names` are of persons and villages."""
    short = sum(1 for each in found if each.missing)
    return Board(
        "quotas",
        words("indicators.quotas.title"),
        titled(words, "quota", "window", "required", "held", "missing", "until", "owing"),
        tuple(_quota_row(each, names, today, words) for each in found),
        frozenset((2, 3, 4)),
        (words("indicators.quotas.short", count=short),) if short else (words("indicators.quotas.full"),),
    )


def _quota_row(each: QuotaStand, names: Mapping[str, str], today: date, words: Words) -> Row:
    name = each.quota.name_zh if words.lang == "zh" else words.noun("activity_type", each.quota.type)
    who = [f"{names.get(ower, ower)} −{count}" for ower, count in each.owing]
    cells = (
        f"{each.quota.code} {name}",
        words(f"indicators.window.{each.quota.period}"),
        str(each.required),
        str(each.held),
        f"−{each.missing}" if each.missing else "✓",
        f"{each.until}",
        listed(words, who[:3]) + (" …" if len(who) > 3 else ""),
    )
    tone = "" if each.missing and each.until >= today else "bad" if each.missing else "good"
    return Row(each.quota.code, cells, tone, tuple(who))


def lectures_board(lines: Sequence[LeaderLectures], names: Mapping[str, str], period: str, words: Words) -> Board:
    """Leader by leader; `names` are of branches."""
    owing = sum(1 for line in lines if line.missing)
    rows = []
    for line in lines:
        last = line.lectures[-1] if line.lectures else None
        where = names.get(last.unit or "", "") if last else ""
        title = (last.title or "") if last else ""
        cells = (
            line.name,
            words.noun("role", line.role),
            str(len(line.lectures)),
            f"−{line.missing}" if line.missing else "✓",
            f"{last.held_on}" if last else "",
            where,
            title,
        )
        detail = tuple(f"{x.held_on}  {names.get(x.unit or '', '')}  {x.title or ''}" for x in line.lectures)
        rows.append(Row(line.person_no, cells, "bad" if line.missing else "", detail))
    return Board(
        "lectures",
        words("indicators.lectures.title", period=period),
        titled(words, "leader", "post", "lectures", "missing", "last", "branch", "topic"),
        tuple(rows),
        frozenset((2, 3)),
        (words("indicators.lectures.owing", count=owing),) if owing else (words("indicators.lectures.all"),),
        words("indicators.lectures.empty"),
    )
