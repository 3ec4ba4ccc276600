"""A person and a mentor, linked for a while: neither sees a number or a name, and nothing is left when it ends."""
