"""The last fact of a seat by one look: the board at any moment"""

from alembic import op

revision = "0009_replay"
down_revision = "0008_desk_latency"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_events_kind_seat_at"), "events", ["kind", "seat", "at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_events_kind_seat_at"), "events")
