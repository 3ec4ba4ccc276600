"""The mentors' desk. Sign-in, accounts and sessions are shared with /admin and stand in navigator/accounts."""
