"""Whether bonuses, vetoes and turnaround events are what the committee may decide (R-24, R-25, R-36).

Codes: E-VALUE, E-REQUIRED, E-RANGE, E-ORDER, E-FUTURE, E-MOVE, E-GUARD.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register, check_names, check_recorded, month_of
from supervision.domain.checks.typed import Typed
from supervision.domain.model import Bonus, TurnaroundEvent, Veto
from supervision.domain.rubric import BonusItem, TurnaroundTerms

Placed = tuple[int | None, TurnaroundEvent]


def check_bonuses(typed: Typed[Bonus], register: Register, problems: Problems) -> None:
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    check_recorded(typed, "approved_on", problems)
    for line, bonus in typed.placed("code"):
        rubrics = register.rubrics.possible(month_of(bonus.approved_on))
        items = {code: item for rubric in rubrics for code, item in rubric.bonus.items.items()}
        if bonus.code not in items:
            allowed = ", ".join(items)
            problems.add(typed.table, line, "E-VALUE", "code", bonus.code, Expected.ONE_OF, allowed=allowed)
    for line, bonus in typed.placed("code", "approved_on"):
        found = register.rubrics.on(bonus.approved_on).bonus.items.get(bonus.code)
        if found is not None:
            _check_bonus(typed, line, bonus, found, problems)


def _check_bonus(typed: Typed[Bonus], line: int, bonus: Bonus, item: BonusItem, problems: Problems) -> None:
    levels = item.points_by_level
    if levels and bonus.level is None:
        problems.add(typed.table, line, "E-REQUIRED", "level", None, Expected.FILLED_FOR, what=bonus.code)
    elif levels and bonus.level not in levels:
        problems.add(typed.table, line, "E-VALUE", "level", bonus.level, Expected.ONE_OF, allowed=", ".join(levels))
    if item.settle_months and bonus.approved_on.month not in item.settle_months:
        months = ", ".join(map(str, item.settle_months))
        problems.add(typed.table, line, "E-RANGE", "approved_on", bonus.approved_on, Expected.MONTH_OF, months=months)


def check_vetoes(typed: Typed[Veto], register: Register, problems: Problems) -> None:
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    check_recorded(typed, "approved_on", problems)
    for line, veto in typed.placed("code"):
        rubrics = register.rubrics.possible(month_of(veto.approved_on))
        codes = {code: None for rubric in rubrics for code in rubric.veto_names_zh}
        if veto.code not in codes:
            allowed = ", ".join(codes)
            problems.add(typed.table, line, "E-VALUE", "code", veto.code, Expected.ONE_OF, allowed=allowed)
    for line, veto in typed.placed("occurred_on", "approved_on"):
        if veto.occurred_on > veto.approved_on:
            problems.add(
                typed.table, line, "E-ORDER", "occurred_on", veto.occurred_on, Expected.NOT_AFTER,
                other="approved_on", limit=veto.approved_on,
            )  # fmt: skip


def check_turnarounds(
    typed: Typed[TurnaroundEvent], known: Iterable[TurnaroundEvent], register: Register, problems: Problems
) -> None:
    """Each unit's events in the order of time, known and new together (R-36)."""
    check_names(typed, "unit", register.units.names, Expected.KNOWN_UNIT, problems)
    check_recorded(typed, "on", problems)
    units: dict[str, list[Placed]] = {}
    _check_entries(typed, register, problems)
    _check_acceptances(typed, register, problems)
    for line, event in typed.sound():
        units.setdefault(event.unit, []).append((line, event))
    for event in known:
        if event.unit in units:
            units[event.unit].append((None, event))
    broken = typed.doubt("unit")
    for unit, events in units.items():
        if broken((unit,)):
            continue
        events.sort(key=lambda placed: (placed[1].on, placed[1].event_no))
        _check_chain(typed, events, register, problems)


def _check_entries(typed: Typed[TurnaroundEvent], register: Register, problems: Problems) -> None:
    for line, event in typed.placed("event", "criterion"):
        rubrics = register.rubrics.possible(month_of(event.on))
        criteria = {code: None for rubric in rubrics for code in rubric.turnaround.criteria_zh}
        if event.event != "enter" or event.criterion in criteria:
            continue
        if event.criterion is None:
            problems.add(typed.table, line, "E-REQUIRED", "criterion", None, Expected.FILLED_FOR, what=event.event)
        else:
            allowed = ", ".join(criteria)
            problems.add(typed.table, line, "E-VALUE", "criterion", event.criterion, Expected.ONE_OF, allowed=allowed)


def _check_acceptances(typed: Typed[TurnaroundEvent], register: Register, problems: Problems) -> None:
    for column in ("score", "respondents", "dissatisfied"):
        for line, event in typed.placed("event", column):
            if event.event != "enter" and getattr(event, column) is None:
                problems.add(typed.table, line, "E-REQUIRED", column, None, Expected.FILLED_FOR, what=event.event)
    for line, event in typed.placed("event", "respondents", "on"):
        asked, lowest = event.respondents, register.rubrics.on(event.on).turnaround.min_respondents
        if event.event != "enter" and asked is not None and asked < lowest:
            problems.add(typed.table, line, "E-GUARD", "respondents", asked, Expected.RESPONDENTS, lowest=lowest)
    for line, event in typed.placed("event", "respondents", "dissatisfied"):
        asked, against = event.respondents, event.dissatisfied
        if event.event != "enter" and asked is not None and against is not None and against > asked:
            problems.add(
                typed.table, line, "E-RANGE", "dissatisfied", against, Expected.BETWEEN, lowest=0, highest=asked
            )


def _check_chain(typed: Typed[TurnaroundEvent], events: list[Placed], register: Register, problems: Problems) -> None:
    """Entering from outside, acceptance from inside and not too soon; a wrong event is passed over."""
    entered: date | None = None
    at: int | None = None
    for line, event in events:
        at = line if line is not None else at
        inside = entered is not None
        if inside is (event.event == "enter"):
            wanted = Expected.TURNAROUND_OUTSIDE if inside else Expected.TURNAROUND_INSIDE
            problems.add(typed.table, at, "E-MOVE", "event", event.event, wanted)
        elif entered is None:
            entered = event.on
        else:
            terms = register.rubrics.on(event.on).turnaround
            earliest = entered + timedelta(days=terms.min_term_days)
            if event.on < earliest:
                problems.add(typed.table, at, "E-GUARD", "on", event.on, Expected.TERM_SERVED, earliest=earliest)
            elif _passes(event, terms):
                entered = None


def _passes(event: TurnaroundEvent, terms: TurnaroundTerms) -> bool:
    if event.score is None or event.respondents is None or event.dissatisfied is None:
        return False
    return event.score >= terms.pass_score and event.dissatisfied <= terms.max_dissatisfied_share * event.respondents
