"""Whom a supervisor's order concerned: told until it is read"""

import sqlalchemy as sa
from alembic import op

revision = "0010_sitter"
down_revision = "0009_replay"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dispatches", sa.Column("sitter", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("dispatches", "sitter")
