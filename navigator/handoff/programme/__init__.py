"""The mentor programme: who is in it, who is on shift, and counts that name nobody."""
