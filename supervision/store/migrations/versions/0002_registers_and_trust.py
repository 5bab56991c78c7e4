"""Registers and trust"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "import_mapping",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("sender", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("headers", sa.String(64), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("township", "sender", "kind", "headers"),
    )
    op.create_table(
        "import_reference",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("sender", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reference", sa.String(200), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("township", "sender", "kind", "reference"),
    )
    op.create_table(
        "commitment",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("commitment_no", sa.String(60), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("meeting_no", sa.String(60), nullable=True),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.Column("matter", sa.String(400), nullable=False),
        sa.Column("responsible", sa.String(40), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("effect", sa.Text(), nullable=True),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "commitment_no"),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index("ix_commitment_unit", ["township", "unit"], unique=False)

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
        "guidance_visit",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("visit_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("instructor", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "visit_no"),
    )
    with op.batch_alter_table("guidance_visit", schema=None) as batch_op:
        batch_op.create_index("ix_guidance_visit_unit", ["township", "unit"], unique=False)

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
        "inspection_form",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("printed_by", sa.String(40), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "number"),
    )
    op.create_table(
        "meeting",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("meeting_no", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(400), nullable=False),
        sa.Column("chair", sa.String(40), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "meeting_no"),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_unit", ["township", "unit"], unique=False)

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
        "pair_contact",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("contact_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("pairing_no", sa.String(60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "contact_no"),
    )
    with op.batch_alter_table("pair_contact", schema=None) as batch_op:
        batch_op.create_index("ix_pair_contact_unit", ["township", "unit"], unique=False)

    op.create_table(
        "pairing",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("pairing_no", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("person_no", sa.String(40), nullable=True),
        sa.Column("partner", sa.String(200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "pairing_no"),
    )
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index("ix_pairing_unit", ["township", "unit"], unique=False)

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
        "responsibility",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("duty_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.Column("duty", sa.String(40), nullable=False),
        sa.Column("matter", sa.String(400), nullable=True),
        sa.Column("line", sa.String(200), nullable=True),
        sa.Column("frequency", sa.String(200), nullable=True),
        sa.Column("person_no", sa.String(40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "duty_no"),
    )
    with op.batch_alter_table("responsibility", schema=None) as batch_op:
        batch_op.create_index("ix_responsibility_unit", ["township", "unit"], unique=False)

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
        "turnaround_step",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("step_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("member", sa.String(200), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.String(60), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township"],
            ["township.township"],
        ),
        sa.PrimaryKeyConstraint("township", "step_no"),
    )
    with op.batch_alter_table("turnaround_step", schema=None) as batch_op:
        batch_op.create_index("ix_turnaround_step_unit", ["township", "unit"], unique=False)

    op.create_table(
        "delegation",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("delegation_no", sa.String(60), nullable=False),
        sa.Column("from_no", sa.String(40), nullable=False),
        sa.Column("to_no", sa.String(40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "from_no"],
            ["person.township", "person.person_no"],
        ),
        sa.ForeignKeyConstraint(
            ["township", "to_no"],
            ["person.township", "person.person_no"],
        ),
        sa.PrimaryKeyConstraint("township", "delegation_no"),
    )
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
        "inspection_form_done",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("done_by", sa.String(40), nullable=False),
        sa.Column("in_order", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "number"],
            ["inspection_form.township", "inspection_form.number"],
        ),
        sa.PrimaryKeyConstraint("township", "number"),
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
        "issued_paper",
        sa.Column("township", sa.String(40), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("task_no", sa.String(60), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", sa.String(40), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["township", "task_no"],
            ["finding.township", "finding.task_no"],
        ),
        sa.PrimaryKeyConstraint("township", "number"),
        sa.UniqueConstraint("township", "kind", "period", "serial"),
        sa.UniqueConstraint("township", "kind", "subject"),
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
    op.drop_table("issued_paper")
    op.drop_table("anchor")
    op.drop_table("milestone_event")
    op.drop_table("inspection_form_done")
    op.drop_table("filing")
    op.drop_table("delegation")
    with op.batch_alter_table("turnaround_step", schema=None) as batch_op:
        batch_op.drop_index("ix_turnaround_step_unit")

    op.drop_table("turnaround_step")
    with op.batch_alter_table("township_activity", schema=None) as batch_op:
        batch_op.drop_index("ix_township_activity_held")

    op.drop_table("township_activity")
    with op.batch_alter_table("responsibility", schema=None) as batch_op:
        batch_op.drop_index("ix_responsibility_unit")

    op.drop_table("responsibility")
    op.drop_table("reserve")
    op.drop_table("recruitment_stage")
    op.drop_table("project")
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.drop_index("ix_pairing_unit")

    op.drop_table("pairing")
    with op.batch_alter_table("pair_contact", schema=None) as batch_op:
        batch_op.drop_index("ix_pair_contact_unit")

    op.drop_table("pair_contact")
    with op.batch_alter_table("member_points", schema=None) as batch_op:
        batch_op.drop_index("ix_member_points_unit")

    op.drop_table("member_points")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_unit")

    op.drop_table("meeting")
    op.drop_table("inspection_form")
    op.drop_table("highlight")
    with op.batch_alter_table("guidance_visit", schema=None) as batch_op:
        batch_op.drop_index("ix_guidance_visit_unit")

    op.drop_table("guidance_visit")
    op.drop_table("economy_figure")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_unit")

    op.drop_table("commitment")
    op.drop_table("import_reference")
    op.drop_table("import_mapping")
