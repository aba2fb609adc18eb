"""Find the calls that somebody answered"""

from alembic import op

revision = "0005_my_day"
down_revision = "0004_alarms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_calls_answered_by_arrived_at", "calls", ["answered_by", "arrived_at"])


def downgrade() -> None:
    op.drop_index("ix_calls_answered_by_arrived_at", "calls")
