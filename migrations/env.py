"""Run by Alembic: migrates the connection it was handed."""

from alembic import context

from navigator.store import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
