"""Rows and SQL: what is stored, and the two doors to it."""

from db.engine import Store, reading, store, use, writing
from db.turnstile import Busy

__all__ = ["Busy", "Store", "reading", "store", "use", "writing"]
