"""Alembic's entrance: it is handed an open connection by `survey.schema` and uses that."""

from alembic import context

from migrations.registry import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
