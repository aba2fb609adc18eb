"""Passes of walls (大屏): a screen that runs for weeks without a person's session"""

import sqlalchemy as sa
from alembic import op

revision = "0012_wall_passes"
down_revision = "0011_closures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wall_passes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=6), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_wall_passes_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_passes")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_wall_passes_token_hash")),
    )
    op.create_index(op.f("ix_wall_passes_unit"), "wall_passes", ["unit"])


def downgrade() -> None:
    op.drop_table("wall_passes")
