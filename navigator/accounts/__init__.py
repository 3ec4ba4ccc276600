"""Accounts of maintainers (/admin), mentors and coordinators (/desk): who they are and that they are signed in."""
