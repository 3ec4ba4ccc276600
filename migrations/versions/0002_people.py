"""What is kept of people: sealed conversations, receipts, opt-outs, counts, deletions at the carrier."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_expires_at", "conversations", ["expires_at"])
    op.create_table(
        "receipts",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_receipts"),
    )
    op.create_index("ix_receipts_conversation", "receipts", ["conversation"])
    op.create_index("ix_receipts_expires_at", "receipts", ["expires_at"])
    op.create_table(
        "opt_outs",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_opt_outs"),
    )
    op.create_table(
        "counts",
        sa.Column("need", sa.String(40), nullable=False),
        sa.Column("area", sa.String(80), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("need", "area", "outcome", "week", name="pk_counts"),
    )
    op.create_table(
        "deletions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("direction", sa.String(3), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deletions"),
    )
    op.create_index("ix_deletions_next_try_at", "deletions", ["next_try_at"])


def downgrade() -> None:
    for table in ("deletions", "counts", "opt_outs", "receipts", "conversations"):
        op.drop_table(table)
