from tests.emptied import database_url, engine, kept_postgres_url

__all__ = ["database_url", "engine", "kept_postgres_url"]
