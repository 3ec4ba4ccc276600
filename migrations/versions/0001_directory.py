"""The service directory: HSDS 3.1, what is kept beside it, and the flat tables that search reads.

Revision ID: 0001
"""

from alembic import op

from directory.store import index, ours  # noqa: F401  # importing registers the tables
from directory.store.base import Base
from directory.store.graph import MODULES  # noqa: F401

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    from directory.store.repository import dialect_of

    connection = op.get_bind()
    tables = [Base.metadata.tables[str(mapper.local_table)] for mapper in Base.registry.mappers]
    Base.metadata.create_all(connection, tables=tables)
    dialect_of(connection.engine).create(connection)


def downgrade() -> None:
    raise NotImplementedError("there is nothing before this")
