"""Alembic's entry: the connection is handed in by `store.schema`."""

from alembic import context

from store.tables import Row, UtcTime

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    render_as_batch=True,
    # Search indexes are not tables of ours: SQLite's make further tables of their own.
    include_name=lambda name, kind, _: kind != "table" or not (name or "").startswith("search_"),
    # Our UtcTime is a timestamp with time zone to the database: a migration must not import the tables of today.
    render_item=lambda kind, item, _: "sa.DateTime(timezone=True)" if isinstance(item, UtcTime) else False,
)
with context.begin_transaction():
    context.run_migrations()
