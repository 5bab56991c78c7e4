"""Scope and causes"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "class_decision",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("decision_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("group_class", sa.String(40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "decision_no"),
    )
    with op.batch_alter_table("class_decision", schema=None) as batch_op:
        batch_op.create_index("ix_class_decision_unit", ["township", "unit"], unique=False)

    op.create_table(
        "root_cause",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("cause_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("task_no", sa.String(60), nullable=False),
        sa.Column("cause_kind", sa.String(40), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "cause_no"),
    )
    with op.batch_alter_table("root_cause", schema=None) as batch_op:
        batch_op.create_index("ix_root_cause_task", ["township", "task_no"], unique=False)

    op.create_table(
        "township_choice",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "name"),
    )
    op.create_table(
        "township_term",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("term_no", sa.String(60), nullable=False),
        sa.Column("term", sa.String(40), nullable=False),
        sa.Column("setting", sa.String(400), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "term_no"),
    )
    op.create_table(
        "post",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("post_no", sa.String(60), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("role", sa.String(40), nullable=True),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "person_no"],
            ["person.township", "person.person_no"],
        ),
        sa.PrimaryKeyConstraint("township", "post_no"),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("item", sa.String(40), nullable=True))


def downgrade() -> None:

    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_column("item")

    op.drop_table("post")
    op.drop_table("township_term")
    op.drop_table("township_choice")
    with op.batch_alter_table("root_cause", schema=None) as batch_op:
        batch_op.drop_index("ix_root_cause_task")

    op.drop_table("root_cause")
    with op.batch_alter_table("class_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_class_decision_unit")

    op.drop_table("class_decision")
