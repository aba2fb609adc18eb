"""Numbered registrations, their versions, work that is closed by somebody, and the knowledge of the desk"""

import sqlalchemy as sa
from alembic import op

revision = "0002_matters"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("calls") as batch_op:
        batch_op.add_column(sa.Column("answered_by", sa.Integer(), nullable=True))
    _registrations()
    with op.batch_alter_table("work_items") as batch_op:
        batch_op.add_column(sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("note_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closed_by", sa.Integer(), nullable=True))
    op.create_table(
        "matter_numbers",
        sa.Column("unit", sa.String(length=6), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit", "year", name=op.f("pk_matter_numbers")),
    )
    _versions()
    _knowledge()


def _registrations() -> None:
    with op.batch_alter_table("registrations") as batch_op:
        batch_op.add_column(sa.Column("edited_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("number", sa.String(length=30), nullable=True))
        batch_op.add_column(sa.Column("disposition", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("accepted_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due", sa.Date(), nullable=True))
        for name in ("provisional", "real_name", "urgent"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("barred_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("repeats", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_registrations_number"), ["number"])
        for name in ("accepted_at", "accepted_by", "edited_by", "repeats"):
            batch_op.create_index(batch_op.f(f"ix_registrations_{name}"), [name], unique=False)


def _versions() -> None:
    op.create_table(
        "registration_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("disposition", sa.String(length=60), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("form_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_registration_versions_registration_id_registrations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_versions")),
        sa.UniqueConstraint("registration_id", "n", name=op.f("uq_registration_versions_registration_id_n")),
    )


def _knowledge() -> None:
    op.create_table(
        "knowledge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("citation", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge")),
        sa.UniqueConstraint("name", name=op.f("uq_knowledge_name")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE search_knowledge (id integer PRIMARY KEY, tokens text[] NOT NULL)")
        op.execute("CREATE INDEX search_knowledge_tokens ON search_knowledge USING gin (tokens)")
    else:
        op.execute("CREATE VIRTUAL TABLE search_knowledge USING fts5(tokens, content='', tokenize='unicode61')")


def downgrade() -> None:
    op.drop_table("search_knowledge")
    op.drop_table("knowledge")
    op.drop_table("registration_versions")
    op.drop_table("matter_numbers")
    with op.batch_alter_table("work_items") as batch_op:
        for name in ("due_at", "note_sealed", "closed_at", "closed_by"):
            batch_op.drop_column(name)
    with op.batch_alter_table("registrations") as batch_op:
        for name in ("accepted_at", "accepted_by", "edited_by", "repeats"):
            batch_op.drop_index(batch_op.f(f"ix_registrations_{name}"))
        batch_op.drop_constraint(batch_op.f("uq_registrations_number"), type_="unique")
        for name in ("edited_by", "number", "disposition", "accepted_at", "accepted_by", "due", "provisional",
                     "real_name", "urgent", "barred_sealed", "repeats"):  # fmt: skip
            batch_op.drop_column(name)
    with op.batch_alter_table("calls") as batch_op:
        batch_op.drop_column("answered_by")
