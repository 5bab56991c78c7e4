"""Registers and trust"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "economy_figure",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("row_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("figure", sa.String(20), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("amount", sa.String(40), nullable=False),
        sa.Column("subsidy", sa.String(40), nullable=True),
        sa.Column("source", sa.String(400), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "row_no"),
    )
    op.create_table(
        "highlight",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("highlight_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("matter", sa.String(400), nullable=False),
        sa.Column("level", sa.String(20), nullable=False),
        sa.Column("recognised_on", sa.Date(), nullable=False),
        sa.Column("proof", sa.String(400), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "highlight_no"),
    )
    op.create_table(
        "member_points",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("row_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("member_no", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("points", sa.String(40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "row_no"),
    )
    with op.batch_alter_table("member_points", schema=None) as batch_op:
        batch_op.create_index("ix_member_points_unit", ["township", "unit", "period"], unique=False)

    op.create_table(
        "project",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("project_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("budget", sa.String(40), nullable=True),
        sa.Column("item", sa.String(40), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "project_no"),
    )
    op.create_table(
        "recruitment_stage",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("row_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("candidate_no", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("stage", sa.String(30), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "row_no"),
    )
    op.create_table(
        "reserve",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("reserve_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("mentor", sa.String(40), nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "reserve_no"),
    )
    op.create_table(
        "township_activity",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("activity_no", sa.String(60), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=True),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.Column("title", sa.String(400), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "activity_no"),
    )
    with op.batch_alter_table("township_activity", schema=None) as batch_op:
        batch_op.create_index("ix_township_activity_held", ["township", "held_on"], unique=False)

    op.create_table(
        "filing",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("filing_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("appointed_on", sa.Date(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "person_no"],
            ["person.township", "person.person_no"],
        ),
        sa.PrimaryKeyConstraint("township", "filing_no"),
    )
    op.create_table(
        "milestone_event",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("row_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("project_no", sa.String(60), nullable=False),
        sa.Column("milestone", sa.String(200), nullable=False),
        sa.Column("event", sa.String(20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "project_no"],
            ["project.township", "project.project_no"],
        ),
        sa.PrimaryKeyConstraint("township", "row_no"),
    )
    op.create_table(
        "anchor",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("root", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "period"],
            ["month.township", "month.period"],
        ),
        sa.PrimaryKeyConstraint("township", "period"),
    )
    op.create_table(
        "anchor_signature",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("public_key", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "period"],
            ["anchor.township", "anchor.period"],
        ),
        sa.PrimaryKeyConstraint("township", "period", "public_key"),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_on", sa.Date(), nullable=True))


def downgrade() -> None:

    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_column("taken_on")

    op.drop_table("anchor_signature")
    op.drop_table("anchor")
    op.drop_table("milestone_event")
    op.drop_table("filing")
    with op.batch_alter_table("township_activity", schema=None) as batch_op:
        batch_op.drop_index("ix_township_activity_held")

    op.drop_table("township_activity")
    op.drop_table("reserve")
    op.drop_table("recruitment_stage")
    op.drop_table("project")
    with op.batch_alter_table("member_points", schema=None) as batch_op:
        batch_op.drop_index("ix_member_points_unit")

    op.drop_table("member_points")
    op.drop_table("highlight")
    op.drop_table("economy_figure")
