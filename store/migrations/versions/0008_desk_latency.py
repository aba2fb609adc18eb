"""How fast the desks are"""

import sqlalchemy as sa
from alembic import op

revision = "0008_desk_latency"
down_revision = "0007_second_factors"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_latency",
        sa.Column("seat", sa.String(length=8), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("whole", sa.JSON(), nullable=False),
        sa.Column("paint", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_desk_latency_person_id_people")),
        sa.PrimaryKeyConstraint("seat", "hour", "person_id", name=op.f("pk_desk_latency")),
    )
    op.create_index(op.f("ix_desk_latency_hour"), "desk_latency", ["hour"])


def downgrade() -> None:
    op.drop_table("desk_latency")
