"""The HSDS API: read-only, from the same guarded rows as every other way out."""

from directory.api.app import create_api

__all__ = ["create_api"]
