"""`/admin`: where maintainers keep the listings true."""

from directory.admin.app import create_admin

__all__ = ["create_admin"]
