"""Rows and SQL: what is stored, and the two doors to it."""

from db.engine import Store, reading, store, use, writing

__all__ = ["Store", "reading", "store", "use", "writing"]
