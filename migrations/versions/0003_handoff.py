"""Handoffs to mentors and their lines, the programme's mentors, proactive messages."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("ref", sa.String(36), nullable=False),
        sa.Column("channel", sa.String(3), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("sid_hash", sa.String(64), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    for column in ("conversation", "ref", "sid_hash", "due_at", "expires_at"):
        op.create_index(f"ix_outbox_{column}", "outbox", [column])
    op.create_table(
        "mentors",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("on_shift", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_mentors"),
    )
    op.create_table(
        "handoffs",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("mentor", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handoffs"),
        sa.UniqueConstraint("conversation", name="uq_handoffs_conversation"),
    )
    op.create_index("ix_handoffs_mentor", "handoffs", ["mentor"])
    op.create_table(
        "handoff_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handoff", sa.String(36), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("side", sa.String(6), nullable=False),
        sa.Column("mentor", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_lines"),
        sa.ForeignKeyConstraint(["handoff"], ["handoffs.id"], name="fk_handoff_lines_handoff", ondelete="CASCADE"),
        sa.UniqueConstraint("handoff", "key", name="uq_handoff_lines_handoff_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "handoff_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor", sa.String(64), nullable=False),
        sa.Column("what", sa.String(10), nullable=False),
        sa.Column("hour", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handoff_notices"),
    )
    op.create_table(
        "handoff_counts",
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("what", sa.String(24), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "what", name="pk_handoff_counts"),
    )


def downgrade() -> None:
    for table in ("handoff_counts", "handoff_notices", "handoff_lines", "handoffs", "mentors", "outbox"):
        op.drop_table(table)
