"""Alarms of the board"""

import sqlalchemy as sa
from alembic import op

revision = "0004_alarms"
down_revision = "0003_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=6), nullable=False),
        sa.Column("seat", sa.String(length=8), nullable=False),
        sa.Column("call_id", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("bound", sa.Double(), nullable=False),
        sa.Column("cause", sa.Integer(), nullable=True),
        sa.Column("open_key", sa.String(length=120), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.Integer(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["acknowledged_by"], ["people.id"], name=op.f("fk_alarms_acknowledged_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarms")),
        sa.UniqueConstraint("cause", name=op.f("uq_alarms_cause")),
        sa.UniqueConstraint("open_key", name=op.f("uq_alarms_open_key")),
    )


def downgrade() -> None:
    op.drop_table("alarms")
