"""Orders of supervisors, and who confirmed a broadcast"""

import sqlalchemy as sa
from alembic import op

revision = "0006_dispatch"
down_revision = "0005_my_day"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dispatches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=6), nullable=False),
        sa.Column("seat", sa.String(length=8), nullable=False),
        sa.Column("call_id", sa.String(length=80), nullable=False),
        sa.Column("to", sa.String(length=200), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_dispatches_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
    )
    op.create_index(op.f("ix_dispatches_at"), "dispatches", ["at"])
    op.create_index(op.f("ix_dispatches_act"), "dispatches", ["act"])
    op.create_table(
        "broadcast_receipts",
        sa.Column("dispatch_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_broadcast_receipts_dispatch_id_dispatches")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_broadcast_receipts_person_id_people")),
        sa.PrimaryKeyConstraint("dispatch_id", "person_id", name=op.f("pk_broadcast_receipts")),
    )


def downgrade() -> None:
    op.drop_table("broadcast_receipts")
    op.drop_table("dispatches")
