"""What the database itself refuses: changing facts, the trail and sealed months. One source for both databases."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

APPEND_ONLY = (
    "activity",
    "anchor",
    "anchor_signature",
    "attachment",
    "bonus",
    "cadre_score",
    "cadre_target",
    "card",
    "class_decision",
    "commitment",
    "consequence",
    "economy_figure",
    "filing",
    "finding",
    "guidance_visit",
    "highlight",
    "inspection_form",
    "inspection_form_done",
    "issued_paper",
    "item_score",
    "lookback",
    "lookback_draw",
    "measure",
    "meeting",
    "member_points",
    "milestone_event",
    "move",
    "pair_contact",
    "pairing",
    "project",
    "rating",
    "recruitment_stage",
    "reserve",
    "responsibility",
    "root_cause",
    "rubric",
    "score_line",
    "scorecard",
    "step",
    "township_activity",
    "township_term",
    "trail",
    "turnaround_event",
    "turnaround_step",
    "veto",
)
"""Rows that are written once."""

FROZEN_WITH_MONTH = ("cadre_score", "consequence", "item_score", "score_line", "scorecard")
"""Rows that nobody may add to a month once it is sealed."""


def _sqlite() -> Iterator[tuple[str, str]]:
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"{table}_no_{verb.lower()}",
                f"BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END",
            )
    for table in FROZEN_WITH_MONTH:
        yield (
            f"{table}_frozen",
            f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM month WHERE month.township = NEW.township "
            f"AND month.period = NEW.period AND month.sealed_at IS NOT NULL) "
            f"BEGIN SELECT RAISE(ABORT, 'sealed month: {table}'); END",
        )
    yield (
        "trail_no_replace",
        "BEFORE INSERT ON trail WHEN EXISTS (SELECT 1 FROM trail WHERE township = NEW.township AND seq = NEW.seq) "
        "BEGIN SELECT RAISE(ABORT, 'append-only: trail'); END",
    )
    for verb in ("UPDATE", "DELETE"):
        yield (
            f"month_sealed_no_{verb.lower()}",
            f"BEFORE {verb} ON month WHEN OLD.sealed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'sealed month'); END",
        )


_POSTGRES_REFUSE = """
CREATE OR REPLACE FUNCTION supervision_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%: %', TG_ARGV[0], TG_TABLE_NAME; END $$
"""
_POSTGRES_FROZEN = """
CREATE OR REPLACE FUNCTION supervision_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF EXISTS (SELECT 1 FROM month m
             WHERE m.township = NEW.township AND m.period = NEW.period AND m.sealed_at IS NOT NULL)
  THEN RAISE EXCEPTION 'sealed month: %', TG_TABLE_NAME; END IF;
  RETURN NEW;
END $$
"""


def _postgres() -> Iterator[tuple[str, str, str]]:
    refuse = "EXECUTE FUNCTION supervision_refuse"
    for table in APPEND_ONLY:
        yield f"{table}_append_only", table, f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}('append-only')"
    for table in FROZEN_WITH_MONTH:
        yield f"{table}_frozen", table, f"BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION supervision_frozen()"
    yield (
        "month_sealed",
        "month",
        f"BEFORE UPDATE OR DELETE ON month FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL) {refuse}('sealed month')",
    )


def trigger_names(connection: Connection) -> set[str]:
    """The triggers that stand in the database."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    else:
        rows = connection.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
    return {row[0] for row in rows}


def expected_triggers(dialect: str) -> set[str]:
    if dialect == "sqlite":
        return {name for name, _ in _sqlite()}
    return {name for name, _, _ in _postgres()}


def create_triggers(connection: Connection) -> None:
    """Drop and create every trigger; run at the end of each migration, since rebuilding a table loses its own."""
    if connection.dialect.name == "sqlite":
        for name, body in _sqlite():
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
            connection.execute(text(f"CREATE TRIGGER {name} {body}"))
        return
    connection.execute(text(_POSTGRES_REFUSE))
    connection.execute(text(_POSTGRES_FROZEN))
    for name, table, body in _postgres():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
        connection.execute(text(f"CREATE TRIGGER {name} {body}"))
