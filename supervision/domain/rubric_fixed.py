"""What a rubric file states but the code does in one way only: stated otherwise, the file is refused, never ignored."""

from __future__ import annotations

from supervision.domain.conditions import COMPARE
from supervision.domain.metrics import METRICS
from supervision.domain.model import State
from supervision.domain.rectification import RUNNING, STANDING_STILL, TRANSITIONS
from supervision.domain.rubric_tree import Reader

FIXED: tuple[tuple[str, object], ...] = (
    ("schema_version", 2),
    ("scoring.rounding.mode", "half_up"),
    ("scoring.rounding.item_decimals", 4),
    ("scoring.rounding.base_decimals", 2),
    ("scoring.rounding.mean_decimals", 2),
    ("scoring.item_floor", 0),
    ("scoring.not_due", "exclude_and_rescale"),
    ("scoring.not_applicable", "exclude_and_rescale"),
    ("scoring.window_incomplete", "not_due"),
    ("scoring.rank_style", "competition"),
    (
        "scoring.tie_break",
        ["fewer_overdue_findings", "higher_on_time_closure_rate", "lower_severity_points", "shared_rank"],
    ),
    ("scoring.late_record.after_seal", 0),
    ("bonus.same_matter", "highest_only"),
    ("deadlines.day_type", "calendar"),
    ("deadlines.roll_non_working_to", "next_working_day"),
    ("deadlines.count_from", "issued_on"),
    ("deadlines.standing_still", sorted(STANDING_STILL)),
    ("deadlines.extension.decided_on_or_before", "due_date_in_force"),
    ("deadlines.extension.max_times_per_task", 1),
    ("deadlines.dispute.max_times", 1),
    ("deadlines.dispute.latest", "due_date"),
    ("ladder_rules.once_per", ["finding", "round", "level"]),
    ("ladder_rules.adjustment_month", "month_in_which_level_is_reached"),
    ("ladder_rules.adjustment_applies_to", "final_score"),
    ("ladder_rules.direct_level_allowed", False),
    ("ladder_rules.counted_in", "late_days"),
    ("recurrence.counted_from", "latest_closure_of_earlier_finding"),
    ("recurrence.key", ["unit", "item_code", "problem_type"]),
    ("recurrence.reopen_counts_as_recurrence", True),
    ("lookback.size_rounding", "ceiling"),
    ("lookback.drawn_at", "month_opening"),
    ("lookback.sampler.hash", "sha256"),
    ("lookback.sampler.text", "{period}|{task_no}"),
    ("lookback.sampler.encoding", "utf-8"),
    ("lookback.sampler.order", "hex_ascending"),
    ("star_rating.branch.period", "quarter"),
    ("star_rating.branch.score", "mean_of_monthly_final_scores"),
    ("star_rating.branch.share_cap_rounding", "floor, at least 1"),
    ("star_rating.branch.order", ["threshold", "blocks", "step_up", "share_cap"]),
    ("classification.no_history", "middle"),
    ("classification.order", ["lagging", "advanced", "middle"]),
    ("classification.lagging.in_turnaround", True),
    ("cadre_targets.entry_period", "month"),
    ("cadre_targets.period", "quarter"),
    ("cadre_targets.weights_must_sum_to", 100),
    ("condition_operators", list(COMPARE)),
)
"""Path in the file → the one value that the code carries out."""

_CLOCKS = {"runs": RUNNING, "stands_still": STANDING_STILL}


def check_fixed(top: Reader) -> None:
    """Note every stated value that the code would not carry out."""
    for path, only in FIXED:
        *tables, key = path.split(".")
        reader = top
        for name in tables:
            reader = reader.table_at(name)
        if not reader.has(key):
            reader.fault("rubric-missing", key, str(only))
        elif reader.table[key] != only:
            reader.fault("rubric-unsupported", key, str(only))
    for metric in top.texts("condition_metrics"):
        if metric not in METRICS:
            top.fault("rubric-metric", "condition_metrics", " | ".join(METRICS))


def check_moves(top: Reader) -> None:
    """The file's `task_states` and `task_moves` are those of the table in `rectification` (R-6)."""
    for each in top.tables_at("task_states"):
        state = State(each.choice("code", list(State)))
        clock = each.text("clock")
        if any((clock == name) != (state in states) for name, states in _CLOCKS.items()):
            each.fault("rubric-unsupported", "clock", state)
    rows = {each.text("move"): each for each in top.tables_at("task_moves")}
    for row in TRANSITIONS:
        stated = rows.pop(row.move, None)
        if stated is None:
            top.fault("rubric-missing", "task_moves", row.move)
            continue
        if set(stated.texts("from")) != set(row.leaves):
            stated.fault("rubric-unsupported", "from", " | ".join(sorted(row.leaves)))
        to = row.to or "same"
        if stated.text("to") != to:
            stated.fault("rubric-unsupported", "to", to)
    for unknown in rows.values():
        unknown.fault("rubric-unsupported", "move", " | ".join(row.move for row in TRANSITIONS))
