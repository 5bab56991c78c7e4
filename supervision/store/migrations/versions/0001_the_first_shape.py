"""The first shape"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "cadre_score",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.Column("grade", sa.String(20), nullable=False),
        sa.Column("proposals", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("township", "period", "person_no"),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )
    op.create_table(
        "consequence",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("township", "period", "unit", "code"),
    )
    op.create_table(
        "item_score",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("item", sa.String(20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("max", sa.BigInteger(), nullable=False),
        sa.Column("earned", sa.BigInteger(), nullable=True),
        sa.Column("due", sa.Boolean(), nullable=False),
        sa.Column("applicable", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("township", "period", "unit", "item"),
    )
    op.create_table(
        "score_line",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("section", sa.String(20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("township", "period", "unit", "section", "place"),
    )
    op.create_table(
        "township",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("township"),
    )
    op.create_table(
        "trail",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("command_id", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("township", "seq"),
        sa.UniqueConstraint("township", "command_id"),
        sa.UniqueConstraint("township", "previous"),
    )
    op.create_table(
        "activity",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("activity_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("type", sa.String(60), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("group_no", sa.Integer(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "activity_no"),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index("ix_activity_unit", ["township", "unit", "type", "held_on"], unique=False)

    op.create_table(
        "bonus",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("bonus_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("level", sa.String(20), nullable=True),
        sa.Column("matter", sa.String(400), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "bonus_no"),
    )
    op.create_table(
        "contact",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "person_no", "channel"),
    )
    op.create_table(
        "delivery",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("next_try_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "person_no", "day", "channel"),
    )
    op.create_table(
        "digest",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "person_no", "day"),
    )
    op.create_table(
        "lookback_draw",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("task_no", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "period", "place"),
    )
    op.create_table(
        "measure",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("measure_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("metric", sa.String(80), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("numerator", sa.String(40), nullable=False),
        sa.Column("denominator", sa.String(40), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "measure_no"),
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index("ix_measure_period", ["township", "period"], unique=False)

    op.create_table(
        "notice",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "person_no", "key"),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_day", ["township", "person_no", "day"], unique=False)

    op.create_table(
        "person",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "person_no"),
    )
    op.create_table(
        "proposal",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("decided_by", sa.String(40), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "period", "unit", "code"],
            ["consequence.township", "consequence.period", "consequence.unit", "consequence.code"],
        ),
        sa.PrimaryKeyConstraint("township", "period", "unit", "code"),
    )
    op.create_table(
        "rubric",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "version"),
    )
    op.create_table(
        "step",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("phase", sa.String(30), nullable=False),
        sa.Column("shard", sa.String(40), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "period", "phase", "shard"),
    )
    op.create_table(
        "turnaround_event",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("event_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("event", sa.String(20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("criterion", sa.String(20), nullable=True),
        sa.Column("score", sa.String(40), nullable=True),
        sa.Column("respondents", sa.Integer(), nullable=True),
        sa.Column("dissatisfied", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "event_no"),
    )
    op.create_table(
        "unit",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("unit_type", sa.String(40), nullable=False),
        sa.Column("formal_members", sa.Integer(), nullable=False),
        sa.Column("party_groups", sa.Integer(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=False),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "unit", "valid_from"),
    )
    op.create_table(
        "veto",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("veto_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "veto_no"),
    )
    op.create_table(
        "account",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "person_no"],
            ["person.township", "person.person_no"],
        ),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "person_no"),
    )
    op.create_table(
        "cadre_target",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("row_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("weight", sa.String(40), nullable=False),
        sa.Column("target", sa.String(40), nullable=False),
        sa.Column("actual", sa.String(40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "person_no"],
            ["person.township", "person.person_no"],
        ),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "row_no"),
    )
    with op.batch_alter_table("cadre_target", schema=None) as batch_op:
        batch_op.create_index("ix_cadre_target_period", ["township", "period"], unique=False)

    op.create_table(
        "finding",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("finding_no", sa.String(60), nullable=False),
        sa.Column("task_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("item", sa.String(20), nullable=False),
        sa.Column("problem_type", sa.String(400), nullable=False),
        sa.Column("severity", sa.String(20), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("found_by", sa.String(40), nullable=False),
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "found_by"],
            ["person.township", "person.person_no"],
        ),
        sa.ForeignKeyConstraint(
            ["township", "owner"],
            ["person.township", "person.person_no"],
        ),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "finding_no"),
        sa.UniqueConstraint("township", "task_no"),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index("ix_finding_unit", ["township", "unit", "found_on"], unique=False)

    op.create_table(
        "month",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("planned_seal_at", sa.DateTime(), nullable=True),
        sa.Column("rubric_version", sa.Integer(), nullable=False),
        sa.Column("seal_at", sa.DateTime(), nullable=True),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("draft_sha", sa.String(64), nullable=True),
        sa.Column("public_from", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(40), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("sealed_at", sa.DateTime(), nullable=True),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "rubric_version"],
            ["rubric.township", "rubric.version"],
        ),
        sa.PrimaryKeyConstraint("township", "period"),
    )
    op.create_table(
        "rating",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("rating_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("item", sa.String(20), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("rater", sa.String(40), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "rater"],
            ["person.township", "person.person_no"],
        ),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "rating_no"),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index("ix_rating_period", ["township", "period"], unique=False)

    op.create_table(
        "appeal",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("appeal_no", sa.String(60), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("section", sa.String(20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("filed_by", sa.String(40), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("decided_by", sa.String(40), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("points_before", sa.BigInteger(), nullable=False),
        sa.Column("points_after", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "period"],
            ["month.township", "month.period"],
        ),
        sa.PrimaryKeyConstraint("township", "appeal_no"),
    )
    op.create_table(
        "attachment",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("task_no", sa.String(60), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.String(40), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "added_by"],
            ["person.township", "person.person_no"],
        ),
        sa.ForeignKeyConstraint(
            ["township", "task_no"],
            ["finding.township", "finding.task_no"],
        ),
        sa.PrimaryKeyConstraint("township", "task_no", "sha256"),
    )
    op.create_table(
        "lookback",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("lookback_no", sa.String(60), nullable=False),
        sa.Column("task_no", sa.String(60), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(30), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "task_no"],
            ["finding.township", "finding.task_no"],
        ),
        sa.PrimaryKeyConstraint("township", "lookback_no"),
    )
    op.create_table(
        "move",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("move_no", sa.String(60), nullable=False),
        sa.Column("task_no", sa.String(60), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(30), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("second_by", sa.String(40), nullable=True),
        sa.Column("approved_by", sa.String(40), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "by"],
            ["person.township", "person.person_no"],
        ),
        sa.ForeignKeyConstraint(
            ["township", "task_no"],
            ["finding.township", "finding.task_no"],
        ),
        sa.PrimaryKeyConstraint("township", "move_no"),
        sa.UniqueConstraint("township", "task_no", "seq"),
    )
    op.create_table(
        "scorecard",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("raw", sa.BigInteger(), nullable=False),
        sa.Column("raw_max", sa.BigInteger(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("bonus", sa.BigInteger(), nullable=False),
        sa.Column("adjustments", sa.BigInteger(), nullable=False),
        sa.Column("final", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "period"],
            ["month.township", "month.period"],
        ),
        sa.PrimaryKeyConstraint("township", "period", "unit"),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("task_no", sa.String(60), nullable=False),
        sa.Column("finding_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("item", sa.String(20), nullable=False),
        sa.Column("severity", sa.String(20), nullable=False),
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("original_due", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("near_from", sa.Date(), nullable=True),
        sa.Column("late_base", sa.Integer(), nullable=False),
        sa.Column("running_since", sa.Date(), nullable=True),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "finding_no"],
            ["finding.township", "finding.finding_no"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("township", "task_no"),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(
            "ix_task_due",
            ["township", "due", "id"],
            unique=False,
            sqlite_where=sa.text("running = 1"),
            postgresql_where=sa.text("running"),
        )
        batch_op.create_index(
            "ix_task_open",
            ["township", "due", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('closed', 'withdrawn')"),
            postgresql_where=sa.text("state NOT IN ('closed', 'withdrawn')"),
        )
        batch_op.create_index("ix_task_state", ["township", "state", "unit"], unique=False)
        batch_op.create_index(
            "ix_task_unit_due",
            ["township", "unit", "due"],
            unique=False,
            sqlite_where=sa.text("running = 1"),
            postgresql_where=sa.text("running"),
        )

    op.create_table(
        "card",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("task_no", sa.String(60), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(40), nullable=False),
        sa.Column("document_no", sa.String(60), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "task_no"],
            ["task.township", "task.task_no"],
        ),
        sa.PrimaryKeyConstraint("township", "task_no", "round", "level"),
        sa.UniqueConstraint("township", "document_no"),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index("ix_card_day", ["township", "reached_on"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index("ix_card_day")

    op.drop_table("card")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_task_unit_due", sqlite_where=sa.text("running = 1"), postgresql_where=sa.text("running")
        )
        batch_op.drop_index("ix_task_state")
        batch_op.drop_index(
            "ix_task_open",
            sqlite_where=sa.text("state NOT IN ('closed', 'withdrawn')"),
            postgresql_where=sa.text("state NOT IN ('closed', 'withdrawn')"),
        )
        batch_op.drop_index("ix_task_due", sqlite_where=sa.text("running = 1"), postgresql_where=sa.text("running"))

    op.drop_table("task")
    op.drop_table("scorecard")
    op.drop_table("move")
    op.drop_table("lookback")
    op.drop_table("attachment")
    op.drop_table("appeal")
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_index("ix_rating_period")

    op.drop_table("rating")
    op.drop_table("month")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index("ix_finding_unit")

    op.drop_table("finding")
    with op.batch_alter_table("cadre_target", schema=None) as batch_op:
        batch_op.drop_index("ix_cadre_target_period")

    op.drop_table("cadre_target")
    op.drop_table("account")
    op.drop_table("veto")
    op.drop_table("unit")
    op.drop_table("turnaround_event")
    op.drop_table("step")
    op.drop_table("rubric")
    op.drop_table("proposal")
    op.drop_table("person")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_day")

    op.drop_table("notice")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index("ix_measure_period")

    op.drop_table("measure")
    op.drop_table("lookback_draw")
    op.drop_table("digest")
    op.drop_table("delivery")
    op.drop_table("contact")
    op.drop_table("bonus")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index("ix_activity_unit")

    op.drop_table("activity")
    op.drop_table("trail")
    op.drop_table("township")
    op.drop_table("score_line")
    op.drop_table("item_score")
    op.drop_table("consequence")
    op.drop_table("calendar_year")
    op.drop_table("calendar_day")
    op.drop_table("cadre_score")
