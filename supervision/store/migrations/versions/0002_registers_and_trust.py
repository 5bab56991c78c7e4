"""Registers and trust"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

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
