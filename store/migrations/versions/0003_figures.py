"""Facts of one kind in a stretch of time, for the figures of seats"""

from alembic import op

revision = "0003_figures"
down_revision = "0002_matters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_events_kind_at", "events", ["kind", "at"], unique=False)
