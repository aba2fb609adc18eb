"""To whom a matter is closed (回避)"""

import sqlalchemy as sa
from alembic import op

revision = "0011_closures"
down_revision = "0010_sitter"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closures",
        sa.Column("call_id", sa.String(length=80), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "mark", name=op.f("pk_closures")),
    )
    # What is there already is marked at the next start of the service: that needs the key.
    op.add_column("registrations", sa.Column("marked", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("registrations") as batch_op:
        batch_op.alter_column("marked", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("registrations") as batch_op:
        batch_op.drop_column("marked")
    op.drop_table("closures")
