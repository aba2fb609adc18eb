"""Occupancy of days that are over, kept over a restart: folded from facts, and folded anew when it is not there"""

import sqlalchemy as sa
from alembic import op

revision = "0013_occupied_days"
down_revision = "0012_wall_passes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "occupied_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_occupied_days")),
    )
    op.create_table(
        "occupied_marks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupied_marks")),
    )


def downgrade() -> None:
    op.drop_table("occupied_marks")
    op.drop_table("occupied_days")
