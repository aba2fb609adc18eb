"""指定坐席: the seat that a person is given"""

import sqlalchemy as sa
from alembic import op

revision = "0014_given_seats"
down_revision = "0013_occupied_days"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("given_seat", sa.String(length=8), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "given_seat")
