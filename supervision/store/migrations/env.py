"""Where Alembic learns which connection and which tables: both are handed in by `store.schema`."""

from alembic import context
from sqlmodel import SQLModel

from supervision.store import every_table  # noqa: F401  (fills the metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
    transactional_ddl=True,
)
context.run_migrations()
