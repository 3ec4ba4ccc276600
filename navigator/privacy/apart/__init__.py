"""What must never be in a backup of the database: the dated keys (so that they can die) and the journal of erasures
(so that restoring does not undo them)."""
